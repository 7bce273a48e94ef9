package pcw.reports;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.renderers.AbstractRenderer;
import net.sf.jasperreports.renderers.Graphics2DRenderable;

/** A chart with its words: the title says the finding, the alternative text also the last value. */
public final class ChartImage extends AbstractRenderer implements Graphics2DRenderable {
  private static final long serialVersionUID = 1L;
  private static final float TEXT = 9;

  private final transient Drawing drawing;
  private final String title;
  private final String alternative;
  private final String note;
  private final int rows;

  ChartImage(Drawing drawing, String title, String alternative, String note) {
    this(drawing, title, alternative, note, 1);
  }

  /** A chart of so many lines, which decide its height where a template takes any chart. */
  ChartImage(Drawing drawing, String title, String alternative, String note, int rows) {
    this.drawing = drawing;
    this.rows = rows;
    this.title = title;
    this.alternative = alternative;
    this.note = note;
  }

  /** The finding in a few words. */
  public String title() {
    return title;
  }

  /** What a reader who cannot see the chart is told. */
  public String alternative() {
    return alternative;
  }

  /** How to read it: period, source, number. */
  public String note() {
    return note;
  }

  /** How many lines of a bar chart high it wants to be. */
  public int rows() {
    return rows;
  }

  Drawing drawing() {
    return drawing;
  }

  @Override
  public void render(JasperReportsContext context, Graphics2D g, Rectangle2D area) {
    g.translate(area.getX(), area.getY());
    drawing.draw(g, area.getWidth(), area.getHeight(), TEXT);
  }
}
