package pcw.reports;

import java.util.List;

/**
 * One line of a dashboard's matrix: an organisation and its figure of each measure.
 *
 * @param cells one for each column of the dashboard
 */
public record MatrixRow(String level, String code, String name, List<Cell> cells) {
  /**
   * One figure.
   *
   * @param text the figure with its signs
   * @param variation the name of its icon; empty where none is due
   */
  public record Cell(String text, String variation) {}

  private static final Cell NONE = new Cell("", "");

  private Cell at(int column) {
    return column < cells.size() ? cells.get(column) : NONE;
  }

  /** What the cell of a column says. */
  public String text(int column) {
    return at(column).text();
  }

  /** Whether the cell has an icon. */
  public boolean hasIcon(int column) {
    return !at(column).variation().isEmpty();
  }

  /** The icon of the cell. */
  public Icon icon(int column) {
    return Icon.variation(at(column).variation());
  }

  /** The cell's shade by name: {@code improvement}, {@code concern}, {@code neither}, or none. */
  public String tint(int column) {
    String variation = at(column).variation();
    return variation.isEmpty() ? "" : variation.substring(0, variation.indexOf('_'));
  }

  /** The page of the organisation, below {@code pages/}. */
  public String page() {
    return Facts.page(level, code);
  }
}
