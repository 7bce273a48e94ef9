package pcw.sampledata;

/**
 * Pseudo-random numbers (SplitMix64) that depend on the seed and on the names of what is drawn, and
 * on nothing else: to add a practice or a month changes no other number.
 *
 * <p>Written out here because the library's generators may change between Java releases, and the
 * committed files may not.
 */
final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** The numbers for one named thing, such as the list size of a practice in a month. */
  static Dice of(long seed, Object... names) {
    long hash = seed;
    for (Object name : names) {
      String text = name.toString();
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
      }
      hash = mix(hash ^ 0x7C);
    }
    return new Dice(hash);
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** At least 0 and below 1. */
  double uniform() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** At least 0 and below {@code bound}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Mean 0, standard deviation 1, never beyond 6 (the sum of twelve uniform numbers). */
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += uniform();
    }
    return sum;
  }

  /**
   * A whole number with the given mean and half the spread of a Poisson count: most items are
   * repeat prescriptions, which come again next month.
   */
  int count(double mean) {
    double drawn = mean + 0.5 * StrictMath.sqrt(mean) * normal();
    return (int) StrictMath.floor(Math.max(0, drawn) + uniform());
  }

  /** True so often, from 0 (never) to 1 (always). */
  boolean chance(double share) {
    return uniform() < share;
  }

  /** A count of rare things that do not know of each other. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double left = uniform(); left > limit; left *= uniform()) {
      count++;
    }
    return count;
  }

  /** Where a draw falls among weights, which need not add up to 1. */
  int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = uniform() * sum;
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
