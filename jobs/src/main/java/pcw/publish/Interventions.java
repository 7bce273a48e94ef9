package pcw.publish;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pcw.statistics.Comparators;
import pcw.statistics.InterruptedTimeSeries;

/**
 * For each registered intervention, whether the organisation moved otherwise than its comparators
 * since: a controlled interrupted time series on the published months.
 */
final class Interventions {
  private static final int COMPARATORS = 10;

  private final Boundaries boundaries;
  private final Registers registers;
  private final List<Object[]> rows = new ArrayList<>();

  Interventions(Boundaries boundaries, Registers registers) {
    this.boundaries = boundaries;
    this.registers = registers;
  }

  /** Takes in a block; of it only monthly wholes are looked at. */
  void take(Treatment.Block block) {
    boolean isMain =
        block.slice().window() == Window.MONTH
            && block.slice().breakdown().equals(Treatment.Slice.ALL)
            && block.view() == (block.measure().isPublic() ? View.CURRENT : View.AS_REPORTED);
    if (!isMain) {
      return;
    }
    List<Registers.Intervention> of =
        registers.interventions().stream()
            .filter(
                i ->
                    i.measure().equals(block.measure().id())
                        && i.level().equals(block.level().code()))
            .toList();
    Set<Integer> treated = of.isEmpty() ? Set.of() : treated(block.level());
    for (Registers.Intervention intervention : of) {
      int unit = boundaries.unit(block.level(), intervention.code());
      if (unit != Boundaries.NONE && !block.figures().periods.isEmpty()) {
        judge(block, intervention, unit, treated);
      }
    }
  }

  /**
   * Organisations of a level that have an intervention on whatever measure, or belong to an area
   * that has one.
   */
  private Set<Integer> treated(Level level) {
    Set<Integer> treated = new HashSet<>();
    for (Registers.Intervention intervention : registers.interventions()) {
      Level of = Level.of(intervention.level());
      int unit = boundaries.unit(of, intervention.code());
      if (unit == Boundaries.NONE) {
        continue;
      }
      if (of == level) {
        treated.add(unit);
      }
      for (int practice = 0;
          of.place() < level.place() && practice < boundaries.practices();
          practice++) {
        if (boundaries.currentUnit(of, practice) == unit) {
          treated.add(boundaries.currentUnit(level, practice));
        }
      }
    }
    return treated;
  }

  private void judge(
      Treatment.Block block, Registers.Intervention intervention, int unit, Set<Integer> treated) {
    Figures f = block.figures();
    int start = 0;
    while (start < f.periods.size() && f.periods.get(start).last() < intervention.firstMonth()) {
      start++;
    }
    double[] own = series(f, unit);
    List<Integer> candidates = new ArrayList<>();
    for (int other = 0; other < f.units; other++) {
      if (!treated.contains(other)) {
        candidates.add(other);
      }
    }
    List<Integer> chosen =
        Comparators.choose(
            own, candidates.stream().map(c -> series(f, c)).toList(), start, COMPARATORS);
    List<Integer> comparators = chosen.stream().map(candidates::get).toList();
    InterruptedTimeSeries.Result result =
        InterruptedTimeSeries.analyse(
            own,
            comparators.stream().map(c -> series(f, c)).toList(),
            start,
            InterruptedTimeSeries.Settings.DEFAULT);
    rows.add(
        new Object[] {
          intervention.eventId(),
          block.measure().id(),
          block.level().code(),
          intervention.code(),
          intervention.startedOn(),
          result.verdict().words(),
          result.monthsBefore(),
          result.monthsAfter(),
          known(result.effect().value()),
          known(result.effect().interval().lower()),
          known(result.effect().interval().upper()),
          known(result.level().value()),
          known(result.trend().value()),
          known(result.ownChange()),
          result.comparatorsAsLarge(),
          comparators.size(),
          comparators.stream()
              .map(c -> boundaries.codes(block.level()).get(c))
              .collect(Collectors.joining(",")),
          Comparators.rule(COMPARATORS)
        });
  }

  private static double[] series(Figures f, int unit) {
    double[] values = new double[f.periods.size()];
    for (int p = 0; p < values.length; p++) {
      int cell = f.cell(unit, p);
      boolean usable =
          f.state[cell] == Figures.State.SHOWN && !f.isMarked(cell, Figures.UNRELIABLE);
      values[p] = usable ? f.value[cell] : Double.NaN;
    }
    return values;
  }

  private static Double known(double number) {
    return Double.isNaN(number) || Double.isInfinite(number) ? null : number;
  }

  List<Object[]> rows() {
    return rows;
  }
}
