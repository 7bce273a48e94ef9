package pcw.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.schemas.CodeList;
import pcw.schemas.Contracts;
import pcw.statistics.Better;
import pcw.statistics.Spc;
import pcw.statistics.SpcAssurance;
import pcw.statistics.SpcGate;
import pcw.statistics.SpcSignal;
import pcw.statistics.SpcVariation;

/**
 * Statistical process control: which points of a series are beyond its usual variation.
 *
 * <p>Only on months and quarters, never on windows that overlap. A series has a chart where it has
 * enough points, large enough counts and few zeros, and no hidden or unreliable point among those
 * the limits rest on; a series whose definition changed among them has none, because a change of
 * definition must not look like a change of care. A count that does not cover 95 in 100 of its
 * patients is no point: senders that stop must not look like a fall. The icon belongs to the latest
 * point.
 */
final class Variation {
  /** A signal and an icon are stored as their place in these lists. */
  static final List<SpcSignal> SIGNALS = List.of(SpcSignal.values());

  static final List<SpcVariation> ICONS = List.of(SpcVariation.values());

  static final List<SpcAssurance> ASSURANCES = List.of(SpcAssurance.values());

  /** A count that covers less of its population falls because some did not send. */
  private static final double WHOLE_PERCENT = 95;

  private Variation() {}

  /**
   * How charts are computed: the one row of the code list {@code spc_setting}. The list is part of
   * a set's name, so that another choice makes another set.
   */
  static Spc.Settings settings(Contracts contracts) {
    List<Map<String, String>> rows = CodeList.load(contracts, "spc_setting").rows();
    if (rows.size() != 1) {
      throw new Problem(
          Exit.CONFIGURATION,
          "spc_setting.csv has " + rows.size() + " rows: keep the one by which charts are made.");
    }
    Map<String, String> row = rows.get(0);
    return new Spc.Settings(
        Boolean.parseBoolean(row.get("screen_outliers")),
        Integer.parseInt(row.get("run_length")),
        Integer.parseInt(row.get("maximum_points")));
  }

  /**
   * Limits of one organisation's series.
   *
   * @param unit index of the organisation
   * @param segment from 1
   */
  record Limit(int unit, int segment, Period first, Period last, int points, Spc.Limits limits) {}

  /** Fills signals and icons of each series that may have them, and gives their limits. */
  static List<Limit> judge(MeasureDefinition measure, Window window, Figures figures) {
    return judge(
        measure,
        window,
        figures,
        Level.PRACTICE,
        List.of(),
        Registers.none(),
        Spc.Settings.R_PACKAGE);
  }

  /**
   * The same with the targets and rebases that are on record.
   *
   * @param codes of the organisations of the level
   * @param settings how charts are computed
   */
  static List<Limit> judge(
      MeasureDefinition measure,
      Window window,
      Figures figures,
      Level level,
      List<String> codes,
      Registers registers,
      Spc.Settings settings) {
    List<Limit> limits = new ArrayList<>();
    if (window != Window.MONTH && window != Window.QUARTER) {
      return limits;
    }
    for (int unit = 0; unit < figures.units; unit++) {
      List<Spc.Rebase> rebases = List.of();
      if (!codes.isEmpty()) {
        for (int p = 0; p < figures.periods.size(); p++) {
          figures.target[figures.cell(unit, p)] =
              registers.target(measure.id(), level, codes.get(unit), figures.periods.get(p));
        }
        rebases = registers.rebases(measure.id(), level, codes.get(unit), figures.periods);
      }
      series(measure, figures, unit, rebases, settings, limits);
    }
    return limits;
  }

  private static void series(
      MeasureDefinition measure,
      Figures figures,
      int unit,
      List<Spc.Rebase> rebases,
      Spc.Settings settings,
      List<Limit> limits) {
    int periods = figures.periods.size();
    int from = figures.cell(unit, 0);
    double[] values = new double[periods];
    boolean[] hidden = new boolean[periods];
    for (int p = 0; p < periods; p++) {
      int cell = from + p;
      boolean usable =
          figures.state[cell] == Figures.State.SHOWN
              && !figures.isMarked(cell, Figures.UNRELIABLE)
              && !(measure.isCount() && figures.covered[cell] < WHOLE_PERCENT);
      values[p] = usable ? figures.value[cell] : Double.NaN;
      hidden[p] = figures.state[cell] == Figures.State.SUPPRESSED;
    }
    Spc.Chart chart = Spc.chart(values, settings, measure.better(), rebases);
    int segments = chart.segments().size();
    // The last segment decides whether there is a chart; an earlier one that may not is left out.
    if (segments == 0 || !isAllowed(measure, figures, from, chart, segments - 1, hidden)) {
      return;
    }
    figures.icon[from + chart.latest()] =
        chart.variation().map(ICONS::indexOf).orElse(Figures.UNKNOWN);
    double target = figures.target[from + chart.latest()];
    if (!Double.isNaN(target)) {
      figures.assurance[from + chart.latest()] = ASSURANCES.indexOf(chart.assurance(target));
    }
    for (int s = 0; s < segments; s++) {
      if (!isAllowed(measure, figures, from, chart, s, hidden)) {
        continue;
      }
      Spc.Segment segment = chart.segments().get(s);
      for (int p = segment.from(); p < segment.to(); p++) {
        SpcSignal signal = chart.points().get(p).signal();
        if (signal != SpcSignal.NOT_JUDGED) {
          figures.signal[from + p] = SIGNALS.indexOf(signal);
        }
      }
      limits.add(
          new Limit(
              unit,
              s + 1,
              figures.periods.get(segment.judgedFrom()),
              figures.periods.get(segment.to() - 1),
              segment.points(),
              segment.limits()));
    }
  }

  private static boolean isAllowed(
      MeasureDefinition measure,
      Figures figures,
      int from,
      Spc.Chart chart,
      int number,
      boolean[] hidden) {
    Spc.Segment segment = chart.segments().get(number);
    boolean passes =
        measure.countsQuantity()
            ? SpcGate.reasons(chart, segment, hidden).isEmpty()
            : SpcGate.reasons(
                    chart,
                    segment,
                    Arrays.copyOfRange(
                        measure.isOfValues() ? figures.denominator : figures.numerator,
                        from,
                        from + hidden.length),
                    hidden)
                .isEmpty();
    for (int p = segment.judgedFrom(); passes && p < segment.to(); p++) {
      passes = !figures.isMarked(from + p, Figures.BREAK);
    }
    return passes;
  }

  /** Words of a signal's number, in order, for tables. */
  static List<String> signals() {
    return SIGNALS.stream().map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Words of an icon's number, in order, for tables. */
  static List<String> icons() {
    return ICONS.stream().map(SpcVariation::code).toList();
  }

  /** Words of an assurance icon's number, in order, for tables. */
  static List<String> assurances() {
    return ASSURANCES.stream().map(SpcAssurance::code).toList();
  }

  /** Which way is good; a measure that names none is neutral. */
  static Better better(String word) {
    return word == null ? Better.NEITHER : Better.of(word);
  }
}
