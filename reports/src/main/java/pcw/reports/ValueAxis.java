package pcw.reports;

import java.util.ArrayList;
import java.util.List;

/**
 * A value axis with round ticks. It starts at zero unless that would leave the line flat at the
 * top.
 */
record ValueAxis(double from, double to, double step) {
  private static final double FLAT = 0.9;

  /** A change that is a smaller share of the value than this fills no axis. */
  private static final double LEAST_SPAN = 0.02;

  private static final int MOST_DECIMALS = 4;

  static ValueAxis over(double smallest, double largest, int ticks) {
    if (largest <= 0) {
      return new ValueAxis(0, 1, 0.5);
    }
    boolean isFlat = smallest > FLAT * largest && largest > smallest;
    double span = isFlat ? Math.max(largest - smallest, LEAST_SPAN * largest) : largest;
    double step = round(span / ticks);
    double from = isFlat ? Math.floor(smallest / step) * step : 0;
    return new ValueAxis(from, Math.ceil(largest / step - 1e-9) * step, step);
  }

  private static double round(double rough) {
    double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
    double unit = rough / magnitude;
    return magnitude * (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 2.5 ? 2.5 : unit <= 5 ? 5 : 10);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; from + i * step <= to + step / 1000; i++) {
      ticks.add(from + i * step);
    }
    return ticks;
  }

  /** How many decimals the ticks need. */
  int decimals() {
    int decimals = 0;
    for (double tenth = step;
        decimals < MOST_DECIMALS && Math.abs(tenth - Math.rint(tenth)) > 1e-9;
        tenth *= 10) {
      decimals++;
    }
    return decimals;
  }

  boolean startsAtZero() {
    return from == 0;
  }
}
