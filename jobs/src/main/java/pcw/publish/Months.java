package pcw.publish;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The months of a set, without a gap.
 *
 * @param first number of the first month, counted from year 0
 * @param count how many there are
 */
record Months(int first, int count) {

  /** The number of a month, counted from year 0. */
  static int number(LocalDate day) {
    return day.getYear() * 12 + day.getMonthValue() - 1;
  }

  static YearMonth month(int number) {
    return YearMonth.of(Math.floorDiv(number, 12), Math.floorMod(number, 12) + 1);
  }

  int last() {
    return first + count - 1;
  }

  boolean contains(int number) {
    return number >= first && number <= last();
  }
}
