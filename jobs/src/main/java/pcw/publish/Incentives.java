package pcw.publish;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import pcw.schemas.CodeList;
import pcw.schemas.Contracts;

/** Points of networks for indicators of the Investment and Impact Fund, from published figures. */
final class Incentives {
  private Incentives() {}

  /** Fills {@code indicator_point}; the figures are there already. */
  static void fill(SetDatabase database, Contracts contracts) throws SQLException {
    try (SetDatabase.Appender indicators =
        database.temporary(
            "indicator",
            "measure_id VARCHAR, indicator VARCHAR, lower_percent DOUBLE, upper_percent DOUBLE,"
                + " points INTEGER, valid_from DATE, valid_to DATE")) {
      for (Map<String, String> row : CodeList.load(contracts, "iif_threshold").rows()) {
        indicators.row(
            row.get("measure_id"),
            row.get("indicator"),
            Double.valueOf(row.get("lower_percent")),
            Double.valueOf(row.get("upper_percent")),
            Integer.valueOf(row.get("points")),
            LocalDate.parse(row.get("valid_from")),
            LocalDate.parse(row.get("valid_to")));
      }
    }
    database.executeFile("indicator_point.sql");
  }
}
