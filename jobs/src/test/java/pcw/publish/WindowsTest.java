package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
  /** November 2024 to March 2026. */
  private static final Months MONTHS =
      new Months(Months.number(YearMonth.of(2024, 11).atDay(1)), 17);

  private static List<String> periods(Window window, boolean made, int... gaps) {
    boolean[] held = new boolean[MONTHS.count()];
    Arrays.fill(held, true);
    for (int gap : gaps) {
      held[gap] = false;
    }
    return Windows.periods(window, held, MONTHS, made).stream()
        .map(p -> Months.month(p.first()) + " " + Months.month(p.last()) + " " + p.monthsCounted())
        .toList();
  }

  @Test
  void quartersNeedTheirThreeMonths() {
    assertThat(periods(Window.QUARTER, true))
        .containsExactly(
            "2025-01 2025-03 3",
            "2025-04 2025-06 3",
            "2025-07 2025-09 3",
            "2025-10 2025-12 3",
            "2026-01 2026-03 3");
    // May 2025 is not held.
    assertThat(periods(Window.QUARTER, true, 6)).doesNotContain("2025-04 2025-06 3").hasSize(4);
  }

  @Test
  void theFinancialYearBeginsInApril() {
    assertThat(periods(Window.FINANCIAL_YEAR_TO_DATE, true))
        .hasSize(12)
        .startsWith("2025-04 2025-04 1", "2025-04 2025-05 2")
        .endsWith("2025-04 2026-03 12");
  }

  @Test
  void twelveMonthsNeedTwelveMonths() {
    assertThat(periods(Window.ROLLING_12, true))
        .containsExactly(
            "2024-11 2025-10 12",
            "2024-12 2025-11 12",
            "2025-01 2025-12 12",
            "2025-02 2026-01 12",
            "2025-03 2026-02 12",
            "2025-04 2026-03 12");
    assertThat(periods(Window.ROLLING_12, true, 16)).hasSize(5);
  }

  @Test
  void aWindowThatTheMeasureCountsIsTakenAsItIs() {
    assertThat(periods(Window.ROLLING_12, false)).hasSize(17).startsWith("2023-12 2024-11 1");
  }

  @Test
  void missingMonthsAreGaps() {
    assertThat(periods(Window.MONTH, true, 0, 5)).hasSize(15).doesNotContain("2024-11 2024-11 1");
  }
}
