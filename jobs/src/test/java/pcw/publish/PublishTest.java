package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.StepResult;

class PublishTest {
  @TempDir static Path temp;
  static TestWarehouse warehouse;
  static StepResult first;
  static Path set;

  @BeforeAll
  static void publish() throws Exception {
    warehouse = new TestWarehouse(temp.resolve("one"));
    TinyRegion.write(warehouse);
    first = Publish.run(warehouse.run("publishable", false));
    set = warehouse.set("publishable");
  }

  /** Rows as text, a null as {@code -}. */
  static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + set.resolve("published.duckdb"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          String text = result.getString(i);
          row.add(text == null ? "-" : text);
        }
        rows.add(String.join(" ", row));
      }
    }
    return rows;
  }

  private static List<String> measure(String where) throws SQLException {
    return query(
        "SELECT ods_code, strftime(period_end, '%Y-%m'), numerator, denominator, round(value, 6),"
            + " units_reporting, units_expected, round(population_covered_percent, 3),"
            + " value_state, value_marks FROM published_measure WHERE measure_id = '"
            + TinyRegion.MEASURE
            + "' AND \"window\" = 'month' AND "
            + where
            + " ORDER BY ods_code, period_end");
  }

  @Test
  void aPracticeThatMovesTakesItsPastAlongInTheCurrentView() throws Exception {
    assertThat(measure("ods_code IN ('S2', 'S3') AND boundary_view = 'current'"))
        .containsExactly(
            // P2, and P5 that left the map
            "S2 2026-01 72.2 2500.0 28.88 2 2 100.0 shown -",
            "S2 2026-02 22.1 2000.0 11.05 1 1 100.0 shown -",
            "S2 2026-03 23.1 2000.0 11.55 1 1 100.0 shown -",
            // P3, P4, P6, P7
            "S3 2026-01 204.4 11000.0 18.581818 4 4 100.0 shown -",
            "S3 2026-02 208.4 9500.0 21.936842 4 4 100.0 shown -",
            "S3 2026-03 139.3 8500.0 16.388235 3 4 77.273 shown u");
    assertThat(measure("ods_code IN ('S2', 'S3') AND boundary_view = 'as_reported'"))
        .containsExactly(
            "S2 2026-01 103.3 5500.0 18.781818 3 3 100.0 shown -",
            "S2 2026-02 22.1 2000.0 11.05 1 1 100.0 shown -",
            "S2 2026-03 23.1 2000.0 11.55 1 1 100.0 shown -",
            "S3 2026-01 173.3 8000.0 21.6625 3 3 100.0 shown -",
            "S3 2026-02 208.4 9500.0 21.936842 4 4 100.0 shown -",
            "S3 2026-03 139.3 8500.0 16.388235 3 4 77.273 shown u");
  }

  @Test
  void aPracticeSaysWhyItHasNoValue() throws Exception {
    assertThat(measure("org_level = 'practice' AND ods_code IN ('P5', 'P6', 'P7')"))
        .containsExactly(
            "P5 2026-01 51.1 500.0 102.2 1 1 100.0 shown -",
            "P6 2026-01 61.1 1500.0 40.733333 1 1 100.0 shown -",
            "P6 2026-02 62.1 - - 1 1 100.0 not_applicable -",
            "P6 2026-03 63.1 1500.0 42.066667 1 1 100.0 shown -",
            "P7 2026-01 71.1 2500.0 28.44 1 1 100.0 shown -",
            "P7 2026-02 72.1 2500.0 28.84 1 1 100.0 shown -",
            "P7 2026-03 - - - 0 1 0.0 not_submitted -");
    assertThat(
            query(
                "SELECT DISTINCT boundary_view FROM published_measure WHERE org_level ="
                    + " 'practice'"))
        .containsExactly("current");
  }

  @Test
  void numeratorsOfPracticesAddUpToEnglandInBothViews() throws Exception {
    assertThat(
            query(
                """
                SELECT DISTINCT round(e.numerator - p.numerator, 9)
                FROM published_measure e
                JOIN (SELECT measure_id, "window", period_end, sum(numerator) numerator
                      FROM published_measure WHERE org_level = 'practice' GROUP BY ALL) p
                USING (measure_id, "window", period_end)
                WHERE org_level = 'england'
                """))
        .containsExactly("0.0");
  }

  @Test
  void aQuarterAddsNumeratorsAndAveragesLists() throws Exception {
    assertThat(
            query(
                """
                SELECT ods_code, period_start, period_end, numerator, denominator, round(value, 6),
                  units_reporting, units_expected, round(population_covered_percent, 3), value_state, value_marks
                FROM published_measure
                WHERE measure_id = 'adq_per_1000' AND "window" = 'quarter' AND boundary_view = 'current'
                  AND ods_code IN ('P1', 'P5', 'P6', 'P7', 'N3') ORDER BY ods_code
                """))
        .containsExactly(
            // P7 is missing in March; P6, without a list, stands for the mean list of February.
            "N3 2026-01-01 2026-03-31 329.5 2666.6666666666665 123.5625 1 2 80.769 shown -",
            "P1 2026-01-01 2026-03-31 36.3 1000.0 36.3 1 1 100.0 shown -",
            "P5 2026-01-01 2026-03-31 51.1 166.66666666666666 306.6 1 1 100.0 shown -",
            "P6 2026-01-01 2026-03-31 186.3 - - 1 1 100.0 not_applicable -",
            "P7 2026-01-01 2026-03-31 143.2 1666.6666666666667 85.92 0 1 66.667 shown u");
  }

  @Test
  void peopleAreProtectedAndPublishedOnOneMap() throws Exception {
    // Three people a practice: a PCN of two has 6, which is hidden too; a practice has no months.
    assertThat(
            query(
                """
                SELECT org_level, ods_code, boundary_view, value_state, numerator, lower_ci IS NULL
                FROM published_measure
                WHERE measure_id = 'people_per_1000' AND period_end = DATE '2026-01-31'
                ORDER BY org_level, ods_code
                """))
        .containsExactly(
            "england ENG as_reported shown 20.0 false",
            "icb I1 as_reported shown 10.0 false",
            "icb I2 as_reported shown 10.0 false",
            "locality L1 as_reported suppressed - true",
            "pcn N1 as_reported suppressed - true",
            "pcn N2 as_reported suppressed - true",
            "pcn N3 as_reported suppressed - true",
            "region R1 as_reported shown 20.0 false",
            "sub_icb S1 as_reported suppressed - true",
            "sub_icb S2 as_reported shown 10.0 false",
            "sub_icb S3 as_reported shown 10.0 false");
    assertThat(
            query(
                "SELECT org_level, cells, hidden, reason FROM suppression_summary"
                    + " WHERE org_level IN ('england', 'pcn') ORDER BY ALL"))
        .containsExactly(
            "england 3 0 nothing is hidden", "pcn 9 9 few people, or it would tell of few");
  }

  @Test
  void organisationsKnowTheirAncestors() throws Exception {
    assertThat(
            query(
                """
                SELECT parent_level, parent_code, is_main, round(share_percent, 2)
                FROM organisation_parent WHERE ods_code = 'N1' AND boundary_view = 'current'
                ORDER BY ALL
                """))
        .containsExactly(
            "england ENG true 100.0",
            "icb I1 true 100.0",
            "locality L1 true 100.0",
            "region R1 true 100.0",
            "sub_icb S1 false 33.33",
            "sub_icb S2 true 66.67");
    assertThat(
            query(
                """
                SELECT ods_code, parent_code, valid_from, valid_to, is_main
                FROM organisation_parent
                WHERE ods_code IN ('N2', 'P3') AND parent_level = 'icb' AND boundary_view = 'as_reported'
                ORDER BY ALL
                """))
        .containsExactly(
            "N2 I1 2026-01-01 2026-02-01 true",
            "N2 I2 2026-02-01 - true",
            "P3 I1 2026-01-01 2026-02-01 true",
            "P3 I2 2026-02-01 - true");
    assertThat(
            query(
                "SELECT ods_code, is_current, note FROM organisation WHERE note IS NOT NULL ORDER"
                    + " BY ALL"))
        .containsExactly(
            "L1 true Also in Sub-ICB S1 (33% of patients).",
            "N1 true Also in Sub-ICB S1 (33% of patients).",
            "P5 false Not in the latest practice map: follows its last known membership.",
            "P6 true No registered list is held for Feb 2026: what it prescribes then still counts"
                + " in the organisations above it.");
  }

  @Test
  void driversAreRankedOnTodaysMapBesideAYearAgo() throws Exception {
    assertThat(
            query(
                """
                SELECT ods_code, period_end, rank, item_code, item_name, items, contribution,
                  contribution_year_ago, share_percent
                FROM driver WHERE ods_code IN ('P4', 'S3') ORDER BY ods_code, rank
                """))
        .containsExactly(
            "P4 2026-03-31 1 B Patches 2 2.0 0.0 57.142857142857146",
            "P4 2026-03-31 2 A Tablets (old name) 1 1.5 0.0 42.857142857142854",
            "S3 2026-03-31 1 A Tablets (old name) 5 8.0 9.0 80.0",
            "S3 2026-03-31 2 B Patches 2 2.0 0.0 20.0");
  }

  @Test
  void saysWhatItWasMadeFrom() throws Exception {
    assertThat(
            query(
                "SELECT feed, first_month, latest_month, months_held, months_missing, units_latest"
                    + " FROM freshness"))
        .containsExactly(
            "contact 2026-03-01 2026-03-01 1 - -",
            "epd 2026-01-01 2026-03-01 2 2026-02 5",
            "practice_map 2026-01-01 2026-01-01 1 - 7");
    assertThat(
            query(
                "SELECT file_name, status, rows_in FROM data_quality WHERE feed <> 'contact'"
                    + " ORDER BY ALL"))
        .containsExactly(
            "EPD_202601.csv accepted 5",
            "EPD_202603.csv accepted 5",
            "EPD_202603_old.csv superseded 5",
            "map.csv accepted 5");
  }

  @Test
  void rowsAboutPeopleAreProtectedAsPeopleAre() throws Exception {
    // Hidden: fewer than 8; and what would tell how few opted out.
    assertThat(
            query(
                "SELECT file_name, rows_in, accepted, opted_out FROM data_quality"
                    + " WHERE feed = 'contact' ORDER BY ALL"))
        .containsExactly(
            "contact_N1_202603.csv 30 - -",
            "contact_N2_202603.csv 15 - -",
            "contact_N3_202603.csv - - 0");
  }

  @Test
  void aFormulaIsEscapedInCsvOnly() throws Exception {
    assertThat(Files.readString(set.resolve("data/organisation.csv")))
        .contains("\"'=Locality, \"\"one\"\"\"");
    assertThat(query("SELECT org_name FROM organisation WHERE org_level = 'locality'"))
        .containsExactly("=Locality, \"one\"");
  }

  @Test
  void theSameInputsGiveTheSameBytesAndNothingIsDoneTwice() throws Exception {
    // The same counts in another order, published to another place.
    TinyRegion.writeCounts(warehouse, true);
    TestWarehouse other = warehouse.publishingTo(temp.resolve("two"));
    Publish.run(other.run("publishable", false));
    assertThat(other.set("publishable").getFileName()).isEqualTo(set.getFileName());
    Map<String, byte[]> expected = bytes(set);
    assertThat(expected).containsKey("data/published_measure.parquet").hasSizeGreaterThan(40);
    assertThat(bytes(other.set("publishable"))).containsExactlyEntriesOf(expected);

    assertThat(first.changed()).isTrue();
    assertThat(first.setId()).contains(set.getFileName().toString());
    assertThat(Publish.run(other.run("publishable", false)).changed()).isFalse();
    assertThat(Publish.run(other.run("publishable", true)).changed()).isTrue();
    assertThat(bytes(other.set("publishable"))).containsExactlyEntriesOf(expected);
    try (Stream<Path> sets = Files.list(other.set("publishable").getParent())) {
      assertThat(sets).hasSize(1);
    }
  }

  private static Map<String, byte[]> bytes(Path folder) throws Exception {
    Map<String, byte[]> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().equals("published.duckdb")) {
          bytes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return bytes;
  }
}
