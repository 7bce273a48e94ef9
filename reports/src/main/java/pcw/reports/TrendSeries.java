package pcw.reports;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a trend chart draws: one point for each month from the first to the last, also where nothing
 * was published.
 *
 * @param label what the line is called at its end
 * @param england what the line of England is called
 */
record TrendSeries(String label, String england, List<Point> points) {
  private static final List<String> DECILES =
      List.of("p10", "p20", "p30", "p40", "p50", "p60", "p70", "p80", "p90");

  /**
   * @param value null where nothing is shown; {@code sign} then says why, or is empty where no row
   *     exists
   * @param deciles nine of them, or none
   * @param isBreak a new definition starts here: nothing is joined across it
   */
  record Point(
      YearMonth month,
      Double value,
      String sign,
      List<Double> deciles,
      Double england,
      boolean isBreak) {
    boolean hasBand() {
      return !deciles.isEmpty();
    }
  }

  /** The last {@code months} months of the rows of {@code trend.sql}. */
  static TrendSeries of(String label, String england, List<Row> trend, int months) {
    if (trend.isEmpty()) {
      return new TrendSeries(label, england, List.of());
    }
    Map<YearMonth, Row> rows = new HashMap<>();
    trend.forEach(row -> rows.put(YearMonth.from(row.day("period_end")), row));
    YearMonth last = YearMonth.from(trend.get(trend.size() - 1).day("period_end"));
    YearMonth first = YearMonth.from(trend.get(0).day("period_end"));
    if (first.isBefore(last.minusMonths(months - 1L))) {
      first = last.minusMonths(months - 1L);
    }
    List<Point> points = new ArrayList<>();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      points.add(point(month, rows.get(month)));
    }
    return new TrendSeries(label, england, List.copyOf(points));
  }

  private static Point point(YearMonth month, Row row) {
    if (row == null) {
      return new Point(month, null, "", List.of(), null, false);
    }
    List<Double> deciles = new ArrayList<>();
    if (row.get("p50") != null) {
      for (String decile : DECILES) {
        if (row.get(decile) == null) {
          throw new IllegalStateException(
              "the deciles of " + Figures.month(month.atDay(1)) + " have no " + decile);
        }
        deciles.add(row.number(decile));
      }
    }
    boolean isShown = row.isShown("value");
    return new Point(
        month,
        isShown ? row.number("value") : null,
        isShown ? "" : row.valueText("value"),
        List.copyOf(deciles),
        row.number("england"),
        List.of(row.text("value_marks").split(",")).contains("b"));
  }

  boolean hasBand() {
    return points.stream().anyMatch(Point::hasBand);
  }

  /** England's line is drawn only where no peers give the line a background. */
  boolean hasEngland() {
    return !hasBand() && points.stream().anyMatch(p -> p.england() != null);
  }

  /** Every value that must fit on the axis. */
  DoubleStream drawn() {
    return points.stream()
        .flatMap(
            p ->
                Stream.of(
                        Stream.ofNullable(p.value()),
                        p.deciles().stream(),
                        hasEngland() ? Stream.ofNullable(p.england()) : Stream.<Double>empty())
                    .flatMap(s -> s))
        .mapToDouble(Double::doubleValue);
  }
}
