package pcw.sampledata;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a reader of the reports can find in the sample region: which practice, from which month.
 * These constants are the only place where a story is decided; sample-data/README.md tells them.
 *
 * @param practice the code of the practice that it happens to
 * @param month the first month in which it shows
 */
record Story(String practice, YearMonth month) {

  /** Sees a third of its high-dose prescribing left after a year of tapering. */
  static final Story TAPERS = story("ZZ0012", 2025, 3);

  /** High-dose prescribing doubles over two years. */
  static final Story RISES = story("ZZ0040", 2024, 7);

  /** No high-dose items, but large bottles of morphine oral solution. */
  static final Story LIQUID_MORPHINE = story("ZZ0023", 2023, 10);

  /** Closes; its patients are registered with {@link #MERGED_INTO} from this month. */
  static final Story MERGES = story("ZZ0015", 2025, 4);

  static final String MERGED_INTO = "ZZ0014";

  /** Closes; its patients go to the three other practices of its PCN. */
  static final Story CLOSES = story("ZZ0047", 2025, 10);

  static final List<String> TAKES_OVER = List.of("ZZ0045", "ZZ0046", "ZZ0048");

  /** Its first list comes in this month, its first prescribing a month later. */
  static final Story OPENS = story("ZZ0060", 2024, 10);

  /** Leaves the eighth PCN for the seventh. */
  static final Story MOVES_PCN = story("ZZ0031", 2025, 7);

  static final int PCN_AFTER_MOVE = 6;

  /** Leaves the fifth locality for the fourth. */
  static final Story MOVES_LOCALITY = story("ZZ0044", 2024, 4);

  static final int LOCALITY_AFTER_MOVE = 3;

  /** The last practice of its PCN lies in the next sub-ICB location. */
  static final Story ACROSS_SUB_ICBS = story("ZZ0020", 2023, 10);

  /** In no PCN. */
  static final Story UNALLOCATED = story("ZZ0057", 2023, 10);

  /** Has another name from this month. */
  static final Story RENAMED = story("ZZ0010", 2024, 9);

  /** Has a list, but no prescribing row in this month. */
  static final Story NOT_SUBMITTED = story("ZZ0052", 2026, 3);

  /**
   * The month's first file lacks this practice, and has ten times the quantity of morphine for
   * {@link #MISKEYED}; the FINAL file is right.
   */
  static final Story CORRECTED = story("ZZ0038", 2025, 11);

  static final String MISKEYED = "ZZ0041";

  /** Its rows of this month are only in the FINAL file, which comes late. */
  static final Story LATE = story("ZZ0028", 2026, 6);

  /** The map of this month comes late: the one that first shows {@link #MOVES_PCN}. */
  static final YearMonth LATE_MAP = MOVES_PCN.month;

  /** Tapentadol capsules have new codes from this month (in the catalogue). */
  static final YearMonth RECODED = YearMonth.of(2025, 1);

  /** The prescribing file of this month has three rows that no contract can accept. */
  static final YearMonth BAD_ROWS = YearMonth.of(2024, 9);

  boolean isOf(String practiceCode) {
    return practice.equals(practiceCode);
  }

  boolean hasBegun(YearMonth now) {
    return !now.isBefore(month);
  }

  /** Whole months since the first month of the story; negative before it. */
  long age(YearMonth now) {
    return month.until(now, ChronoUnit.MONTHS);
  }

  /** By how much a story multiplies the items of a practice. */
  static double factor(String practiceCode, Kind kind, YearMonth month) {
    if (TAPERS.isOf(practiceCode)) {
      long steps = Math.max(0, TAPERS.age(month) + 1);
      return switch (kind) {
        case HIGH_DOSE -> 1.9 * Math.max(0.30, 1 - 0.055 * steps);
        case LOW_DOSE -> 1.2 * Math.max(0.80, 1 - 0.012 * steps);
        case GABAPENTINOID -> 1.1 * Math.max(0.75, 1 - 0.012 * steps);
        default -> 1;
      };
    }
    if (RISES.isOf(practiceCode) && kind == Kind.HIGH_DOSE) {
      return Math.min(2.3, 1 + 0.055 * Math.max(0, RISES.age(month) + 1));
    }
    if (LIQUID_MORPHINE.isOf(practiceCode)) {
      return switch (kind) {
        case HIGH_DOSE -> 0;
        case MORPHINE_LIQUID -> 3.5;
        default -> 1;
      };
    }
    return 1;
  }

  /**
   * The share of its usual prescribing that a practice still has in this month: prescriptions of a
   * closed practice are paid for some months more.
   */
  static double share(String practiceCode, YearMonth month) {
    if (MERGES.isOf(practiceCode)) {
      return tail(MERGES.age(month));
    }
    if (CLOSES.isOf(practiceCode)) {
      return tail(CLOSES.age(month));
    }
    if (OPENS.isOf(practiceCode)) {
      return OPENS.age(month) < 1 ? 0 : 1;
    }
    return NOT_SUBMITTED.isOf(practiceCode) && NOT_SUBMITTED.month.equals(month) ? 0 : 1;
  }

  private static double tail(long monthsClosed) {
    return monthsClosed < 0 ? 1 : monthsClosed == 0 ? 0.35 : monthsClosed == 1 ? 0.10 : 0;
  }

  private static Story story(String practice, int year, int month) {
    return new Story(practice, YearMonth.of(year, month));
  }
}
