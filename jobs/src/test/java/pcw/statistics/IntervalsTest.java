package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalsTest {
  private static final double OUTER = 0.998;

  @Test
  void quantilesAreExact() {
    assertThat(Intervals.z(0.95)).isCloseTo(1.959963984540054, within(1e-14));
    assertThat(Intervals.z(OUTER)).isCloseTo(3.090232306167813, within(1e-13));
    assertThatThrownBy(() -> Intervals.z(95)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void byarGivesThePublishedDigits() {
    assertDigits(Intervals.byar(1, 0.95), 0.01307, 5.56376, 5e-6);
    assertDigits(Intervals.byar(65, 0.95), 50.1632, 82.8491, 5e-5);
    assertDigits(Intervals.byar(1045, 0.95), 982.5932, 1110.3312, 5e-5);
    assertDigits(Intervals.byar(10, OUTER), 2.9163, 24.1937, 5e-5);
    assertThat(Intervals.byar(0, 0.95).lower()).isZero();
    assertThat(Intervals.byar(0, 0.95).upper()).isPositive();
    // Byar's lower limit of 1 at 99.8% is below zero before it is cut.
    assertThat(Intervals.byar(1, OUTER).lower()).isZero();
  }

  @Test
  void wilsonGivesThePublishedDigits() {
    assertDigits(Intervals.wilson(65, 100, 0.95), .552544, .736358, 5e-7);
    assertDigits(Intervals.wilson(1045, 5000, 0.95), .197955, .220491, 5e-7);
    assertThat(Intervals.wilson(0, 10, 0.95).lower()).isZero();
    assertThat(Intervals.wilson(10, 10, 0.95).upper()).isEqualTo(1);
    assertThat(Intervals.wilson(0, 0, 0.95).isNone()).isTrue();
    assertThatThrownBy(() -> Intervals.wilson(11, 10, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exactPoissonAgreesWithScipy() {
    for (int count : new int[] {1, 10, 250}) {
      for (double confidence : new double[] {0.95, OUTER}) {
        Interval expected = Vectors.interval("poisson." + count + "." + confidence);
        assertDigits(
            Intervals.exactPoisson(count, confidence), expected.lower(), expected.upper(), 1e-9);
      }
    }
    assertThat(Intervals.exactPoisson(0, 0.95).lower()).isZero();
    assertThat(Intervals.exactPoisson(0, 0.95).upper()).isCloseTo(-Math.log(0.025), within(1e-12));
  }

  @Test
  void clusteredEventsWidenByarAndSingleEventsDoNot() {
    assertThat(Intervals.clustered(40, 40, 0.95)).isEqualTo(Intervals.byar(40, 0.95));
    assertThat(Intervals.clustered(40, 15, 0.95)).isEqualTo(Intervals.byar(40, 0.95));
    Interval wide = Intervals.clustered(40, 160, 0.95);
    Interval byar = Intervals.byar(40, 0.95);
    assertThat(40 - wide.lower()).isCloseTo(2 * (40 - byar.lower()), within(1e-12));
    assertThat(wide.upper() - 40).isCloseTo(2 * (byar.upper() - 40), within(1e-12));
    assertThat(Intervals.clustered(4, 16, 0.95).lower()).isZero();
  }

  @Test
  void meansAndPairedChangesAgreeWithStatsmodels() {
    Interval expected = Vectors.interval("mean");
    Interval ours = Intervals.mean(10, Vectors.of("mean.sum"), Vectors.of("mean.squares"), 0.95);
    assertDigits(ours, expected.lower(), expected.upper(), 1e-9);
    assertThat(Intervals.mean(1, 3, 9, 0.95).isNone()).isTrue();
    // Three changes of 0.1: rounding must not make a negative variance.
    assertDigits(Intervals.mean(3, 0.1 + 0.1 + 0.1, 0.03, 0.95), 0.1, 0.1, 1e-7);
  }

  @Test
  void twoProportionsAgreeWithStatsmodels() {
    Interval difference = Vectors.interval("difference");
    assertDigits(
        Intervals.differenceOfProportions(56, 70, 48, 80, 0.95),
        difference.lower(),
        difference.upper(),
        1e-9);
    // Newcombe 1998, table II (a), method 10.
    assertDigits(Intervals.differenceOfProportions(56, 70, 48, 80, 0.95), 0.0524, 0.3339, 5e-5);
    Interval ratio = Vectors.interval("ratio");
    assertDigits(
        Intervals.ratioOfProportions(56, 70, 48, 80, 0.95), ratio.lower(), ratio.upper(), 1e-9);
    assertThat(Intervals.ratioOfProportions(0, 70, 48, 80, 0.95).isNone()).isTrue();
    assertThat(Intervals.differenceOfProportions(0, 0, 48, 80, 0.95).isNone()).isTrue();
  }

  @Test
  void twoRatesUseTheVarianceOfEventsThatClusterInPeople() {
    // 20 people with one event, 6 with two, 2 with five, among 500; 25 with one, 1 with three.
    Intervals.Events a = new Intervals.Events(42, 20 + 6 * 4 + 2 * 25, 500);
    Intervals.Events b = new Intervals.Events(28, 25 + 9, 800);
    Interval ratio = Vectors.interval("rates.ratio");
    assertDigits(Intervals.ratioOfRates(a, b, 0.95), ratio.lower(), ratio.upper(), 1e-12);
    Interval difference = Vectors.interval("rates.difference");
    assertDigits(
        Intervals.differenceOfRates(a, b, 0.95), difference.lower(), difference.upper(), 1e-12);
    assertThat(Math.sqrt(a.sumOfSquares()))
        .isCloseTo(Vectors.of("rates.bootstrap.deviation"), within(0.25));
    Interval poisson =
        Intervals.ratioOfRates(
            Intervals.Events.oncePerPerson(42, 500), Intervals.Events.oncePerPerson(28, 800), 0.95);
    assertThat(poisson.upper() - poisson.lower()).isLessThan(ratio.upper() - ratio.lower());
    assertThat(Intervals.ratioOfRates(a, Intervals.Events.oncePerPerson(0, 800), 0.95).isNone())
        .isTrue();
    assertThat(new Intervals.Events(10, 4, 100).sumOfSquares()).isEqualTo(10);
    assertThatThrownBy(() -> new Intervals.Events(1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertDigits(
      Interval interval, double lower, double upper, double precision) {
    assertThat(interval.lower()).isCloseTo(lower, within(precision));
    assertThat(interval.upper()).isCloseTo(upper, within(precision));
  }
}
