package pcw.sampledata;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * What can be found in the sample region's data about people; sample-data/README.md tells it.
 * Referrals and budgets of a story have numbers of their own.
 */
final class PeopleStory {
  /** The last month of each sender's first file, which holds everything since the first month. */
  static final YearMonth BACKLOG_TO = YearMonth.of(2026, 6);

  /** From this day its coaches measure nearly everybody twice, and activation rises. */
  static final LocalDate COACHED_FROM = LocalDate.of(2025, 1, 1);

  static final String COACHED_PCN = "UZ0001";

  /** People from its most deprived areas are seldom accepted, wait long and are seldom reached. */
  static final String UNFAIR_PCN = "UZ0011";

  /** Sends nothing after {@link #STOPPED_AFTER}. */
  static final String STOPPED_PCN = "UZ0006";

  static final YearMonth STOPPED_AFTER = YearMonth.of(2026, 7);

  /** Its referral file of this month is a header alone: nobody was referred, nothing changed. */
  static final String ZERO_PCN = "UZ0013";

  static final YearMonth ZERO_MONTH = YearMonth.of(2026, 8);

  /** Its coded events of this month come twice, under two names. */
  static final String DELIVERS_TWICE = "ZZ0004";

  static final YearMonth TWICE_MONTH = YearMonth.of(2026, 8);

  /** Its coded events of this month lack their declaration. */
  static final String WITHOUT_DECLARATION = "ZZ0034";

  /** In no PCN; sends referrals of this month itself, and no agreement covers them. */
  static final String WITHOUT_AGREEMENT = "ZZ0057";

  static final YearMonth REFUSED_MONTH = YearMonth.of(2026, 9);

  static final String MOVES_PRACTICE = "R900001";
  static final String AGAIN_WITHIN_28_DAYS = "R900002";
  static final String DECLINED_THEN_REFERRED = "R900004";
  static final String AFTER_EIGHT_DAYS = "R900006";
  static final String LEVEL_DISAGREES = "R900007";
  static final String INVALID_NUMBER = "R900008";
  static final String OPTED_OUT = "R900009";

  /** The budget of the person who moves practice. */
  static final String BUDGET_OF_MOVER = "PHB-0900";

  /** Dearer than the conventional package; one of its payments is for something excluded. */
  static final String COSTS_MORE = "PHB-0901";

  static final String REFUSED_CATEGORY = "gambling";

  /** A direct payment that nothing was ever paid from. */
  static final String WITHOUT_PAYMENTS = "PHB-0902";

  /** In this quarter fewer budgets for wheelchairs since April are reported than in the last. */
  static final YearMonth QUARTER_FALLS = YearMonth.of(2025, 12);

  static final String BOARD_FALLS = "QZB";

  /** The day on which {@link #MOVES_PRACTICE} is first registered with the second practice. */
  static final LocalDate MOVED_ON = LocalDate.of(2025, 11, 3);

  static final String MOVED_FROM = "ZZ0002";
  static final String MOVED_TO = "ZZ0026";

  /** Its plans are hardly ever looked at again. */
  static final String UNREVIEWED_PCN = "UZ0009";

  /** Its people come down from their opioids, a third of them to nothing. */
  static final String TAPER_PCN = "UZ0003";

  /** Too few of its people answer CollaboRATE for a figure. */
  static final String FEW_ANSWERS = "ZZ0016";

  private PeopleStory() {}
}
