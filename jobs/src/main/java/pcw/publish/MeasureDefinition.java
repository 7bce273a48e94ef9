package pcw.publish;

import java.time.LocalDate;
import java.util.List;
import pcw.statistics.Better;

/**
 * What publish needs of a measure's definition.
 *
 * @param per multiplier of a rate; 1 where the definition names none
 * @param averagesDenominator a stock, such as a list: averaged over a longer window, not added up
 * @param makesWindows longer windows are made here from months; false where the measure counts each
 *     window itself, because people cannot be added up over months
 * @param countsQuantity the numerator is a quantity, not people or events
 * @param better which way is good
 * @param isPublic false: the counts need protection
 * @param changedOn days from which the definition is another
 */
record MeasureDefinition(
    String id,
    String kind,
    double per,
    String unit,
    boolean averagesDenominator,
    boolean makesWindows,
    boolean countsQuantity,
    Better better,
    List<Window> windows,
    boolean isPublic,
    List<LocalDate> changedOn,
    String sha256) {

  boolean isCount() {
    return kind.equals("count");
  }
}
