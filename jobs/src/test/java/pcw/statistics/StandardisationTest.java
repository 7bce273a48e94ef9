package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StandardisationTest {
  /** The example population of PHEindicatormethods, 19 age bands. */
  private static final double[] PEOPLE = {
    84935, 80367, 72122, 79259, 99806, 87362, 81579, 71103, 70001, 69007, 63203, 52638, 46087,
    40887, 32604, 28399, 21625, 13021, 7355
  };

  private static final double[] EVENTS = {
    27, 45, 55, 100, 125, 300, 295, 270, 275, 450, 455, 459, 345, 300, 270, 265, 100, 90, 35
  };
  private static final double[] LOCAL = {
    210, 250, 300, 310, 180, 190, 220, 260, 300, 330, 350, 310, 280, 260, 240, 160, 110, 70, 40
  };
  private static final double[] ESP = EuropeanStandardPopulation.weights();

  @Test
  void directRateAndDobsonLimitsAgreeWithTheFormulaeInPython() {
    for (double confidence : new double[] {0.95, 0.998}) {
      Standardisation.Rate rate =
          Standardisation.direct(EVENTS, PEOPLE, ESP, 100_000, confidence).orElseThrow();
      Interval expected = Vectors.interval("dsr.all." + confidence);
      assertThat(rate.value()).isCloseTo(Vectors.of("dsr.all"), within(1e-9));
      assertThat(rate.interval().lower()).isCloseTo(expected.lower(), within(1e-8));
      assertThat(rate.interval().upper()).isCloseTo(expected.upper(), within(1e-8));
      assertThat(rate.method()).isEqualTo(Standardisation.Method.DOBSON);
    }
  }

  @Test
  void noDirectRateUnderTenEvents() {
    double[] events = new double[19];
    Arrays.fill(events, 0, 9, 1);
    assertThat(Standardisation.direct(events, PEOPLE, ESP, 100_000, 0.95)).isEmpty();
    Arrays.fill(events, 0, 10, 1);
    assertThat(Standardisation.direct(events, PEOPLE, ESP, 100_000, 0.95)).isPresent();
    Arrays.fill(events, 0, 12, 1);
    Standardisation.Rate rate =
        Standardisation.direct(events, PEOPLE, ESP, 100_000, 0.95).orElseThrow();
    Interval expected = Vectors.interval("dsr.few.0.95");
    assertThat(rate.value()).isCloseTo(Vectors.of("dsr.few"), within(1e-12));
    assertThat(rate.interval().lower()).isCloseTo(expected.lower(), within(1e-12));
    assertThat(rate.interval().upper()).isCloseTo(expected.upper(), within(1e-12));
    double[] nobody = PEOPLE.clone();
    nobody[4] = 0;
    assertThat(Standardisation.direct(EVENTS, nobody, ESP, 100_000, 0.95)).isEmpty();
  }

  @Test
  void clusteredEventsWidenDobsonsLimits() {
    double[] squares = Arrays.stream(EVENTS).map(e -> 4 * e).toArray();
    Interval once =
        Standardisation.direct(EVENTS, PEOPLE, ESP, 100_000, 0.95).orElseThrow().interval();
    Interval clustered =
        Standardisation.direct(EVENTS, squares, PEOPLE, ESP, 100_000, 0.95)
            .orElseThrow()
            .interval();
    assertThat(clustered.upper() - clustered.lower())
        .isCloseTo(2 * (once.upper() - once.lower()), within(1e-9));
  }

  @Test
  void theStandardisedRateOfTheStandardPopulationIsItsCrudeRate() {
    double[] people = ESP.clone();
    Standardisation.Rate rate =
        Standardisation.direct(EVENTS, people, ESP, 100_000, 0.95).orElseThrow();
    assertThat(rate.value()).isCloseTo(rate.events() / rate.people() * 100_000, within(1e-9));
    assertThat(rate.interval().lower())
        .isCloseTo(Intervals.byar(rate.events(), 0.95).lower(), within(1e-8));
  }

  @Test
  void ratioUsesExactLimitsUnderTenAndByarFromThere() {
    for (int observed : new int[] {7, 31}) {
      Standardisation.Ratio ratio =
          Standardisation.indirect(observed, LOCAL, EVENTS, PEOPLE, 0.95).orElseThrow();
      Interval expected = Vectors.interval("isr." + observed);
      assertThat(ratio.expected()).isCloseTo(Vectors.of("isr.expected"), within(1e-12));
      assertThat(ratio.value()).isCloseTo(observed / ratio.expected(), within(1e-12));
      assertThat(ratio.interval().lower()).isCloseTo(expected.lower(), within(1e-9));
      assertThat(ratio.interval().upper()).isCloseTo(expected.upper(), within(1e-9));
      assertThat(ratio.method())
          .isEqualTo(observed < 10 ? Standardisation.Method.EXACT : Standardisation.Method.BYAR);
    }
    assertThat(Standardisation.indirect(0, new double[19], EVENTS, PEOPLE, 0.95)).isEmpty();
  }

  @Test
  void theWholeHasARatioOfOne() {
    double all = Arrays.stream(EVENTS).sum();
    assertThat(Standardisation.indirect(all, PEOPLE, EVENTS, PEOPLE, 0.95).orElseThrow().value())
        .isCloseTo(1, within(1e-12));
    assertThatThrownBy(() -> Standardisation.indirect(1, LOCAL, new double[3], PEOPLE, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theEuropeanStandardPopulationHasAHundredThousandPeopleInNineteenBands() {
    assertThat(EuropeanStandardPopulation.bands()).isEqualTo(19);
    assertThat(Arrays.stream(ESP).sum()).isEqualTo(100_000);
    assertThat(EuropeanStandardPopulation.weight(7)).isEqualTo(7000);
    assertThat(EuropeanStandardPopulation.bandOf("0_4")).isZero();
    assertThat(EuropeanStandardPopulation.bandOf("65_69")).isEqualTo(13);
    assertThat(EuropeanStandardPopulation.bandOf("90_94")).isEqualTo(18);
    assertThat(EuropeanStandardPopulation.bandOf("95+")).isEqualTo(18);
    assertThatThrownBy(() -> EuropeanStandardPopulation.bandOf("all"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
