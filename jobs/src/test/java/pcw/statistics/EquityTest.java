package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EquityTest {
  @Test
  void gapOfProportions() {
    Equity.Gap gap = Equity.proportions(56, 70, 48, 80, 0.95);
    assertThat(gap.gap()).isCloseTo(0.2, within(1e-12));
    assertThat(gap.ratio()).isCloseTo(4 / 3.0, within(1e-12));
    assertThat(gap.gapInterval().lower()).isCloseTo(Vectors.of("difference.lower"), within(1e-9));
    assertThat(gap.ratioInterval().upper()).isCloseTo(Vectors.of("ratio.upper"), within(1e-9));
  }

  @Test
  void gapOfRates() {
    Equity.Gap gap =
        Equity.rates(new Intervals.Events(42, 94, 500), new Intervals.Events(28, 34, 800), 0.95);
    assertThat(gap.gap()).isCloseTo(0.084 - 0.035, within(1e-12));
    assertThat(gap.gapInterval().upper())
        .isCloseTo(Vectors.of("rates.difference.upper"), within(1e-12));
    assertThat(gap.ratioInterval().lower())
        .isCloseTo(Vectors.of("rates.ratio.lower"), within(1e-12));
  }

  @Test
  void noRatioToNone() {
    Equity.Gap gap = Equity.proportions(5, 70, 0, 80, 0.95);
    assertThat(gap.ratio()).isNaN();
    assertThat(gap.ratioInterval().isNone()).isTrue();
    assertThat(gap.gapInterval().isNone()).isFalse();
  }

  @Test
  void slopeAgreesWithStatsmodels() {
    Equity.Slope slope =
        Equity.slope(
            new double[] {31.0, 27.5, 26.0, 22.1, 20.3},
            new double[] {1.2, 1.1, 1.0, 1.0, 0.9},
            new double[] {900, 1000, 1100, 1200, 800},
            0.95);
    assertThat(slope.index()).isCloseTo(Vectors.of("slope"), within(1e-9));
    assertThat(slope.interval().lower()).isCloseTo(Vectors.of("slope.lower"), within(1e-9));
    assertThat(slope.interval().upper()).isCloseTo(Vectors.of("slope.upper"), within(1e-9));
  }
}
