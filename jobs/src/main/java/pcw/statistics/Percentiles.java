package pcw.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a value stands among its peers: organisations of the same level in the same month. Nothing
 * is said under 20 peers.
 */
public final class Percentiles {
  /** Fewest peers for a percentile or a band. */
  public static final int FEWEST_PEERS = 20;

  private final double[] sorted;

  private Percentiles(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The peers of one measure, level and month.
   *
   * @param values of all peers, {@code NaN} where one has none
   * @return empty where fewer than 20 have a value
   */
  public static Optional<Percentiles> of(double[] values) {
    double[] sorted = sorted(values);
    return sorted.length < FEWEST_PEERS ? Optional.empty() : Optional.of(new Percentiles(sorted));
  }

  /** How many peers have a value, the one that is asked about among them. */
  public int peers() {
    return sorted.length;
  }

  /** Value below which a share of the peers lies, interpolated as SQL's PERCENTILE_CONT. */
  public double at(double share) {
    return quantile(sorted, share);
  }

  /** The nine deciles, 10th to 90th. */
  public double[] deciles() {
    double[] deciles = new double[9];
    for (int i = 0; i < deciles.length; i++) {
      deciles[i] = at((i + 1) / 10.0);
    }
    return deciles;
  }

  /**
   * Percentage, 0 to under 100, of the peers with a strictly lower value: never flipped, so that
   * high means a high value, good or bad.
   */
  public double percentStrictlyLower(double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 100.0 * low / sorted.length;
  }

  /** Median of the values that are held; {@code NaN} of none. */
  static double median(double[] values) {
    double[] sorted = sorted(values);
    return sorted.length == 0 ? Double.NaN : quantile(sorted, 0.5);
  }

  /** Linear between order statistics at {@code share * (n - 1)} (R's type 7). */
  static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    double fraction = position - below;
    return fraction == 0
        ? sorted[below]
        : sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
  }

  static double[] sorted(double[] values) {
    double[] sorted = held(values);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The values that are held. */
  static double[] held(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }
}
