package pcw.publish;

import java.util.ArrayList;
import java.util.List;

/** Longer windows from months. */
final class Windows {
  private Windows() {}

  /**
   * The windows that end in the months held.
   *
   * @param held by month: the measure has counts. A window that publish makes needs every one of
   *     its months
   * @param made made here from months; false: counted by the measure at the window's last month
   */
  static List<Period> periods(Window window, boolean[] held, Months months, boolean made) {
    List<Period> periods = new ArrayList<>();
    for (int m = 0; m < held.length; m++) {
      int last = months.first() + m;
      int first = window.firstMonth(last).orElse(Integer.MAX_VALUE);
      if (held[m] && first <= last && (!made || allHeld(held, first - months.first(), m))) {
        periods.add(new Period(first, last, made ? first : last));
      }
    }
    return periods;
  }

  private static boolean allHeld(boolean[] held, int first, int last) {
    if (first < 0) {
      return false;
    }
    for (int m = first; m <= last; m++) {
      if (!held[m]) {
        return false;
      }
    }
    return true;
  }

  /** Counts by period: those of its months added up. */
  static Counts add(Counts monthly, List<Period> periods, Months months) {
    Counts sums = new Counts(monthly.units, periods.size());
    for (int unit = 0; unit < monthly.units; unit++) {
      for (int p = 0; p < periods.size(); p++) {
        Period period = periods.get(p);
        int cell = sums.cell(unit, p);
        for (int month = period.countedFrom(); month <= period.last(); month++) {
          sums.add(cell, monthly, monthly.cell(unit, month - months.first()));
        }
      }
    }
    return sums;
  }
}
