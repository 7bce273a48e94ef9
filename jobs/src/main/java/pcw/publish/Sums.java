package pcw.publish;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Exact decimal sums, as many as there are cells: 128-bit integers of ten decimal places. Adding is
 * exact, so that neither the order of rows nor the way through the hierarchy changes a figure.
 */
final class Sums {
  private static final int SCALE = 10;
  private static final double UNIT = 1e10;
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private final long[] high;
  private final long[] low;

  Sums(int cells) {
    high = new long[cells];
    low = new long[cells];
  }

  int cells() {
    return low.length;
  }

  /** Adds a decimal of at most ten places. */
  void add(int cell, BigDecimal value) {
    BigInteger unscaled = value.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue();
    add(cell, unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
  }

  /** Adds a cell of other sums. */
  void add(int cell, Sums other, int otherCell) {
    add(cell, other.high[otherCell], other.low[otherCell]);
  }

  private void add(int cell, long addedHigh, long addedLow) {
    long sum = low[cell] + addedLow;
    boolean carry = Long.compareUnsigned(sum, addedLow) < 0;
    high[cell] += addedHigh + (carry ? 1 : 0);
    low[cell] = sum;
  }

  boolean isZero(int cell) {
    return high[cell] == 0 && low[cell] == 0;
  }

  boolean sameAs(int cell, Sums other, int otherCell) {
    return high[cell] == other.high[otherCell] && low[cell] == other.low[otherCell];
  }

  /** The nearest double. */
  double get(int cell) {
    long value = low[cell];
    if (high[cell] == value >> (Long.SIZE - 1) && Math.abs(value) <= EXACT_IN_DOUBLE) {
      return value / UNIT;
    }
    return decimal(cell).doubleValue();
  }

  BigDecimal decimal(int cell) {
    BigInteger unscaled =
        BigInteger.valueOf(high[cell])
            .shiftLeft(Long.SIZE)
            .add(new BigInteger(Long.toUnsignedString(low[cell])));
    return new BigDecimal(unscaled, SCALE);
  }
}
