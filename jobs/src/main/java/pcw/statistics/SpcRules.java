package pcw.statistics;

import java.util.Arrays;

/**
 * The four rules on the points of one segment, none missing.
 *
 * <p>Source: NHSRplotthedots, {@code ptd_calculate_point_type.R}, with the number of points of a
 * run as an argument (the package has 7).
 */
final class SpcRules {
  private SpcRules() {}

  /** Names each point. Limits that are {@code NaN} put no point outside or near. */
  static SpcSignal[] signals(double[] y, Spc.Limits limits, int runLength) {
    int n = y.length;
    int[] side = new int[n];
    boolean[] outside = new boolean[n];
    boolean[] near = new boolean[n];
    for (int i = 0; i < n; i++) {
      side[i] = (int) Math.signum(y[i] - limits.mean());
      outside[i] = y[i] > limits.upper() || y[i] < limits.lower();
      near[i] = !outside[i] && (y[i] < limits.nearLower() || y[i] > limits.nearUpper());
    }
    boolean[] trend = inTrend(y, runLength);
    boolean[] twoInThree = inTwoOfThree(near, side);
    boolean[] shift = inShift(side, runLength);

    SpcSignal[] signals = new SpcSignal[n];
    for (int i = 0; i < n; i++) {
      boolean high = side[i] > 0;
      if (outside[i]) {
        signals[i] = high ? SpcSignal.ABOVE_UPPER_LIMIT : SpcSignal.BELOW_LOWER_LIMIT;
      } else if (trend[i]) {
        signals[i] = rises(y, trend, i) ? SpcSignal.TREND_UP : SpcSignal.TREND_DOWN;
      } else if (twoInThree[i]) {
        signals[i] = high ? SpcSignal.TWO_IN_THREE_HIGH : SpcSignal.TWO_IN_THREE_LOW;
      } else if (shift[i]) {
        signals[i] = high ? SpcSignal.SHIFT_HIGH : SpcSignal.SHIFT_LOW;
      } else {
        signals[i] = SpcSignal.COMMON_CAUSE;
      }
    }
    return signals;
  }

  /**
   * The direction of a trend at a point is that of the step to the next point where the next is in
   * a trend too, else of the step before it. So the turning point of two trends takes the later
   * one, and (a quirk kept so that charts agree) the last point of a rise that is followed, one
   * step down, by another rise is called a fall.
   */
  private static boolean rises(double[] y, boolean[] trend, int i) {
    boolean nextToo = i + 1 < y.length && trend[i + 1];
    return nextToo ? y[i + 1] > y[i] : y[i] > y[i - 1];
  }

  private static boolean[] inTrend(double[] y, int runLength) {
    int[] step = new int[y.length];
    for (int i = 1; i < y.length; i++) {
      step[i] = (int) Math.signum(y[i] - y[i - 1]);
    }
    boolean[] flagged = new boolean[y.length];
    int steps = 0;
    for (int i = 1; i < y.length; i++) {
      steps = step[i] == 0 ? 0 : step[i] == step[i - 1] ? steps + 1 : 1;
      if (steps >= runLength - 1) {
        Arrays.fill(flagged, i - runLength + 1, i + 1, true);
      }
    }
    return flagged;
  }

  private static boolean[] inShift(int[] side, int runLength) {
    boolean[] flagged = new boolean[side.length];
    int run = 0;
    for (int i = 0; i < side.length; i++) {
      run = side[i] == 0 ? 0 : i > 0 && side[i] == side[i - 1] ? run + 1 : 1;
      if (run >= runLength) {
        Arrays.fill(flagged, i - runLength + 1, i + 1, true);
      }
    }
    return flagged;
  }

  /** Only the near points of a triple are flagged; all three must lie on one side of the mean. */
  private static boolean[] inTwoOfThree(boolean[] near, int[] side) {
    boolean[] flagged = new boolean[near.length];
    for (int i = 2; i < near.length; i++) {
      int nears = (near[i] ? 1 : 0) + (near[i - 1] ? 1 : 0) + (near[i - 2] ? 1 : 0);
      if (nears >= 2 && Math.abs(side[i] + side[i - 1] + side[i - 2]) == 3) {
        for (int j = i - 2; j <= i; j++) {
          flagged[j] |= near[j];
        }
      }
    }
    return flagged;
  }
}
