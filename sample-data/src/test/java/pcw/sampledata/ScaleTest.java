package pcw.sampledata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {
  @TempDir Path folder;

  @Test
  void aRegionHasThePracticesMonthsAndPresentationsAskedFor() throws IOException {
    YearMonth first = YearMonth.of(2026, 1);
    Scale scale = new Scale(130, 12, 8, 3, 2, first, 2, 200, false, 1);
    Generator.write(folder, scale);
    assertThat(Landing.rows(folder.resolve("gp-reg-pat-prac-map_2026-02.csv"))).hasSize(128);
    List<NamedCsvRecord> rows = Landing.rows(folder.resolve("EPD_SNOMED_202602.csv"));
    assertThat(rows).hasSizeBetween(130 * 150, 130 * 250);
    assertThat(values(rows, "ICB_CODE")).containsExactlyInAnyOrder("QZA", "QZB", "QZC", "-");
    assertThat(values(rows, "REGIONAL_OFFICE_CODE")).containsExactlyInAnyOrder("YZ9", "YZ8", "-");
    assertThat(folder.resolve("EPD_SNOMED_202603.csv")).doesNotExist();
  }

  @Test
  void aFifthOfARegionStillWorks() throws IOException {
    Scale scale = new Scale(5, 1, 1, 1, 1, YearMonth.of(2024, 3), 1, 10, false, 2);
    Generator.write(folder, scale);
    assertThat(Landing.rows(folder.resolve("EPD_202403.csv"))).hasSizeGreaterThan(5 * 20);
  }

  @Test
  void anImpossibleScaleIsNamed() {
    assertThatThrownBy(() -> new Scale(10, 2, 3, 1, 1, YearMonth.of(2024, 1), 1, 60, true, 1))
        .hasMessage("subIcbs must be from 1 to 2, not 3");
  }

  @Test
  void aNationalMonthHasItsRowsItsBadRowsAndItsCommas() throws IOException {
    Path file = folder.resolve("EPD_SNOMED_202606.csv");
    long bytes = Generator.writeNationalMonth(file, 30_000, 3, 5);
    assertThat(Files.size(file)).isEqualTo(bytes);
    List<NamedCsvRecord> rows = strict(file);
    assertThat(rows).hasSize(30_000).allMatch(row -> row.getFieldCount() == 27);
    assertThat(rows.stream().filter(row -> row.getField("QUANTITY").equals("28 tabs"))).hasSize(3);
    assertThat(values(rows, "YEAR_MONTH")).containsExactly("2026-06");
    assertThat(values(rows, "PRACTICE_CODE")).hasSizeBetween(10, 30);
    long quoted = Files.readAllLines(file).stream().filter(line -> line.contains("\"")).count();
    assertThat(quoted).isBetween(2_000L, 4_000L);
    long ascending = 0;
    for (int i = 1; i < rows.size(); i++) {
      ascending += code(rows.get(i - 1)).compareTo(code(rows.get(i))) <= 0 ? 1 : 0;
    }
    assertThat(ascending).isLessThan(20_000);
  }

  @Test
  void aNationalMonthIsTheSameAgainAndClassicByItsName() throws IOException {
    Path one = Files.createDirectory(folder.resolve("one")).resolve("EPD_202406.csv");
    Path two = Files.createDirectory(folder.resolve("two")).resolve("EPD_202406.csv");
    Path packed = folder.resolve("EPD_202406.csv.gz");
    Generator.writeNationalMonth(one, 5_000, 0, 5);
    Generator.writeNationalMonth(two, 5_000, 0, 5);
    Generator.writeNationalMonth(packed, 5_000, 0, 5);
    assertThat(one).hasSameBinaryContentAs(two);
    assertThat(Landing.unpacked(packed)).isEqualTo(Files.readAllBytes(one));
    List<NamedCsvRecord> rows = strict(one);
    assertThat(rows).allMatch(row -> row.getFieldCount() == 26);
    for (NamedCsvRecord row : rows) {
      double total = number(row, "QUANTITY") * number(row, "ITEMS");
      assertThat(number(row, "TOTAL_QUANTITY")).isEqualTo(total);
      assertThat(number(row, "ACTUAL_COST")).isPositive();
    }
  }

  @Test
  void decimalsLoseTheirZerosOnly() throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    RowBytes out = new RowBytes(bytes);
    out.add(28_000, 3, true).add(' ').add(500, 3, true).add(' ').add(0, 5, true).add(' ');
    out.add(28_000, 3, false).add(' ').add(500, 3, false).add(' ').add(100_050, 3, false);
    out.flush();
    assertThat(bytes.toString(java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("28. .5 0. 28 0.5 100.05");
  }

  private static List<NamedCsvRecord> strict(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().allowMissingFields(false).ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }

  private static Set<String> values(List<NamedCsvRecord> rows, String column) {
    return rows.stream().map(row -> row.getField(column)).collect(Collectors.toSet());
  }

  private static String code(NamedCsvRecord row) {
    return row.getField("BNF_PRESENTATION_CODE");
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }
}
