package pcw.publish;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The treatment that every measure gets, in one order: roll up, protect, value, compare. Nothing
 * after protection sees a count from before it.
 */
final class Treatment {
  /** What is counted apart: one window as the measure counts it, one category of one breakdown. */
  record Slice(Window window, String breakdown, String category) implements Comparable<Slice> {
    private static final Comparator<Slice> ORDER =
        Comparator.comparing(Slice::window)
            .thenComparing(Slice::breakdown)
            .thenComparing(Slice::category);

    @Override
    public int compareTo(Slice other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The figures of one measure, window, category, view and level, with the deciles of its periods
   * and the limits of its series.
   */
  record Block(
      MeasureDefinition measure,
      Slice slice,
      View view,
      Level level,
      Figures figures,
      List<Peers.Band> bands,
      List<Variation.Limit> limits) {}

  /** Takes blocks as they are made. */
  interface Receiver {
    void accept(Block block) throws SQLException;
  }

  private final Boundaries boundaries;
  private final Practices practices;
  private final Map<View, Map<Level, Coverage>> expected;

  Treatment(Boundaries boundaries, Practices practices) {
    this.boundaries = boundaries;
    this.practices = practices;
    this.expected = new TreeMap<>();
    for (View view : View.values()) {
      Map<Level, Coverage> byLevel = new TreeMap<>();
      for (Level level : Level.values()) {
        byLevel.put(level, covered(practices.expected(view, level), view, level));
      }
      expected.put(view, byLevel);
    }
  }

  private Coverage covered(BitSet which, View view, Level level) {
    return RollUp.coverage(which, practices.patients, boundaries, view, level);
  }

  /**
   * Treats one measure.
   *
   * @param counted the counts by practice, one rectangle a slice
   * @param to receives the blocks, one at a time; a block may be forgotten once it is received
   */
  void treat(MeasureDefinition measure, Map<Slice, Counts> counted, Receiver to)
      throws SQLException {
    Map<Window, BitSet> reporting = new TreeMap<>();
    counted.forEach(
        (slice, counts) ->
            reporting.computeIfAbsent(slice.window(), w -> new BitSet()).or(cellsWith(counts)));
    for (View view : View.values()) {
      for (Level level : Level.values()) {
        if (!isPublished(measure, view, level)) {
          continue;
        }
        Map<Window, Coverage> covered = new TreeMap<>();
        reporting.forEach((window, cells) -> covered.put(window, reporting(cells, view, level)));
        for (Map.Entry<Slice, Counts> entry : new TreeMap<>(counted).entrySet()) {
          Slice slice = entry.getKey();
          Counts rolledUp = RollUp.counts(entry.getValue(), boundaries, view, level);
          checkNothingIsLost(measure, entry.getValue(), rolledUp, level);
          boolean[] held = held(reporting.get(slice.window()));
          for (Window window : windows(measure, slice)) {
            to.accept(
                block(
                    measure,
                    new Slice(window, slice.breakdown(), slice.category()),
                    view,
                    level,
                    rolledUp,
                    covered.get(slice.window()),
                    Windows.periods(window, held, boundaries.months(), measure.makesWindows())));
          }
        }
      }
    }
  }

  private Block block(
      MeasureDefinition measure,
      Slice slice,
      View view,
      Level level,
      Counts rolledUp,
      Coverage reporting,
      List<Period> periods) {
    Protection.Protected safe =
        Protection.apply(measure, Windows.add(rolledUp, periods, boundaries.months()));
    Figures figures =
        Values.of(
            measure,
            safe,
            expected.get(view).get(level),
            reporting,
            periods,
            boundaries.months(),
            level == Level.PRACTICE);
    return new Block(
        measure,
        slice,
        view,
        level,
        figures,
        Peers.compare(figures),
        Variation.judge(measure, slice.window(), figures));
  }

  /**
   * A practice is the same on both maps: its rows are written once, as current. Above it, people
   * are published on one map only: two maps, subtracted, give a moved practice away.
   */
  private static boolean isPublished(MeasureDefinition measure, View view, Level level) {
    return level == Level.PRACTICE
        ? view == View.CURRENT
        : measure.isPublic() || view == View.AS_REPORTED;
  }

  private static List<Window> windows(MeasureDefinition measure, Slice slice) {
    if (!measure.makesWindows()) {
      return measure.windows().contains(slice.window()) ? List.of(slice.window()) : List.of();
    }
    return slice.window() == Window.MONTH ? measure.windows() : List.of();
  }

  private Coverage reporting(BitSet cells, View view, Level level) {
    BitSet both = (BitSet) cells.clone();
    both.and(practices.expected(view, level));
    return covered(both, view, level);
  }

  private static BitSet cellsWith(Counts counts) {
    BitSet cells = new BitSet(counts.counted.length);
    for (int cell = 0; cell < counts.counted.length; cell++) {
      if (counts.counted[cell] > 0) {
        cells.set(cell);
      }
    }
    return cells;
  }

  private boolean[] held(BitSet cells) {
    boolean[] held = new boolean[boundaries.months().count()];
    cells.stream().forEach(cell -> held[cell % held.length] = true);
    return held;
  }

  /** England must be the sum of its practices, whatever the map. */
  private static void checkNothingIsLost(
      MeasureDefinition measure, Counts practices, Counts rolledUp, Level level) {
    if (level != Level.ENGLAND) {
      return;
    }
    Sums totals = new Sums(practices.months);
    for (int practice = 0; practice < practices.units; practice++) {
      for (int month = 0; month < practices.months; month++) {
        totals.add(month, practices.numerator, practices.cell(practice, month));
      }
    }
    for (int month = 0; month < practices.months; month++) {
      if (!totals.sameAs(month, rolledUp.numerator, month)) {
        throw new IllegalStateException(
            measure.id() + ": England is not the sum of its practices in month " + month);
      }
    }
  }
}
