package pcw.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * XmR control charts, as "Making Data Count" teaches them: a mean, limits at 2.66 average moving
 * ranges, four rules that name special causes.
 *
 * <p>Source: NHSRplotthedots, {@code ptd_spc_standard.R}; agrees with it value for value with
 * {@link Settings#R_PACKAGE}, and with the national spreadsheet tool with {@link
 * Settings#EXCEL_TOOL}. Three things are ours: limits rest on the last points of a segment only; a
 * month without a value is left out, so that the moving range runs from the value before the gap to
 * the one after it (what the package does with a missing row); and where all values are equal the
 * limits lie on the mean (the package screens every range away and has none). Limits are not cut at
 * zero. Valid for values of separate periods, never for rolling sums.
 */
public final class Spc {
  private static final double LIMIT = 2.66;
  private static final double NEAR_LIMIT = 2 * (LIMIT / 3);
  private static final double SCREEN = 3.267;
  private static final int TRIAL_BELOW = 13;

  /** Share of icons that show a special cause by chance alone, in independent months. */
  private static final double CHANCE = 0.02;

  private Spc() {}

  /**
   * How a chart is computed; printed with every chart.
   *
   * @param screenOutliers leave moving ranges of 3.267 averages or more out, once
   * @param runLength points of a trend and of a shift: 7, or 6 as the spreadsheet tool offers
   * @param maximumPoints limits rest on at most so many last points of a segment
   */
  public record Settings(boolean screenOutliers, int runLength, int maximumPoints) {
    /** What the R package does by default. */
    public static final Settings R_PACKAGE = new Settings(true, 7, 36);

    /** What the national spreadsheet tool does: nothing is screened. */
    public static final Settings EXCEL_TOOL = new Settings(false, 7, 36);

    public Settings {
      if (runLength < 3 || maximumPoints < 2) {
        throw new IllegalArgumentException("A run needs 3 points or more, limits 2 or more");
      }
    }

    /** For the line below a chart. */
    public String describe() {
      return String.format(
          Locale.UK,
          "XmR chart: outlying moving ranges %s, runs of %d points, limits from the last %d points",
          screenOutliers ? "screened" : "kept",
          runLength,
          maximumPoints);
    }
  }

  /**
   * A recorded decision to compute limits anew; nothing rebases by itself.
   *
   * @param index of the first value of the new segment
   */
  public record Rebase(int index, String reason, String approvedBy) {
    public Rebase {
      if (index < 0 || reason.isBlank() || approvedBy.isBlank()) {
        throw new IllegalArgumentException("A rebase needs a place, a reason and an approver");
      }
    }
  }

  /**
   * Lines of a segment, in the unit of the values; {@code NaN} where a segment has one point.
   *
   * @param movingRange average moving range after screening
   * @param nearLower two thirds of the way from the mean to the lower limit
   */
  public record Limits(
      double mean,
      double movingRange,
      double lower,
      double upper,
      double nearLower,
      double nearUpper) {}

  /**
   * Values between two rebases.
   *
   * @param from index of the first value
   * @param to index after the last value
   * @param judgedFrom index of the first value that the limits rest on
   * @param points values that the limits rest on
   * @param rebase why it starts here; empty for the first
   */
  public record Segment(
      int from, int to, int judgedFrom, int points, Limits limits, Optional<Rebase> rebase) {
    /** Too few points for limits to be more than provisional: a chart says "trial limits". */
    public boolean hasTrialLimits() {
      return points < TRIAL_BELOW;
    }
  }

  /** One value and what the rules say of it. */
  public record Point(double value, SpcSignal signal) {}

  /**
   * A whole chart.
   *
   * @param points as many as there were values, in order
   * @param segments in order; none where there is no value at all
   */
  public record Chart(
      Settings settings, Better better, List<Point> points, List<Segment> segments) {
    /** Index of the latest value, which decides the variation icon; -1 where there is none. */
    public int latest() {
      int i = points.size() - 1;
      while (i >= 0 && Double.isNaN(points.get(i).value())) {
        i--;
      }
      return i;
    }

    /** The icon of the latest point; empty where there is no value. */
    public Optional<SpcVariation> variation() {
      int latest = latest();
      return latest < 0
          ? Optional.empty()
          : Optional.of(points.get(latest).signal().variation(better));
    }

    /**
     * A target against the limits of the last segment.
     *
     * @param target in the unit of the values; {@code NaN} where there is none
     */
    public SpcAssurance assurance(double target) {
      if (segments.isEmpty() || better == Better.NEITHER || Double.isNaN(target)) {
        return SpcAssurance.EMPTY;
      }
      Limits limits = segments.get(segments.size() - 1).limits();
      if (Double.isNaN(limits.lower())) {
        return SpcAssurance.EMPTY;
      }
      boolean upIsGood = better == Better.HIGHER;
      if (target > limits.upper()) {
        return upIsGood ? SpcAssurance.FAIL : SpcAssurance.PASS;
      }
      if (target < limits.lower()) {
        return upIsGood ? SpcAssurance.PASS : SpcAssurance.FAIL;
      }
      return SpcAssurance.HIT_OR_MISS;
    }
  }

  /** A chart without a rebase. */
  public static Chart chart(double[] values, Settings settings, Better better) {
    return chart(values, settings, better, List.of());
  }

  /**
   * A chart of one series, with limits of their own between rebases.
   *
   * @param values one a period, in order; {@code NaN} for a period without a value
   * @param rebases in order of index; one whose segment holds no value is passed over
   */
  public static Chart chart(
      double[] values, Settings settings, Better better, List<Rebase> rebases) {
    SpcSignal[] signals = new SpcSignal[values.length];
    Arrays.fill(signals, SpcSignal.NOT_JUDGED);
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    Optional<Rebase> reason = Optional.empty();
    for (Rebase rebase : rebases) {
      if (rebase.index() < from || rebase.index() >= values.length) {
        throw new IllegalArgumentException("Rebases must be in order and within the values");
      }
      segment(values, from, rebase.index(), settings, reason, signals).ifPresent(segments::add);
      from = rebase.index();
      reason = Optional.of(rebase);
    }
    segment(values, from, values.length, settings, reason, signals).ifPresent(segments::add);

    List<Point> points = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      points.add(new Point(values[i], signals[i]));
    }
    return new Chart(
        settings,
        better,
        Collections.unmodifiableList(points),
        Collections.unmodifiableList(segments));
  }

  /** How many of so many icons would show a special cause though nothing happened. */
  public static double specialCausesByChance(int icons) {
    return CHANCE * icons;
  }

  private static Optional<Segment> segment(
      double[] values,
      int from,
      int to,
      Settings settings,
      Optional<Rebase> rebase,
      SpcSignal[] signals) {
    int[] held = new int[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        held[count++] = i;
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    int[] judged = Arrays.copyOfRange(held, Math.max(0, count - settings.maximumPoints()), count);
    double[] y = Arrays.stream(judged).mapToDouble(i -> values[i]).toArray();
    Limits limits = limits(y, settings.screenOutliers());
    SpcSignal[] named = SpcRules.signals(y, limits, settings.runLength());
    for (int i = 0; i < judged.length; i++) {
      signals[judged[i]] = named[i];
    }
    return Optional.of(new Segment(from, to, judged[0], judged.length, limits, rebase));
  }

  private static Limits limits(double[] y, boolean screen) {
    double mean = Sums.mean(y);
    double[] ranges = new double[y.length - 1];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = Math.abs(y[i + 1] - y[i]);
    }
    double average = Sums.mean(ranges);
    if (screen && average > 0) {
      double screenAt = SCREEN * average;
      average = Sums.mean(Arrays.stream(ranges).filter(range -> range < screenAt).toArray());
    }
    return new Limits(
        mean,
        average,
        mean - LIMIT * average,
        mean + LIMIT * average,
        mean - NEAR_LIMIT * average,
        mean + NEAR_LIMIT * average);
  }
}
