package pcw.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import pcw.statistics.SimilarPractices;

/** For each practice the ten that resemble it most. */
final class Similar {
  private static final String DEPRIVATION = "area_deprivation_mean";

  private final Boundaries boundaries;
  private final double[] deprivation;

  Similar(Boundaries boundaries) {
    this.boundaries = boundaries;
    deprivation = new double[boundaries.practices()];
    Arrays.fill(deprivation, Double.NaN);
  }

  /** Takes in a block; of that of the mean deprivation each practice's latest figure. */
  void take(Treatment.Block block) {
    if (block.level() != Level.PRACTICE
        || !block.measure().id().equals(DEPRIVATION)
        || !block.slice().breakdown().equals(Treatment.Slice.ALL)) {
      return;
    }
    Figures figures = block.figures();
    for (int practice = 0; practice < figures.units; practice++) {
      for (int period = 0; period < figures.periods.size(); period++) {
        int cell = figures.cell(practice, period);
        if (figures.state[cell] == Figures.State.SHOWN) {
          deprivation[practice] = figures.value[cell];
        }
      }
    }
  }

  /**
   * Rows of {@code similar_practice}, for the practices of the latest month that have a list.
   *
   * @param aged65 share of the list aged 65 and over, by practice; where none is held nobody is
   *     called similar
   */
  List<Object[]> rows(Practices practices, Map<String, Double> aged65) {
    List<Object[]> rows = new ArrayList<>();
    int months = boundaries.months().count();
    List<Integer> with = new ArrayList<>();
    for (int practice = 0; practice < boundaries.practices(); practice++) {
      if (practices.listed.get(practice * months + months - 1)
          && aged65.containsKey(boundaries.codes(Level.PRACTICE).get(practice))) {
        with.add(practice);
      }
    }
    if (with.size() < 2) {
      return rows;
    }
    List<String> codes = with.stream().map(p -> boundaries.codes(Level.PRACTICE).get(p)).toList();
    double[] age = codes.stream().mapToDouble(aged65::get).toArray();
    double[] size =
        with.stream().mapToDouble(p -> practices.patients[p * months + months - 1]).toArray();
    double[] deprived = with.stream().mapToDouble(p -> deprivation[p]).toArray();
    SimilarPractices similar = SimilarPractices.of(age, deprived, size);
    for (int i = 0; i < age.length; i++) {
      int rank = 1;
      for (int other : similar.nearest(i, SimilarPractices.SHOWN)) {
        rows.add(
            new Object[] {
              codes.get(i), rank++, codes.get(other), 100 * age[other], size[other], similar.rule()
            });
      }
    }
    return rows;
  }
}
