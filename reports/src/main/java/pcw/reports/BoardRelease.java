package pcw.reports;

import java.time.LocalDate;
import java.util.List;

/**
 * The release that a board paper cites.
 *
 * @param label such as {@code 2026-11}
 * @param approvedBy a role
 * @param previous the label of the release before; empty for the first
 * @param revised figures that the release before showed otherwise
 */
public record BoardRelease(
    String label, String approvedBy, String setId, String previous, List<Revision> revised) {

  /**
   * A figure that the release before showed otherwise.
   *
   * @param before as that release had it: a number, or its state
   * @param cause why it moved, in words
   */
  public record Revision(
      String measure,
      String level,
      String code,
      String window,
      LocalDate periodEnd,
      String before,
      String after,
      String cause) {}
}
