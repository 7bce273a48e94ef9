package pcw.statistics;

/**
 * What the rules of a control chart say of one point, in order of precedence: the first rule that
 * matches names the point.
 *
 * <p>Source: NHSRplotthedots, {@code ptd_special_cause_type}.
 */
public enum SpcSignal {
  ABOVE_UPPER_LIMIT(1, "Above UCL"),
  BELOW_LOWER_LIMIT(-1, "Below LCL"),
  TREND_UP(1, "%d Point Trend (Increasing)"),
  TREND_DOWN(-1, "%d Point Trend (Decreasing)"),
  TWO_IN_THREE_HIGH(1, "2 in 3 Above CL"),
  TWO_IN_THREE_LOW(-1, "2 in 3 Below CL"),
  SHIFT_HIGH(1, "%d Points Above CL"),
  SHIFT_LOW(-1, "%d Points Below CL"),
  COMMON_CAUSE(0, "Common Cause"),
  /** A month without a value, or one older than the points that the limits rest on. */
  NOT_JUDGED(0, "");

  private final int direction;
  private final String label;

  SpcSignal(int direction, String label) {
    this.direction = direction;
    this.label = label;
  }

  /** +1 above or increasing, -1 below or decreasing, 0 no special cause. */
  public int direction() {
    return direction;
  }

  /**
   * As NHSRplotthedots writes it, with the number of points of the rule, for example {@code 7 Point
   * Trend (Increasing)}.
   */
  public String label(int runLength) {
    return label.replace("%d", Integer.toString(runLength));
  }

  /** Which variation icon a point with this signal has. */
  public SpcVariation variation(Better better) {
    if (direction == 0) {
      return SpcVariation.COMMON_CAUSE;
    }
    boolean high = direction > 0;
    return switch (direction * better.sign()) {
      case 1 -> high ? SpcVariation.IMPROVEMENT_HIGH : SpcVariation.IMPROVEMENT_LOW;
      case -1 -> high ? SpcVariation.CONCERN_HIGH : SpcVariation.CONCERN_LOW;
      default -> high ? SpcVariation.NEITHER_HIGH : SpcVariation.NEITHER_LOW;
    };
  }
}
