package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarPracticesTest {
  private static final double NONE = Double.NaN;
  private static final double[] NO_DEPRIVATION = {NONE, NONE, NONE, NONE, NONE};

  @Test
  void nearestByAgeAndSizeOnALogScale() {
    double[] age = {0.10, 0.11, 0.30, 0.10, 0.12};
    double[] patients = {8_000, 8_000, 8_000, 64_000, 4_000};
    SimilarPractices practices = SimilarPractices.of(age, NO_DEPRIVATION, patients);
    assertThat(practices.nearest(0, 10)).containsExactly(1, 4, 3, 2);
    assertThat(practices.nearest(0, 2)).containsExactly(1, 4);
    double[] sameAge = {0.1, 0.1, 0.1};
    double[] none = {NONE, NONE, NONE};
    // Half the size is further away than 1.75 times the size.
    SimilarPractices bySize = SimilarPractices.of(sameAge, none, new double[] {8000, 4000, 14_000});
    assertThat(bySize.nearest(0, 2)).containsExactly(2, 1);
    assertThat(practices.rule())
        .isEqualTo(
            "most similar by share of patients aged 65 and over, and list size (on a log scale),"
                + " each divided by its standard deviation among practices");
  }

  @Test
  void featuresAreStandardisedSoThatUnitsDoNotMatter() {
    double[] age = {0.10, 0.11, 0.30, 0.10, 0.12};
    double[] percent = {10, 11, 30, 10, 12};
    double[] patients = {8_000, 8_000, 8_000, 64_000, 4_000};
    for (int practice = 0; practice < 5; practice++) {
      assertThat(SimilarPractices.of(percent, NO_DEPRIVATION, patients).nearest(practice, 4))
          .isEqualTo(SimilarPractices.of(age, NO_DEPRIVATION, patients).nearest(practice, 4));
    }
  }

  @Test
  void deprivationCountsWhereItIsHeldAndAPracticeWithoutItIsNotCompared() {
    double[] age = {0.1, 0.1, 0.1, 0.1, 0.2};
    double[] deprivation = {10, 40, 11, NONE, 12};
    double[] patients = {5000, 5000, 5000, 5000, 5000};
    SimilarPractices practices = SimilarPractices.of(age, deprivation, patients);
    assertThat(practices.nearest(0, 10)).containsExactly(2, 1, 4);
    assertThat(practices.nearest(3, 10)).isEmpty();
    assertThat(practices.rule()).contains("average deprivation of the areas of its patients");
  }

  @Test
  void aPracticeWithoutAListIsNobodysPeer() {
    double[] age = {0.1, 0.1, 0.1, 0.1, 0.1};
    double[] patients = {5000, 0, 6000, NONE, 7000};
    assertThat(SimilarPractices.of(age, NO_DEPRIVATION, patients).nearest(0, 10))
        .isEqualTo(List.of(2, 4));
  }

  @Test
  void fewPracticesAccountForHalfTheExcess() {
    double[] numerators = {10, 20, 30, 100, 40, NONE, 7};
    double[] patients = {1000, 1000, 1000, 1000, 1000, 1000, 0};
    Excess excess = Excess.overMedian(numerators, patients);
    assertThat(excess.median()).isCloseTo(0.03, within(1e-15));
    assertThat(excess.total()).isCloseTo(80, within(1e-9));
    assertThat(excess.organisations()).isEqualTo(1);
    assertThat(excess.largestFirst()).containsExactly(3);
    Excess none = Excess.overMedian(new double[] {5, 5}, new double[] {10, 10});
    assertThat(none.organisations()).isZero();
    assertThat(none.total()).isZero();
  }

  @Test
  void halfIsReachedByTheLargestFirst() {
    double[] numerators = {0, 0, 0, 0, 0, 10, 40, 30, 20};
    double[] patients = new double[9];
    Arrays.fill(patients, 100);
    Excess excess = Excess.overMedian(numerators, patients);
    assertThat(excess.largestFirst()).containsExactly(6, 7);
  }
}
