package pcw.reports;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.renderers.AbstractRenderer;
import net.sf.jasperreports.renderers.Graphics2DRenderable;

/** A trend as a vector image of a pack. */
public final class ChartImage extends AbstractRenderer implements Graphics2DRenderable {
  private static final long serialVersionUID = 1L;
  private static final float TEXT = 9;

  private final transient TrendSeries series;

  ChartImage(TrendSeries series) {
    this.series = series;
  }

  @Override
  public void render(JasperReportsContext context, Graphics2D g, Rectangle2D area) {
    g.translate(area.getX(), area.getY());
    TrendChart.draw(g, series, area.getWidth(), area.getHeight(), TEXT);
  }
}
