package pcw.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Funnel limits: how far a value of so small or large an organisation may lie from the centre by
 * chance, at 95% and 99.8%.
 *
 * <p>Sources: limits without overdispersion as Fingertips draws them (PHEindicatormethods, {@code
 * calculate_funnel_limits}): the score interval for a proportion, exact Poisson for a rate or
 * ratio. Overdispersion: Spiegelhalter, Quality and Safety in Health Care 2005, and Spiegelhalter
 * and others, Journal of the Royal Statistical Society A 2012, as FunnelPlotR computes them: z
 * scores on a variance-stabilised scale (arcsine of the root for proportions, root for rates), the
 * outer tenth at each end winsorised, and a variance between organisations (tau²) added to that
 * within them. FunnelPlotR also adjusts where phi lies between (n - 1)/n and 1; here only above 1.
 */
public final class Funnel {
  /** Outer limits, about three standard deviations. */
  public static final double OUTER = 0.998;

  /** Inner limits, about two standard deviations. */
  public static final double INNER = 0.95;

  private static final double WINSORISED = 0.1;
  private static final double TOO_MANY_OUTSIDE = 0.2;

  private Funnel() {}

  /** What the values are. */
  public enum Kind {
    /** People with something, of people: a share. */
    PROPORTION,
    /** Events for a denominator; the centre is all events over all denominators. */
    RATE,
    /** Observed over expected; the centre is 1. */
    STANDARDISED_RATIO
  }

  /**
   * What a funnel of one measure, level and period rests on.
   *
   * @param centre share, rate for one unit of denominator, or 1
   * @param organisations with a value
   * @param phi mean squared winsorised z score: above 1 there is overdispersion
   * @param tauSquared variance between organisations, on the stabilised scale; 0 where phi is 1 or
   *     less
   * @param outsideUnadjusted organisations outside 99.8% limits that take chance alone
   */
  public record Fit(
      Kind kind,
      double centre,
      int organisations,
      double phi,
      double tauSquared,
      int outsideUnadjusted) {

    /** Whether limits are widened for overdispersion; then phi and tau² are printed. */
    public boolean isAdjusted() {
      return tauSquared > 0;
    }

    /**
     * Whether a funnel misleads: more than 20% lie outside the 99.8% limits of chance, so that most
     * of what is seen is not chance, and sorted dots are drawn instead. Adjusted limits cannot
     * tell, since they are fitted to hold nearly all.
     */
    public boolean isUnsuitable() {
      return outsideUnadjusted > TOO_MANY_OUTSIDE * organisations;
    }

    /**
     * Limits that are drawn at a denominator, in the unit of the centre.
     *
     * @param confidence {@link #INNER} or {@link #OUTER}
     */
    public Interval limits(double denominator, double confidence) {
      if (!(denominator > 0)) {
        return Interval.NONE;
      }
      return isAdjusted()
          ? adjusted(denominator, confidence)
          : Funnel.unadjusted(kind, centre, denominator, confidence);
    }

    private Interval adjusted(double denominator, double confidence) {
      double z = Intervals.z(confidence);
      if (kind == Kind.PROPORTION) {
        double middle = Math.asin(Math.sqrt(centre));
        double half = z * Math.sqrt(1 / (4 * denominator) + tauSquared);
        double lower = Math.sin(Math.max(0, middle - half));
        double upper = Math.sin(Math.min(Math.PI / 2, middle + half));
        return new Interval(lower * lower, upper * upper);
      }
      double half = z * Math.sqrt(1 / (4 * centre * denominator) + tauSquared);
      double lower = Math.max(0, 1 - half);
      return new Interval(centre * lower * lower, centre * (1 + half) * (1 + half));
    }
  }

