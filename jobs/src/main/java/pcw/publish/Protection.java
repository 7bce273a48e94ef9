package pcw.publish;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Disclosure control on the rolled-up counts of one measure, before anything is computed from them.
 *
 * <p>First what is small is hidden, and what an earlier set hid. Then, cell by cell, it is asked
 * whether each hidden count keeps three possible values, and more is hidden until it does. What
 * remains is rounded. It is a heuristic against recovery from our own releases, not against what
 * somebody knows from elsewhere.
 */
final class Protection {
  private static final MathContext THREE_FIGURES = new MathContext(3, RoundingMode.HALF_UP);
  private static final int MEAN_PLACES = 1;

  /** What may be computed from. */
  static final class Protected {
    private final Counts counts;
    private final byte[] state;

    /**
     * @param counts as they may be shown; a hidden cell has none
     * @param state by cell, as {@link Cells}; null for public counts, of which all are shown
     */
    Protected(Counts counts, byte[] state) {
      this.counts = counts;
      this.state = state;
    }

    Counts counts() {
      return counts;
    }

    byte[] state() {
      return state;
    }

    boolean isHidden(int cell) {
      return state != null && state[cell] != Cells.SHOWN;
    }
  }

  /**
   * One published window, category and level.
   *
   * @param spread how values scatter, and events cluster; nothing of it is shown
   */
  record Piece(
      Treatment.Slice slice, Level level, List<Period> periods, Protected safe, Spread spread) {}

  private record Open(Cells cells, Counts counts) {}

  private final MeasureDefinition measure;
  private final Policy policy;
  private final Hierarchy hierarchy;
  private final Counting counting;
  private final List<Open> open = new ArrayList<>();
  private final List<Cells> made = new ArrayList<>();
  private int unresolved;

  Protection(
      MeasureDefinition measure,
      Policy policy,
      Hierarchy hierarchy,
      Map<Treatment.Slice, Counts> counted) {
    this.measure = measure;
    this.policy = policy;
    this.hierarchy = hierarchy;
    this.counting =
        Counting.of(measure, counted.values().stream().anyMatch(c -> c.squares != null));
  }

  /** Adds the counts of one slice at the lowest level, and with them all that is made of them. */
  void add(Treatment.Slice slice, Counts counts, boolean[] held, List<Window> windows) {
    Months months = hierarchy.months();
    List<Period> periods = Windows.periods(slice.window(), held, months, false);
    Counts byPeriod = Windows.add(counts, periods, months);
    made.add(cells(slice, hierarchy.base(), byPeriod, periods, true));
    for (Level level : Level.values()) {
      if (!hierarchy.has(level)) {
        continue;
      }
      Counts rolledUp = RollUp.counts(counts, hierarchy, level);
      for (Window window : windows) {
        Treatment.Slice of = new Treatment.Slice(window, slice.breakdown(), slice.category());
        if (Grain.isPublished(measure, policy, level, of)) {
          List<Period> shown =
              Grain.periods(
                  level, window, Windows.periods(window, held, months, measure.makesWindows()));
          Counts sums = Windows.add(rolledUp, shown, months);
          open.add(new Open(cells(of, level, sums, shown, false), sums));
        }
      }
    }
  }

  private Cells cells(
      Treatment.Slice slice, Level level, Counts counts, List<Period> periods, boolean base) {
    Cells cells = new Cells(slice, level, counts.units, periods, hierarchy.months());
    if (counting.showsSums()) {
      cells.quantity = new BigDecimal[cells.n.length];
    }
    for (int cell = 0; cell < cells.n.length; cell++) {
      cells.exists[cell] = counts.counted[cell] > 0;
      cells.state[cell] = base ? Cells.UNPUBLISHED : Cells.SHOWN;
      int months = periods.get(cell % periods.size()).monthsCounted();
      switch (counting) {
        case NUMERATOR -> cells.n[cell] = whole(counts.numerator, cell);
        case NESTED -> {
          cells.n[cell] = whole(counts.numerator, cell);
          cells.d[cell] = whole(counts.denominator, cell);
        }
        case APART -> {
          cells.n[cell] = whole(counts.numerator, cell);
          cells.d[cell] = average(counts, cell, months);
        }
        case DENOMINATOR -> cells.n[cell] = whole(counts.denominator, cell);
        case BESIDE -> {
          cells.n[cell] = counts.squares == null ? 0 : whole(counts.squares, cell);
          cells.quantity[cell] = counts.numerator.decimal(cell);
        }
        case NONE -> cells.n[cell] = 0;
      }
    }
    return cells;
  }

