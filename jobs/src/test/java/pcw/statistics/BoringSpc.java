package pcw.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Control charts once more, as plainly as can be: NHSRplotthedots' own steps with its padded
 * vectors, window by window, and exact means. Slow, and shares nothing with {@link Spc}.
 */
final class BoringSpc {
  record Line(double mean, double lower, double upper) {}

  private BoringSpc() {}

  /** Label of each value of one segment without gaps. */
  static List<String> labels(double[] y, boolean screen, int run) {
    Line line = line(y, screen);
    double amr = amr(y, screen);
    double nearLower = line.mean() - 2 * (2.66 / 3) * amr;
    double nearUpper = line.mean() + 2 * (2.66 / 3) * amr;
    int n = y.length;
    double[] relativeToMean = new double[n];
    double[] closeToLimits = new double[n];
    boolean[] outside = new boolean[n];
    for (int i = 0; i < n; i++) {
      relativeToMean[i] = Math.signum(y[i] - line.mean());
      outside[i] = y[i] > line.upper() || y[i] < line.lower();
      closeToLimits[i] = !outside[i] && (y[i] < nearLower || y[i] > nearUpper) ? 1 : 0;
    }
    double[] trend = partOfRun(sevenPointTrend(y, run), run);
    double[] two = twoInThree(closeToLimits, relativeToMean);
    double[] oneSide = partOfRun(sevenPointOneSide(relativeToMean, run), run);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String aboveOrBelow = relativeToMean[i] > 0 ? "Above" : "Below";
      if (outside[i]) {
        labels.add(relativeToMean[i] == 1 ? "Above UCL" : "Below LCL");
      } else if (trend[i] != 0) {
        boolean nextToo = i + 1 < n && trend[i + 1] != 0;
        double step = nextToo ? Math.signum(y[i + 1] - y[i]) : Math.signum(y[i] - y[i - 1]);
        labels.add(run + " Point Trend (" + (step == 1 ? "In" : "De") + "creasing)");
      } else if (two[i] == 1 && closeToLimits[i] == 1) {
        labels.add("2 in 3 " + aboveOrBelow + " CL");
      } else if (oneSide[i] != 0) {
        labels.add(run + " Points " + aboveOrBelow + " CL");
      } else {
        labels.add("Common Cause");
      }
    }
    return labels;
  }

  static Line line(double[] y, boolean screen) {
    double mean = mean(y);
    double amr = amr(y, screen);
    return new Line(mean, mean - 2.66 * amr, mean + 2.66 * amr);
  }

  static double amr(double[] y, boolean screen) {
    double[] ranges = new double[y.length - 1];
    for (int i = 1; i < y.length; i++) {
      ranges[i - 1] = Math.abs(y[i] - y[i - 1]);
    }
    double amr = mean(ranges);
    if (!screen || amr == 0) {
      return amr;
    }
    List<Double> kept = new ArrayList<>();
    for (double range : ranges) {
      if (range < 3.267 * amr) {
        kept.add(range);
      }
    }
    return mean(kept.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Exact, rounded once. */
  static double mean(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : values) {
      sum = sum.add(new BigDecimal(value));
    }
    return sum.divide(BigDecimal.valueOf(values.length), new MathContext(60)).doubleValue();
  }

  private static double[] sevenPointOneSide(double[] v, int run) {
    double[] padded = new double[v.length + run - 1];
    System.arraycopy(v, 0, padded, run - 1, v.length);
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      boolean all = padded[i + run - 1] != 0;
      for (int back = 1; back < run; back++) {
        all &= padded[i + run - 1] == padded[i + run - 1 - back];
      }
      result[i] = all ? 1 : 0;
    }
    return result;
  }

  private static double[] sevenPointTrend(double[] y, int run) {
    double[] result = new double[y.length];
    for (int i = run - 1; i < y.length; i++) {
      int ups = 0;
      int downs = 0;
      for (int j = i - run + 2; j <= i; j++) {
        ups += y[j] > y[j - 1] ? 1 : 0;
        downs += y[j] < y[j - 1] ? 1 : 0;
      }
      result[i] = ups == run - 1 ? 1 : downs == run - 1 ? -1 : 0;
    }
    return result;
  }

  private static double[] partOfRun(double[] v, int run) {
    double[] padded = Arrays.copyOf(v, v.length + run - 1);
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int ahead = 0; ahead < run; ahead++) {
        if (Math.abs(padded[i + ahead]) == 1) {
          result[i] = 1;
        }
      }
    }
    return result;
  }

  private static double[] twoInThree(double[] v, double[] side) {
    double[] vp = new double[v.length + 4];
    double[] sp = new double[v.length + 4];
    System.arraycopy(v, 0, vp, 2, v.length);
    System.arraycopy(side, 0, sp, 2, v.length);
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int first = i; first <= i + 2; first++) {
        boolean two = vp[first] + vp[first + 1] + vp[first + 2] >= 2;
        boolean sameSide = Math.abs(sp[first] + sp[first + 1] + sp[first + 2]) == 3;
        if (two && sameSide) {
          result[i] = 1;
        }
      }
    }
    return result;
  }
}
