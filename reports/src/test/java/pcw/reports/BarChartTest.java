package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pcw.reports.BarChart.Bar;

class BarChartTest {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 40;
  private static final float SIZE = 12;
  private static final String LABEL = "GP contact";

  /** The columns of a drawing in which a colour is. */
  private static List<Integer> columns(BufferedImage drawn, Color colour) {
    return IntStream.range(0, WIDTH)
        .filter(
            x -> IntStream.range(0, HEIGHT).anyMatch(y -> drawn.getRGB(x, y) == colour.getRGB()))
        .boxed()
        .toList();
  }

  @Test
  void anIntervalBelowZeroDoesNotRunThroughItsLabel() {
    BufferedImage drawn = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = drawn.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    BarChart.dots(List.of(new Bar(LABEL, -0.1, "-0.1", -8.0, 2.0, false)), null, "")
        .draw(g, WIDTH, HEIGHT, SIZE);
    double label = new Pen(g, SIZE).width(LABEL, false);
    assertThat(columns(drawn, Pen.NAVY)).isNotEmpty().allMatch(x -> x > label);
  }
}
