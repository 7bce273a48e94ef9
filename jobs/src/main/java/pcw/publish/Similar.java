package pcw.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import pcw.statistics.SimilarPractices;

/** For each practice the ten that resemble it most. */
final class Similar {
  private Similar() {}

  /**
   * Rows of {@code similar_practice}, for the practices of the latest month that have a list.
   *
   * @param aged65 share of the list aged 65 and over, by practice; where none is held nobody is
   *     called similar
   */
  static List<Object[]> rows(
      Boundaries boundaries, Practices practices, Map<String, Double> aged65) {
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
    double[] deprivation = new double[age.length];
    Arrays.fill(deprivation, Double.NaN);
    SimilarPractices similar = SimilarPractices.of(age, deprivation, size);
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
