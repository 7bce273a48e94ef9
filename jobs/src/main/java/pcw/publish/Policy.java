package pcw.publish;

import java.util.Locale;

/**
 * How small numbers of people are treated in a set.
 *
 * <p>{@code publishable} is for anyone: counts of 1 to 7 hidden, others rounded to the nearest 5.
 * {@code internal} is a sender's own pack, or a board's own staff: 1 to 4 hidden, none rounded.
 */
enum Policy {
  PUBLISHABLE(7, 5),
  INTERNAL(4, 1);

  /** A hidden count keeps at least so many possible values. */
  static final int FEWEST_VALUES = 3;

  private final int largestHidden;
  private final int roundedTo;

  Policy(int largestHidden, int roundedTo) {
    this.largestHidden = largestHidden;
    this.roundedTo = roundedTo;
  }

  static Policy of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  boolean isSmall(long count) {
    return count >= 1 && count <= largestHidden;
  }

  int largestHidden() {
    return largestHidden;
  }

  int roundedTo() {
    return roundedTo;
  }

  /** A count as it is shown. */
  long shown(long count) {
    return Math.floorDiv(count + roundedTo / 2, roundedTo) * roundedTo;
  }

  /** Whether two counts look the same where they are shown; a zero is only ever a zero. */
  boolean looksTheSame(long count, long other) {
    return shown(count) == shown(other)
        && (count == 0) == (other == 0)
        && !isSmall(count)
        && !isSmall(other);
  }
}
