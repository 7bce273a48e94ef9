package pcw.statistics;

import java.util.EnumSet;
import java.util.Set;

/**
 * When a control chart may carry an icon. Where a month does not pass, quarters may; where they do
 * not either, the values are a run chart without icon.
 *
 * <p>Judged on the points that the limits of a segment rest on: of the last, which decides the
 * icon, unless another is named.
 */
public final class SpcGate {
  private static final int POINTS = 13;
  private static final double MEAN_COUNT = 5;
  private static final double ZEROS = 0.2;

  private SpcGate() {}

  /** Why there is no icon. */
  public enum Reason {
    /** Fewer than 13 points. */
    TOO_FEW_POINTS,
    /** Fewer than 5 people or events a point on average. */
    COUNTS_TOO_SMALL,
    /** More than a fifth of the points are zero. */
    TOO_MANY_ZEROS,
    /** A point is hidden, so that the limits would rest on the others alone. */
    SUPPRESSED_POINT
  }

  /**
   * For counts of people or events.
   *
   * @param counts numerator of each value, in the order of the chart; {@code NaN} where none
   * @param suppressed which values are hidden by disclosure control (and so {@code NaN})
   * @return empty where an icon may be shown
   */
  public static Set<Reason> reasons(Spc.Chart chart, double[] counts, boolean[] suppressed) {
    return chart.segments().isEmpty()
        ? EnumSet.of(Reason.TOO_FEW_POINTS)
        : reasons(chart, last(chart), counts, suppressed);
  }

  /** For quantities, where there is no count of people or events to ask for. */
  public static Set<Reason> reasons(Spc.Chart chart, boolean[] suppressed) {
    return chart.segments().isEmpty()
        ? EnumSet.of(Reason.TOO_FEW_POINTS)
        : reasons(chart, last(chart), suppressed);
  }

  /** For one segment of a chart of counts. */
  public static Set<Reason> reasons(
      Spc.Chart chart, Spc.Segment segment, double[] counts, boolean[] suppressed) {
    Set<Reason> reasons = reasons(chart, segment, suppressed);
    double sum = 0;
    for (int i = segment.judgedFrom(); i < segment.to(); i++) {
      if (!Double.isNaN(chart.points().get(i).value())) {
        sum += counts[i];
      }
    }
    if (!(sum / segment.points() >= MEAN_COUNT)) {
      reasons.add(Reason.COUNTS_TOO_SMALL);
    }
    return reasons;
  }

  /** For one segment of a chart of quantities. */
  public static Set<Reason> reasons(Spc.Chart chart, Spc.Segment segment, boolean[] suppressed) {
    EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
    if (segment.points() < POINTS) {
      reasons.add(Reason.TOO_FEW_POINTS);
    }
    int zeros = 0;
    for (int i = segment.judgedFrom(); i < segment.to(); i++) {
      if (chart.points().get(i).value() == 0) {
        zeros++;
      }
    }
    boolean full = segment.points() == chart.settings().maximumPoints();
    for (int i = full ? segment.judgedFrom() : segment.from(); i < segment.to(); i++) {
      if (suppressed[i]) {
        reasons.add(Reason.SUPPRESSED_POINT);
      }
    }
    if (zeros > ZEROS * segment.points()) {
      reasons.add(Reason.TOO_MANY_ZEROS);
    }
    return reasons;
  }

  private static Spc.Segment last(Spc.Chart chart) {
    return chart.segments().get(chart.segments().size() - 1);
  }
}