  private static long whole(Sums sums, int cell) {
    return Math.round(sums.get(cell));
  }

  private long average(Counts counts, int cell, int months) {
    return Math.round(counts.denominator.get(cell) / (measure.averagesDenominator() ? months : 1));
  }

  /**
   * Protects measures that publish the same count, or one measure alone: what is hidden in one is
   * hidden in the others, as often as that hides something more.
   *
   * @param names codes of the organisations of each level
   */
  static void protect(
      List<Protection> sameCount, EarlierSet earlier, Map<Level, List<String>> names)
      throws SQLException {
    for (Protection one : sameCount) {
      one.begin(earlier, names);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Protection one : sameCount) {
        for (Protection other : sameCount) {
          changed |= one != other && one.hideAs(other);
        }
        if (one.counting != Counting.NONE) {
          one.secure();
        }
      }
    }
  }

  private void begin(EarlierSet earlier, Map<Level, List<String>> names) throws SQLException {
    EarlierSet.OfMeasure before = earlier.of(measure.id());
    for (Open o : open) {
      remember(before, o, names.get(o.cells().level));
      hideSmall(o.cells());
    }
  }

  /** Hides the cells that show the very count that another measure hides. */
  private boolean hideAs(Protection other) {
    boolean changed = false;
    for (Open o : open) {
      Cells cells = o.cells();
      Cells its = other.cells(cells.slice, cells.level);
      if (its == null) {
        continue;
      }
      for (int cell = 0; cell < cells.n.length; cell++) {
        int same = its.sameAs(cells, cell);
        if (same >= 0
            && its.isHidden(same)
            && cells.exists[cell]
            && !cells.isHidden(cell)
            && other.shared(its)[same] == shared(cells)[cell]) {
          cells.state[cell] = Cells.COMPLEMENT;
          changed = true;
        }
      }
    }
    return changed;
  }

  /** The count that another measure may publish too: of an amount a person, the people. */
  private long[] shared(Cells cells) {
    return counting == Counting.APART && measure.kind().equals("ratio") ? cells.d : cells.n;
  }

  private Cells cells(Treatment.Slice slice, Level level) {
    return open.stream()
        .map(Open::cells)
        .filter(c -> c.level == level && c.slice.equals(slice))
        .findFirst()
        .orElse(null);
  }

  /** What is left to tell, once all is protected. */
  List<Piece> pieces() {
    Map<Window, Double> clustering = new EnumMap<>(Window.class);
    for (Open o : open) {
      if (o.cells().level == Level.ENGLAND
          && o.cells().slice.breakdown().equals(Treatment.Slice.ALL)) {
        clustering.put(o.cells().slice.window(), Spread.clustering(o.counts()));
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (Open o : open) {
      pieces.add(
          new Piece(
              o.cells().slice,
              o.cells().level,
              o.cells().periods,
              new Protected(shown(o), o.cells().state),
              Spread.of(
                  o.counts(), clustering.getOrDefault(o.cells().slice.window(), Double.NaN))));
    }
    return pieces;
  }

  String measure() {
    return measure.id();
  }

  /** For how many hidden numbers no three values were found that look the same. */
  int unresolved() {
    return unresolved;
  }

  private void remember(EarlierSet.OfMeasure before, Open o, List<String> names) {
    Counts shown = shown(o);
    double[] numerator = new double[o.cells().n.length];
    double[] denominator = new double[numerator.length];
    for (int cell = 0; cell < numerator.length; cell++) {
      numerator[cell] = shown.numerator.get(cell);
      int months = o.cells().periods.get(cell % o.cells().periods.size()).monthsCounted();
      denominator[cell] =
          shown.denominator.get(cell) / (measure.averagesDenominator() ? months : 1);
    }
    before.note(o.cells(), names, numerator, denominator, policy);
  }

  private void hideSmall(Cells cells) {
    for (int cell = 0; cell < cells.n.length; cell++) {
      if (!cells.exists[cell]) {
        continue;
      }
      if (counting == Counting.NONE) {
        cells.state[cell] = Cells.UNCOUNTED;
      } else if (policy.isSmall(cells.n[cell]) || policy.isSmall(cells.d[cell])) {
        cells.state[cell] = Cells.SMALL;
      }
    }
  }

  private void secure() {
    List<Cells> published = open.stream().map(Open::cells).toList();
    CountModel model =
        new CountModel(
            hierarchy, !measure.makesWindows(), counting == Counting.NESTED, published, made);
    Alternatives alternatives = new Alternatives(model, policy, counting.showsSums());
    List<Integer> order = new ArrayList<>();
    for (int block = 0; block < published.size(); block++) {
      order.add(block);
    }
    order.sort(Comparator.comparing(block -> -published.get(block).level.place()));
    for (int block : order) {
      ask(alternatives, model, published.get(block), block);
    }
    alternatives.secure();
    unresolved = alternatives.unresolved();
  }

  private void ask(Alternatives alternatives, CountModel model, Cells cells, int block) {
    int group = model.groupOf(model.category(cells.slice));
    boolean own = group == Shift.NONE || model.denominatorsAdd(group);
    boolean denominatorCounts =
        own
            && (counting == Counting.NESTED
                || (counting == Counting.APART && !measure.averagesDenominator()));
    for (int cell = 0; cell < cells.n.length; cell++) {
      if (!cells.exists[cell]) {
        continue;
      }
      if (cells.isHidden(cell)) {
        alternatives.ask(block, cell, Alternatives.Asked.NUMERATOR);
      }
      if (denominatorCounts && policy.isSmall(cells.d[cell])) {
        alternatives.ask(block, cell, Alternatives.Asked.DENOMINATOR);
      }
      if (counting == Counting.NESTED && policy.isSmall(cells.d[cell] - cells.n[cell])) {
        alternatives.ask(block, cell, Alternatives.Asked.COMPLEMENT);
      }
    }
  }

  /** The counts as they may be shown; nothing of a hidden cell. */
  private Counts shown(Open o) {
    Cells cells = o.cells();
    Counts exact = o.counts();
    Counts shown = new Counts(exact.units, exact.months);
    for (int cell = 0; cell < cells.n.length; cell++) {
      if (!cells.exists[cell]) {
        continue;
      }
      shown.counted[cell] = exact.counted[cell];
      shown.withoutDenominator[cell] = exact.withoutDenominator[cell];
      if (cells.isHidden(cell)) {
        continue;
      }
      int months =
          measure.averagesDenominator()
              ? cells.periods.get(cell % cells.periods.size()).monthsCounted()
              : 1;
      BigDecimal n = BigDecimal.valueOf(policy.shown(cells.n[cell]));
      switch (counting) {
        case NUMERATOR, NESTED, APART -> {
          shown.numerator.add(cell, n);
          shown.denominator.add(
              cell,
              BigDecimal.valueOf(policy.shown(cells.d[cell])).multiply(BigDecimal.valueOf(months)));
        }
        case DENOMINATOR -> {
          shown.denominator.add(cell, n);
          shown.numerator.add(cell, sumOfMean(exact, cell, n));
        }
        case BESIDE -> {
          shown.numerator.add(cell, money(exact.numerator.decimal(cell)));
          shown.denominator.add(cell, money(exact.denominator.decimal(cell)));
        }
        case NONE -> {}
      }
    }
    return shown;
  }

  /**
   * So that the shown sum, over the shown number of people, is the mean to one decimal, or the
   * median.
   */
  private BigDecimal sumOfMean(Counts exact, int cell, BigDecimal shownPeople) {
    if (measure.kind().equals(MeasureDefinition.MEDIAN)) {
      return exact.values == null
          ? BigDecimal.ZERO
          : exact.values.median(cell).multiply(shownPeople);
    }
    if (policy.roundedTo() == 1 || exact.denominator.isZero(cell)) {
      return exact.numerator.decimal(cell);
    }
    return exact
        .numerator
        .decimal(cell)
        .divide(exact.denominator.decimal(cell), MEAN_PLACES, RoundingMode.HALF_UP)
        .multiply(shownPeople);
  }

  private BigDecimal money(BigDecimal sum) {
    return policy.roundedTo() == 1 ? sum : sum.round(THREE_FIGURES);
  }

  /** Why a cell is hidden, in words for the log: nobody else may tell the reasons apart. */
  static String reason(byte state) {
    return switch (state) {
      case Cells.SMALL -> "few people";
      case Cells.EARLIER -> "hidden in an earlier set";
      case Cells.COMPLEMENT -> "would give a small number away";
      case Cells.CORRECTED -> "would tell who was added or taken out since an earlier set";
      case Cells.UNCOUNTED -> "a sum without a number of people";
      default -> throw new IllegalArgumentException("not hidden: " + state);
    };
  }

  /**
   * Why a cell is hidden, as readers are told: a cell of few people has the same words as one that
   * would give few people away, or to know which is which would tell its count.
   */
  static String published(byte state) {
    return state == Cells.UNCOUNTED ? reason(state) : "few people, or it would tell of few";
  }
}
