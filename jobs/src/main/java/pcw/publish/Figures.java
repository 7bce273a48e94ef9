package pcw.publish;

import java.util.Arrays;
import java.util.List;

/**
 * The published figures of one measure, window, breakdown, category, view and level: a rectangle of
 * organisations by periods. A number that is not known, or not shown, is NaN; a missing count is
 * -1.
 */
final class Figures {
  /** What is known of a value. */
  enum State {
    /** No row. */
    ABSENT(0),
    SHOWN(1),
    NOT_SUBMITTED(2),
    NOT_APPLICABLE(3),
    SUPPRESSED(4);

    private final int number;

    State(int number) {
      this.number = number;
    }

    /** The number that {@code published_measure.sql} puts words to. */
    int number() {
      return number;
    }
  }

  /** Rounds to zero. */
  static final int LOW = 1;

  /** Unreliable: too little of the population is covered. */
  static final int UNRELIABLE = 2;

  /** The definition changed in the window. */
  static final int BREAK = 4;

  static final int UNKNOWN = -1;

  final int units;
  final List<Period> periods;
  final State[] state;
  final double[] numerator;
  final double[] denominator;
  final double[] value;
  final double[] lower;
  final double[] upper;
  final double[] percentile;
  final int[] peers;
  final int[] reporting;
  final int[] expected;
  final double[] covered;
  final int[] marks;

  /** What the rules of a control chart say of a point: number of a signal. */
  final int[] signal;

  /** The variation icon, on the latest point of a series only. */
  final int[] icon;

  /** The target that holds at the end of the period. */
  final double[] target;

  /** The assurance icon, on the latest point of a series only. */
  final int[] assurance;

  Figures(int units, List<Period> periods) {
    this.units = units;
    this.periods = periods;
    int cells = units * periods.size();
    state = new State[cells];
    Arrays.fill(state, State.ABSENT);
    numerator = unknown(cells);
    denominator = unknown(cells);
    value = unknown(cells);
    lower = unknown(cells);
    upper = unknown(cells);
    percentile = unknown(cells);
    covered = unknown(cells);
    peers = missing(cells);
    reporting = missing(cells);
    expected = missing(cells);
    marks = new int[cells];
    signal = missing(cells);
    icon = missing(cells);
    target = unknown(cells);
    assurance = missing(cells);
  }

  private static double[] unknown(int cells) {
    double[] numbers = new double[cells];
    Arrays.fill(numbers, Double.NaN);
    return numbers;
  }

  private static int[] missing(int cells) {
    int[] numbers = new int[cells];
    Arrays.fill(numbers, UNKNOWN);
    return numbers;
  }

  int cell(int unit, int period) {
    return unit * periods.size() + period;
  }

  boolean isMarked(int cell, int mark) {
    return (marks[cell] & mark) != 0;
  }
}
