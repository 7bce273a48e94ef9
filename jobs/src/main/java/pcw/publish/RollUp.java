package pcw.publish;

import java.util.BitSet;

/**
 * From practices to the organisations of a level, by each practice's own ancestor of that level.
 */
final class RollUp {
  private RollUp() {}

  /** Numerators and denominators added up. A practice without a list still adds its numerator. */
  static Counts counts(Counts practices, Boundaries boundaries, View view, Level level) {
    if (level == Level.PRACTICE) {
      return practices;
    }
    Counts sums = new Counts(boundaries.count(level), practices.months);
    for (int practice = 0; practice < practices.units; practice++) {
      for (int month = 0; month < practices.months; month++) {
        int cell = practices.cell(practice, month);
        if (practices.counted[cell] > 0) {
          int unit = boundaries.unit(view, level, practice, month);
          if (unit != Boundaries.NONE) {
            sums.add(sums.cell(unit, month), practices, cell);
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
