package pcw.sampledata;

import java.time.YearMonth;

/** The ways in which the real files write the first day of a month. */
final class Dates {
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private Dates() {}

  /** 202309 */
  static String compact(YearMonth month) {
    return month.toString().replace("-", "");
  }

  /** 01Sep2023 */
  static String joined(YearMonth month) {
    return "01" + name(month) + month.getYear();
  }

  /** 01SEP2023 */
  static String capitals(YearMonth month) {
    return Names.upper(joined(month));
  }

  /** 01-Sep-23 */
  static String dashed(YearMonth month) {
    return "01-" + name(month) + "-" + Names.digits(month.getYear() % 100, 2);
  }

  /** 2023-09-01 */
  static String iso(YearMonth month) {
    return month.atDay(1).toString();
  }

  private static String name(YearMonth month) {
    return MONTHS[month.getMonthValue() - 1];
  }
}
