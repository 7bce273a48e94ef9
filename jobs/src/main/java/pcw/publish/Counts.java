package pcw.publish;

import java.math.BigDecimal;

/**
 * Numerators and denominators of one measure, window, breakdown and category: a rectangle of units
 * (the organisations of one level) by months.
 */
final class Counts {
  final int units;
  final int months;
  final Sums numerator;
  final Sums denominator;

  /** Sums of squares, or the people behind a quantity; null where no count has one. */
  Sums squares;

  /** How often each value was counted; null where the measure counts no values. */
  Distribution values;

  /** Practices that have a count in the cell. */
  final int[] counted;

  /** Practices whose count has no denominator: prescribing without a list, for example. */
  final int[] withoutDenominator;

  Counts(int units, int months) {
    this.units = units;
    this.months = months;
    this.numerator = new Sums(units * months);
    this.denominator = new Sums(units * months);
    this.counted = new int[units * months];
    this.withoutDenominator = new int[units * months];
  }

  int cell(int unit, int month) {
    return unit * months + month;
  }

  /**
   * Adds the count of one practice.
   *
   * @param divisor null or zero: none is held
   */
  void add(int unit, int month, BigDecimal count, BigDecimal divisor) {
    int cell = cell(unit, month);
    numerator.add(cell, count);
    counted[cell]++;
    if (divisor == null || divisor.signum() == 0) {
      withoutDenominator[cell]++;
    } else {
      denominator.add(cell, divisor);
    }
  }

  /** Adds what an interval needs beside the count of one practice. */
  void addSquares(int unit, int month, BigDecimal sumOfSquares) {
    if (squares == null) {
      squares = new Sums(units * months);
    }
    squares.add(cell(unit, month), sumOfSquares);
  }

  /**
   * Adds what one practice counted of one value.
   *
   * @return false where it was counted already
   */
  boolean addValue(int unit, int month, int value, BigDecimal times) {
    int cell = cell(unit, month);
    if (values == null) {
      values = new Distribution();
    }
    counted[cell] = 1;
    numerator.add(cell, times);
    denominator.add(cell, times);
    return values.add(cell, value, times.longValueExact());
  }

  /** Adds a cell of another rectangle. */
  void add(int cell, Counts other, int otherCell) {
    if (other.values != null) {
      if (values == null) {
        values = new Distribution();
      }
      values.add(cell, other.values, otherCell);
    }
    if (other.squares != null) {
      if (squares == null) {
        squares = new Sums(units * months);
      }
      squares.add(cell, other.squares, otherCell);
    }
    numerator.add(cell, other.numerator, otherCell);
    denominator.add(cell, other.denominator, otherCell);
    counted[cell] += other.counted[otherCell];
    withoutDenominator[cell] += other.withoutDenominator[otherCell];
  }
}
