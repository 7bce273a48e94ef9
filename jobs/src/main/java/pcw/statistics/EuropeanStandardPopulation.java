package pcw.statistics;

/**
 * The European Standard Population of 2013 in the 19 age bands that end at 90 and over.
 *
 * <p>Source: Eurostat, "Revision of the European Standard Population", 2013.
 */
public final class EuropeanStandardPopulation {
  private static final int[] WEIGHTS = {
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000,
    2500, 1500, 1000
  };
  private static final int LAST = WEIGHTS.length - 1;

  private EuropeanStandardPopulation() {}

  /** Number of age bands. */
  public static int bands() {
    return WEIGHTS.length;
  }

  /** People of a band in a standard population of 100,000; 0 is ages 0 to 4, 18 is 90 and over. */
  public static int weight(int band) {
    return WEIGHTS[band];
  }

  /** All weights, youngest first. */
  public static double[] weights() {
    double[] weights = new double[WEIGHTS.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = WEIGHTS[i];
    }
    return weights;
  }

  /**
   * Which band an age band of the registered list falls into.
   *
   * @param ageBand such as {@code 0_4} or {@code 95+}; bands from 90 on are one
   */
  public static int bandOf(String ageBand) {
    int end = ageBand.indexOf('_') >= 0 ? ageBand.indexOf('_') : ageBand.indexOf('+');
    if (end <= 0) {
      throw new IllegalArgumentException("Not a five-year age band");
    }
    return Math.min(LAST, Integer.parseInt(ageBand.substring(0, end)) / 5);
  }
}
