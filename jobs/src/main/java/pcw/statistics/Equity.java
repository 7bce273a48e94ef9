package pcw.statistics;

/**
 * The gap between the most and the least deprived fifth of people, by the deprivation of their own
 * area. Needs differ between fifths, so a gap in referrals is neither good nor bad by itself; show
 * how complete the recording is beside it.
 */
public final class Equity {
  private Equity() {}

  /**
   * Most against least deprived fifth.
   *
   * @param gap most minus least deprived, in the unit of the values
   * @param gapInterval see {@link Intervals}
   * @param ratio most over least deprived; {@code NaN} where the least deprived have none
   * @param ratioInterval none where a fifth has no event
   */
  public record Gap(double gap, Interval gapInterval, double ratio, Interval ratioInterval) {}

  /**
   * Slope index of inequality: the difference between the most and the least deprived person that a
   * straight line through all fifths gives, each fifth at its place in the ranking of people.
   *
   * @param index most minus least deprived, in the unit of the values
   */
  public record Slope(double index, Interval interval) {}

  /**
   * For proportions of people.
   *
   * @param most people counted in the most deprived fifth, of {@code ofMost} people
   */
  public static Gap proportions(
      double most, double ofMost, double least, double ofLeast, double confidence) {
    double p = most / ofMost;
    double q = least / ofLeast;
    return new Gap(
        p - q,
        Intervals.differenceOfProportions(most, ofMost, least, ofLeast, confidence),
        q == 0 ? Double.NaN : p / q,
        Intervals.ratioOfProportions(most, ofMost, least, ofLeast, confidence));
  }

  /** For rates of events, which may cluster in people. */
  public static Gap rates(Intervals.Events most, Intervals.Events least, double confidence) {
    return new Gap(
        most.rate() - least.rate(),
        Intervals.differenceOfRates(most, least, confidence),
        least.rate() == 0 ? Double.NaN : most.rate() / least.rate(),
        Intervals.ratioOfRates(most, least, confidence));
  }

  /**
   * Least squares weighted by people on the middle of each fifth's share of the ranking (Low and
   * Low, Journal of Public Health 2004; PHEindicatormethods {@code phe_sii}). That simulates its
   * interval from normal errors; this is the same interval without simulation, since the slope is a
   * sum of the values.
   *
   * @param values of the fifths, most deprived first
   * @param standardErrors of the values
   * @param people of the fifths, who weight them
   */
  public static Slope slope(
      double[] values, double[] standardErrors, double[] people, double confidence) {
    int n = values.length;
    double all = Sums.sum(people);
    double[] place = new double[n];
    double before = 0;
    double middle = 0;
    for (int i = 0; i < n; i++) {
      double share = people[i] / all;
      place[i] = before + share / 2;
      before += share;
      middle += share * place[i];
    }
    double spread = 0;
    for (int i = 0; i < n; i++) {
      spread += people[i] / all * (place[i] - middle) * (place[i] - middle);
    }
    double slope = 0;
    double variance = 0;
    for (int i = 0; i < n; i++) {
      double factor = people[i] / all * (place[i] - middle) / spread;
      slope += factor * values[i];
      variance += factor * factor * standardErrors[i] * standardErrors[i];
    }
    double half = Intervals.z(confidence) * Math.sqrt(variance);
    return new Slope(-slope, new Interval(-slope - half, -slope + half));
  }
}
