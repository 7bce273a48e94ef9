package pcw.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Where practices passed from one organisation to another, as events: figures that count the
 * members of the time take a step there that nobody's health explains.
 */
final class MemberChanges {
  private static final List<Level> LEVELS =
      List.of(Level.REGION, Level.ICB, Level.SUB_ICB, Level.LOCALITY, Level.PCN);

  private MemberChanges() {}

  /**
   * Rows of {@code event}: one for each organisation and month in which a practice that was open
   * before and after joined or left it.
   */
  static List<Object[]> rows(Boundaries boundaries, Practices practices) {
    Months months = boundaries.months();
    List<Object[]> rows = new ArrayList<>();
    for (Level level : LEVELS) {
      for (int month = 1; month < months.count(); month++) {
        int[] joined = new int[boundaries.count(level)];
        int[] left = new int[joined.length];
        for (int practice = 0; practice < boundaries.practices(); practice++) {
          int cell = practice * months.count() + month;
          int before = boundaries.unit(View.AS_REPORTED, level, practice, month - 1);
          int now = boundaries.unit(View.AS_REPORTED, level, practice, month);
          if (before != now && practices.seen.get(cell) && practices.seen.get(cell - 1)) {
            count(joined, now);
            count(left, before);
          }
        }
        for (int unit = 0; unit < joined.length; unit++) {
          if (joined[unit] + left[unit] > 0) {
            String code = boundaries.codes(level).get(unit);
            LocalDate day = Months.month(months.first() + month).atDay(1);
            rows.add(
                new Object[] {
                  "members:" + level.code() + ":" + code + ":" + day,
                  level.code(),
                  code,
                  day,
                  "members",
                  title(joined[unit], left[unit]),
                  null
                });
          }
        }
      }
    }
    return rows;
  }

  private static void count(int[] into, int unit) {
    if (unit != Boundaries.NONE) {
      into[unit]++;
    }
  }

  private static String title(int joined, int left) {
    return left == 0
        ? "Practices that joined: " + joined
        : joined == 0
            ? "Practices that left: " + left
            : "Practices that joined: " + joined + ", left: " + left;
  }
}
