package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparatorsTest {
  private static final double NONE = Double.NaN;
  private static final double[] ORGANISATION = line(50, 1);

  @Test
  void nearestInAverageAndTrendBeforeTheStart() {
    List<double[]> candidates =
        List.of(line(50, -1), line(90, 1), line(52, 1.1), line(49, 0.9), line(50, 1.05));
    assertThat(Comparators.choose(ORGANISATION, candidates, 6, 3)).containsExactly(4, 3, 2);
  }

  @Test
  void whatComesAfterTheStartDoesNotMatter() {
    double[] soars = line(50, 1);
    Arrays.fill(soars, 6, 10, 1000);
    double[] ends = line(50, 1);
    Arrays.fill(ends, 7, 10, NONE);
    List<double[]> candidates = List.of(line(60, 1), line(60, 2), soars, ends);
    assertThat(Comparators.choose(ORGANISATION, candidates, 6, 2)).containsExactly(2, 3);
  }

  @Test
  void aCandidateNeedsTheMonthsThatTheOrganisationHas() {
    double[] gap = line(50, 1);
    gap[2] = NONE;
    List<double[]> candidates = List.of(gap, line(70, 2), line(60, 1));
    assertThat(Comparators.choose(ORGANISATION, candidates, 6, 3)).containsExactly(2, 1);
    double[] sameGap = ORGANISATION.clone();
    sameGap[2] = NONE;
    assertThat(Comparators.choose(sameGap, candidates, 6, 1)).containsExactly(0);
  }

  @Test
  void equallyNearCandidatesComeInTheOrderGiven() {
    List<double[]> candidates = List.of(line(55, 1), line(45, 1), line(55, 1), line(80, 3));
    assertThat(Comparators.choose(ORGANISATION, candidates, 6, 3)).containsExactly(0, 1, 2);
    List<double[]> alike = List.of(line(55, 1), line(55, 1));
    assertThat(Comparators.choose(ORGANISATION, alike, 6, 2)).containsExactly(0, 1);
  }

  @Test
  void theMeanIsOrdinaryWhereAllHaveValues() {
    double[] mean = Comparators.mean(List.of(line(10, 1), line(20, 3)), 6);
    for (int t = 0; t < 10; t++) {
      assertThat(mean[t]).isCloseTo(15 + 2 * t, within(1e-12));
    }
  }

  @Test
  void aComparatorThatEndsDoesNotMoveTheLevel() {
    double[] high = line(90, 0);
    high[8] = NONE;
    high[9] = NONE;
    double[] mean = Comparators.mean(List.of(line(10, 0), high), 6);
    assertThat(mean).containsOnly(50);
    double[] none = line(10, 0);
    none[9] = NONE;
    assertThat(Comparators.mean(List.of(none, high), 6)[9]).isNaN();
  }

  @Test
  void theRuleNamesTheNumber() {
    assertThat(Comparators.rule(10)).startsWith("the 10 organisations of the same level");
  }

  private static double[] line(double start, double step) {
    double[] values = new double[10];
    Arrays.setAll(values, t -> start + step * t);
    return values;
  }
}
