package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {
  private static final int FIELDS = 40;

  private static final List<String> TOKENS =
      List.of("a", "é", " 1", ",", ",", ",\"q,\"\"r\"\"\"", ",\"\"", ",\"b\",");

  @TempDir Path folder;

  private List<String> read(String text, long start, boolean midway, long end) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), text, StandardCharsets.UTF_8);
    int[] starts = new int[FIELDS];
    int[] ends = new int[FIELDS];
    List<String> rows = new ArrayList<>();
    try (Lines lines = new Lines(file, start, midway, end)) {
      while (lines.next()) {
        if (lines.from() < lines.to()) {
          rows.add(row(lines, lines.split((byte) ',', starts, ends), starts, ends));
        }
      }
    }
    return rows;
  }

  private static String row(Lines lines, int fields, int[] starts, int[] ends) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < Math.min(fields, FIELDS); i++) {
      row.append('<')
          .append(
              new String(lines.buffer(), starts[i], ends[i] - starts[i], StandardCharsets.UTF_8))
          .append('>');
    }
    return fields < 0 ? "bad quotes" : row.append(fields > FIELDS ? "…" : "").toString();
  }

  /** What FastCSV, strict about quotes, makes of one line. */
  private static String oracle(String line) {
    try (CsvReader<CsvRecord> csv = CsvReader.builder().allowMissingFields(true).ofCsvRecord(line);
        CloseableIterator<CsvRecord> records = csv.iterator()) {
      CsvRecord record = records.next();
      StringBuilder row = new StringBuilder();
      for (String field : record.getFields().subList(0, Math.min(FIELDS, record.getFieldCount()))) {
        row.append('<').append(field).append('>');
      }
      return row.append(record.getFieldCount() > FIELDS ? "…" : "").toString();
    } catch (CsvParseException | IOException e) {
      return "bad quotes";
    }
  }

  private static boolean hasStrayQuote(String line) {
    return line.replaceAll("(^|,)\"([^\"]|\"\")*\"(?=,|$)", "$1").contains("\"");
  }

  private static String randomLine(Random random, String before) {
    int kept = random.nextInt(before.length() + 1);
    StringBuilder line = new StringBuilder(random.nextBoolean() ? before.substring(0, kept) : "");
    while (line.isEmpty() || (line.length() < 40 && random.nextInt(8) > 0)) {
      int token = random.nextInt(100);
      line.append(token == 0 ? "\"" : TOKENS.get(token % TOKENS.size()));
    }
    return line.toString();
  }

  @Test
  void splitsAsAStrictLibraryDoes() throws IOException {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add(randomLine(random, i == 0 ? "" : lines.get(i - 1)));
    }

    List<String> rows = read(String.join("\n", lines) + "\n", 0, false, Long.MAX_VALUE);

    assertThat(rows).hasSameSizeAs(lines);
    int good = 0;
    for (int i = 0; i < lines.size(); i++) {
      String expected = hasStrayQuote(lines.get(i)) ? "bad quotes" : oracle(lines.get(i));
      assertThat(rows.get(i))
          .as("line %s after %s", lines.get(i), i == 0 ? "" : lines.get(i - 1))
          .isEqualTo(expected);
      good += expected.equals("bad quotes") ? 0 : 1;
    }
    assertThat(good).isGreaterThan(2_000);
  }

  @Test
  void anyCutGivesEveryLineOnce() throws IOException {
    String text = "a,1\nbb,2\r\n\nccc,\"3\"\n\n\ndddd,4";
    List<String> whole = read(text, 0, false, text.length());

    for (int first = 1; first < text.length(); first++) {
      for (int second = first + 1; second < text.length(); second++) {
        List<String> pieces = new ArrayList<>(read(text, 0, false, first));
        pieces.addAll(read(text, first, true, second));
        pieces.addAll(read(text, second, true, text.length()));
        assertThat(pieces).as("cut at %d and %d", first, second).isEqualTo(whole);
      }
    }
    assertThat(whole).containsExactly("<a><1>", "<bb><2>", "<ccc><3>", "<dddd><4>");
  }

  @Test
  void linesLongerThanABlockAreWhole() throws IOException {
    String longField = "x".repeat(3 << 20);

    assertThat(read("a,1\n" + longField + ",2\nb,3\n", 0, false, Long.MAX_VALUE))
        .containsExactly("<a><1>", "<" + longField + "><2>", "<b><3>");
  }
}
