package pcw.publish;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import pcw.statistics.Spc;

/**
 * The treatment that every measure gets, in one order: roll up, protect, value, compare. Nothing
 * after protection sees a count from before it.
 */
final class Treatment {
  /** What is counted apart: one window as the measure counts it, one category of one breakdown. */
  record Slice(Window window, String breakdown, String category) implements Comparable<Slice> {
    /** Breakdown and category of the whole. */
    static final String ALL = "all";

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
      List<Variation.Limit> limits,
      Protection.Protected safe,
      Spread spread) {
    /** Sum over people of their events squared, over events; {@code NaN} where it is not known. */
    double clustering(int cell) {
      return spread == null ? Double.NaN : spread.clustering(cell);
    }
  }

  /** Takes blocks as they are made. */
  interface Receiver {
    void accept(Block block) throws SQLException;
  }

  /** A measure that is protected already, and not yet told. */
  interface Treated {
    /**
     * Values what is left of the counts and compares.
     *
     * @param to receives the blocks, one at a time; a block may be forgotten once it is received
     */
    void tell(Receiver to) throws SQLException;
  }

  private final Boundaries boundaries;
  private final Practices practices;
  private final Policy policy;
  private final EarlierSet earlier;
  private final Registers registers;
  private final Spc.Settings charts;
  private final Map<View, Map<Level, Coverage>> expected;
  private final AtomicInteger unresolved = new AtomicInteger();
  private final Map<Level, List<String>> codes = new EnumMap<>(Level.class);

  /**
   * @param earlier the set that readers had before this one
   * @param charts how control charts are computed
   */
  Treatment(
      Boundaries boundaries,
      Practices practices,
      Policy policy,
      EarlierSet earlier,
      Registers registers,
      Spc.Settings charts) {
    this.registers = registers;
    this.charts = charts;
    this.boundaries = boundaries;
    this.practices = practices;
    this.policy = policy;
    this.earlier = earlier;
    this.expected = new TreeMap<>();
    for (View view : View.values()) {
      Map<Level, Coverage> byLevel = new TreeMap<>();
      for (Level level : Level.values()) {
        byLevel.put(level, covered(practices.expected(view, level), view, level));
      }
      expected.put(view, byLevel);
    }
    for (Level level : Level.values()) {
      codes.put(level, boundaries.codes(level));
    }
  }

  /** How control charts are computed, in words. */
  String charts() {
    return charts.describe();
  }

  /** For how many hidden numbers of all measures no three values were found. */
  int unresolved() {
    return unresolved.get();
  }

  private Coverage covered(BitSet which, View view, Level level) {
    return RollUp.coverage(which, practices.patients, boundaries, view, level);
  }

  /**
   * Protects one measure. Measures may be protected side by side.
   *
   * @param counted the counts at the measure's lowest level, one rectangle a slice
   */
  Treated treat(MeasureDefinition defined, Map<Slice, Counts> counted) throws SQLException {
    MeasureDefinition measure =
        defined.delivering(counted.keySet().stream().anyMatch(s -> s.window() == Window.MONTH));
    Map<Slice, Counts> slices = new TreeMap<>(counted);
    Map<Window, BitSet> reporting = new TreeMap<>();
    slices.forEach(
        (slice, counts) ->
            reporting
                .computeIfAbsent(slice.window(), w -> new BitSet())
                .or(practicesIn(measure.level(), counts)));
    if (measure.isPublic()) {
      return to -> tellPublic(measure, slices, reporting, to);
    }
    List<Protection.Piece> pieces = protect(measure, slices, reporting);
    return to -> tellProtected(measure, pieces, reporting, to);
  }

