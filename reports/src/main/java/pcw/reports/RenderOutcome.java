package pcw.reports;

import java.util.List;
import java.util.Map;

/**
 * What was rendered and what was not.
 *
 * @param rendered how many files, by level and product
 * @param failures in the order of levels and codes
 */
public record RenderOutcome(
    Map<Level, Map<RenderRequest.Product, Integer>> rendered, List<Failure> failures) {

  /** A report that could not be made; the message never holds a value of a row. */
  public record Failure(Level level, String code, RenderRequest.Product product, String message) {}

  /** How many files in all. */
  public int count() {
    return rendered.values().stream()
        .flatMap(products -> products.values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }
}
