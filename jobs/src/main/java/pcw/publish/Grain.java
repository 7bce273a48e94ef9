package pcw.publish;

import java.util.List;

/**
 * How finely counts of people are published at all. A practice: quarters and financial years, never
 * months or windows that overlap by less than a year's quarter, because what two windows differ by
 * can be taken from them. From PCN level up: the windows that the measure names. For anyone,
 * breakdowns begin at sub-ICB level.
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
        || level.place() <= Level.SUB_ICB.place();
  }

  /** Of the periods of a window, those that are published: a practice's end with a quarter. */
  static List<Period> periods(Level level, List<Period> periods) {
    return level == Level.PRACTICE
        ? periods.stream().filter(p -> Window.QUARTER.firstMonth(p.last()).isPresent()).toList()
        : periods;
  }
}
