package pcw.publish;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pcw.statistics.Equity;
import pcw.statistics.Excess;
import pcw.statistics.Funnel;
import pcw.statistics.Interval;
import pcw.statistics.Intervals;

/**
 * What the figures of a level say of each other: where the excess over the median is, how far an
 * organisation may lie from the centre by chance, two categories held against each other. All from
 * figures as they are published.
 */
final class Comparison {
  private static final String DEPRIVATION = "deprivation_quintile";
  private static final String MOST = "1";
  private static final String LEAST = "5";
  private static final String NOT_RECORDED = "not_recorded";

  /** Kinds whose numerators are counts: what their gap and ratio have limits for. */
  private static final Set<String> COUNTED = Set.of("proportion", "rate");

  private record Series(Window window, View view, Level level, String breakdown) {
    Series ofTheWhole() {
      return new Series(window, view, level, Treatment.Slice.ALL);
    }
  }

  private final Boundaries boundaries;
  private final List<Object[]> excess = new ArrayList<>();
  private final List<Object[]> funnels = new ArrayList<>();
  private final List<Object[]> contrasts = new ArrayList<>();
  private final Map<Series, Map<String, Treatment.Block>> held = new HashMap<>();
  private String measure = "";

  Comparison(Boundaries boundaries) {
    this.boundaries = boundaries;
  }

  /** Takes in a block; those of a measure come one after the other. */
  void take(Treatment.Block block) {
    if (!block.measure().id().equals(measure)) {
      endOfMeasure();
      measure = block.measure().id();
    }
    boolean whole = block.slice().breakdown().equals(Treatment.Slice.ALL);
    if (block.figures().periods.isEmpty()) {
      return;
    }
    if (whole && block.level() == Level.PRACTICE && block.slice().window() == Window.MONTH) {
      excess(block);
    }
    if (whole && !block.measure().isPublic() && !block.measure().countsQuantity()) {
      funnel(block);
    }
    if (!block.measure().isPublic()) {
      held.computeIfAbsent(
              new Series(
                  block.slice().window(),
                  block.view(),
                  block.level(),
                  whole ? Treatment.Slice.ALL : block.slice().breakdown()),
              s -> new HashMap<>())
          .put(block.slice().category(), block);
    }
  }

  private static LocalDate end(Period period) {
    return Months.month(period.last()).atEndOfMonth();
  }

  private void excess(Treatment.Block block) {
    Figures f = block.figures();
    if (!block.measure().kind().equals("rate")) {
      return;
    }
    int last = f.periods.size() - 1;
    for (Level level : Level.values()) {
      for (int unit = 0; level != Level.PRACTICE && unit < boundaries.count(level); unit++) {
        List<Integer> members = new ArrayList<>();
        for (int practice = 0; practice < f.units; practice++) {
          int cell = f.cell(practice, last);
          if (boundaries.currentUnit(level, practice) == unit
              && f.state[cell] == Figures.State.SHOWN
              && f.denominator[cell] > 0) {
            members.add(practice);
          }
        }
        if (members.size() > 2) {
          excess(block, level, unit, members, last);
        }
      }
    }
  }

  private void excess(
      Treatment.Block block, Level level, int unit, List<Integer> members, int last) {
    Figures f = block.figures();
    double[] n = members.stream().mapToDouble(p -> f.numerator[f.cell(p, last)]).toArray();
    double[] d = members.stream().mapToDouble(p -> f.denominator[f.cell(p, last)]).toArray();
    Excess found = Excess.overMedian(n, d);
    excess.add(
        new Object[] {
          block.measure().id(),
          level.code(),
          boundaries.codes(level).get(unit),
          end(f.periods.get(last)),
          members.size(),
          block.measure().per() * found.median(),
          found.total(),
          found.organisations(),
          found.largestFirst().stream()
              .map(i -> boundaries.codes(Level.PRACTICE).get(members.get(i)))
              .collect(Collectors.joining(","))
        });
  }

  private void funnel(Treatment.Block block) {
    Funnel.Kind kind = block.measure().kind().equals("proportion") ? Funnel.Kind.PROPORTION : null;
    if (kind == null && block.measure().kind().equals("rate") && block.measure().countsPeople()) {
      kind = Funnel.Kind.RATE;
    }
    Figures f = block.figures();
    int last = f.periods.size() - 1;
    double[] n = new double[f.units];
    double[] d = new double[f.units];
    for (int unit = 0; unit < f.units; unit++) {
      int cell = f.cell(unit, last);
      boolean shown = f.state[cell] == Figures.State.SHOWN && f.denominator[cell] > 0;
      n[unit] = shown ? f.numerator[cell] : Double.NaN;
      d[unit] = shown ? f.denominator[cell] : 0;
      if (kind == Funnel.Kind.PROPORTION && n[unit] > d[unit]) {
        return;
      }
    }
    Optional<Funnel.Fit> fit = kind == null ? Optional.empty() : Funnel.fit(kind, n, d);
    if (fit.isEmpty() || fit.get().organisations() < Peers.FEWEST) {
      return;
    }
    double per = block.measure().per();
    for (int unit = 0; unit < f.units; unit++) {
      if (d[unit] > 0) {
        Interval inner = fit.get().limits(d[unit], Funnel.INNER);
        Interval outer = fit.get().limits(d[unit], Funnel.OUTER);
        funnels.add(
            new Object[] {
              block.measure().id(),
              block.level().code(),
              boundaries.codes(block.level()).get(unit),
              block.slice().window().code(),
              end(f.periods.get(last)),
              fit.get().organisations(),
              per * fit.get().centre(),
              fit.get().phi(),
              fit.get().tauSquared(),
              fit.get().isUnsuitable(),
              per * inner.lower(),
              per * inner.upper(),
              per * outer.lower(),
              per * outer.upper()
            });
      }
    }
  }

