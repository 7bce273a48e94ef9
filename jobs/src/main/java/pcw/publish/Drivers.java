package pcw.publish;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What drives a measure: the ten items that contribute most to it, for every organisation. Counts
 * of items come from public prescribing data; a protected measure has none.
 */
final class Drivers {
  private Drivers() {}

  /**
   * Fills {@code driver}. The table {@code place} must be there.
   *
   * @param rows measure, practice, number of the month, item code, item name, items, quantity, ADQ,
   *     actual cost, contribution
   */
  static void fill(
      SetDatabase database,
      Iterable<Row> rows,
      Map<String, MeasureDefinition> measures,
      Boundaries boundaries)
      throws SQLException {
    Map<String, Integer> measureNumbers = new LinkedHashMap<>();
    Map<String, Integer> itemNumbers = new LinkedHashMap<>();
    Map<String, String> names = new TreeMap<>();
    try (SetDatabase.Appender counted =
        database.temporary(
            "driver_practice",
            """
            measure INTEGER, practice INTEGER, "month" INTEGER, item INTEGER, items BIGINT,
            quantity DECIMAL(30,10), adq DECIMAL(30,10), actual_cost_gbp DECIMAL(30,10),
            contribution DECIMAL(30,10)
            """)) {
      for (Row row : rows) {
        MeasureDefinition measure = measures.get(row.getString(0));
        int practice = boundaries.practice(row.getString(1));
        if (measure == null || !measure.isPublic() || practice == Boundaries.NONE) {
          continue;
        }
        String item = row.getString(3);
        // The same code can carry two spellings; the last in the alphabet is taken.
        names.merge(item, row.getString(4), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        counted.row(
            measureNumbers.computeIfAbsent(measure.id(), id -> measureNumbers.size()),
            practice,
            row.getInt(2),
            itemNumbers.computeIfAbsent(item, code -> itemNumbers.size()),
            row.get(5),
            row.get(6),
            row.get(7),
            row.get(8),
            row.get(9));
      }
    }
    try (SetDatabase.Appender dimension =
        database.temporary("driver_measure", "measure INTEGER, measure_id VARCHAR")) {
      for (Map.Entry<String, Integer> entry : measureNumbers.entrySet()) {
        dimension.row(entry.getValue(), entry.getKey());
      }
    }
    try (SetDatabase.Appender dimension =
        database.temporary("driver_item", "item INTEGER, item_code VARCHAR, item_name VARCHAR")) {
      for (Map.Entry<String, Integer> entry : itemNumbers.entrySet()) {
        dimension.row(entry.getValue(), entry.getKey(), names.get(entry.getKey()));
      }
    }
    database.executeFile("driver.sql");
    database.execute("DROP TABLE driver_practice");
  }
}
