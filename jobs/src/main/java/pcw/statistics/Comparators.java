package pcw.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which organisations stand for what would have happened without an intervention. Chosen from the
 * months before it alone, so that the choice cannot know the result.
 */
public final class Comparators {
  /** The rule, for print; {@code %d} is the number chosen. */
  private static final String RULE =
      "the %d organisations of the same level without a registered intervention, their own or of an"
          + " area that they belong to, whose average and trend over the months before were nearest,"
          + " each divided by its standard deviation among the candidates";

  private Comparators() {}

  /** The rule in words. */
  public static String rule(int howMany) {
    return RULE.formatted(howMany);
  }

  /**
   * The nearest candidates by average and monthly trend before the intervention: standardised
   * Euclidean distance, ties in the order given. A candidate needs a value in every month before in
   * which the organisation has one.
   *
   * @param organisation values by month, {@code NaN} where none
   * @param candidates of the same level, without an intervention in any of the months
   * @param start index of the first month after the intervention
   * @return indexes of candidates, nearest first; fewer where there are not so many
   */
  public static List<Integer> choose(
      double[] organisation, List<double[]> candidates, int start, int howMany) {
    List<Integer> eligible = new ArrayList<>();
    List<double[]> features = new ArrayList<>();
    for (int c = 0; c < candidates.size(); c++) {
      if (coversBefore(organisation, candidates.get(c), start)) {
        eligible.add(c);
        features.add(averageAndTrend(organisation, candidates.get(c), start));
      }
    }
    double[] own = averageAndTrend(organisation, organisation, start);
    double[] spread = new double[own.length];
    for (int f = 0; f < own.length; f++) {
      int feature = f;
      spread[f] = standardDeviation(features.stream().mapToDouble(v -> v[feature]).toArray());
    }
    record Candidate(int index, double distance) {}
    List<Candidate> ranked = new ArrayList<>();
    for (int e = 0; e < eligible.size(); e++) {
      double squares = 0;
      for (int f = 0; f < own.length; f++) {
        double apart = features.get(e)[f] - own[f];
        // A feature on which all candidates agree cannot tell them apart.
        squares += spread[f] > 0 ? apart * apart / (spread[f] * spread[f]) : 0;
      }
      ranked.add(new Candidate(eligible.get(e), squares));
    }
    ranked.sort(Comparator.comparingDouble(Candidate::distance).thenComparingInt(Candidate::index));
    return ranked.stream().limit(howMany).map(Candidate::index).toList();
  }

  /**
   * Mean of the comparators by month. A comparator without a value in a month after is left out of
   * that month at its own level: the mean is of what the others departed from their average before,
   * added to the average of all. With every value there it is the ordinary mean.
   *
   * @return {@code NaN} where none has a value
   */
  public static double[] mean(List<double[]> comparators, int start) {
    int months = comparators.get(0).length;
    double[] levels = new double[comparators.size()];
    for (int c = 0; c < levels.length; c++) {
      double[] before = Arrays.copyOf(comparators.get(c), start);
      levels[c] = Sums.mean(Percentiles.held(before));
    }
    double level = Sums.mean(levels);
    double[] mean = new double[months];
    for (int t = 0; t < months; t++) {
      double[] departures = new double[levels.length];
      for (int c = 0; c < levels.length; c++) {
        departures[c] = comparators.get(c)[t] - levels[c];
      }
      mean[t] = level + Sums.mean(Percentiles.held(departures));
    }
    return mean;
  }

  private static boolean coversBefore(double[] organisation, double[] candidate, int start) {
    for (int t = 0; t < start; t++) {
      if (!Double.isNaN(organisation[t]) && Double.isNaN(candidate[t])) {
        return false;
      }
    }
    return true;
  }

  /** Over the months before in which the organisation has a value. */
  private static double[] averageAndTrend(double[] organisation, double[] series, int start) {
    double n = 0;
    double sumT = 0;
    double sumY = 0;
    for (int t = 0; t < start; t++) {
      if (!Double.isNaN(organisation[t])) {
        n++;
        sumT += t;
        sumY += series[t];
      }
    }
    double meanT = sumT / n;
    double meanY = sumY / n;
    double products = 0;
    double squares = 0;
    for (int t = 0; t < start; t++) {
      if (!Double.isNaN(organisation[t])) {
        products += (t - meanT) * (series[t] - meanY);
        squares += (t - meanT) * (t - meanT);
      }
    }
    return new double[] {meanY, squares == 0 ? 0 : products / squares};
  }

  private static double standardDeviation(double[] values) {
    double mean = Sums.mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }
}
