package pcw.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Comparison as if populations had the same ages (or other strata). For people measures only: the
 * prescribing data have no age or sex.
 *
 * <p>Source: PHEindicatormethods ({@code calculate_ISRatio}, {@code calculate_dsr}), which follows
 * the Fingertips technical guidance. Strata are matched by position.
 */
public final class Standardisation {
  /** Fewest events for a directly standardised rate, and for Byar's limits of a ratio. */
  public static final int FEWEST_EVENTS = 10;

  private Standardisation() {}

  /** How an interval was found; printed. */
  public enum Method {
    BYAR,
    EXACT,
    DOBSON
  }

  /**
   * Observed over expected events, at practice and PCN level.
   *
   * @param value 1 where as many were observed as expected
   */
  public record Ratio(
      double observed, double expected, double value, Interval interval, Method method) {}

  /**
   * A directly standardised rate, from sub-ICB level up.
   *
   * @param value in the unit of the multiplier, such as per 100,000
   */
  public record Rate(
      double events, double people, double value, Interval interval, Method method) {}

  /**
   * Indirectly standardised ratio: events over those expected if the reference rates held in each
   * stratum. Limits by Byar's method, exact Poisson under 10 events.
   *
   * @param observed events in all strata, a person counting once
   * @param people of the organisation in each stratum
   * @param referenceEvents of the reference population in each stratum
   * @param referencePeople of the reference population; a stratum without any expects none
   * @return empty where nothing is expected
   */
  public static Optional<Ratio> indirect(
      double observed,
      double[] people,
      double[] referenceEvents,
      double[] referencePeople,
      double confidence) {
    requireSameLength(people, referenceEvents, referencePeople);
    double[] expectedByStratum = new double[people.length];
    for (int i = 0; i < people.length; i++) {
      expectedByStratum[i] =
          referencePeople[i] == 0 ? 0 : people[i] * (referenceEvents[i] / referencePeople[i]);
    }
    double expected = Sums.sum(expectedByStratum);
    if (!(expected > 0)) {
      return Optional.empty();
    }
    Method method = observed < FEWEST_EVENTS ? Method.EXACT : Method.BYAR;
    Interval count =
        method == Method.EXACT
            ? Intervals.exactPoisson(observed, confidence)
            : Intervals.byar(observed, confidence);
    return Optional.of(
        new Ratio(observed, expected, observed / expected, count.times(1 / expected), method));
  }

  /** Directly standardised rate of people who count once. */
  public static Optional<Rate> direct(
      double[] events, double[] people, double[] weights, double multiplier, double confidence) {
    return direct(events, events, people, weights, multiplier, confidence);
  }

  /**
   * Directly standardised rate with Dobson's limits (Dobson and others, Statistics in Medicine
   * 1991).
   *
   * @param sumsOfSquares of each stratum, over people, of a person's number of events squared; the
   *     events themselves where a person counts once
   * @param people in each stratum
   * @param weights of a standard population, such as {@link EuropeanStandardPopulation#weights()}
   * @param multiplier 100,000 for a rate per 100,000
   * @return empty under 10 events, and where a stratum has no people
   */
  public static Optional<Rate> direct(
      double[] events,
      double[] sumsOfSquares,
      double[] people,
      double[] weights,
      double multiplier,
      double confidence) {
    requireSameLength(events, sumsOfSquares, people, weights);
    double total = Sums.sum(events);
    if (total < FEWEST_EVENTS || Arrays.stream(people).anyMatch(n -> !(n > 0))) {
      return Optional.empty();
    }
    double[] weighted = new double[events.length];
    double[] variances = new double[events.length];
    for (int i = 0; i < events.length; i++) {
      double weight = weights[i] / people[i];
      weighted[i] = weight * events[i];
      variances[i] = weight * weight * sumsOfSquares[i];
    }
    double allWeights = Sums.sum(weights);
    double value = Sums.sum(weighted) / allWeights;
    double variance = Sums.sum(variances) / (allWeights * allWeights);
    double step = Math.sqrt(variance / total);
    Interval byar = Intervals.byar(total, confidence);
    Interval interval =
        new Interval(
            Math.max(0, value + step * (byar.lower() - total)),
            value + step * (byar.upper() - total));
    return Optional.of(
        new Rate(
            total,
            Sums.sum(people),
            value * multiplier,
            interval.times(multiplier),
            Method.DOBSON));
  }

  private static void requireSameLength(double[]... arrays) {
    for (double[] array : arrays) {
      if (array.length != arrays[0].length) {
        throw new IllegalArgumentException("Strata must match by position");
      }
    }
  }
}
