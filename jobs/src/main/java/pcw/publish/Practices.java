package pcw.publish;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;

/**
 * Which practices should report in a month, and for how many patients each stands.
 *
 * <p>A GP practice is expected in a month in which it has a list, prescribes or is in the map that
 * holds for the month. Where the month lies before the first map that is held, the practices of the
 * latest map are expected as well, unless they had not opened or had closed: a single file of four
 * practices must not look like the whole of their organisations. That addition applies to the
 * current view and to England, whose practices are the same in both views.
 *
 * <p>Assumption: a practice whose list is not held stands for the mean list of the month.
 */
final class Practices {
  /** Practice by month: known to be open in the month. */
  final BitSet seen;

  /** Practice by month: seen, or expected by the latest map. */
  final BitSet expected;

  /** Practice by month: a registered list is held. */
  final BitSet listed;

  /** Practice by month: its list, or the mean list of the month. */
  final double[] patients;

  private final int months;

  Practices(
      Boundaries boundaries,
      Collection<PracticeMonth> known,
      Map<String, Organisation> practiceByCode) {
    months = boundaries.months().count();
    int cells = boundaries.practices() * months;
    seen = new BitSet(cells);
    listed = new BitSet(cells);
    patients = new double[cells];
    double[] total = new double[months];
    int[] lists = new int[months];
    for (PracticeMonth row : known) {
      int practice = boundaries.practice(row.practice());
      if (practice == Boundaries.NONE || !boundaries.months().contains(row.month())) {
        continue;
      }
      int month = row.month() - boundaries.months().first();
      int cell = practice * months + month;
      boolean hasList = row.patients() != null && row.patients() > 0;
      if (hasList || row.hasPrescribing() || row.inMap()) {
        seen.set(cell);
      }
      if (hasList) {
        listed.set(cell);
        patients[cell] = row.patients();
        total[month] += row.patients();
        lists[month]++;
      }
    }
    expected = (BitSet) seen.clone();
    for (int practice = 0; practice < boundaries.practices(); practice++) {
      Organisation organisation =
          practiceByCode.get(boundaries.codes(Level.PRACTICE).get(practice));
      for (int month = 0; month < months; month++) {
        int cell = practice * months + month;
        if (boundaries.isBeforeFirstMap(month)
            && boundaries.inLatestMap(practice)
            && isGpPractice(organisation)
            && isOpen(organisation, boundaries.months().first() + month)) {
          expected.set(cell);
        }
        if (!listed.get(cell)) {
          patients[cell] = lists[month] == 0 ? 1 : total[month] / lists[month];
        }
      }
    }
  }

  private static boolean isGpPractice(Organisation organisation) {
    return organisation == null || !Boolean.FALSE.equals(organisation.isGpPractice());
  }

  private static boolean isOpen(Organisation organisation, int month) {
    if (organisation == null) {
      return true;
    }
    LocalDate firstDay = Months.month(month).atDay(1);
    LocalDate lastDay = Months.month(month).atEndOfMonth();
    return (organisation.openedOn() == null || !organisation.openedOn().isAfter(lastDay))
        && (organisation.closedOn() == null || organisation.closedOn().isAfter(firstDay));
  }

  /**
   * The practices that should report, for a level of a view. A practice's own row is about itself:
   * it is there only where the practice is seen.
   */
  BitSet expected(View view, Level level) {
    return level == Level.ENGLAND || (view == View.CURRENT && level != Level.PRACTICE)
        ? expected
        : seen;
  }
}
