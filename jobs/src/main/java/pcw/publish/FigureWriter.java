package pcw.publish;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;

/**
 * Brings figures into the database: one row an organisation and series, with the periods as lists,
 * which takes a tenth of the time that one row a figure takes. {@code published_measure.sql}
 * unfolds the lists and puts names to numbers.
 */
final class FigureWriter implements AutoCloseable {
  /** Stands among the reasons for the number of cells. */
  private static final String CELLS = "";

  private record Series(String measure, Treatment.Slice slice, String unit) {}

  private final SetDatabase database;
  private final Boundaries boundaries;
  private final SetDatabase.Appender figures;
  private final SetDatabase.Appender limits;
  private final Map<Level, Integer> firstOrganisation = new HashMap<>();
  private final Map<Series, Integer> series = new LinkedHashMap<>();
  private final Map<Period, Integer> periods = new LinkedHashMap<>();
  private final List<Object[]> bands = new ArrayList<>();
  private final Map<List<String>, Map<String, Long>> hidden = new LinkedHashMap<>();
  private final Map<String, Long> hiddenInAll = new TreeMap<>();
  private final boolean[] named;
  private final String charts;

  /**
   * @param charts how control charts are computed, in words
   */
  FigureWriter(SetDatabase database, Boundaries boundaries, String charts) throws SQLException {
    this.database = database;
    this.boundaries = boundaries;
    this.charts = charts;
    int organisations = 0;
    for (Level level : Level.values()) {
      firstOrganisation.put(level, organisations);
      organisations += boundaries.count(level);
    }
    named = new boolean[organisations];
    figures =
        database.temporary(
            "figure",
            """
            series INTEGER, boundary_view VARCHAR, organisation INTEGER,
            period INTEGER[], numerator DOUBLE[], denominator DOUBLE[], value DOUBLE[],
            lower_ci DOUBLE[], upper_ci DOUBLE[], percentile DOUBLE[], peers INTEGER[],
            units_reporting INTEGER[], units_expected INTEGER[],
            population_covered_percent DOUBLE[], state INTEGER[], marks INTEGER[],
            signal INTEGER[], icon INTEGER[], target DOUBLE[], assurance INTEGER[]
            """);
    limits =
        database.temporary(
            "figure_limit",
            """
            series INTEGER, boundary_view VARCHAR, organisation INTEGER, segment INTEGER,
            first_period INTEGER, last_period INTEGER, points INTEGER,
            mean DOUBLE, lower_limit DOUBLE, upper_limit DOUBLE, settings VARCHAR
            """);
  }

  void write(Treatment.Block block) throws SQLException {
    Figures f = block.figures();
    int seriesNumber =
        series.computeIfAbsent(
            new Series(block.measure().id(), block.slice(), block.measure().unit()),
            s -> series.size());
    int[] periodNumbers =
        f.periods.stream().mapToInt(p -> periods.computeIfAbsent(p, x -> periods.size())).toArray();
    long rows = 0;
    for (int unit = 0; unit < f.units; unit++) {
      int[] cells = present(f, unit);
      if (cells.length == 0) {
        continue;
      }
      rows += cells.length;
      int organisation = firstOrganisation.get(block.level()) + unit;
      named[organisation] = true;
      DuckDBAppender row = figures.begin();
      row.append(seriesNumber).append(block.view().code()).append(organisation);
      row.append(pick(periodNumbers, cells, f.periods.size()));
      append(row, f.numerator, cells);
      append(row, f.denominator, cells);
      append(row, f.value, cells);
      append(row, f.lower, cells);
      append(row, f.upper, cells);
      append(row, f.percentile, cells);
      append(row, f.peers, cells);
      append(row, f.reporting, cells);
      append(row, f.expected, cells);
      append(row, f.covered, cells);
      int[] states = new int[cells.length];
      int[] marks = new int[cells.length];
      for (int i = 0; i < cells.length; i++) {
        states[i] = f.state[cells[i]].number();
        marks[i] = f.marks[cells[i]];
      }
      row.append(states).append(marks);
      append(row, f.signal, cells);
      append(row, f.icon, cells);
      append(row, f.target, cells);
      append(row, f.assurance, cells);
      row.endRow();
    }
    if (!block.measure().isPublic()) {
      Map<String, Long> reasons =
          hidden.computeIfAbsent(
              List.of(block.measure().id(), block.level().code(), block.slice().window().code()),
              k -> new TreeMap<>());
      reasons.merge(CELLS, rows, Long::sum);
      for (byte state : block.safe().state()) {
        if (state != Cells.SHOWN) {
          reasons.merge(Protection.published(state), 1L, Long::sum);
          hiddenInAll.merge(Protection.reason(state), 1L, Long::sum);
        }
      }
    }
    for (Variation.Limit limit : block.limits()) {
      limits.row(
          seriesNumber,
          block.view().code(),
          firstOrganisation.get(block.level()) + limit.unit(),
          limit.segment(),
          periods.get(limit.first()),
          periods.get(limit.last()),
          limit.points(),
          limit.limits().mean(),
          limit.limits().lower(),
          limit.limits().upper(),
          charts);
    }
    keepBands(block);
  }

