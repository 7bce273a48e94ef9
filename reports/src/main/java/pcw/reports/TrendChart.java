package pcw.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Draws one trend: the line of an organisation over the deciles of its peers, labelled at its end,
 * on any {@link Graphics2D}. The pack and the page call the same method.
 */
final class TrendChart {
  private static final Color INK = Pen.INK;
  private static final Color GREY = Pen.GREY;
  private static final Color GRID = Pen.GRID;
  private static final Color LINE = Pen.NAVY;
  private static final Color ENGLAND = Pen.ORANGE;
  private static final Color[] BAND = {
    Palette.of("Decile1"), Palette.of("Decile2"), Palette.of("Decile3"), Palette.of("Decile4")
  };

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private final Graphics2D g;
  private final TrendSeries series;
  private final float size;
  private final Font regular;
  private final Font bold;
  private final ValueAxis axis;
  private double left;
  private double right;
  private double top;
  private double bottom;

  private TrendChart(Graphics2D g, TrendSeries series, float size) {
    this.g = g;
    this.series = series;
    this.size = size;
    this.regular = Fonts.regular(size);
    this.bold = Fonts.bold(size);
    this.axis = ValueAxis.over(series.drawn().min().orElse(0), series.drawn().max().orElse(0), 5);
  }

  /** Draws the series into a rectangle from the origin; no text is smaller than {@code size}. */
  static void draw(Graphics2D g, TrendSeries series, double width, double height, float size) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    new TrendChart(g, series, size).draw(width, height);
  }

  private void draw(double width, double height) {
    text(
        LeadMeasure.AXIS + (axis.startsAtZero() ? "" : " (axis does not start at zero)"),
        regular,
        GREY,
        0,
        size * 1.1);
    if (series.drawn().findAny().isEmpty()) {
      text("No figure has been published.", regular, GREY, 0, size * 3);
      return;
    }
    left =
        axis.ticks().stream().mapToDouble(t -> width(tick(t), regular)).max().orElse(0)
            + size * 0.6;
    right =
        width
            - labels().stream().mapToDouble(l -> width(l.text(), l.font())).max().orElse(0)
            - size * 1.1;
    top = size * 2.2;
    bottom = height - size * 1.9;
    band();
    grid();
    if (series.hasEngland()) {
      g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
      g.setColor(ENGLAND);
      g.draw(path(TrendSeries.Point::england));
    }
    line();
    signs();
    endLabels();
  }

  private void grid() {
    g.setStroke(new BasicStroke(0.6f));
    for (double tick : axis.ticks()) {
      g.setColor(tick == axis.from() ? GREY : GRID);
      g.draw(new Line2D.Double(left, y(tick), right, y(tick)));
      text(
          tick(tick),
          regular,
          GREY,
          left - size * 0.5 - width(tick(tick), regular),
          y(tick) + size * 0.33);
    }
    List<TrendSeries.Point> points = series.points();
    int every = points.size() <= 6 ? 1 : points.size() <= 18 ? 3 : 6;
    for (int i = points.size() - 1; i >= 0; i -= every) {
      String month = Figures.month(points.get(i).month().atDay(1));
      g.setColor(GREY);
      g.draw(new Line2D.Double(x(i), bottom, x(i), bottom + size * 0.35));
      double at = x(i) - width(month, regular) / 2;
      if (at >= 0) {
        text(month, regular, GREY, at, bottom + size * 1.45);
      }
    }
  }

  private void band() {
    if (!series.hasBand()) {
      return;
    }
    for (int depth = 0; depth < BAND.length; depth++) {
      int low = depth;
      int high = 8 - depth;
      g.setColor(BAND[depth]);
      for (int[] run : runs(p -> p.hasBand() ? p.deciles().get(4) : null, true)) {
        g.fill(area(run[0], run[1], low, high));
      }
    }
    g.setColor(GREY);
    g.setStroke(
        new BasicStroke(
            1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {4f, 3f}, 0f));
    g.draw(path(p -> p.hasBand() ? p.deciles().get(4) : null));
  }

  private Path2D area(int from, int to, int low, int high) {
    Path2D area = new Path2D.Double();
    double wide = from == to ? size * 0.8 : 0;
    area.moveTo(x(from) - wide, y(decile(from, high)));
    for (int i = from + 1; i <= to; i++) {
      area.lineTo(x(i), y(decile(i, high)));
    }
    if (wide > 0) {
      area.lineTo(x(to) + wide, y(decile(to, high)));
      area.lineTo(x(to) + wide, y(decile(to, low)));
    }
    for (int i = to; i >= from; i--) {
      area.lineTo(x(i) - (i == from ? wide : 0), y(decile(i, low)));
    }
    area.closePath();
    return area;
  }

  private double decile(int i, int which) {
    return series.points().get(i).deciles().get(which);
  }

  private void line() {
    g.setColor(LINE);
    g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path(TrendSeries.Point::value));
    for (int[] run : runs(TrendSeries.Point::value, false)) {
      if (run[0] == run[1]) {
        dot(run[0], 1.6);
      }
    }
    int last = lastShown();
    if (last >= 0) {
      dot(last, 3.2);
    }
  }

  private void dot(int i, double radius) {
    double x = x(i) - radius;
    double y = y(series.points().get(i).value()) - radius;
    g.fill(new Ellipse2D.Double(x, y, 2 * radius, 2 * radius));
  }

  /** A month that is withheld or missing says so, at the foot of the chart. */
  private void signs() {
    double free = -1;
    for (int i = 0; i < series.points().size(); i++) {
      String sign = series.points().get(i).sign();
      double from = x(i) - width(sign, regular) / 2;
      if (!sign.isEmpty() && from > free) {
        text(sign, regular, INK, from, bottom - size * 0.4);
        free = from + width(sign, regular);
      }
    }
  }

  private record Label(String text, Font font, Color colour, double value) {}

  private List<Label> labels() {
    List<Label> labels = new ArrayList<>();
    int last = lastShown();
    if (last >= 0) {
      TrendSeries.Point point = series.points().get(last);
      labels.add(
          new Label(
              series.label() + " " + Figures.number(point.value(), 1), bold, LINE, point.value()));
    }
    TrendSeries.Point end = series.points().get(series.points().size() - 1);
    if (end.hasBand()) {
      labels.add(new Label("90th percentile", regular, GREY, end.deciles().get(8)));
      labels.add(
          new Label(
              "median " + Figures.number(end.deciles().get(4), 1),
              regular,
              GREY,
              end.deciles().get(4)));
      labels.add(new Label("10th percentile", regular, GREY, end.deciles().get(0)));
    } else if (series.hasEngland() && end.england() != null) {
      labels.add(
          new Label(
              series.england() + " " + Figures.number(end.england(), 1),
              regular,
              INK,
              end.england()));
    }
    return labels;
  }

  /** Labels at the right end, moved apart where they would touch. */
  private void endLabels() {
    List<Label> labels = new ArrayList<>(labels());
    labels.sort(Comparator.comparingDouble(Label::value).reversed());
    double gap = size * 1.15;
    double[] at = new double[labels.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(y(labels.get(i).value()), i == 0 ? top : at[i - 1] + gap);
    }
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], i == at.length - 1 ? bottom - size * 0.2 : at[i + 1] - gap);
    }
    for (int i = 0; i < at.length; i++) {
      Label label = labels.get(i);
      text(label.text(), label.font(), label.colour(), right + size * 0.9, at[i] + size * 0.33);
    }
  }

  private int lastShown() {
    for (int i = series.points().size() - 1; i >= 0; i--) {
      if (series.points().get(i).value() != null) {
        return i;
      }
    }
    return -1;
  }

  private Path2D path(Function<TrendSeries.Point, Double> value) {
    Path2D path = new Path2D.Double();
    for (int[] run : runs(value, false)) {
      path.moveTo(x(run[0]), y(value.apply(series.points().get(run[0]))));
      for (int i = run[0] + 1; i <= run[1]; i++) {
        path.lineTo(x(i), y(value.apply(series.points().get(i))));
      }
    }
    return path;
  }

  /** First and last index of each stretch of months that has a value and no break inside. */
  private List<int[]> runs(Function<TrendSeries.Point, Double> value, boolean overBreaks) {
    List<int[]> runs = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= series.points().size(); i++) {
      boolean isThere = i < series.points().size() && value.apply(series.points().get(i)) != null;
      boolean isBreak = isThere && !overBreaks && series.points().get(i).isBreak();
      if (start >= 0 && (!isThere || isBreak)) {
        runs.add(new int[] {start, i - 1});
        start = -1;
      }
      if (isThere && start < 0) {
        start = i;
      }
    }
    return runs;
  }

  private double x(int i) {
    int steps = series.points().size() - 1;
    return steps == 0
        ? (left + right) / 2
        : left + size * 0.5 + (right - left - size * 0.5) * i / steps;
  }

  private double y(double value) {
    return bottom - (bottom - top) * (value - axis.from()) / (axis.to() - axis.from());
  }

  private String tick(double value) {
    return Figures.number(value, axis.decimals());
  }

  private double width(String text, Font font) {
    return font.getStringBounds(text, EXACT).getWidth();
  }

  private void text(String text, Font font, Color colour, double x, double y) {
    g.setFont(font);
    g.setColor(colour);
    g.drawString(text, (float) x, (float) y);
  }
}