  private void endOfMeasure() {
    held.forEach(
        (series, categories) -> {
          if (series.breakdown().equals(DEPRIVATION)) {
            contrast(series, categories, MOST, LEAST);
          }
          categories.values().stream()
              .findFirst()
              .map(b -> b.measure().contrast())
              .filter(c -> !c.isEmpty() && c.get(0).equals(series.breakdown()))
              .ifPresent(c -> contrast(series, categories, c.get(1), c.get(2)));
        });
    held.clear();
  }

  private void contrast(
      Series series, Map<String, Treatment.Block> categories, String of, String to) {
    Treatment.Block first = categories.get(of);
    Treatment.Block second = categories.get(to);
    if (first == null || second == null) {
      return;
    }
    Figures f = first.figures();
    Figures g = second.figures();
    int last = f.periods.size() - 1;
    if (!COUNTED.contains(first.measure().kind()) || !g.periods.equals(f.periods)) {
      return;
    }
    for (int unit = 0; unit < f.units; unit++) {
      int cell = f.cell(unit, last);
      if (isShown(f, cell) && isShown(g, cell)) {
        Equity.Gap gap = gap(first, second, cell);
        double per = first.measure().per();
        contrasts.add(
            new Object[] {
              first.measure().id(),
              series.level().code(),
              boundaries.codes(series.level()).get(unit),
              series.window().code(),
              end(f.periods.get(last)),
              series.breakdown(),
              of,
              to,
              per * gap.gap(),
              known(per * gap.gapInterval().lower()),
              known(per * gap.gapInterval().upper()),
              known(gap.ratio()),
              known(gap.ratioInterval().lower()),
              known(gap.ratioInterval().upper()),
              recorded(series, categories, cell)
            });
      }
    }
  }

  private static boolean isShown(Figures f, int cell) {
    return f.state[cell] == Figures.State.SHOWN && f.denominator[cell] > 0;
  }

  private static Double known(double number) {
    return Double.isNaN(number) || Double.isInfinite(number) ? null : number;
  }

  private static Equity.Gap gap(Treatment.Block first, Treatment.Block second, int cell) {
    Figures f = first.figures();
    Figures g = second.figures();
    boolean share =
        first.measure().kind().equals("proportion")
            && f.numerator[cell] <= f.denominator[cell]
            && g.numerator[cell] <= g.denominator[cell];
    if (share) {
      return Equity.proportions(
          f.numerator[cell],
          f.denominator[cell],
          g.numerator[cell],
          g.denominator[cell],
          Intervals.PRINTED);
    }
    return Equity.rates(events(first, cell), events(second, cell), Intervals.PRINTED);
  }

  private static Intervals.Events events(Treatment.Block block, int cell) {
    Figures f = block.figures();
    double clustering = block.clustering(cell);
    return new Intervals.Events(
        f.numerator[cell],
        f.numerator[cell] * (Double.isNaN(clustering) ? 1 : clustering),
        f.denominator[cell]);
  }

  /**
   * Of those counted, or of a share those that it is a share of, how many have a category that is
   * known; null where a number that it takes is hidden.
   */
  private Double recorded(Series series, Map<String, Treatment.Block> categories, int cell) {
    Treatment.Block whole =
        held.getOrDefault(series.ofTheWhole(), Map.of()).get(Treatment.Slice.ALL);
    if (whole == null || !isShown(whole.figures(), cell)) {
      return null;
    }
    double known = 0;
    for (Map.Entry<String, Treatment.Block> entry : categories.entrySet()) {
      Figures f = entry.getValue().figures();
      if (!f.periods.equals(whole.figures().periods)
          || (!entry.getKey().equals(NOT_RECORDED) && f.state[cell] == Figures.State.SUPPRESSED)) {
        return null;
      }
      boolean isKnown = !entry.getKey().equals(NOT_RECORDED);
      known += isKnown && f.state[cell] == Figures.State.SHOWN ? people(entry.getValue(), cell) : 0;
    }
    double all = people(whole, cell);
    return all > 0 ? Math.min(100, 100 * known / all) : null;
  }

  private static double people(Treatment.Block block, int cell) {
    return block.measure().kind().equals("proportion")
        ? block.figures().denominator[cell]
        : block.figures().numerator[cell];
  }

  /** Fills {@code excess}, {@code funnel_limit}, {@code contrast} and {@code year_change}. */
  void finish(SetDatabase database) throws SQLException {
    endOfMeasure();
    database.fill("excess", excess);
    database.fill("funnel_limit", funnels);
    database.fill("contrast", contrasts);
    database.executeFile("year_change.sql");
  }
}
