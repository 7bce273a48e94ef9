package pcw.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What the set that readers had before this one told of people. A cell that it hid stays hidden,
 * and so each set remembers all before it; a number that it showed is known, and hiding it now
 * protects nothing.
 */
final class EarlierSet implements AutoCloseable {
  private record Key(
      String window, String breakdown, String category, String level, String code, LocalDate end) {}

  private record Told(boolean hidden, double numerator, double denominator) {}

  private final Connection connection;

  private EarlierSet(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens an earlier set.
   *
   * @param set its folder; null where there is none
   */
  static EarlierSet open(Path set) throws SQLException {
    if (set == null || !Files.exists(set.resolve("published.duckdb"))) {
      return new EarlierSet(null);
    }
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    return new EarlierSet(
        DriverManager.getConnection("jdbc:duckdb:" + set.resolve("published.duckdb"), readOnly));
  }

  /** What lies behind a connection; closed with it. */
  static EarlierSet of(Connection connection) {
    return new EarlierSet(connection);
  }

  /** A set that nothing was published before. */
  static EarlierSet none() {
    return new EarlierSet(null);
  }

  /** What an earlier set told of one measure. */
  static final class OfMeasure {
    private final Map<Key, Told> told;

    private OfMeasure(Map<Key, Told> told) {
      this.told = told;
    }

    /**
     * Marks the cells that it hid or showed.
     *
     * <p>A correction of a category by few people tells of what kind they are: where counts are
     * shown as they are, the corrected one is hidden. Of the whole it tells only that there are
     * some.
     *
     * @param codes of the level's organisations
     * @param numerator what this set would show
     */
    void note(
        Cells cells, List<String> codes, double[] numerator, double[] denominator, Policy policy) {
      if (told.isEmpty()) {
        return;
      }
      for (int cell = 0; cell < cells.n.length; cell++) {
        Period period = cells.periods.get(cell % cells.periods.size());
        Told before =
            told.get(
                new Key(
                    cells.slice.window().code(),
                    cells.slice.breakdown(),
                    cells.slice.category(),
                    cells.level.code(),
                    codes.get(cell / cells.periods.size()),
                    Months.month(period.last()).atEndOfMonth()));
        if (before == null) {
          continue;
        }
        if (before.hidden()) {
          cells.state[cell] = Cells.EARLIER;
        } else {
          cells.earlier[cell] =
              before.numerator() == numerator[cell] && before.denominator() == denominator[cell]
                  ? Cells.SHOWN_BEFORE
                  : Cells.SHOWN_OTHERWISE;
          if (isCorrectedByFew(cells, before, numerator[cell], denominator[cell], policy)) {
            cells.state[cell] = Cells.CORRECTED;
            cells.earlier[cell] = Cells.NEVER_SHOWN;
          }
        }
      }
    }

    private static boolean isCorrectedByFew(
        Cells cells, Told before, double numerator, double denominator, Policy policy) {
      return policy.roundedTo() == 1
          && !cells.slice.breakdown().equals(Treatment.Slice.ALL)
          && (policy.isSmall(Math.round(Math.abs(before.numerator() - numerator)))
              || policy.isSmall(Math.round(Math.abs(before.denominator() - denominator))));
    }
  }

  /** What it told of a measure; measures may be asked for side by side. */
  synchronized OfMeasure of(String measure) throws SQLException {
    Map<Key, Told> told = new HashMap<>();
    if (connection != null) {
      try (PreparedStatement query =
          connection.prepareStatement(
              "SELECT \"window\", breakdown, category, org_level, ods_code, period_end,"
                  + " value_state, numerator, denominator FROM published_measure WHERE measure_id ="
                  + " ? AND value_state IN ('shown', 'suppressed', 'not_applicable')")) {
        query.setString(1, measure);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            told.put(
                new Key(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getString(5),
                    rows.getObject(6, LocalDate.class)),
                new Told(rows.getString(7).equals("suppressed"), number(rows, 8), number(rows, 9)));
          }
        }
      }
    }
    return new OfMeasure(told);
  }

  private static double number(ResultSet rows, int column) throws SQLException {
    double number = rows.getDouble(column);
    return rows.wasNull() ? 0 : number;
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
