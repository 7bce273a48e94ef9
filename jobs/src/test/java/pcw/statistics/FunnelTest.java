package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pcw.statistics.Funnel.Kind;

class FunnelTest {
  private static final double[] NUMERATORS = Vectors.column("funnel.csv", 0);
  private static final double[] DENOMINATORS = Vectors.column("funnel.csv", 1);

  @Test
  void proportionLimitsAreThoseOfFingertips() {
    // From the published test data of PHEindicatormethods (testdata_funnel_prop_outputs.csv).
    double centre = 0.80642448;
    assertLimits(Kind.PROPORTION, centre, 41, Funnel.INNER, .68548635, .9273626, 1e-8);
    assertLimits(Kind.PROPORTION, centre, 41, Funnel.OUTER, .61574398, .99710497, 1e-8);
    assertLimits(Kind.PROPORTION, centre, 1008, Funnel.INNER, .78203374, .83081521, 1e-8);
    assertLimits(Kind.PROPORTION, centre, 110_000, Funnel.OUTER, .80274317, .81010578, 1e-8);
    assertLimits(Kind.PROPORTION, centre, 3, Funnel.OUTER, .10150815, 1, 1e-8);
  }

  @Test
  void ratioAndRateLimitsAreThoseOfFingertips() {
    // From testdata_funnel_ratio_outputs.csv: 10 and 100 observed lie on the limits of so many
    // expected.
    assertThat(ratio(18.39035799, Funnel.INNER).lower()).isCloseTo(.543763205, within(5e-7));
    assertThat(ratio(4.795387629, Funnel.INNER).upper()).isCloseTo(2.085337156, within(5e-6));
    assertThat(ratio(24.13397235, Funnel.OUTER).lower()).isCloseTo(.4143536693, within(5e-7));
    assertThat(ratio(2.960519925, Funnel.OUTER).upper()).isCloseTo(3.37778507, within(5e-6));
    assertThat(ratio(121.6268111, Funnel.INNER).lower()).isCloseTo(.8221871402, within(5e-7));
    // The same curve as a rate: 10 per 18.39 expected of 50 each.
    Interval rate = Funnel.unadjusted(Kind.RATE, 0.02, 18.39035799 / 0.02, Funnel.INNER);
    assertThat(rate.lower()).isCloseTo(0.02 * .543763205, within(5e-9));
    assertThat(ratio(0.5, Funnel.INNER).lower()).isZero();
  }

