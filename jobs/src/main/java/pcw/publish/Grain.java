package pcw.publish;

import java.util.List;

/**
 * How finely counts of people are published at all: what two windows differ by can be taken from
 * them. A practice has quarters and financial years, from PCN level up months too. Years to date
 * end with a quarter. For anyone, breakdowns begin at sub-ICB level, and are not by month.
 */
final class Grain {
  private Grain() {}

  /** Whether a protected measure is published so. */
  static boolean isPublished(Policy policy, Level level, Treatment.Slice slice) {
    if (level == Level.PRACTICE
        && (slice.window() == Window.MONTH || slice.window() == Window.ROLLING_12)) {
      return false;
    }
    return policy == Policy.INTERNAL
        || slice.breakdown().equals(Treatment.Slice.ALL)
        || (level.place() <= Level.SUB_ICB.place() && slice.window() != Window.MONTH);
  }

  /**
   * Of the periods of a window, those that are published: years to date, and what a practice has,
   * end with a quarter.
   */
  static List<Period> periods(Level level, Window window, List<Period> periods) {
    return level == Level.PRACTICE || window == Window.FINANCIAL_YEAR_TO_DATE
        ? periods.stream().filter(p -> Window.QUARTER.firstMonth(p.last()).isPresent()).toList()
        : periods;
  }
}
