package pcw.reports;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Horizontal bars from zero, or dots with their intervals, one line each. A bar that is hatched is
 * assumed. What is not shown has its sign where its bar would be.
 */
record BarChart(
    List<Bar> bars, boolean isDots, double full, Double reference, String referenceLabel)
    implements Drawing {

  /**
   * @param value null where nothing is shown; {@code text} then says why
   * @param text printed at its end
   */
  record Bar(
      String label, Double value, String text, Double lower, Double upper, boolean isHatched) {}

  static BarChart bars(List<Bar> bars) {
    return new BarChart(List.copyOf(bars), false, 0, null, "");
  }

  /** Bars of shares: the whole width is 100%. */
  static BarChart shares(List<Bar> bars) {
    return new BarChart(List.copyOf(bars), false, 100, null, "");
  }

  static BarChart dots(List<Bar> bars, Double reference, String label) {
    return new BarChart(List.copyOf(bars), true, 0, reference, label);
  }

  @Override
  public void draw(Graphics2D g, double width, double height, float size) {
    Pen pen = new Pen(g, size);
    double labels = bars.stream().mapToDouble(b -> pen.width(b.label(), false)).max().orElse(0);
    double texts = bars.stream().mapToDouble(b -> pen.width(b.text(), true)).max().orElse(0);
    double left = Math.min(labels, width * 0.45) + size * 0.8;
    double right = width - texts - size;
    List<Double> drawn = new ArrayList<>(List.of(0.0, full));
    for (Bar bar : bars) {
      if (bar.value() != null) {
        drawn.add(bar.value());
        if (isDots && bar.lower() != null && bar.upper() != null) {
          drawn.add(bar.lower());
          drawn.add(bar.upper());
        }
      }
    }
    if (reference != null) {
      drawn.add(reference);
    }
    double least = drawn.stream().min(Double::compare).orElse(0.0);
    double most = Math.max(drawn.stream().max(Double::compare).orElse(0.0), least + 1e-9);
    double foot = reference == null ? 0 : size * 1.4;
    double each = (height - foot) / bars.size();
    double scale = (right - left) / (most - least);
    double zero = left - least * scale;
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double middle = i * each + each / 2;
      double thick = Math.min(each * 0.62, size * 1.5);
      pen.text(
          pen.fit(bar.label(), left - size * 0.6, false), false, Pen.INK, 0, middle + size * 0.33);
      if (bar.value() == null) {
        pen.text(bar.text(), false, Pen.GREY, zero + size * 0.5, middle + size * 0.33);
        continue;
      }
      double end = zero + bar.value() * scale;
      if (isDots) {
        pen.line(left, middle, right, middle, Pen.GRID, 0.6);
        if (bar.lower() != null && bar.upper() != null) {
          pen.line(
              zero + bar.lower() * scale,
              middle,
              zero + bar.upper() * scale,
              middle,
              Pen.NAVY,
              1.4);
        }
        pen.dot(end, middle, size * 0.38, Pen.NAVY);
        pen.text(bar.text(), true, Pen.NAVY, right + size * 0.6, middle + size * 0.33);
        continue;
      }
      Rectangle2D shape =
          new Rectangle2D.Double(
              Math.min(zero, end), middle - thick / 2, Math.max(Math.abs(end - zero), 0.5), thick);
      if (bar.isHatched()) {
        pen.hatched(shape, Pen.NAVY);
      } else {
        pen.fill(shape, Pen.NAVY);
      }
      pen.text(bar.text(), true, Pen.NAVY, Math.max(end, zero) + size * 0.5, middle + size * 0.33);
    }
    pen.line(zero, 0, zero, height - foot, Pen.GREY, 0.8);
    if (reference != null) {
      double at = zero + reference * scale;
      pen.dashed(at, 0, at, height - foot, Pen.ORANGE, 1.2);
      double wide = pen.width(referenceLabel, false);
      pen.text(
          referenceLabel,
          false,
          Pen.INK,
          Math.min(Math.max(0, at - wide / 2), width - wide),
          height - size * 0.3);
    }
  }
}
