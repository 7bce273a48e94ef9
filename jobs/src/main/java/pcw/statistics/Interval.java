package pcw.statistics;

/**
 * Two bounds in the unit of the value they belong to; both {@code NaN} where no interval can be
 * given.
 */
public record Interval(double lower, double upper) {
  /** No interval can be given. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  public boolean isNone() {
    return Double.isNaN(lower) || Double.isNaN(upper);
  }

  /** Both bounds multiplied: from a count to a rate, from a share to a percentage. */
  public Interval times(double factor) {
    return new Interval(lower * factor, upper * factor);
  }

  /** Strictly between the bounds or on one of them. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
