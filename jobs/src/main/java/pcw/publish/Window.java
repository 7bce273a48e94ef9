package pcw.publish;

import java.util.Locale;
import java.util.Optional;

/**
 * A window of time, named by its last month. Months are counted from year 0, so that they subtract.
 */
enum Window {
  MONTH,
  QUARTER,
  FINANCIAL_YEAR_TO_DATE,
  ROLLING_12,
  SNAPSHOT;

  private static final int APRIL = 3;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Window of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /**
   * The first month of the window that ends with {@code last}; none where no such window ends
   * there.
   */
  Optional<Integer> firstMonth(int last) {
    return switch (this) {
      case MONTH, SNAPSHOT -> Optional.of(last);
      case QUARTER -> last % 3 == 2 ? Optional.of(last - 2) : Optional.empty();
      case FINANCIAL_YEAR_TO_DATE -> Optional.of(last - Math.floorMod(last - APRIL, 12));
      case ROLLING_12 -> Optional.of(last - 11);
    };
  }
}