  @Test
  void insideIsWhatTheIntervalOfTheCountSays() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      double expected = 0.5 + random.nextInt(400) / 4.0;
      int observed = random.nextInt(120);
      Interval limits = ratio(expected, Funnel.OUTER);
      assertThat(Funnel.isOutside(Kind.STANDARDISED_RATIO, 1, observed, expected, Funnel.OUTER))
          .isEqualTo(!limits.contains(observed / expected));
    }
  }

  @Test
  void overdispersedProportionsAgreeWithTheFormulaeInPython() {
    Funnel.Fit fit = Funnel.fit(Kind.PROPORTION, NUMERATORS, DENOMINATORS).orElseThrow();
    assertThat(fit.centre()).isCloseTo(Vectors.of("funnel.proportion.centre"), within(1e-12));
    assertThat(fit.phi()).isCloseTo(Vectors.of("funnel.proportion.phi"), within(1e-10));
    assertThat(fit.tauSquared()).isCloseTo(Vectors.of("funnel.proportion.tau2"), within(1e-13));
    assertThat(fit.outsideUnadjusted()).isEqualTo((int) Vectors.of("funnel.proportion.outside"));
    assertThat(fit.isAdjusted()).isTrue();
    for (double confidence : new double[] {Funnel.INNER, Funnel.OUTER}) {
      assertClose(fit.limits(400, confidence), Vectors.interval("funnel.proportion." + confidence));
    }
  }

  @Test
  void overdispersedRatesAgreeWithTheFormulaeInPython() {
    Funnel.Fit fit = Funnel.fit(Kind.RATE, NUMERATORS, DENOMINATORS).orElseThrow();
    assertThat(fit.phi()).isCloseTo(Vectors.of("funnel.rate.phi"), within(1e-10));
    assertThat(fit.tauSquared()).isCloseTo(Vectors.of("funnel.rate.tau2"), within(1e-13));
    assertThat(fit.outsideUnadjusted()).isEqualTo((int) Vectors.of("funnel.rate.outside"));
    for (double confidence : new double[] {Funnel.INNER, Funnel.OUTER}) {
      assertClose(fit.limits(400, confidence), Vectors.interval("funnel.rate." + confidence));
    }
    // A ratio to what the rate expects is the same funnel around 1.
    double[] expected = Arrays.stream(DENOMINATORS).map(n -> n * fit.centre()).toArray();
    Funnel.Fit ratio = Funnel.fit(Kind.STANDARDISED_RATIO, NUMERATORS, expected).orElseThrow();
    assertThat(ratio.tauSquared()).isCloseTo(fit.tauSquared(), within(1e-12));
    assertThat(ratio.limits(400 * fit.centre(), Funnel.OUTER).upper() * fit.centre())
        .isCloseTo(fit.limits(400, Funnel.OUTER).upper(), within(1e-12));
  }

  @Test
  void chanceAloneIsNotAdjusted() {
    Random random = new Random(11);
    double[] n = new double[200];
    double[] x = new double[200];
    for (int i = 0; i < n.length; i++) {
      n[i] = 100 + random.nextInt(900);
      x[i] = random.doubles((long) n[i]).filter(u -> u < 0.2).count();
    }
    Funnel.Fit fit = Funnel.fit(Kind.PROPORTION, x, n).orElseThrow();
    assertThat(fit.phi()).isLessThan(1);
    assertThat(fit.isAdjusted()).isFalse();
    assertThat(fit.isUnsuitable()).isFalse();
    assertThat(fit.limits(500, Funnel.INNER))
        .isEqualTo(Funnel.unadjusted(Kind.PROPORTION, fit.centre(), 500, Funnel.INNER));
  }

  @Test
  void dispersionUpToOneIsNotAdjustedThoughTheMomentsAskForIt() {
    double[] x = {109, 91};
    double[] n = {1000, 1000};
    Funnel.Fit fit = Funnel.fit(Kind.RATE, x, n).orElseThrow();
    assertThat(fit.phi()).isBetween(0.5, 1.0);
    assertThat(fit.tauSquared()).isZero();
  }

  @Test
  void adjustedLimitsStayWithinWhatIsPossible() {
    Funnel.Fit shares = Funnel.fit(Kind.PROPORTION, NUMERATORS, DENOMINATORS).orElseThrow();
    assertThat(shares.limits(1, Funnel.OUTER)).isEqualTo(new Interval(0, 1));
    Funnel.Fit rates = Funnel.fit(Kind.RATE, NUMERATORS, DENOMINATORS).orElseThrow();
    assertThat(rates.limits(1, Funnel.OUTER).lower()).isZero();
    assertThat(rates.limits(0, Funnel.OUTER).isNone()).isTrue();
  }

  @Test
  void moreThanAFifthOutsideMakesSortedDots() {
    assertThat(Funnel.fit(Kind.PROPORTION, NUMERATORS, DENOMINATORS).orElseThrow().isUnsuitable())
        .isTrue();
    double[] x = new double[10];
    double[] n = new double[10];
    Arrays.fill(x, 100);
    Arrays.fill(n, 1000);
    x[0] = 200;
    x[1] = 20;
    Funnel.Fit two = Funnel.fit(Kind.RATE, x, n).orElseThrow();
    assertThat(two.outsideUnadjusted()).isEqualTo(2);
    assertThat(two.isUnsuitable()).isFalse();
    x[2] = 200;
    assertThat(Funnel.fit(Kind.RATE, x, n).orElseThrow().isUnsuitable()).isTrue();
  }

  @Test
  void noFunnelOfOneOrganisationOrOfNothing() {
    double[] one = {5, Double.NaN, 3};
    double[] people = {50, 60, 0};
    assertThat(Funnel.fit(Kind.RATE, one, people)).isEmpty();
    assertThat(Funnel.fit(Kind.RATE, new double[3], new double[] {1, 2, 3})).isEmpty();
    assertThat(Funnel.fit(Kind.PROPORTION, new double[] {4, 4}, new double[] {4, 4})).isEmpty();
  }

  private static Interval ratio(double expected, double confidence) {
    return Funnel.unadjusted(Kind.STANDARDISED_RATIO, 1, expected, confidence);
  }

  private static void assertLimits(
      Kind kind,
      double centre,
      double denominator,
      double confidence,
      double lower,
      double upper,
      double precision) {
    Interval limits = Funnel.unadjusted(kind, centre, denominator, confidence);
    assertThat(limits.lower()).isCloseTo(lower, within(precision));
    assertThat(limits.upper()).isCloseTo(upper, within(precision));
  }

  private static void assertClose(Interval ours, Interval expected) {
    assertThat(ours.lower()).isCloseTo(expected.lower(), within(1e-12));
    assertThat(ours.upper()).isCloseTo(expected.upper(), within(1e-12));
  }
}
