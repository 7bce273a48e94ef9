package pcw.publish;

import java.util.BitSet;

/**
 * From practices to the organisations of a level, by each practice's own ancestor of that level.
 */
final class RollUp {
  private RollUp() {}

  /** Numerators and denominators added up. A practice without a list still adds its numerator. */
  static Counts counts(Counts places, Hierarchy hierarchy, Level level) {
    if (level == hierarchy.base()) {
      return places;
    }
    Counts sums = new Counts(hierarchy.count(level), places.months);
    for (int place = 0; place < places.units; place++) {
      for (int month = 0; month < places.months; month++) {
        int cell = places.cell(place, month);
        if (places.counted[cell] > 0) {
          int unit = hierarchy.unit(level, place, month);
          if (unit != Boundaries.NONE) {
            sums.add(sums.cell(unit, month), places, cell);
          }
        }
      }
    }
    return sums;
  }

  /** The practices of {@code which} (practice by month) counted, with their patients. */
  static Coverage coverage(
      BitSet which, double[] patients, Boundaries boundaries, View view, Level level) {
    int months = boundaries.months().count();
    Coverage coverage = new Coverage(boundaries.count(level), months);
    for (int cell = which.nextSetBit(0); cell >= 0; cell = which.nextSetBit(cell + 1)) {
      int month = cell % months;
      int unit = boundaries.unit(view, level, cell / months, month);
      if (unit != Boundaries.NONE) {
        coverage.add(unit, month, patients[cell]);
      }
    }
    return coverage;
  }
}
