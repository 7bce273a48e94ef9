package pcw.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How sure a figure is. Two-sided intervals; {@code confidence} is a share, such as 0.95 or 0.998.
 *
 * <p>Byar and exact limits hold only where a person can count once in the window; events that
 * cluster in people use their sum of squares; quantities (items, ADQ, OME, £) have no interval.
 * Sources: OHID, "Public health indicators and confidence intervals" (Fingertips technical
 * guidance) as PHEindicatormethods computes them; others at each method.
 */
public final class Intervals {
  /** Confidence of a printed interval. */
  public static final double PRINTED = 0.95;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Intervals() {}

  /** Standard normal quantile of a two-sided interval: 1.959964 for 0.95, 3.090232 for 0.998. */
  public static double z(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("A confidence is a share between 0 and 1");
    }
    return NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
  }

  /**
   * Limits of a count by Byar's method (Breslow and Day 1987, volume II). Divide by the denominator
   * for a rate. The lower limit of 0, and any below 0, is 0.
   */
  public static Interval byar(double count, double confidence) {
    requireCount(count);
    double z = z(confidence);
    double lower = count == 0 ? 0 : count * cube(1 - 1 / (9 * count) - z / (3 * Math.sqrt(count)));
    double next = count + 1;
    double upper = next * cube(1 - 1 / (9 * next) + z / (3 * Math.sqrt(next)));
    return new Interval(Math.max(0, lower), upper);
  }

  /** Exact Poisson limits of a count, from chi-squared (Garwood 1936; Armitage and Berry 2002). */
  public static Interval exactPoisson(double count, double confidence) {
    requireCount(count);
    double tail = (1 - confidence) / 2;
    double lower =
        count == 0
            ? 0
            : ChiSquaredDistribution.of(2 * count).inverseCumulativeProbability(tail) / 2;
    double upper = ChiSquaredDistribution.of(2 * count + 2).inverseSurvivalProbability(tail) / 2;
    return new Interval(lower, upper);
  }

  /**
   * Limits of a number of events that cluster in people: Byar's limits widened about the count by
   * the root of the design effect, {@code sqrt(sumOfSquares / events)} (Dobson and others 1991,
   * with the variance of events that are not independent, as PHEindicatormethods has it). With one
   * event a person it is Byar's interval.
   *
   * @param sumOfSquares over people, of each person's number of events squared; never less than the
   *     events, and taken as them where rounding made it so
   */
  public static Interval clustered(double events, double sumOfSquares, double confidence) {
    Interval byar = byar(events, confidence);
    if (events == 0) {
      return byar;
    }
    double widening = Math.sqrt(Math.max(events, sumOfSquares) / events);
    return new Interval(
        Math.max(0, events + widening * (byar.lower() - events)),
        events + widening * (byar.upper() - events));
  }

  /** Limits of a proportion, as a share, by Wilson's score method (1927). */
  public static Interval wilson(double count, double of, double confidence) {
    requireCount(count);
    if (count > of) {
      throw new IllegalArgumentException("A proportion counts no more than there are");
    }
    if (of == 0) {
      return Interval.NONE;
    }
    double z = z(confidence);
    double middle = 2 * count + z * z;
    double half = z * Math.sqrt(z * z + 4 * count * (1 - count / of));
    double twice = 2 * (of + z * z);
    return new Interval(
        count == 0 ? 0 : (middle - half) / twice, count == of ? 1 : (middle + half) / twice);
  }

  /**
   * Difference of two proportions, first minus second, by Newcombe's hybrid score method 10
   * (Statistics in Medicine 1998).
   */
  public static Interval differenceOfProportions(
      double count, double of, double otherCount, double otherOf, double confidence) {
    Interval a = wilson(count, of, confidence);
    Interval b = wilson(otherCount, otherOf, confidence);
    if (a.isNone() || b.isNone()) {
      return Interval.NONE;
    }
    double p = count / of;
    double q = otherCount / otherOf;
    return new Interval(
        p - q - Math.hypot(p - a.lower(), b.upper() - q),
        p - q + Math.hypot(a.upper() - p, q - b.lower()));
  }

  /**
   * Ratio of two proportions, by the log method (Katz and others 1978). None where a count is zero.
   */
  public static Interval ratioOfProportions(
      double count, double of, double otherCount, double otherOf, double confidence) {
    if (count == 0 || otherCount == 0) {
      return Interval.NONE;
    }
    double variance = 1 / count - 1 / of + 1 / otherCount - 1 / otherOf;
    return onLogScale((count / of) / (otherCount / otherOf), variance, confidence);
  }

  /**
   * Events among people.
   *
   * @param events number of events
   * @param sumOfSquares over people, of each person's number of events squared: equal to {@code
   *     events} where a person counts once
   * @param denominator people or person-time, in the unit of the rate
   */
  public record Events(double events, double sumOfSquares, double denominator) {
    public Events {
      requireCount(events);
      sumOfSquares = Math.max(events, sumOfSquares);
      if (!(denominator > 0)) {
        throw new IllegalArgumentException("A rate needs a denominator above zero");
      }
    }

    /** Where a person counts at most once in the window. */
    public static Events oncePerPerson(double people, double denominator) {
      return new Events(people, people, denominator);
    }

    public double rate() {
      return events / denominator;
    }

    double variance() {
      return sumOfSquares / (denominator * denominator);
    }
  }

  /**
   * Ratio of two rates, by the log method with the variance of events that cluster in people
   * (Stukel and others 1994; with one event a person, Rothman's 1/a + 1/b). None where a count is
   * zero.
   */
  public static Interval ratioOfRates(Events rate, Events other, double confidence) {
    if (rate.events() == 0 || other.events() == 0) {
      return Interval.NONE;
    }
    double variance =
        rate.sumOfSquares() / (rate.events() * rate.events())
            + other.sumOfSquares() / (other.events() * other.events());
    return onLogScale(rate.rate() / other.rate(), variance, confidence);
  }

  /**
   * Difference of two rates, first minus second: normal, with the variance of events that cluster
   * in people.
   */
  public static Interval differenceOfRates(Events rate, Events other, double confidence) {
    double half = z(confidence) * Math.sqrt(rate.variance() + other.variance());
    double difference = rate.rate() - other.rate();
    return new Interval(difference - half, difference + half);
  }

  /**
   * Mean of a value, or of paired changes (follow-up minus baseline of the same person), by
   * Student's t. None under two values.
   *
   * @param n number of people or pairs
   * @param sum of the values or changes
   * @param sumOfSquares of the values or changes
   */
  public static Interval mean(double n, double sum, double sumOfSquares, double confidence) {
    if (n < 2) {
      return Interval.NONE;
    }
    double mean = sum / n;
    double variance = Math.max(0, (sumOfSquares - sum * mean) / (n - 1));
    double half = t(n - 1, confidence) * Math.sqrt(variance / n);
    return new Interval(mean - half, mean + half);
  }

  /** Quantile of Student's t for a two-sided interval. */
  static double t(double degreesOfFreedom, double confidence) {
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - confidence) / 2);
  }

  private static Interval onLogScale(double ratio, double variance, double confidence) {
    double factor = Math.exp(z(confidence) * Math.sqrt(variance));
    return new Interval(ratio / factor, ratio * factor);
  }

  private static void requireCount(double count) {
    if (!(count >= 0)) {
      throw new IllegalArgumentException("A count is zero or more");
    }
  }

  private static double cube(double x) {
    return x * x * x;
  }
}
