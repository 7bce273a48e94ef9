package pcw.publish;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where a practice belongs while nothing changes. A month counts as what holds on its first day.
 *
 * @param validTo first day after it; null while it lasts
 * @param ancestors code by level; a level that is missing is not known, or the practice is in none
 * @param fromMap from a practice map; false where only a prescribing file tells
 */
record Membership(
    String practice,
    LocalDate validFrom,
    LocalDate validTo,
    Map<Level, String> ancestors,
    boolean fromMap) {

  Membership {
    ancestors = new EnumMap<>(ancestors);
  }

  /** Number of the first month on whose first day it holds. */
  int firstMonth() {
    return monthStartingNotBefore(validFrom);
  }

  /** Number of the first month on whose first day it no longer holds. */
  int endMonth() {
    return validTo == null ? Integer.MAX_VALUE : monthStartingNotBefore(validTo);
  }

  private static int monthStartingNotBefore(LocalDate day) {
    return Months.number(day) + (day.getDayOfMonth() == 1 ? 0 : 1);
  }
}
