package pcw.publish;

import java.util.List;

/**
 * How finely counts of people are published at all: what two windows differ by can be taken from
 * them. A practice has quarters and financial years, from PCN level up months too. Years to date
 * end with a quarter.
 *
 * <p>For anyone it is coarser, so that most of what a page shows first can be shown: breakdowns
 * begin at sub-ICB level and are not by month; sums of money begin there too; shares, means and
 * what is rare enough to be told per 10,000 or more begin at PCN level, and are by quarter below
 * sub-ICB level; a practice has one window, the year to date.
 */
final class Grain {
  /** A rate per so many is of something that few practices see. */
  private static final double RARE_PER = 10_000;

  private Grain() {}

  /** Whether a protected measure is published so. */
  static boolean isPublished(
      MeasureDefinition measure, Policy policy, Level level, Treatment.Slice slice) {
    if (level == Level.PRACTICE
        && (slice.window() == Window.MONTH || slice.window() == Window.ROLLING_12)) {
      return false;
    }
    return policy == Policy.INTERNAL || isForAnyone(measure, level, slice);
  }

  private static boolean isForAnyone(
      MeasureDefinition measure, Level level, Treatment.Slice slice) {
    if (level.place() <= Level.SUB_ICB.place()) {
      return slice.breakdown().equals(Treatment.Slice.ALL) || slice.window() != Window.MONTH;
    }
    if (!slice.breakdown().equals(Treatment.Slice.ALL) || measure.countsQuantity()) {
      return false;
    }
    if (level == Level.PRACTICE) {
      return isOften(measure) && slice.window() == longest(measure);
    }
    return isOften(measure)
        || slice.window() != Window.MONTH
        || !measure.windows().contains(Window.QUARTER);
  }

  /** A number, or a rate of all patients, of what most practices see. */
  private static boolean isOften(MeasureDefinition measure) {
    boolean ofPatients = measure.kind().equals("rate") && measure.averagesDenominator();
    return measure.isCount() || (ofPatients && measure.per() < RARE_PER);
  }

  private static Window longest(MeasureDefinition measure) {
    return measure.windows().contains(Window.FINANCIAL_YEAR_TO_DATE)
        ? Window.FINANCIAL_YEAR_TO_DATE
        : Window.QUARTER;
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
