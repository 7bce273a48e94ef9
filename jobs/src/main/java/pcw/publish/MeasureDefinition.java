package pcw.publish;

import java.time.LocalDate;
import java.util.List;
import pcw.statistics.Better;

/**
 * What publish needs of a measure's definition.
 *
 * @param level the lowest level that it is counted at
 * @param per multiplier of a rate; 1 where the definition names none
 * @param averagesDenominator a stock, such as a list: averaged over a longer window, not added up
 * @param makesWindows longer windows are made here from months; false where the measure counts each
 *     window itself, because people cannot be added up over months
 * @param countsQuantity the numerator is a quantity, not people or events
 * @param countsPeople a person counts once in a window
 * @param better which way is good
 * @param isPublic false: the counts need protection
 * @param contrast breakdown and the two categories that are held against each other; empty for none
 * @param changedOn days from which the definition is another
 */
record MeasureDefinition(
    String id,
    String kind,
    Level level,
    double per,
    String unit,
    boolean averagesDenominator,
    boolean makesWindows,
    boolean countsQuantity,
    boolean countsPeople,
    Better better,
    List<Window> windows,
    boolean isPublic,
    List<LocalDate> changedOn,
    List<String> contrast,
    String sha256) {
  /** The kind whose counts come by whole values. */
  static final String MEDIAN = "median";

  /**
   * The same where the measure delivers no months: then it counts each window itself, whatever its
   * numerator is.
   */
  MeasureDefinition delivering(boolean months) {
    return months || !makesWindows
        ? this
        : new MeasureDefinition(
            id,
            kind,
            level,
            per,
            unit,
            averagesDenominator,
            false,
            countsQuantity,
            countsPeople,
            better,
            windows,
            isPublic,
            changedOn,
            contrast,
            sha256);
  }

  /** A mean or median: people are in its denominator, and their values in its numerator. */
  boolean isOfValues() {
    return kind.equals("mean") || kind.equals(MEDIAN);
  }

  boolean isCount() {
    return kind.equals("count");
  }
}
