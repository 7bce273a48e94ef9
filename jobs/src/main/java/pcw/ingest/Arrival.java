package pcw.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A delivered file that passed every check of the file as a whole.
 *
 * @param sequence order of arrival among all files ever
 * @param month the month that it holds
 * @param isFinal it supersedes files of its month that are not
 * @param dataStart where its first row begins
 * @param linesBefore lines before the first row
 * @param rows counted without the parser
 * @param passage what the door made of it; null where the feed is public
 */
record Arrival(
    LandedFile file,
    String deliveryId,
    long sequence,
    Feed feed,
    Probe probe,
    Binding binding,
    String encoding,
    Optional<YearMonth> month,
    boolean isFinal,
    long dataStart,
    long linesBefore,
    long rows,
    Passed passage) {
  private static final int HEAD_BYTES = 1 << 20;
  private static final int ROWS_LOOKED_AT = 50;

  Arrival at(long newSequence) {
    return new Arrival(
        file,
        deliveryId,
        newSequence,
        feed,
        probe,
        binding,
        encoding,
        month,
        isFinal,
        dataStart,
        linesBefore,
        rows,
        passage);
  }

  Arrival named(String newDeliveryId) {
    return new Arrival(
        file,
        newDeliveryId,
        sequence,
        feed,
        probe,
        binding,
        encoding,
        month,
        isFinal,
        dataStart,
        linesBefore,
        rows,
        passage);
  }

  /** The same, of a delivery that went through the door. */
  Arrival through(Passed newPassage) {
    return new Arrival(
        file,
        deliveryId,
        sequence,
        feed,
        probe,
        binding,
        encoding,
        month,
        isFinal,
        dataStart,
        linesBefore,
        rows,
        newPassage);
  }

  /** What the sender declared; null where the feed is public. */
  Declared declared() {
    return passage == null ? null : passage.declared();
  }

  /** What this file replaces, as a key. */
  String unit() {
    return feed.unit(month, passage == null ? null : passage.declared().sender());
  }

  /**
   * Checks a probed file against the feed that its name fits.
   *
   * @throws Refusal where it is not as the contract says
   */
  static Arrival of(Probe probe, String deliveryId, long sequence, Feed.Match match) {
    Feed feed = match.feed();
    Start start = Start.of(probe, feed);
    Binding binding =
        feed.delivery().header()
            ? Binding.byName(feed.contract(), start.fields())
            : Binding.positional(feed.contract());
    checkEnd(probe, feed, binding);
    String encoding = probe.encoding(feed.delivery().encodings());
    long records =
        feed.delivery().newlineInQuotes() ? probe.scan().records() : probe.scan().filledLines();
    Optional<YearMonth> month = month(probe, match, binding, start);
    return new Arrival(
        probe.file(),
        deliveryId,
        sequence,
        feed,
        probe,
        binding,
        encoding,
        month,
        match.isFinal(),
        start.dataStart(),
        start.linesBefore(),
        feed.delivery().header() ? records - 1 : records,
        null);
  }

  private static void checkEnd(Probe probe, Feed feed, Binding binding) {
    Scan.Result scan = probe.scan();
    boolean quoted = feed.delivery().newlineInQuotes();
    if (quoted && !scan.quotesClosed()) {
      throw new Refusal(
          "unclosed_quote",
          "a quoted field is never closed: the file is cut short or has a stray quote");
    }
    if (scan.endsInLineEnd()) {
      return;
    }
    int expected = binding.columnOfField().size();
    int[] starts = new int[expected];
    int[] ends = new int[expected];
    try (Lines lines = new Lines(probe.plain(), scan.lastLineStart(), false, scan.bytes())) {
      if (!lines.next()) {
        return;
      }
      int fields = lines.split((byte) feed.delivery().delimiter(), starts, ends);
      if (fields >= expected || (quoted && fields < 0)) {
        return;
      }
      throw new Refusal(
          "truncated",
          "it ends in the middle of line " + scan.lines() + ": it is cut short; deliver it again");
    } catch (IOException e) {
      throw Refusal.vanished();
    }
  }

  private static Optional<YearMonth> month(
      Probe probe, Feed.Match match, Binding binding, Start start) {
    Feed feed = match.feed();
    int column = feed.recipe().monthField();
    int field = -1;
    for (int i = 0; i < binding.columnOfField().size(); i++) {
      if (column >= 0 && binding.columnOfField().get(i) == column) {
        field = i;
      }
    }
    Optional<YearMonth> inRows = Optional.empty();
    if (field >= 0) {
      List<DateTimeFormatter> formats = Months.formats(feed.recipe().fields().get(column).format());
      inRows = start.firstMonth(probe, feed, field, formats);
    }
    if (feed.delivery().month().fromFileName() && match.month().isPresent()) {
      if (inRows.isPresent() && !inRows.equals(match.month())) {
        throw new Refusal(
            "wrong_month",
            "its name says "
                + match.month().get()
                + " but its rows are of "
                + inRows.get()
                + "; deliver it under the right name");
      }
      return match.month();
    }
    if (inRows.isEmpty() && feed.replacesMonths()) {
      throw new Refusal(
          "no_month",
          "neither its name nor its first rows tell its month; name it with the month, such as 2026-09");
    }
    return inRows;
  }

  /**
   * The beginning of a file.
   *
   * @param fields of the header, or of the first row where there is no header
   */
  private record Start(List<String> fields, long dataStart, long linesBefore) {

    static Start of(Probe probe, Feed feed) {
      byte[] head = head(probe.plain(), 0);
      int begin = probe.hasBom() ? 3 : 0;
      int lines = 0;
      while (begin < head.length && (head[begin] == '\r' || head[begin] == '\n')) {
        lines += head[begin++] == '\n' ? 1 : 0;
      }
      boolean quoted = feed.delivery().newlineInQuotes();
      boolean inQuotes = false;
      int end = begin;
      for (; end < head.length; end++) {
        if (head[end] == '"') {
          inQuotes = quoted && !inQuotes;
        } else if (head[end] == '\n') {
          lines++;
          if (!inQuotes) {
            end++;
            break;
          }
        }
      }
      Charset charset =
          probe.scan().isUtf8()
              ? java.nio.charset.StandardCharsets.UTF_8
              : Charset.forName("windows-1252");
      List<List<String>> first = records(new String(head, begin, end - begin, charset), feed, 1);
      if (first.isEmpty()) {
        throw new Refusal("header", "its first line cannot be read; check its quotes");
      }
      return feed.delivery().header()
          ? new Start(first.get(0), end, lines)
          : new Start(first.get(0), probe.hasBom() ? 3 : 0, 0);
    }

    /** The month of the first row that tells one. */
    Optional<YearMonth> firstMonth(
        Probe probe, Feed feed, int field, List<DateTimeFormatter> formats) {
      String text =
          new String(head(probe.plain(), dataStart), java.nio.charset.StandardCharsets.ISO_8859_1);
      for (List<String> row : records(text, feed, ROWS_LOOKED_AT)) {
        LocalDate date = row.size() > field ? Months.parse(formats, row.get(field).strip()) : null;
        if (date != null) {
          return Optional.of(YearMonth.from(date));
        }
      }
      return Optional.empty();
    }

    private static byte[] head(Path plain, long from) {
      try (InputStream in = Files.newInputStream(plain)) {
        in.skipNBytes(from);
        return in.readNBytes(HEAD_BYTES);
      } catch (IOException e) {
        throw Refusal.vanished();
      }
    }

    private static List<List<String>> records(String text, Feed feed, int most) {
      List<List<String>> records = new ArrayList<>();
      try (CsvReader<CsvRecord> csv =
              CsvReader.builder()
                  .fieldSeparator(feed.delivery().delimiter())
                  .allowExtraFields(true)
                  .allowMissingFields(true)
                  .ofCsvRecord(text);
          CloseableIterator<CsvRecord> iterator = csv.iterator()) {
        while (records.size() < most && iterator.hasNext()) {
          records.add(iterator.next().getFields());
        }
      } catch (CsvParseException e) {
        return records;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return records;
    }
  }
}