  private static int[] present(Figures f, int unit) {
    int[] cells = new int[f.periods.size()];
    int n = 0;
    for (int p = 0; p < f.periods.size(); p++) {
      int cell = f.cell(unit, p);
      if (f.state[cell] != Figures.State.ABSENT) {
        cells[n++] = cell;
      }
    }
    return Arrays.copyOf(cells, n);
  }

  private static int[] pick(int[] byPeriod, int[] cells, int periods) {
    int[] picked = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      picked[i] = byPeriod[cells[i] % periods];
    }
    return picked;
  }

  private static void append(DuckDBAppender row, double[] numbers, int[] cells)
      throws SQLException {
    double[] picked = new double[cells.length];
    boolean[] isNull = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) {
      picked[i] = numbers[cells[i]];
      isNull[i] = Double.isNaN(picked[i]);
    }
    row.append(picked, isNull);
  }

  private static void append(DuckDBAppender row, int[] numbers, int[] cells) throws SQLException {
    int[] picked = new int[cells.length];
    boolean[] isNull = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) {
      picked[i] = numbers[cells[i]];
      isNull[i] = picked[i] == Figures.UNKNOWN;
    }
    row.append(picked, isNull);
  }

  private void keepBands(Treatment.Block block) {
    for (Peers.Band band : block.bands()) {
      List<Object> row =
          new ArrayList<>(
              List.of(
                  block.measure().id(),
                  block.slice().window().code(),
                  endOf(band.period()),
                  block.level().code(),
                  block.view().code(),
                  block.slice().breakdown(),
                  block.slice().category(),
                  band.peers()));
      row.addAll(band.deciles());
      bands.add(row.toArray());
    }
  }

  /** How many cells of all measures are hidden for each reason: for the log, not for a set. */
  Map<String, Long> hiddenInAll() {
    return hiddenInAll;
  }

  /** Whether an organisation has a row. */
  boolean names(Level level, int unit) {
    return named[firstOrganisation.get(level) + unit];
  }

  /**
   * Fills {@code published_measure}, {@code spc_limit}, {@code peer_band} and {@code
   * suppression_summary}.
   *
   * @param released the folder of the set that figures are revised since; null where there is none
   */
  void finish(
      Map<Level, Map<String, Organisation>> organisations,
      String policy,
      String setId,
      Path released)
      throws SQLException {
    figures.close();
    limits.close();
    words("figure_signal", Variation.signals());
    words("figure_icon", Variation.icons());
    words("figure_assurance", Variation.assurances());
    try (SetDatabase.Appender dimension =
        database.temporary(
            "figure_organisation",
            "organisation INTEGER, org_level VARCHAR, ods_code VARCHAR, org_name VARCHAR")) {
      for (Level level : Level.values()) {
        int number = firstOrganisation.get(level);
        for (String code : boundaries.codes(level)) {
          dimension.row(number++, level.code(), code, organisations.get(level).get(code).name());
        }
      }
    }
    try (SetDatabase.Appender dimension =
        database.temporary(
            "figure_series",
            "series INTEGER, measure_id VARCHAR, \"window\" VARCHAR, breakdown VARCHAR,"
                + " category VARCHAR, unit VARCHAR, set_id VARCHAR")) {
      for (Map.Entry<Series, Integer> entry : series.entrySet()) {
        Series s = entry.getKey();
        dimension.row(
            entry.getValue(),
            s.measure(),
            s.slice().window().code(),
            s.slice().breakdown(),
            s.slice().category(),
            s.unit(),
            setId);
      }
    }
    try (SetDatabase.Appender dimension =
        database.temporary(
            "figure_period",
            "period INTEGER, period_start DATE, period_end DATE, source_month DATE")) {
      for (Map.Entry<Period, Integer> entry : periods.entrySet()) {
        Period p = entry.getKey();
        dimension.row(
            entry.getValue(),
            Months.month(p.first()).atDay(1),
            endOf(p),
            Months.month(p.last()).atDay(1));
      }
    }
    database.viewFigures("released_figure", released);
    database.executeFile("published_measure.sql");
    database.executeFile("spc_limit.sql");
    database.execute("DROP TABLE figure");
    database.execute("DROP TABLE figure_limit");
    database.fill("peer_band", bands);
    List<Object[]> summary = new ArrayList<>();
    hidden.forEach(
        (key, reasons) -> {
          long cells = reasons.remove(CELLS);
          if (reasons.isEmpty()) {
            reasons.put("nothing is hidden", 0L);
          }
          reasons.forEach(
              (reason, count) ->
                  summary.add(
                      new Object[] {
                        key.get(0), key.get(1), key.get(2), policy, cells, count, reason
                      }));
        });
    database.fill("suppression_summary", summary);
  }

  /** The words that numbers stand for, from 0. */
  private void words(String table, List<String> words) throws SQLException {
    try (SetDatabase.Appender dimension =
        database.temporary(table, "number INTEGER, word VARCHAR")) {
      for (int i = 0; i < words.size(); i++) {
        dimension.row(i, words.get(i));
      }
    }
  }

  private static LocalDate endOf(Period period) {
    return Months.month(period.last()).atEndOfMonth();
  }

  @Override
  public void close() throws SQLException {
    figures.close();
    limits.close();
  }
}
