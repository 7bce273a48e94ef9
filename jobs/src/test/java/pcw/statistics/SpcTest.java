package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static pcw.statistics.Spc.Settings.EXCEL_TOOL;
import static pcw.statistics.Spc.Settings.R_PACKAGE;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpcTest {
  private static final double NONE = Double.NaN;

  /** Printed in the vignette of NHSRplotthedots on what differs from the spreadsheet tool. */
  private static final double[] VIGNETTE = {1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};

  /** {@code set.seed(123); rnorm(20)}, as the package's own snapshot test has it. */
  private static final double[] SNAPSHOT = {
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621,
    -1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272,
    -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141
  };

  @Test
  void givesTheNumbersOfTheVignette() {
    Spc.Limits screened = limits(VIGNETTE, R_PACKAGE);
    assertThat(screened.mean()).isCloseTo(1.94, within(0.005));
    assertThat(screened.lower()).isCloseTo(-0.72, within(0.005));
    assertThat(screened.upper()).isCloseTo(4.60, within(0.005));
    Spc.Limits kept = limits(VIGNETTE, EXCEL_TOOL);
    assertThat(kept.mean()).isEqualTo(screened.mean());
    assertThat(kept.lower()).isCloseTo(-3.06, within(0.005));
    assertThat(kept.upper()).isCloseTo(6.95, within(0.005));
    List<Spc.Point> points = Spc.chart(VIGNETTE, R_PACKAGE, Better.LOWER).points();
    for (int i = 0; i < points.size(); i++) {
      assertThat(points.get(i).signal())
          .isEqualTo(i == 4 ? SpcSignal.ABOVE_UPPER_LIMIT : SpcSignal.COMMON_CAUSE);
    }
  }

  @Test
  void givesTheNumbersOfThePackagesSnapshot() {
    Spc.Limits plain = limits(SNAPSHOT, R_PACKAGE);
    assertThat(plain.mean()).isCloseTo(0.1416238, within(5e-8));
    assertThat(plain.lower()).isCloseTo(-3.01138, within(5e-6));
    assertThat(plain.upper()).isCloseTo(3.294627, within(5e-7));
    double[] outlier = SNAPSHOT.clone();
    outlier[14] = 10;
    Spc.Limits screened = limits(outlier, R_PACKAGE);
    assertThat(screened.mean()).isCloseTo(0.6694159, within(5e-8));
    assertThat(screened.lower()).isCloseTo(-2.383666, within(5e-7));
    assertThat(screened.upper()).isCloseTo(3.722497, within(5e-7));
    Spc.Limits kept = limits(outlier, EXCEL_TOOL);
    assertThat(kept.lower()).isCloseTo(-4.596625, within(5e-7));
    assertThat(kept.upper()).isCloseTo(5.935457, within(5e-7));
  }

  @Test
  void aPointExactlyOnTheMeanBreaksAShift() {
    // Tenths have no exact binary form: only a mean without rounding error lands on the 0.3.
    double[] onTheMean = {
      0.4, 0.7, 0.4, 0.3, 0.7, 0.4, 0.7, -0.1, 0.2, 0.4, -0.1, 0.2, -0.1, 0.4, 0
    };
    assertThat(limits(onTheMean, R_PACKAGE).mean()).isEqualTo(0.3);
    assertThat(signals(onTheMean)).containsOnly(SpcSignal.COMMON_CAUSE);
    double[] above = onTheMean.clone();
    above[3] = 0.4;
    assertThat(signals(above)).startsWith(times(7, SpcSignal.SHIFT_HIGH));
  }

  @Test
  void aTieBreaksATrend() {
    double[] tie = {5, 9, 1, 2, 3, 4, 4, 5, 6, 9, 2, 8, 3};
    assertThat(signals(tie)).doesNotContain(SpcSignal.TREND_UP);
    double[] rise = {5, 9, 1, 2, 3, 4, 4.5, 5, 6, 9, 2, 8, 3};
    SpcSignal[] signals = signals(rise);
    assertThat(Arrays.copyOfRange(signals, 2, 10)).containsOnly(SpcSignal.TREND_UP);
    assertThat(signals[1]).isEqualTo(SpcSignal.COMMON_CAUSE);
    assertThat(signals[10]).isEqualTo(SpcSignal.COMMON_CAUSE);
  }

  @Test
  void theTurningPointOfTwoTrendsBelongsToTheLater() {
    double[] peak = {1, 2, 3, 4, 5, 6, 7, 6.5, 5.5, 4.5, 3.5, 2.5, 1.5};
    Spc.Settings wide = new Spc.Settings(false, 7, 36);
    List<SpcSignal> signals =
        Spc.chart(peak, wide, Better.HIGHER).points().stream().map(Spc.Point::signal).toList();
    assertThat(signals.get(5)).isIn(SpcSignal.TREND_UP, SpcSignal.ABOVE_UPPER_LIMIT);
    assertThat(signals.get(6)).isIn(SpcSignal.TREND_DOWN, SpcSignal.ABOVE_UPPER_LIMIT);
    double[] flatter = IntStream.range(0, 13).mapToDouble(i -> 3 - Math.abs(i - 6) / 4.0).toArray();
    double[] noisy = new double[33];
    for (int i = 0; i < 20; i++) {
      noisy[i] = i % 2 == 0 ? 0 : 4;
    }
    System.arraycopy(flatter, 0, noisy, 20, 13);
    SpcSignal[] named = signals(noisy);
    assertThat(named[25]).isEqualTo(SpcSignal.TREND_UP);
    assertThat(named[26]).isEqualTo(SpcSignal.TREND_DOWN);
  }

  @Test
  void twoOfThreeFlagsOnlyTheNearPointsAndAsksForOneSide() {
    double[] base = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1};
    double[] oneSide = append(base, 5.2, 1, 5.2);
    SpcSignal[] signals = signals(oneSide);
    assertThat(signals[16]).isEqualTo(SpcSignal.TWO_IN_THREE_HIGH);
    assertThat(signals[17]).isEqualTo(SpcSignal.COMMON_CAUSE);
    assertThat(signals[18]).isEqualTo(SpcSignal.TWO_IN_THREE_HIGH);
    // The package's own test: two near points on either side of the mean are no cause.
    double[] eitherSide = base.clone();
    eitherSide[14] = 5.5;
    eitherSide[15] = -5.5;
    assertThat(signals(eitherSide)).endsWith(SpcSignal.COMMON_CAUSE, SpcSignal.COMMON_CAUSE);
  }

  @Test
  void theFirstRuleNamesAPoint() {
    double[] values = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7, 20};
    SpcSignal[] signals = signals(values);
    assertThat(signals[18]).isEqualTo(SpcSignal.ABOVE_UPPER_LIMIT);
    assertThat(signals[13]).isEqualTo(SpcSignal.TREND_UP);
    assertThat(SpcSignal.TREND_UP.label(7)).isEqualTo("7 Point Trend (Increasing)");
    assertThat(SpcSignal.SHIFT_LOW.label(6)).isEqualTo("6 Points Below CL");
  }

  @Test
  void sixPointsWhereTheSpreadsheetToolAsksForSix() {
    double[] values = {1, 2, 1, 2, 1, 2, 4, 5, 4, 5, 4, 5, 1};
    assertThat(signals(values)).doesNotContain(SpcSignal.SHIFT_HIGH);
    Spc.Chart six = Spc.chart(values, new Spc.Settings(false, 6, 36), Better.HIGHER);
    assertThat(six.points().subList(6, 12))
        .extracting(Spc.Point::signal)
        .containsOnly(SpcSignal.SHIFT_HIGH);
    assertThat(six.settings().describe())
        .isEqualTo(
            "XmR chart: outlying moving ranges kept, runs of 6 points, limits from the last 36"
                + " points");
  }

  @Test
  void aMissingMonthIsAGapThatTheRangeSpans() {
    double[] gap = {3, 5, NONE, 4, NONE, NONE, 9, 8, NONE};
    double[] closed = {3, 5, 4, 9, 8};
    Spc.Chart chart = Spc.chart(gap, R_PACKAGE, Better.LOWER);
    assertThat(chart.segments().get(0).limits()).isEqualTo(limits(closed, R_PACKAGE));
    assertThat(chart.segments().get(0).points()).isEqualTo(5);
    assertThat(chart.points().get(2).signal()).isEqualTo(SpcSignal.NOT_JUDGED);
    assertThat(chart.latest()).isEqualTo(7);
    Spc.Limits zeros = limits(new double[] {3, 5, 0, 4, 0, 0, 9, 8, 0}, R_PACKAGE);
    assertThat(chart.segments().get(0).limits().mean()).isGreaterThan(zeros.mean());
  }

  @Test
  void equalValuesHaveLimitsOnTheMeanAndNoSpecialCause() {
    double[] equal = new double[13];
    Arrays.fill(equal, 0.1);
    Spc.Chart chart = Spc.chart(equal, R_PACKAGE, Better.HIGHER);
    Spc.Limits limits = chart.segments().get(0).limits();
    assertThat(limits).isEqualTo(new Spc.Limits(0.1, 0, 0.1, 0.1, 0.1, 0.1));
    assertThat(chart.variation()).contains(SpcVariation.COMMON_CAUSE);
    assertThat(signals(equal)).containsOnly(SpcSignal.COMMON_CAUSE);
    assertThat(chart.assurance(0.2)).isEqualTo(SpcAssurance.FAIL);
    assertThat(chart.assurance(0.1)).isEqualTo(SpcAssurance.HIT_OR_MISS);
  }

  @Test
  void twelvePointsAreTrialLimitsAndThirteenAreNot() {
    double[] twelve = Arrays.copyOf(VIGNETTE, 12);
    double[] thirteen = Arrays.copyOf(VIGNETTE, 13);
    assertThat(segment(twelve).hasTrialLimits()).isTrue();
    assertThat(segment(thirteen).hasTrialLimits()).isFalse();
    assertThat(SpcGate.reasons(chart(twelve), new boolean[12]))
        .containsExactly(SpcGate.Reason.TOO_FEW_POINTS);
    assertThat(SpcGate.reasons(chart(thirteen), new boolean[13])).isEmpty();
  }

  @Test
  void noValueAndOneValueMakeNoLimits() {
    Spc.Chart none = Spc.chart(new double[] {NONE, NONE}, R_PACKAGE, Better.HIGHER);
    assertThat(none.variation()).isEmpty();
    assertThat(none.assurance(1)).isEqualTo(SpcAssurance.EMPTY);
    assertThat(SpcGate.reasons(none, new boolean[2]))
        .containsExactly(SpcGate.Reason.TOO_FEW_POINTS);
    Spc.Chart one = Spc.chart(new double[] {4}, R_PACKAGE, Better.HIGHER);
    assertThat(one.segments().get(0).limits().upper()).isNaN();
    assertThat(one.variation()).contains(SpcVariation.COMMON_CAUSE);
    assertThat(one.assurance(1)).isEqualTo(SpcAssurance.EMPTY);
  }

  @Test
  void aRebaseStartsLimitsAndRulesAnew() {
    double[] values = {9, 8, 9, 8, 9, 8, 9, 8, 3, 2, 3, 2, 3, 2, 3, 2};
    Spc.Rebase rebase = new Spc.Rebase(8, "structured medication reviews", "medicines board");
    Spc.Chart chart = Spc.chart(values, R_PACKAGE, Better.LOWER, List.of(rebase));
    assertThat(chart.segments()).hasSize(2);
    assertThat(chart.segments().get(0).limits())
        .isEqualTo(limits(Arrays.copyOf(values, 8), R_PACKAGE));
    assertThat(chart.segments().get(1).limits())
        .isEqualTo(limits(Arrays.copyOfRange(values, 8, 16), R_PACKAGE));
    assertThat(chart.segments().get(1).rebase()).contains(rebase);
    assertThat(chart.points()).extracting(Spc.Point::signal).containsOnly(SpcSignal.COMMON_CAUSE);
    // Against the limits of all data 7 would be hit or miss: the last segment decides.
    assertThat(chart.assurance(7)).isEqualTo(SpcAssurance.PASS);
    assertThat(Spc.chart(values, R_PACKAGE, Better.LOWER).assurance(7))
        .isEqualTo(SpcAssurance.HIT_OR_MISS);
    assertThatThrownBy(() -> new Spc.Rebase(8, " ", "board"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> Spc.chart(values, R_PACKAGE, Better.LOWER, List.of(rebase, rebaseAt(3))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limitsRestOnTheLastThirtySixValuesOfASegment() {
    double[] values = new Random(1).doubles(60).toArray();
    values[50] = NONE;
    Spc.Chart chart = Spc.chart(values, R_PACKAGE, Better.LOWER);
    assertThat(chart.segments().get(0).judgedFrom()).isEqualTo(23);
    double[] last = Arrays.stream(values, 23, 60).filter(value -> !Double.isNaN(value)).toArray();
    assertThat(last).hasSize(36);
    assertThat(chart.segments().get(0).limits()).isEqualTo(limits(last, R_PACKAGE));
    assertThat(chart.points().get(22).signal()).isEqualTo(SpcSignal.NOT_JUDGED);
    assertThat(chart.points().get(23).signal()).isNotEqualTo(SpcSignal.NOT_JUDGED);
  }

  @Test
  void theSevenVariationIcons() {
    assertThat(SpcSignal.ABOVE_UPPER_LIMIT.variation(Better.HIGHER))
        .isEqualTo(SpcVariation.IMPROVEMENT_HIGH);
    assertThat(SpcSignal.TREND_DOWN.variation(Better.LOWER))
        .isEqualTo(SpcVariation.IMPROVEMENT_LOW);
    assertThat(SpcSignal.SHIFT_HIGH.variation(Better.LOWER)).isEqualTo(SpcVariation.CONCERN_HIGH);
    assertThat(SpcSignal.TWO_IN_THREE_LOW.variation(Better.HIGHER))
        .isEqualTo(SpcVariation.CONCERN_LOW);
    assertThat(SpcSignal.TREND_UP.variation(Better.NEITHER)).isEqualTo(SpcVariation.NEITHER_HIGH);
    assertThat(SpcSignal.BELOW_LOWER_LIMIT.variation(Better.NEITHER))
        .isEqualTo(SpcVariation.NEITHER_LOW);
    assertThat(SpcSignal.COMMON_CAUSE.variation(Better.HIGHER))
        .isEqualTo(SpcVariation.COMMON_CAUSE);
    assertThat(SpcVariation.NEITHER_LOW.pointType()).isEqualTo("special_cause_neutral_low");
    assertThat(SpcVariation.CONCERN_HIGH.code()).isEqualTo("concern_high");
  }

  @Test
  void theFourAssuranceIcons() {
    double[] values = Arrays.copyOf(VIGNETTE, 4);
    Spc.Chart up = Spc.chart(values, R_PACKAGE, Better.HIGHER);
    Spc.Chart down = Spc.chart(values, R_PACKAGE, Better.LOWER);
    assertThat(up.assurance(9)).isEqualTo(SpcAssurance.FAIL);
    assertThat(up.assurance(-9)).isEqualTo(SpcAssurance.PASS);
    assertThat(down.assurance(9)).isEqualTo(SpcAssurance.PASS);
    assertThat(down.assurance(-9)).isEqualTo(SpcAssurance.FAIL);
    assertThat(up.assurance(1.5)).isEqualTo(SpcAssurance.HIT_OR_MISS);
    assertThat(up.assurance(up.segments().get(0).limits().upper()))
        .isEqualTo(SpcAssurance.HIT_OR_MISS);
    assertThat(up.assurance(NONE)).isEqualTo(SpcAssurance.EMPTY);
    assertThat(Spc.chart(values, R_PACKAGE, Better.NEITHER).assurance(9))
        .isEqualTo(SpcAssurance.EMPTY);
  }

  @Test
  void gatesAskForCountsAndFewZerosAndNothingHidden() {
    double[] rates = new double[20];
    double[] counts = new double[20];
    for (int i = 0; i < 20; i++) {
      rates[i] = i % 5 == 0 ? 0 : 1 + i % 3;
      counts[i] = i % 5 == 0 ? 0 : 6.25;
    }
    assertThat(SpcGate.reasons(chart(rates), counts, new boolean[20])).isEmpty();
    counts[1] = 6;
    assertThat(SpcGate.reasons(chart(rates), counts, new boolean[20]))
        .containsExactly(SpcGate.Reason.COUNTS_TOO_SMALL);
    rates[1] = 0;
    assertThat(SpcGate.reasons(chart(rates), new boolean[20]))
        .containsExactly(SpcGate.Reason.TOO_MANY_ZEROS);
    rates[1] = NONE;
    boolean[] suppressed = new boolean[20];
    suppressed[1] = true;
    assertThat(SpcGate.reasons(chart(rates), suppressed)).contains(SpcGate.Reason.SUPPRESSED_POINT);
  }

  @Test
  void aPointHiddenBeforeTheLimitsStartDoesNotCountAndTheLatestDoes() {
    double[] values = new Random(2).doubles(50).map(v -> v + 1).toArray();
    boolean[] suppressed = new boolean[50];
    values[5] = NONE;
    suppressed[5] = true;
    assertThat(SpcGate.reasons(chart(values), suppressed)).isEmpty();
    values[49] = NONE;
    suppressed[49] = true;
    assertThat(SpcGate.reasons(chart(values), suppressed))
        .containsExactly(SpcGate.Reason.SUPPRESSED_POINT);
    double[] few = Arrays.copyOf(VIGNETTE, 15);
    few[0] = NONE;
    boolean[] first = new boolean[15];
    first[0] = true;
    assertThat(SpcGate.reasons(chart(few), first)).containsExactly(SpcGate.Reason.SUPPRESSED_POINT);
  }

  @Test
  void aboutTwoIconsInAHundredShowASpecialCauseByChance() {
    Random random = new Random(3);
    int icons = 20_000;
    int special = 0;
    for (int i = 0; i < icons; i++) {
      double[] values = random.doubles(36).map(u -> random.nextGaussian()).toArray();
      if (!chart(values).variation().orElseThrow().equals(SpcVariation.COMMON_CAUSE)) {
        special++;
      }
    }
    assertThat((double) special)
        .isCloseTo(
            Spc.specialCausesByChance(icons), within(0.5 * Spc.specialCausesByChance(icons)));
  }

  private static Spc.Rebase rebaseAt(int index) {
    return new Spc.Rebase(index, "reason", "board");
  }

  private static Spc.Chart chart(double[] values) {
    return Spc.chart(values, R_PACKAGE, Better.LOWER);
  }

  private static Spc.Segment segment(double[] values) {
    return chart(values).segments().get(0);
  }

  private static Spc.Limits limits(double[] values, Spc.Settings settings) {
    return Spc.chart(values, settings, Better.HIGHER).segments().get(0).limits();
  }

  private static SpcSignal[] signals(double[] values) {
    return chart(values).points().stream().map(Spc.Point::signal).toArray(SpcSignal[]::new);
  }

  private static SpcSignal[] times(int n, SpcSignal signal) {
    SpcSignal[] signals = new SpcSignal[n];
    Arrays.fill(signals, signal);
    return signals;
  }

  private static double[] append(double[] values, double... more) {
    double[] all = Arrays.copyOf(values, values.length + more.length);
    System.arraycopy(more, 0, all, values.length, more.length);
    return all;
  }
}
