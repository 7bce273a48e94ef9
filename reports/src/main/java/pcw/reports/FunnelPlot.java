package pcw.reports;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Rates against size, with limits that narrow as size grows: an organisation outside them differs
 * from the rest by more than chance, at its size.
 */
record FunnelPlot(List<Point> points, double centre, String sizes) implements Drawing {
  /** One organisation, with the published limits at its size. */
  record Point(
      String code,
      double size,
      double value,
      double lower95,
      double upper95,
      double lower998,
      double upper998) {
    boolean isOutside() {
      return value > upper998 || value < lower998;
    }
  }

  @Override
  public void draw(Graphics2D g, double width, double height, float text) {
    Pen pen = new Pen(g, text);
    double left = text * 3;
    double right = width - text * 8;
    double top = text * 0.6;
    double bottom = height - text * 3;
    double most = points.stream().mapToDouble(Point::size).max().orElse(1) * 1.03;
    ValueAxis axis =
        ValueAxis.over(
            0,
            points.stream().mapToDouble(p -> Math.max(p.value(), p.upper998())).max().orElse(1),
            4);
    ToDoubleFunction<Double> x = size -> left + (right - left) * size / most;
    ToDoubleFunction<Double> y = value -> bottom - (bottom - top) * value / axis.to();
    for (double tick : axis.ticks()) {
      pen.tick(tick, axis.decimals(), left, right, y.applyAsDouble(tick));
    }
    ValueAxis sizeAxis = ValueAxis.over(0, most, 5);
    for (double tick : sizeAxis.ticks()) {
      if (tick <= most) {
        String label = Figures.number(tick, 0);
        pen.text(
            label,
            false,
            Pen.GREY,
            x.applyAsDouble(tick) - pen.width(label, false) / 2,
            bottom + text * 1.2);
      }
    }
    pen.text(sizes, false, Pen.GREY, right - pen.width(sizes, false), bottom + text * 2.5);
    limit(pen, Point::lower998, x, y, Pen.GREY, 1);
    limit(pen, Point::upper998, x, y, Pen.GREY, 1);
    limit(pen, Point::lower95, x, y, Palette.of("Muted"), 0.5);
    limit(pen, Point::upper95, x, y, Palette.of("Muted"), 0.5);
    pen.line(left, y.applyAsDouble(centre), right, y.applyAsDouble(centre), Pen.INK, 1);
    Point last = points.get(points.size() - 1);
    pen.text(
        "99.8% limit", false, Pen.GREY, right + 4, y.applyAsDouble(last.upper998()) + text * 0.1);
    pen.text(
        "all " + Figures.number(centre, 1),
        false,
        Pen.INK,
        right + 4,
        y.applyAsDouble(centre) + text * 0.33);
    // On paper of its own, so that no limit runs through a code.
    for (Point p : points.stream().filter(Point::isOutside).toList()) {
      double at = x.applyAsDouble(p.size());
      double base = y.applyAsDouble(p.value()) + text * 0.33;
      double wide = pen.width(p.code(), true);
      Rectangle2D beside = new Rectangle2D.Double(at + text * 0.5, base - text * 0.8, wide, text);
      boolean isTaken =
          points.stream()
              .filter(o -> !o.equals(p))
              .anyMatch(
                  o ->
                      beside.intersects(
                          x.applyAsDouble(o.size()) - text * 0.3,
                          y.applyAsDouble(o.value()) - text * 0.3,
                          text * 0.6,
                          text * 0.6));
      double from = isTaken ? at - text * 0.5 - wide : beside.getX();
      pen.fill(new Rectangle2D.Double(from, beside.getY(), wide, text), Color.WHITE);
      pen.text(p.code(), true, Pen.INK, from, base);
    }
    for (Point p : points) {
      pen.dot(
          x.applyAsDouble(p.size()),
          y.applyAsDouble(p.value()),
          text * 0.3,
          p.isOutside() ? Pen.ORANGE : Pen.NAVY);
    }
  }

  private void limit(
      Pen pen,
      ToDoubleFunction<Point> value,
      ToDoubleFunction<Double> x,
      ToDoubleFunction<Double> y,
      Color colour,
      double wide) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      double px = x.applyAsDouble(p.size());
      double py = y.applyAsDouble(Math.max(0, value.applyAsDouble(p)));
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    pen.path(path, colour, wide);
  }
}
