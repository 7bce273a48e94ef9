package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days that people waited, as their median, over the practices of a network. */
class MedianTest {
  private static final String DAYS = "days";

  @TempDir static Path temp;
  private static TestWarehouse warehouse;

  @BeforeAll
  static void count() {
    warehouse = new TestWarehouse(temp.resolve("w"));
    TinyRegion.write(warehouse);
    warehouse.write(
        "gold.measure",
        List.of(
            TinyRegion.measure(
                DAYS, "median", null, "events", null, "month,quarter", "protected")));
    List<Map<String, Object>> counts = new ArrayList<>();
    counts.add(waited("P1", "2026-01", 2, 6));
    counts.add(waited("P2", "2026-01", 30, 5));
    counts.add(waited("P1", "2026-02", 4, 4));
    counts.add(waited("P2", "2026-02", 9, 4));
    counts.add(waited("P1", "2026-03", 1, 3));
    counts.add(waited("P2", "2026-03", 1, 3));
    counts.add(TinyRegion.count(DAYS, "P3", "2026-03", "0", null));
    warehouse.write("gold.measure_count", counts);
  }

  private static Map<String, Object> waited(String practice, String month, int days, int people) {
    Map<String, Object> count = TinyRegion.count(DAYS, practice, month, people + "", null);
    count.put("value", days);
    return count;
  }

  private static List<String> figures(String policy, String area) throws Exception {
    Publish.run(warehouse.run(policy, false));
    List<String> figures = new ArrayList<>();
    try (Connection set =
            DriverManager.getConnection(
                "jdbc:duckdb:" + warehouse.set(policy).resolve("published.duckdb"));
        Statement statement = set.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT \"window\", strftime(period_end, '%m'), denominator, value, value_state"
                    + " FROM published_measure WHERE ods_code = '"
                    + area
                    + "' ORDER BY \"window\", period_end")) {
      while (rows.next()) {
        figures.add(
            String.join(
                " ",
                rows.getString(1),
                rows.getString(2),
                String.valueOf(rows.getObject(3)),
                String.valueOf(rows.getObject(4)),
                rows.getString(5)));
      }
    }
    return figures;
  }

  @Test
  void isThatOfAllPeopleOfTheAreaAndOfAllMonthsOfTheQuarter() throws Exception {
    assertThat(figures("internal", "N1"))
        .containsExactly(
            "month 01 11.0 2.0 shown",
            "month 02 8.0 6.5 shown",
            "month 03 6.0 1.0 shown",
            "quarter 03 25.0 4.0 shown");
  }

  @Test
  void isHiddenWhereItIsOfFewPeopleAndShownOverARoundedNumber() throws Exception {
    assertThat(figures("publishable", "I1"))
        .contains("month 03 null null suppressed", "quarter 03 25.0 4.0 shown");
  }
}
