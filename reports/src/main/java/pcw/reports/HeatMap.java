package pcw.reports;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Cells in lines and columns, shaded in five steps from the least to the greatest; each also has
 * its figure, so that nothing is told by shade alone.
 */
record HeatMap(List<String> columns, List<Line> lines) implements Drawing {
  /** The sequential palette for official statistics, thinned towards paper. */
  private static final List<Color> STEPS =
      List.of("Heat1", "Heat2", "Heat3", "Heat4", "Heat5").stream().map(Palette::of).toList();

  private static final int DARK_FROM = 3;

  /** One line with a cell for each column. */
  record Line(String label, List<Cell> cells) {}

  /**
   * @param value null where nothing is shown; {@code text} then says why
   */
  record Cell(Double value, String text) {}

  @Override
  public void draw(Graphics2D g, double width, double height, float text) {
    Pen pen = new Pen(g, text);
    double labels =
        Math.min(
            lines.stream().mapToDouble(l -> pen.width(l.label(), false)).max().orElse(0) + text,
            width * 0.45);
    double each = Math.min((width - labels) / columns.size(), width * 0.2);
    double head = text * 1.6;
    double high = (height - head) / lines.size();
    double least = extreme(1);
    double most = -extreme(-1);
    for (int c = 0; c < columns.size(); c++) {
      String label = pen.fit(columns.get(c), each - 2, true);
      pen.text(
          label,
          true,
          Pen.INK,
          labels + c * each + (each - pen.width(label, true)) / 2,
          head - text * 0.5);
    }
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      double top = head + i * high;
      double base = top + high / 2 + text * 0.33;
      pen.text(pen.fit(line.label(), labels - text * 0.5, false), false, Pen.INK, 0, base);
      for (int c = 0; c < line.cells().size(); c++) {
        Cell cell = line.cells().get(c);
        int step = step(cell.value(), least, most);
        if (step >= 0) {
          pen.fill(
              new Rectangle2D.Double(labels + c * each + 0.5, top + 0.5, each - 1, high - 1),
              STEPS.get(step));
        }
        pen.text(
            cell.text(),
            false,
            step >= DARK_FROM ? Color.WHITE : Pen.INK,
            labels + c * each + (each - pen.width(cell.text(), false)) / 2,
            base);
      }
    }
  }

  /** The least value, or with the sign turned the greatest. */
  private double extreme(int sign) {
    return lines.stream()
        .flatMap(l -> l.cells().stream())
        .filter(c -> c.value() != null)
        .mapToDouble(c -> sign * c.value())
        .min()
        .orElse(0);
  }

  private static int step(Double value, double least, double most) {
    if (value == null) {
      return -1;
    }
    return most <= least
        ? 0
        : (int) Math.min(STEPS.size() - 1, STEPS.size() * (value - least) / (most - least));
  }
}
