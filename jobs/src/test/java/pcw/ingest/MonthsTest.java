package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthsTest {
  @ParameterizedTest
  @ValueSource(strings = {"202503", "2025-03", "2025_03"})
  void aNameTellsItsMonth(String text) {
    assertThat(Months.inName(text, Optional.of(7))).contains(YearMonth.of(2025, 3));
  }

  @Test
  void aYearAloneIsTheMonthOfItThatTheContractNames() {
    assertThat(Months.inName("2025", Optional.of(3))).contains(YearMonth.of(2025, 3));
    assertThat(Months.inName("2025", Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"202513", "25-03", "summer"})
  void whatIsNoMonthIsNone(String text) {
    assertThat(Months.inName(text, Optional.of(3))).isEmpty();
  }
}
