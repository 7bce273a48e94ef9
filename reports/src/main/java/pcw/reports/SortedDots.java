package pcw.reports;

import java.awt.Graphics2D;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Organisations from the lowest rate to the highest, each with its interval: in place of a funnel
 * whose limits would leave out too many to mean anything. The first and the last are named.
 */
record SortedDots(List<Dot> dots, double centre) implements Drawing {
  /** One organisation; the limits are null where it has none. */
  record Dot(String code, double value, Double lower, Double upper) {
    double highest() {
      return upper == null ? value : upper;
    }
  }

  /** In place of a funnel outside whose limits more than a fifth of all organisations lie. */
  static ChartImage chart(List<Row> rows) {
    Row any = rows.get(0);
    String period =
        Words.period(any.text("window"), any.day("period_start"), any.day("period_end"));
    List<Dot> dots =
        rows.stream()
            .map(
                r ->
                    new Dot(
                        r.text("ods_code"),
                        r.number("value"),
                        r.number("lower_ci"),
                        r.number("upper_ci")))
            .sorted(Comparator.comparingDouble(Dot::value))
            .toList();
    Dot least = dots.get(0);
    Dot most = dots.get(dots.size() - 1);
    return new ChartImage(
        new SortedDots(dots, any.number("centre")),
        "People referred: from %s to %s per 1,000 patients"
            .formatted(Figures.number(least.value(), 1), Figures.number(most.value(), 1)),
        "People referred per 1,000 patients of %d practices, %s, sorted: from %s (%s) to %s (%s). All together: %s."
            .formatted(
                dots.size(),
                period,
                Figures.number(least.value(), 1),
                least.code(),
                Figures.number(most.value(), 1),
                most.code(),
                any.decimalText("centre")),
        "People referred per 1,000 patients, %s; %d practices with a figure, sorted. Whiskers: 95%% interval. No funnel limits: more than a fifth of practices lay outside them. Neither better nor worse: need differs."
            .formatted(period, dots.size()));
  }

  @Override
  public void draw(Graphics2D g, double width, double height, float text) {
    Pen pen = new Pen(g, text);
    double left = text * 3;
    double right = width - text * 8;
    double top = text * 0.6;
    double bottom = height - text * 1.6;
    ValueAxis axis = ValueAxis.over(0, dots.stream().mapToDouble(Dot::highest).max().orElse(1), 4);
    ToDoubleFunction<Double> y = value -> bottom - (bottom - top) * value / axis.to();
    for (double tick : axis.ticks()) {
      pen.tick(tick, axis.decimals(), left, right, y.applyAsDouble(tick));
    }
    double middle = y.applyAsDouble(centre);
    pen.line(left, middle, right, middle, Pen.INK, 1);
    pen.text("all " + Figures.number(centre, 1), false, Pen.INK, right + 4, middle + text * 0.33);
    for (int i = 0; i < dots.size(); i++) {
      Dot dot = dots.get(i);
      double x = left + (right - left) * (i + 0.5) / dots.size();
      double at = y.applyAsDouble(dot.value());
      if (dot.lower() != null && dot.upper() != null) {
        pen.line(x, y.applyAsDouble(dot.lower()), x, y.applyAsDouble(dot.upper()), Pen.GREY, 1);
      }
      pen.dot(x, at, text * 0.3, Pen.NAVY);
    }
    // The codes stand below the axis, where no whisker runs through them.
    double foot = bottom + text * 1.3;
    String last = dots.get(dots.size() - 1).code();
    String order = "practices, from the lowest figure to the highest";
    pen.text(dots.get(0).code(), false, Pen.INK, left, foot);
    pen.text(order, false, Pen.GREY, (left + right - pen.width(order, false)) / 2, foot);
    pen.text(last, false, Pen.INK, right - pen.width(last, false), foot);
  }
}
