package pcw.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Parses one piece of a delivery into rows. */
final class PieceReader {
  private PieceReader() {}

  /** Reads the piece; a file that is not as it was found adds no row, and its tally says so. */
  static Tally read(Recipe recipe, Piece piece, Rows rows) {
    Tally tally = new Tally();
    int before = rows.size();
    rows.begin(piece, tally);
    try {
      if (recipe.newlineInQuotes()) {
        readWhole(recipe, piece, rows, tally);
      } else {
        readLines(recipe, piece, rows, tally);
      }
    } catch (Refusal refusal) {
      rows.truncate(before);
      tally = new Tally();
      tally.fail(refusal);
    } catch (NoSuchFileException e) {
      rows.truncate(before);
      tally = new Tally();
      tally.fail(Refusal.vanished());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tally;
  }

  private static void checkSize(Piece piece, long bytes) {
    if (bytes != piece.fileBytes()) {
      throw Refusal.stillGrowing();
    }
  }

  private static void readLines(Recipe recipe, Piece piece, Rows rows, Tally tally)
      throws IOException {
    int[] starts = new int[piece.columnOfField().size()];
    int[] ends = new int[starts.length];
    byte delimiter = (byte) recipe.delimiter();
    try (Lines lines =
        new Lines(Path.of(piece.path()), piece.start(), piece.number() > 0, piece.end())) {
      checkSize(piece, lines.fileBytes());
      while (lines.next()) {
        tally.lines++;
        if (lines.from() == lines.to()) {
          continue;
        }
        int fields = lines.split(delimiter, starts, ends);
        if (fields < 0) {
          rows.rejectLine(tally.lines, "quotes");
        } else {
          rows.offer(tally.lines, lines.buffer(), starts, ends, fields, lines.repeated());
        }
      }
    }
  }

  /**
   * Follows quotes over line ends. Bytes are taken for characters of Latin-1, which keeps them as
   * they are: delimiter, quotes and line ends are ASCII in every encoding that is accepted.
   */
  private static void readWhole(Recipe recipe, Piece piece, Rows rows, Tally tally)
      throws IOException {
    Path path = Path.of(piece.path());
    checkSize(piece, Files.size(path));
    Fields handler = new Fields(piece, rows);
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(piece.start());
      Reader reader = new InputStreamReader(in, StandardCharsets.ISO_8859_1);
      try (CsvReader<Boolean> csv =
              CsvReader.builder()
                  .fieldSeparator(recipe.delimiter())
                  .allowExtraFields(true)
                  .allowMissingFields(true)
                  .build(handler, reader);
          CloseableIterator<Boolean> records = csv.iterator()) {
        while (records.hasNext()) {
          records.next();
        }
      } catch (CsvParseException e) {
        throw new Refusal(
            "quotes",
            "line "
                + (handler.line() + 1)
                + " or one soon after it has a stray quote; mend it and deliver the file again");
      }
    }
    tally.lines = handler.line();
  }

  /** Offers each record of FastCSV as bytes. */
  private static final class Fields extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final Rows rows;
    private final int[] starts;
    private final int[] ends;
    private byte[] buffer = new byte[1 << 12];
    private int used;
    private int count;
    private boolean strayQuote;
    private long line;

    Fields(Piece piece, Rows rows) {
      this.rows = rows;
      this.starts = new int[piece.columnOfField().size()];
      this.ends = new int[starts.length];
    }

    long line() {
      return line;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
      line = startingLineNumber;
      used = 0;
      count = 0;
      strayQuote = false;
    }

    @Override
    protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
      count = index + 1;
      if (used + length > buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + length));
      }
      if (index < starts.length) {
        starts[index] = used;
      }
      for (int i = offset; i < offset + length; i++) {
        buffer[used++] = (byte) text[i];
        strayQuote |= !quoted && text[i] == '"';
      }
      if (index < ends.length) {
        ends[index] = used;
      }
    }

    @Override
    protected Boolean buildRecord() {
      if (strayQuote) {
        rows.rejectLine(line, "quotes");
      } else {
        rows.offer(line, buffer, starts, ends, count, 0);
      }
      return Boolean.TRUE;
    }
  }
}
