package pcw.statistics;

/**
 * Sums and means that do not depend on luck with rounding. The mean of equal values is exactly that
 * value, so that a point on the mean is on the mean.
 */
final class Sums {
  private Sums() {}

  /** Compensated sum (Neumaier 1974). */
  static double sum(double[] values) {
    return shiftedSum(values, 0, values.length, 0);
  }

  static double mean(double[] values) {
    return mean(values, 0, values.length);
  }

  /**
   * Mean of {@code values[from..to)} in two passes, as R's {@code mean}: the second adds the mean
   * of what the first left over. {@code NaN} of nothing.
   */
  static double mean(double[] values, int from, int to) {
    int n = to - from;
    double first = shiftedSum(values, from, to, 0) / n;
    return first + shiftedSum(values, from, to, first) / n;
  }

  private static double shiftedSum(double[] values, int from, int to, double shift) {
    double sum = 0;
    double lost = 0;
    for (int i = from; i < to; i++) {
      double x = values[i] - shift;
      double next = sum + x;
      lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
      sum = next;
    }
    return sum + lost;
  }
}
