package pcw.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.spark.LocalRows;
import pcw.spark.Tables;
import pcw.spark.TestSession;

/** One measure over a warehouse of two practices and three months. */
class MeasureTest {
  private static final String ID = "opioid_high_dose_120_adq_per_1000";

  @TempDir Path folder;
  private Tables tables;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void aWarehouseAndOneMeasure() throws IOException {
    tables = TestSession.tables(folder.resolve("warehouse"));
    copy(TestSession.home().resolve("jobs/conform"), folder.resolve("jobs/conform"), "");
    copy(
        TestSession.home().resolve("jobs/measures/prescribing"),
        folder.resolve("jobs/measures/prescribing"),
        ID);
    prescribe(60);
    put(
        "silver.practice_month",
        List.of(
            practiceMonth("A10001", "2025-01-01", "1000"),
            practiceMonth("A10001", "2025-02-01", "1010"),
            practiceMonth("A10001", "2025-03-01", "1020"),
            practiceMonth("A10002", "2025-03-01", "2000")));
    put(
        "silver.practice_membership",
        List.of(member("A10001", "U99001"), member("A10002", "U99001"), member("A10003", "U")));
  }

  private static void copy(Path from, Path to, String stem) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(stem)).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void prescribe(int adqInMarch) {
    put(
        "bronze.epd",
        List.of(
            row("A10001", "2025-01-01", "40"),
            row("A10001", "2025-02-01", "50"),
            row("A10001", "2025-03-01", Integer.toString(adqInMarch)),
            row("A10002", "2025-03-01", "0")));
  }

  private static Map<String, String> row(String practice, String month, String adq) {
    Map<String, String> row = new HashMap<>();
    row.put("practice_code", practice);
    row.put("month", month);
    for (String code : List.of("region_code", "icb_code", "commissioner_code")) {
      row.put(code, "99A");
    }
    row.put("bnf_code", "0407020Q0AAAIAI");
    row.put("items", "1");
    for (String amount : List.of("quantity", "total_quantity", "nic", "actual_cost")) {
      row.put(amount, "56");
    }
    row.put("adq", adq);
    row.put("is_unidentified", "false");
    return row;
  }

  private static Map<String, String> practiceMonth(String practice, String month, String patients) {
    return Map.of(
        "practice_code",
        practice,
        "month",
        month,
        "registered_patients",
        patients,
        "has_prescribing",
        "true",
        "is_in_map",
        "true");
  }

  private static Map<String, String> member(String practice, String pcn) {
    return Map.of(
        "practice_code", practice, "valid_from", "2025-01-01", "pcn_code", pcn, "source", "map");
  }

  private void put(String table, List<Map<String, String>> rows) {
    tables.replace(
        table,
        LocalRows.of(tables.spark(), Tables.schema(tables.contracts().table(table)), rows),
        null,
        "of the test");
  }

  private Run run(String from, String to) {
    return Run.of(
            tables,
            folder,
            null,
            folder.resolve("warehouse"),
            new Log(new PrintStream(said, true, StandardCharsets.UTF_8)))
        .over(from == null ? null : YearMonth.parse(from), to == null ? null : YearMonth.parse(to));
  }

  private List<String> counts() {
    return new ArrayList<>(
        tables
            .read(Counts.COUNT_TABLE)
            .selectExpr(
                "concat_ws(' ', organisation_code, month, CAST(numerator AS DOUBLE),"
                    + " CAST(denominator AS DOUBLE)) AS line")
            .orderBy("line")
            .collectAsList()
            .stream()
            .map(line -> line.getString(0))
            .toList());
  }

  @Test
  void countsWhatIsNewAndNothingTwice() throws IOException {
    StepResult first = Measure.run(run(null, null));
    assertThat(first.changed()).isTrue();
    assertThat(first.counts()).containsEntry("measures", 1L).containsEntry("months", 3L);
    assertThat(counts())
        .containsExactly(
            "A10001 2025-01-01 40.0 1000.0",
            "A10001 2025-02-01 50.0 1010.0",
            "A10001 2025-03-01 60.0 1020.0",
            "A10002 2025-03-01 0.0 2000.0");
    assertThat(
            tables.read("gold.measure").select("measure_id", "per", "windows").first().toString())
        .isEqualTo("[" + ID + ",1000.0,month,rolling_12]");
    assertThat(tables.read(Counts.DRIVER_TABLE).count()).isEqualTo(2);

    assertThat(Measure.run(run(null, null)).changed()).isFalse();

    prescribe(70);
    assertThat(Measure.run(run("2025-03", "2025-03")).changed()).isTrue();
    assertThat(counts())
        .hasSize(4)
        .contains("A10001 2025-01-01 40.0 1000.0", "A10001 2025-03-01 70.0 1020.0");

    List<String> preview = Inspection.preview(run(null, null), ID, "U99001");
    assertThat(preview).contains("U99001: 2 practices in the latest map");
    assertThat(preview).anyMatch(line -> line.matches("2025-03 +70.000 +3,020 +23.179"));
    assertThat(preview).anyMatch(line -> line.startsWith("0407020Q0AI  Morphine 60 mg"));
    assertThat(preview).contains("2 of 2 items (100.0%) have an average daily quantity");
    assertThatThrownBy(() -> Inspection.preview(run(null, null), ID, "U12345"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("No organisation 'U12345' is held");

    Path sql = folder.resolve("jobs/measures/prescribing/" + ID + ".sql");
    Files.writeString(sql, Files.readString(sql).replace("SUM(adq)", "-SUM(adq)"));
    assertThatThrownBy(() -> Measure.run(run(null, null)))
        .isInstanceOf(Problem.class)
        .hasMessage(sql + ": numerator is negative.");
    assertThat(counts()).contains("A10001 2025-03-01 70.0 1020.0");

    assertThat(Measure.run(run("2030-01", null)).changed()).isFalse();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains(
            "No month with prescribing or deliveries about people is held for the months asked for.");
  }
}