  /**
   * The centre and the dispersion of the organisations of one measure, level and period.
   *
   * @param numerators {@code NaN} where an organisation has no value
   * @param denominators people, or expected events for a standardised ratio; an organisation
   *     without one is left out
   * @return empty where no funnel can be drawn: fewer than two organisations, or a centre of 0 or
   *     (for a proportion) 1
   */
  public static Optional<Fit> fit(Kind kind, double[] numerators, double[] denominators) {
    int[] held =
        IntStream.range(0, numerators.length)
            .filter(i -> !Double.isNaN(numerators[i]) && denominators[i] > 0)
            .toArray();
    double[] x = Arrays.stream(held).mapToDouble(i -> numerators[i]).toArray();
    double[] n = Arrays.stream(held).mapToDouble(i -> denominators[i]).toArray();
    double centre = kind == Kind.STANDARDISED_RATIO ? 1 : Sums.sum(x) / Sums.sum(n);
    if (x.length < 2 || !(centre > 0) || (kind == Kind.PROPORTION && centre >= 1)) {
      return Optional.empty();
    }
    double[] z = new double[x.length];
    double[] weight = new double[x.length];
    int outside = 0;
    for (int i = 0; i < x.length; i++) {
      double expected = centre * n[i];
      if (kind == Kind.PROPORTION) {
        weight[i] = 4 * n[i];
        z[i] =
            (Math.asin(Math.sqrt(x[i] / n[i])) - Math.asin(Math.sqrt(centre)))
                * 2
                * Math.sqrt(n[i]);
      } else {
        weight[i] = 4 * expected;
        z[i] = (Math.sqrt(x[i] / expected) - 1) * 2 * Math.sqrt(expected);
      }
      if (isOutside(kind, centre, x[i], n[i], OUTER)) {
        outside++;
      }
    }
    double phi = phi(z);
    return Optional.of(
        new Fit(kind, centre, x.length, phi, phi > 1 ? tauSquared(phi, weight) : 0, outside));
  }

  /** Whether a value lies outside the limits that take chance alone. */
  static boolean isOutside(
      Kind kind, double centre, double numerator, double denominator, double confidence) {
    if (kind == Kind.PROPORTION) {
      return !unadjusted(kind, centre, denominator, confidence).contains(numerator / denominator);
    }
    return !Intervals.exactPoisson(numerator, confidence).contains(centre * denominator);
  }

  /**
   * A proportion: the values whose Wilson interval just reaches the centre. A rate: the count,
   * taken as continuous, whose exact Poisson interval just reaches the expected count.
   */
  static Interval unadjusted(Kind kind, double centre, double denominator, double confidence) {
    if (kind == Kind.PROPORTION) {
      double half = Intervals.z(confidence) * Math.sqrt(centre * (1 - centre) / denominator);
      return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
    double expected = centre * denominator;
    double tail = (1 - confidence) / 2;
    return new Interval(
        lowestCount(expected, tail) / denominator, highestCount(expected, tail) / denominator);
  }

  /** Largest count whose upper exact limit does not reach the expected one; 0 where none is. */
  private static double lowestCount(double expected, double tail) {
    return boundary(
        0,
        expected,
        count -> ChiSquaredDistribution.of(2 * count + 2).survivalProbability(2 * expected) < tail);
  }

  /** Smallest count whose lower exact limit passes the expected one. */
  private static double highestCount(double expected, double tail) {
    return boundary(
        expected,
        expected + 10 * Math.sqrt(expected) + 20,
        count -> ChiSquaredDistribution.of(2 * count).cumulativeProbability(2 * expected) > tail);
  }

  /** Where a condition that holds below and not above stops holding, by bisection. */
  private static double boundary(double low, double high, DoublePredicate holds) {
    double below = low;
    double above = high;
    while (above - below > 1e-10 * high) {
      double middle = (below + above) / 2;
      if (holds.test(middle)) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return low == 0 && below == 0 ? 0 : (below + above) / 2;
  }

  private static double phi(double[] z) {
    double[] sorted = Percentiles.sorted(z);
    double low = Percentiles.quantile(sorted, WINSORISED);
    double high = Percentiles.quantile(sorted, 1 - WINSORISED);
    double[] squares = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      double winsorised = Math.min(high, Math.max(low, z[i]));
      squares[i] = winsorised * winsorised;
    }
    return Sums.mean(squares);
  }

  /** Method of moments (DerSimonian and Laird 1986) from phi and the weights 1/s². */
  private static double tauSquared(double phi, double[] weight) {
    double sum = Sums.sum(weight);
    double squares = Sums.sum(Arrays.stream(weight).map(w -> w * w).toArray());
    int n = weight.length;
    return Math.max(0, (n * phi - (n - 1)) / (sum - squares / sum));
  }
}
