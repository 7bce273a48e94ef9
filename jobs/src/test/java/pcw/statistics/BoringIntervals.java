package pcw.statistics;

import java.util.function.DoublePredicate;

/** Intervals once more, from what they mean rather than from a formula for their limits. */
final class BoringIntervals {
  private BoringIntervals() {}

  /** The z beyond which half of what is left out lies. */
  static double z(double confidence) {
    return lastTrue(0, 10, z -> normal(z) < 1 - (1 - confidence) / 2);
  }

  /** The rates for which so few, and so many, are just as rare as the tail allows. */
  static Interval exactPoisson(int count, double confidence) {
    double tail = (1 - confidence) / 2;
    double lower = count == 0 ? 0 : lastTrue(0, count, rate -> 1 - atMost(count - 1, rate) < tail);
    double upper =
        lastTrue(count, count + 20 + 10 * Math.sqrt(count), rate -> atMost(count, rate) > tail);
    return new Interval(lower, upper);
  }

  /** The proportions from which the one seen lies no more than z standard errors away. */
  static Interval wilson(int count, int of, double confidence) {
    double z = z(confidence);
    double seen = (double) count / of;
    double lower =
        count == 0 ? 0 : lastTrue(0, seen, p -> seen - p > z * Math.sqrt(p * (1 - p) / of));
    double upper =
        count == of ? 1 : lastTrue(seen, 1, p -> p - seen <= z * Math.sqrt(p * (1 - p) / of));
    return new Interval(lower, upper);
  }

  static Interval byar(int count, double confidence) {
    double z = z(confidence);
    double x = count;
    double lower = x == 0 ? 0 : x * Math.pow(1 - 1 / (9 * x) - z / (3 * Math.sqrt(x)), 3);
    double y = count + 1.0;
    return new Interval(
        Math.max(0, lower), y * Math.pow(1 - 1 / (9 * y) + z / (3 * Math.sqrt(y)), 3));
  }

  /** Sum of the probabilities of 0, 1, … events. */
  private static double atMost(int count, double rate) {
    double sum = 0;
    double log = -rate;
    for (int i = 0; i <= count; i++) {
      log += i == 0 ? 0 : Math.log(rate / i);
      sum += Math.exp(log);
    }
    return sum;
  }

  /** Marsaglia's series for the normal distribution (Journal of Statistical Software 2004). */
  private static double normal(double x) {
    double sum = x;
    double term = x;
    for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double lastTrue(double low, double high, DoublePredicate holds) {
    double from = low;
    double to = high;
    for (int i = 0; i < 60; i++) {
      double middle = (from + to) / 2;
      if (holds.test(middle)) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
