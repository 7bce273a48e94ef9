package pcw.reports;

import java.util.Optional;
import java.util.Set;

/**
 * What to render.
 *
 * @param levels the levels; all where empty
 * @param organisation only the organisation of this code (on whatever level)
 * @param products packs, pages, workbooks, dashboards; all where empty
 * @param threads how many reports are made at once
 * @param isAgain whether a report that stands already is made again; else it is kept, as the rows
 *     of a set never change
 */
public record RenderRequest(
    Set<Level> levels,
    Optional<String> organisation,
    Set<Product> products,
    int threads,
    boolean isAgain) {

  /** What is made for an organisation. */
  public enum Product {
    PACK,
    PAGE,
    WORKBOOK,
    DASHBOARD;

    /** Whether organisations of this level have it: a dashboard is of England, regions and ICBs. */
    boolean isFor(Level level) {
      return this != DASHBOARD || Dashboard.isFor(level);
    }
  }

  public RenderRequest {
    levels = levels.isEmpty() ? Set.copyOf(Level.all()) : Set.copyOf(levels);
    products = products.isEmpty() ? Set.of(Product.values()) : Set.copyOf(products);
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
  }

  /** Everything of every organisation, made again, on all processors. */
  public static RenderRequest all() {
    return new RenderRequest(
        Set.of(), Optional.empty(), Set.of(), Runtime.getRuntime().availableProcessors(), true);
  }

  boolean wants(Organisation organisation) {
    return levels.contains(organisation.level())
        && this.organisation.map(organisation.code()::equalsIgnoreCase).orElse(true);
  }
}
