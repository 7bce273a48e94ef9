package pcw.sampledata;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * What can be found in the sample region's workforce, continuing healthcare and leadership
 * checklist; sample-data/README.md tells it.
 */
final class SystemStory {
  /** Has no link worker before {@link #LINK_WORKER_FROM}. */
  static final String WITHOUT_LINK_WORKER = "UZ0004";

  static final YearMonth LINK_WORKER_FROM = YearMonth.of(2025, 6);

  /** Records no staff at all in {@link #NO_RETURN}. */
  static final String RETURNS_NOTHING = "UZ0009";

  static final YearMonth NO_RETURN = YearMonth.of(2025, 12);

  /** Half of its posts are vacant from {@link #VACANT_FROM}. */
  static final String VACANT = "UZ0008";

  static final YearMonth VACANT_FROM = YearMonth.of(2025, 9);

  /** Nobody's supervision is on record from {@link #UNSUPERVISED_FROM}. */
  static final String UNSUPERVISED = "UZ0013";

  static final YearMonth UNSUPERVISED_FROM = YearMonth.of(2026, 3);

  /** Codes no referral to social prescribing, though its network's service has them. */
  static final String CODES_NOTHING = "ZZ0033";

  /** The board whose decisions take three weeks longer from {@link #SLOWER_FROM}. */
  static final String SLOWER_BOARD = "QZB";

  static final LocalDate SLOWER_FROM = LocalDate.of(2026, 1, 1);

  /** From last to first in the leadership checklist, between the last two rounds. */
  static final String CLIMBS = "UZ0012";

  /** Falls in both statements about budgets in the last round. */
  static final String FALLS = "UZ0003";

  private SystemStory() {}
}
