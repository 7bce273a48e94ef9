package pcw.publish;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
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
  private final Map<String, Integer> unresolved = new ConcurrentSkipListMap<>();
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

  /** For how many hidden numbers no three values were found, by measure; none is left out. */
  Map<String, Integer> unresolved() {
    return unresolved;
  }

  private Coverage covered(BitSet which, View view, Level level) {
    return RollUp.coverage(which, practices.patients, boundaries, view, level);
  }

  /** Protects one measure that shares its count with no other. */
  Treated treat(MeasureDefinition defined, Map<Slice, Counts> counted) throws SQLException {
    return treat(List.of(new Counted(defined, counted)));
  }

  /**
   * Counts of a measure.
   *
   * @param slices at the measure's lowest level, one rectangle a slice
   */
  record Counted(MeasureDefinition measure, Map<Slice, Counts> slices) {}

  /**
   * Protects measures that publish the same count, or one alone. Others may be protected side by
   * side.
   */
  Treated treat(List<Counted> sameCount) throws SQLException {
    List<Treated> told = new ArrayList<>();
    List<Protection> protections = new ArrayList<>();
    for (Counted counted : sameCount) {
      Map<Slice, Counts> slices = new TreeMap<>(counted.slices());
      MeasureDefinition measure =
          counted
              .measure()
              .delivering(slices.keySet().stream().anyMatch(s -> s.window() == Window.MONTH));
      Map<Window, BitSet> reporting = new TreeMap<>();
      slices.forEach(
          (slice, counts) ->
              reporting
                  .computeIfAbsent(slice.window(), w -> new BitSet())
                  .or(practicesIn(measure.level(), counts)));
      if (measure.isPublic()) {
        told.add(to -> tellPublic(measure, slices, reporting, to));
      } else {
        Protection protection = protection(measure, slices, reporting);
        protections.add(protection);
        told.add(to -> tellProtected(measure, protection.pieces(), reporting, to));
      }
    }
    Protection.protect(protections, earlier, codes);
    for (Protection protection : protections) {
      if (protection.unresolved() > 0) {
        unresolved.put(protection.measure(), protection.unresolved());
      }
    }
    return to -> {
      for (Treated one : told) {
        one.tell(to);
      }
    };
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
          checkNothingIsLost(measure, entry.getValue(), rolledUp, view, level);
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
  private Protection protection(
      MeasureDefinition measure, Map<Slice, Counts> slices, Map<Window, BitSet> reporting) {
    Hierarchy hierarchy = new Hierarchy(boundaries, View.AS_REPORTED, measure.level());
    Protection protection = new Protection(measure, policy, hierarchy, slices);
    for (Map.Entry<Slice, Counts> entry : slices.entrySet()) {
      Slice slice = entry.getKey();
      checkNothingIsLost(
          measure,
          entry.getValue(),
          RollUp.counts(entry.getValue(), hierarchy, Level.ENGLAND),
          View.AS_REPORTED,
          Level.ENGLAND);
      protection.add(
          slice, entry.getValue(), held(reporting.get(slice.window())), windows(measure, slice));
    }
    return protection;
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

  /**
   * England must be the sum of its practices; and at the levels at which every practice is
   * somewhere, today's map must hold all that was counted by practices that it or the map of the
   * month places: history that is restated may not drop out of its areas.
   */
  private void checkNothingIsLost(
      MeasureDefinition measure, Counts places, Counts rolledUp, View view, Level level) {
    boolean isArea =
        view == View.CURRENT
            && measure.level() == Level.PRACTICE
            && Boundaries.AREAS.contains(level);
    if (level != Level.ENGLAND && !isArea) {
      return;
    }
    Sums counted = new Sums(places.months);
    for (int place = 0; place < places.units; place++) {
      for (int month = 0; month < places.months; month++) {
        if (!isArea || isPlaced(level, place, month)) {
          counted.add(month, places.numerator, places.cell(place, month));
        }
      }
    }
    Sums held = new Sums(places.months);
    for (int unit = 0; unit < rolledUp.units; unit++) {
      for (int month = 0; month < places.months; month++) {
        held.add(month, rolledUp.numerator, rolledUp.cell(unit, month));
      }
    }
    for (int month = 0; month < places.months; month++) {
      if (!counted.sameAs(month, held, month)) {
        throw new IllegalStateException(
            "%s: %s in %s is not the sum of the practices"
                .formatted(
                    measure.id(), level.code(), Months.month(boundaries.months().first() + month)));
      }
    }
  }

  /** Today's map or that of the month says where the practice counts. */
  private boolean isPlaced(Level level, int practice, int month) {
    return boundaries.unit(View.CURRENT, level, practice, month) != Boundaries.NONE
        || boundaries.unit(View.AS_REPORTED, level, practice, month) != Boundaries.NONE;
  }
}
