package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static pcw.statistics.InterruptedTimeSeries.Settings.DEFAULT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pcw.statistics.InterruptedTimeSeries.Result;
import pcw.statistics.InterruptedTimeSeries.Verdict;

class InterruptedTimeSeriesTest {
  @Test
  void neweyWestErrorsAgreeWithStatsmodels() {
    double[] months = Vectors.column("newey_west.csv", 0);
    double[] y = Vectors.column("newey_west.csv", 1);
    double[][] x = new double[y.length][];
    double since = 0;
    double after = 0;
    for (int i = 0; i < x.length; i++) {
      double t = months[i] - 24;
      x[i] = new double[] {1, t, t < 0 ? 0 : 1, Math.max(0, t)};
      since += Math.max(0, t);
      after += t < 0 ? 0 : 1;
    }
    String[] names = {"constant", "trend", "level", "slope"};
    for (int lags : new int[] {0, 2, 3}) {
      Regression fit = Regression.fit(x, y, lags);
      for (int i = 0; i < names.length; i++) {
        double[] one = new double[4];
        one[i] = 1;
        String key = "hac." + lags + "." + names[i];
        assertThat(fit.coefficient(i)).isCloseTo(Vectors.of(key + ".coefficient"), within(1e-9));
        assertThat(fit.standardError(one)).isCloseTo(Vectors.of(key + ".error"), within(1e-9));
        assertThat(fit.interval(one, 0.95).lower())
            .isCloseTo(Vectors.of(key + ".lower"), within(1e-9));
      }
      double[] average = {0, 0, 1, since / after};
      assertThat(fit.combination(average))
          .isCloseTo(Vectors.of("hac." + lags + ".effect"), within(1e-9));
      assertThat(fit.interval(average, 0.95).upper())
          .isCloseTo(Vectors.of("hac." + lags + ".effect.upper"), within(1e-9));
    }
  }

