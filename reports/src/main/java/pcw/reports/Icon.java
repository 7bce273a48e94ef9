package pcw.reports;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.renderers.AbstractRenderer;
import net.sf.jasperreports.renderers.Graphics2DRenderable;

/**
 * The icons of control charts, drawn by ourselves after the published convention: hue for
 * recognition, shape and letter for those who do not see the hue, words in the alternative text.
 */
public final class Icon extends AbstractRenderer implements Graphics2DRenderable {
  private static final long serialVersionUID = 1L;
  private static final Color COMMON = Palette.of("SpcCommon");
  private static final Color IMPROVEMENT = Palette.of("SpcImprovement");
  private static final Color CONCERN = Palette.of("SpcConcern");
  private static final Color NEITHER = Palette.of("SpcNeither");
  private static final double BOX = 24;

  /** All that are ever shown: the names that the published set uses, and none. */
  static final List<String> NAMES =
      List.of(
          "common_cause",
          "improvement_high",
          "improvement_low",
          "concern_high",
          "concern_low",
          "neither_high",
          "neither_low",
          "pass",
          "fail",
          "hit_or_miss",
          "none");

  private final String name;

  private Icon(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("no icon " + name);
    }
    this.name = name;
  }

  /** Whether the latest point is beyond usual variation, and in which direction. */
  public static Icon variation(String name) {
    return of(name);
  }

  /** Whether the process, as it is, will reach its target. */
  public static Icon assurance(String name) {
    return of(name);
  }

  static Icon of(String name) {
    return new Icon(name == null || name.isEmpty() ? "none" : name);
  }

  String name() {
    return name;
  }

  /** The icon in words. */
  public String alternative() {
    return switch (name) {
      case "common_cause" -> "Usual variation";
      case "improvement_high" -> "Improvement: higher than usual";
      case "improvement_low" -> "Improvement: lower than usual";
      case "concern_high" -> "Concern: higher than usual";
      case "concern_low" -> "Concern: lower than usual";
      case "neither_high" -> "Higher than usual, neither better nor worse";
      case "neither_low" -> "Lower than usual, neither better nor worse";
      case "pass" -> "The target is met consistently";
      case "fail" -> "The target is missed consistently";
      case "hit_or_miss" -> "The target is hit or missed by chance";
      default -> "No icon: not judged";
    };
  }

  @Override
  public void render(JasperReportsContext context, Graphics2D g, Rectangle2D area) {
    g.translate(area.getX(), area.getY());
    draw(g, Math.min(area.getWidth(), area.getHeight()));
  }

  void draw(Graphics2D g, double size) {
    g.scale(size / BOX, size / BOX);
    Pen pen = new Pen(g, 8);
    if (name.equals("none")) {
      pen.line(9, 12, 15, 12, Pen.GREY, 1.2);
      return;
    }
    if (List.of("pass", "fail", "hit_or_miss").contains(name)) {
      assurance(pen);
    } else {
      variation(pen);
    }
  }

  private void ring(Pen pen, Color colour) {
    pen.marked(new Ellipse2D.Double(1, 1, 22, 22), colour);
    pen.marked(new Ellipse2D.Double(3.6, 3.6, 16.8, 16.8), Color.WHITE);
  }

  private void variation(Pen pen) {
    boolean isHigh = name.endsWith("_high");
    Color colour =
        name.startsWith("improvement")
            ? IMPROVEMENT
            : name.startsWith("concern") ? CONCERN : name.startsWith("neither") ? NEITHER : COMMON;
    ring(pen, colour);
    if (name.equals("common_cause")) {
      double[][] at = {{6.5, 13.5}, {9.5, 10}, {12.5, 13.5}, {15.5, 10}, {18, 12.5}};
      joined(pen, at);
      for (double[] dot : at) {
        pen.dot(dot[0], dot[1], 1.2, Pen.GREY);
      }
      return;
    }
    double[][] at =
        isHigh
            ? new double[][] {{6, 17}, {9, 15}, {12, 16}, {15.4, 11.5}, {18, 8.6}}
            : new double[][] {{6, 8.4}, {9, 10.4}, {12, 9.4}, {15.4, 13.5}, {18, 16.4}};
    joined(pen, at);
    for (int i = 0; i < at.length; i++) {
      if (i < 3) {
        pen.dot(at[i][0], at[i][1], 1.1, Pen.GREY);
      } else {
        mark(pen, at[i][0], at[i][1], colour, isHigh);
      }
    }
    pen.text(isHigh ? "H" : "L", true, Pen.INK, isHigh ? 7.4 : 7.6, isHigh ? 11.6 : 18.2);
  }

  /** Up and down by shape: a triangle that points the way, a square where neither is better. */
  private void mark(Pen pen, double x, double y, Color colour, boolean isHigh) {
    pen.marked(
        name.startsWith("neither")
            ? new Rectangle2D.Double(x - 1.5, y - 1.5, 3, 3)
            : triangle(x, y, 2, isHigh),
        colour);
  }

  static Path2D triangle(double x, double y, double r, boolean isUp) {
    double s = isUp ? 1 : -1;
    Path2D path = new Path2D.Double();
    path.moveTo(x, y - s * r);
    path.lineTo(x + r, y + s * r);
    path.lineTo(x - r, y + s * r);
    path.closePath();
    return path;
  }

  private static void joined(Pen pen, double[][] at) {
    Path2D path = new Path2D.Double();
    path.moveTo(at[0][0], at[0][1]);
    for (int i = 1; i < at.length; i++) {
      path.lineTo(at[i][0], at[i][1]);
    }
    pen.path(path, Pen.GREY, 0.9);
  }

  /** A wave and a dashed target: beyond the wave, or within it. */
  private void assurance(Pen pen) {
    Color colour = name.equals("pass") ? IMPROVEMENT : name.equals("fail") ? CONCERN : COMMON;
    ring(pen, colour);
    boolean isWithin = name.equals("hit_or_miss");
    double wave = isWithin ? 12 : 15;
    Path2D path = new Path2D.Double();
    path.moveTo(5.5, wave);
    path.curveTo(8, wave - 4, 10, wave - 4, 12, wave);
    path.curveTo(14, wave + 4, 16, wave + 4, 18.5, wave);
    pen.path(path, Pen.GREY, 1.1);
    double target = isWithin ? 12 : 9.6;
    pen.dashed(4.6, target, 19.4, target, Pen.TARGET, 1);
    String letter = name.equals("pass") ? "P" : name.equals("fail") ? "F" : "?";
    pen.text(letter, true, Pen.INK, isWithin ? 13.4 : 14, isWithin ? 10.4 : 9);
  }
}
