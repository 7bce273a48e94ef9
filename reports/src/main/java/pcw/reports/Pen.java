package pcw.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The colours and the few strokes that all charts share. */
final class Pen {
  static final Color INK = Palette.of("Ink");
  static final Color GREY = Palette.of("Grey");
  static final Color GRID = Palette.of("Grid");
  static final Color NAVY = Palette.of("Navy");
  static final Color ORANGE = Palette.of("Orange");
  static final Color TEAL = Palette.of("Teal");
  static final Color TARGET = Palette.of("Target");

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private final Graphics2D g;
  private final float size;
  private final Font regular;
  private final Font bold;

  Pen(Graphics2D g, float size) {
    this.g = g;
    this.size = size;
    this.regular = Fonts.regular(size);
    this.bold = Fonts.bold(size);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  float size() {
    return size;
  }

  double width(String text, boolean isBold) {
    return text.isEmpty() ? 0 : (isBold ? bold : regular).getStringBounds(text, EXACT).getWidth();
  }

  void text(String text, boolean isBold, Color colour, double x, double y) {
    if (!text.isEmpty()) {
      g.setFont(isBold ? bold : regular);
      g.setColor(colour);
      g.drawString(text, (float) x, (float) y);
    }
  }

  /** The text, shortened where it is wider than {@code room}. */
  String fit(String text, double room, boolean isBold) {
    if (width(text, isBold) <= room) {
      return text;
    }
    String shorter = text;
    while (shorter.length() > 3 && width(shorter + "…", isBold) > room) {
      shorter = shorter.substring(0, shorter.length() - 1);
    }
    return shorter.strip() + "…";
  }

  void line(double x1, double y1, double x2, double y2, Color colour, double wide) {
    g.setStroke(new BasicStroke((float) wide));
    g.setColor(colour);
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  /** One mark of a value axis: a line across, and its value to the left. */
  void tick(double value, int decimals, double left, double right, double y) {
    line(left, y, right, y, value == 0 ? GREY : GRID, 0.6);
    String label = Figures.number(value, decimals);
    text(label, false, GREY, left - size * 0.5 - width(label, false), y + size * 0.33);
  }

  void dashed(double x1, double y1, double x2, double y2, Color colour, double wide) {
    g.setStroke(
        new BasicStroke(
            (float) wide,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1f,
            new float[] {4f, 3f},
            0f));
    g.setColor(colour);
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  void path(Path2D path, Color colour, double wide) {
    g.setStroke(new BasicStroke((float) wide, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(colour);
    g.draw(path);
  }

  void fill(Shape shape, Color colour) {
    g.setColor(colour);
    g.fill(shape);
  }

  /** Filled, with a dark outline, so that pale hues can be told from the paper. */
  void marked(Shape shape, Color colour) {
    fill(shape, colour);
    g.setStroke(new BasicStroke(0.6f));
    g.setColor(INK);
    g.draw(shape);
  }

  void dot(double x, double y, double radius, Color colour) {
    fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), colour);
  }

  /** A bar of slanting strokes with an outline: what is assumed. */
  void hatched(Rectangle2D bar, Color colour) {
    Shape before = g.getClip();
    g.clip(bar);
    g.setStroke(new BasicStroke(1.1f));
    g.setColor(colour);
    double step = 5;
    for (double x = bar.getX() - bar.getHeight(); x < bar.getMaxX(); x += step) {
      g.draw(new Line2D.Double(x, bar.getMaxY(), x + bar.getHeight(), bar.getY()));
    }
    g.setClip(before);
    g.setStroke(new BasicStroke(1f));
    g.draw(bar);
  }
}