  @Test
  void theWholeAnalysisIsThatRegressionOnTheDifference() {
    double[] months = Vectors.column("newey_west.csv", 0);
    double[] y = Vectors.column("newey_west.csv", 1);
    double[] organisation = new double[36];
    Arrays.fill(organisation, Double.NaN);
    List<double[]> comparators = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      double[] comparator = new double[36];
      for (int t = 0; t < 36; t++) {
        comparator[t] = 100 + 5 * Math.sin(t / 2.0) + (c % 2 == 0 ? 1 : -1) * ((t + c) % 3) * 0.1;
      }
      comparators.add(comparator);
    }
    double[] mean = Comparators.mean(comparators, 24);
    for (int i = 0; i < y.length; i++) {
      organisation[(int) months[i]] = mean[(int) months[i]] + y[i];
    }
    Result result = InterruptedTimeSeries.analyse(organisation, comparators, 24, DEFAULT);
    assertThat(result.lags()).isEqualTo(3);
    assertThat(result.monthsBefore()).isEqualTo(21);
    assertThat(result.monthsAfter()).isEqualTo(11);
    assertThat(result.effect().value()).isCloseTo(Vectors.of("hac.3.effect"), within(1e-8));
    assertThat(result.effect().interval().lower())
        .isCloseTo(Vectors.of("hac.3.effect.lower"), within(1e-8));
    assertThat(result.level().value())
        .isCloseTo(Vectors.of("hac.3.level.coefficient"), within(1e-8));
    assertThat(result.trend().interval().upper())
        .isCloseTo(Vectors.of("hac.3.slope.upper"), within(1e-8));
    assertThat(result.comparatorsAsLarge()).isZero();
  }

  @Test
  void verdictsSayWhatTheOrganisationItselfDid() {
    assertThat(verdict(-10, 0)).isEqualTo(Verdict.FELL_FASTER);
    assertThat(verdict(10, 0)).isEqualTo(Verdict.ROSE_FASTER);
    // All rise by 20 after the start, or fall: to rise by 10 is not to fall.
    assertThat(verdict(-10, 20)).isEqualTo(Verdict.ROSE_MORE_SLOWLY);
    assertThat(verdict(10, -20)).isEqualTo(Verdict.FELL_MORE_SLOWLY);
    assertThat(verdict(0, 20)).isEqualTo(Verdict.NO_CLEAR_DIFFERENCE);
    assertThat(Verdict.FELL_FASTER.words()).isEqualTo("fell faster than comparators");
  }

  @Test
  void tooEarlyTooLittleAndTooFew() {
    List<double[]> all = series(new Random(8), 11, 30);
    List<double[]> others = all.subList(1, 11);
    assertThat(InterruptedTimeSeries.analyse(all.get(0), others, 23, DEFAULT).verdict())
        .isEqualTo(Verdict.TOO_EARLY);
    assertThat(InterruptedTimeSeries.analyse(all.get(0), others, 22, DEFAULT).verdict())
        .isNotEqualTo(Verdict.TOO_EARLY);
    assertThat(InterruptedTimeSeries.analyse(all.get(0), others, 11, DEFAULT).verdict())
        .isEqualTo(Verdict.TOO_LITTLE_BEFORE);
    assertThat(
            InterruptedTimeSeries.analyse(all.get(0), others.subList(0, 4), 20, DEFAULT).verdict())
        .isEqualTo(Verdict.TOO_FEW_COMPARATORS);
    double[] gaps = all.get(0).clone();
    Arrays.fill(gaps, 23, 30, Double.NaN);
    assertThat(InterruptedTimeSeries.analyse(gaps, others, 20, DEFAULT).verdict())
        .isEqualTo(Verdict.TOO_EARLY);
    assertThatThrownBy(() -> new InterruptedTimeSeries.Settings(12, 2, 5, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whereNothingHappenedVerdictsAreRareAndALargeChangeIsFound() {
    Random random = new Random(9);
    int cases = 1000;
    int byInterval = 0;
    int wrong = 0;
    int found = 0;
    for (int i = 0; i < cases; i++) {
      List<double[]> all = series(random, 11, 36);
      List<double[]> others = all.subList(1, 11);
      Result nothing = InterruptedTimeSeries.analyse(all.get(0), others, 24, DEFAULT);
      byInterval += nothing.effect().interval().contains(0) ? 0 : 1;
      wrong += nothing.verdict() == Verdict.NO_CLEAR_DIFFERENCE ? 0 : 1;
      double[] fell = all.get(0).clone();
      for (int t = 24; t < 36; t++) {
        fell[t] -= 4;
      }
      found +=
          InterruptedTimeSeries.analyse(fell, others, 24, DEFAULT).verdict() == Verdict.FELL_FASTER
              ? 1
              : 0;
    }
    assertThat(byInterval).as("intervals that miss zero").isBetween(150, 250);
    assertThat(wrong).as("wrong verdicts").isLessThan(100);
    assertThat(found).as("found").isGreaterThan(900);
  }

  @Test
  void theLagRule() {
    assertThat(InterruptedTimeSeries.lags(20)).isEqualTo(2);
    assertThat(InterruptedTimeSeries.lags(24)).isEqualTo(2);
    assertThat(InterruptedTimeSeries.lags(36)).isEqualTo(3);
    assertThat(InterruptedTimeSeries.lags(60)).isEqualTo(3);
    assertThat(InterruptedTimeSeries.lags(100)).isEqualTo(4);
  }

  @Test
  void dependentColumnsAreRefused() {
    double[][] x = {{1, 2}, {2, 4}, {3, 6}, {4, 8.000000000000002}};
    assertThatThrownBy(() -> Regression.fit(x, new double[] {1, 2, 3, 4}, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Verdict verdict(double effect, double common) {
    List<double[]> all = series(new Random(10), 11, 36);
    for (int t = 24; t < 36; t++) {
      all.get(0)[t] += effect;
      for (double[] one : all) {
        one[t] += common;
      }
    }
    return InterruptedTimeSeries.analyse(all.get(0), all.subList(1, 11), 24, DEFAULT).verdict();
  }

  /** Independent organisations whose errors go together from month to month (0.3). */
  private static List<double[]> series(Random random, int organisations, int months) {
    List<double[]> all = new ArrayList<>();
    for (int o = 0; o < organisations; o++) {
      double[] one = new double[months];
      double error = random.nextGaussian();
      for (int t = 0; t < months; t++) {
        error = 0.3 * error + random.nextGaussian();
        one[t] = 50 + 0.1 * t + error;
      }
      all.add(one);
    }
    return all;
  }
}
