package pcw.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How concentrated a high value is: what organisations have above the median rate of all, and how
 * few account for half of it.
 *
 * @param median rate of the middle organisation, for one unit of denominator
 * @param total excess of all that lie above the median, in the unit of the numerators
 * @param organisations how many account for half of the total, largest excess first; 0 where there
 *     is none
 * @param largestFirst their indexes
 */
public record Excess(double median, double total, int organisations, List<Integer> largestFirst) {
  /**
   * Over the median of the rates of all organisations that have one.
   *
   * @param numerators {@code NaN} where an organisation has none
   * @param denominators an organisation without one is left out
   */
  public static Excess overMedian(double[] numerators, double[] denominators) {
    double[] rates = new double[numerators.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = denominators[i] > 0 ? numerators[i] / denominators[i] : Double.NaN;
    }
    double median = Percentiles.median(rates);
    double[] excess = new double[rates.length];
    for (int i = 0; i < rates.length; i++) {
      excess[i] = rates[i] > median ? numerators[i] - median * denominators[i] : 0;
    }
    double total = Sums.sum(excess);
    List<Integer> order =
        IntStream.range(0, excess.length)
            .filter(i -> excess[i] > 0)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> -excess[i]).thenComparing(i -> i))
            .toList();
    double so = 0;
    int few = 0;
    while (few < order.size() && so < total / 2) {
      so += excess[order.get(few++)];
    }
    return new Excess(median, total, few, order.subList(0, few));
  }
}