  private void tellPublic(
      MeasureDefinition measure,
      Map<Slice, Counts> slices,
      Map<Window, BitSet> reporting,
      Receiver to)
      throws SQLException {
    for (View view : View.values()) {
      if (measure.level() != Level.PRACTICE && view == View.CURRENT) {
        continue;
      }
      Hierarchy hierarchy = new Hierarchy(boundaries, view, measure.level());
      for (Level level : Level.values()) {
        if (!hierarchy.has(level) || (level == Level.PRACTICE && view != View.CURRENT)) {
          continue;
        }
        Map<Window, Coverage> covered = new TreeMap<>();
        reporting.forEach((window, cells) -> covered.put(window, reporting(cells, view, level)));
        for (Map.Entry<Slice, Counts> entry : slices.entrySet()) {
          Slice slice = entry.getKey();
          Counts rolledUp = RollUp.counts(entry.getValue(), hierarchy, level);
          checkNothingIsLost(measure, entry.getValue(), rolledUp, level);
          boolean[] held = held(reporting.get(slice.window()));
          for (Window window : windows(measure, slice)) {
            List<Period> periods =
                Windows.periods(window, held, boundaries.months(), measure.makesWindows());
            Counts counts = Windows.add(rolledUp, periods, boundaries.months());
            to.accept(
                block(
                    measure,
                    new Slice(window, slice.breakdown(), slice.category()),
                    view,
                    level,
                    new Protection.Protected(counts, null),
                    covered.get(slice.window()),
                    periods,
                    null));
          }
        }
      }
    }
  }

  /**
   * People are published on one map only: two maps, subtracted, give a moved practice away. A
   * practice is the same on both: its rows are written as current.
   */
  private List<Protection.Piece> protect(
      MeasureDefinition measure, Map<Slice, Counts> slices, Map<Window, BitSet> reporting)
      throws SQLException {
    Hierarchy hierarchy = new Hierarchy(boundaries, View.AS_REPORTED, measure.level());
    Protection protection = new Protection(measure, policy, hierarchy, slices);
    for (Map.Entry<Slice, Counts> entry : slices.entrySet()) {
      Slice slice = entry.getKey();
      checkNothingIsLost(
          measure,
          entry.getValue(),
          RollUp.counts(entry.getValue(), hierarchy, Level.ENGLAND),
          Level.ENGLAND);
      protection.add(
          slice, entry.getValue(), held(reporting.get(slice.window())), windows(measure, slice));
    }
    List<Protection.Piece> pieces = protection.protect(earlier, codes);
    unresolved.addAndGet(protection.unresolved());
    return pieces;
  }

  private void tellProtected(
      MeasureDefinition measure,
      List<Protection.Piece> pieces,
      Map<Window, BitSet> reporting,
      Receiver to)
      throws SQLException {
    for (Protection.Piece piece : pieces) {
      View view = piece.level() == Level.PRACTICE ? View.CURRENT : View.AS_REPORTED;
      Window counted = measure.makesWindows() ? Window.MONTH : piece.slice().window();
      to.accept(
          block(
              measure,
              piece.slice(),
              view,
              piece.level(),
              piece.safe(),
              reporting(reporting.get(counted), view, piece.level()),
              piece.periods(),
              piece.spread()));
    }
  }

  private Block block(
      MeasureDefinition measure,
      Slice slice,
      View view,
      Level level,
      Protection.Protected safe,
      Coverage reporting,
      List<Period> periods,
      Spread spread) {
    Figures figures =
        Values.of(
            measure,
            safe,
            expected.get(view).get(level),
            reporting,
            periods,
            boundaries.months(),
            !slice.breakdown().equals(Slice.ALL),
            level == Level.PRACTICE);
    if (!measure.isPublic()) {
      Certainty.fill(measure, figures, spread);
    }
    return new Block(
        measure,
        slice,
        view,
        level,
        figures,
        Peers.compare(figures),
        Variation.judge(
            measure,
            slice.window(),
            figures,
            level,
            codes.get(level),
            slice.breakdown().equals(Slice.ALL) ? registers : Registers.none(),
            charts),
        safe,
        spread);
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

  /** Practice by month: the practice, or the organisation it is in that is counted, has counts. */
  private BitSet practicesIn(Level base, Counts counts) {
    BitSet cells = new BitSet(boundaries.practices() * counts.months);
    for (int practice = 0; practice < boundaries.practices(); practice++) {
      for (int month = 0; month < counts.months; month++) {
        int unit =
            base == Level.PRACTICE
                ? practice
                : boundaries.unit(View.AS_REPORTED, base, practice, month);
        if (unit != Boundaries.NONE && counts.counted[counts.cell(unit, month)] > 0) {
          cells.set(practice * counts.months + month);
        }
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
