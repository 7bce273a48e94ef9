package pcw.publish;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;

/**
 * Whether the publication would look the same if the counts were shifted: once or twice, forwards
 * or backwards.
 */
final class Looks {
  /** How many people are shifted. */
  static final int[] STEPS = {1, -1, 2, -2};

  /** Two different steps make three values with the true one. */
  private static final int[][] PAIRS = {{0, 1}, {0, 2}, {1, 3}, {0, 3}, {1, 2}, {2, 3}};

  /** The steps of each choice, which is one step or a pair, as bits. */
  private static final int[] MASKS = masks();

  /** What it costs to hide a cell: the more readers it has the more. */
  private static final int[] COST = {30, 20, 10, 5, 3, 2, 1};

  /** The whole is what is read first: to hide it costs so many times as much. */
  private static final int HEADLINE = 10;

  private static final int NEVER = 1_000_000;
  private static final int ALL_STEPS = (1 << STEPS.length) - 1;
  private static final int[] NOT_PRICED = new int[0];

  private final CountModel model;
  private final WindowOrder order;
  private final Policy policy;
  private final boolean exact;
  private final int[] cost = new int[STEPS.length + PAIRS.length];
  private final int[] trial = new int[STEPS.length + PAIRS.length];
  private int targetNet;
  private int limit;

  /**
   * @param exact sums are published beside the counts, so that no rounding protects
   */
  Looks(CountModel model, Policy policy, boolean exact) {
    this.model = model;
    this.policy = policy;
    this.order = new WindowOrder(model);
    this.exact = exact || policy.roundedTo() == 1;
  }

  /** By how much one step changes the cell that was asked for. */
  int targetNet() {
    return targetNet;
  }

  /** The steps of a choice, as bits. */
  static int mask(int choice) {
    return MASKS[choice];
  }

  boolean isSame(int step) {
    return cost[step] == 0;
  }

  int cost(int choice) {
    return cost[choice];
  }

  private static int[] masks() {
    int[] masks = new int[STEPS.length + PAIRS.length];
    for (int choice = 0; choice < masks.length; choice++) {
      masks[choice] =
          choice < STEPS.length
              ? 1 << choice
              : 1 << PAIRS[choice - STEPS.length][0] | 1 << PAIRS[choice - STEPS.length][1];
    }
    return masks;
  }

  /** The values that a choice opens, as bits. */
  int bits(int choice, int[] bits) {
    int all = 0;
    for (int step = 0; step < STEPS.length; step++) {
      all |= (MASKS[choice] & 1 << step) != 0 ? bits[step] : 0;
    }
    return all;
  }

  /** The cheapest choice that gives so many values with those found; -1 where none does. */
  int cheapest(int found, int[] bits, int values) {
    int best = -1;
    for (int choice = 0; choice < cost.length; choice++) {
      int all = found | bits(choice, bits);
      if (cost[choice] < NEVER
          && Integer.bitCount(all) >= values
          && (best < 0 || cost[choice] < cost[best])) {
        best = choice;
      }
    }
    return best;
  }

  /**
   * Judges a shift: what each step would cost in cells that must be hidden for it to look the same.
   *
   * @param tooDear a cost at which no step is of use any more
   * @return false where it does not touch the cell, cannot be, or costs too much
   */
  boolean judge(Shift shift, Cells target, int cell, int tooDear) {
    targetNet = net(shift, target, cell);
    if (targetNet == 0 || Math.abs(targetNet) > 4) {
      return false;
    }
    boolean exchanges = shift.otherCategory() != Shift.NONE;
    int possible = possible(shift, shift.category(), 1);
    if (possible == 0
        || (exchanges && (possible & possible(shift, shift.otherCategory(), -1)) == 0)) {
      return false;
    }
    Arrays.fill(cost, 0);
    limit = Math.min(tooDear, NEVER);
    add(shift, shift.category(), 1);
    if (isHopeless()) {
      return false;
    }
    int own = model.groupOf(shift.category());
    boolean withWhole = changesWhole(shift);
    if (own != Shift.NONE && model.isBounded(own)) {
      forbid(cost, outOfBounds(shift, own, withWhole, shift.category(), shift.otherCategory()));
    }
    if (exchanges) {
      add(shift, shift.otherCategory(), -1);
      return !isHopeless();
    }
    if (!withWhole) {
      return !isHopeless() && (shift.dd() == 0 || !model.sharesDenominator(own));
    }
    if (shift.category() != CountModel.WHOLE) {
      add(shift, CountModel.WHOLE, 1);
    }
    for (int group = 0; group < model.groups() && !isHopeless(); group++) {
      if (group != own) {
        addCheapest(shift, group);
      }
    }
    ofWhomOnly(
        shift,
        category -> {
          if (!isHopeless()) {
            add(shift, category, 1, 0);
          }
        });
    return !isHopeless();
  }

  /**
   * Whether the whole changes with a category: not where two categories of it exchange somebody.
   */
  private boolean changesWhole(Shift shift) {
    int own = model.groupOf(shift.category());
    return shift.otherCategory() == Shift.NONE
        && (shift.withWhole() || own == Shift.NONE || model.isPartition(own));
  }

  /** The categories of which nobody more is counted, but which are of one more. */
  private void ofWhomOnly(Shift shift, IntConsumer to) {
    for (int group = 0; shift.dd() != 0 && group < model.groups(); group++) {
      if (model.sharesDenominator(group)) {
        for (int category : model.group(group)) {
          if (category != shift.category() && category != shift.chosen()[group]) {
            to.accept(category);
          }
        }
      }
    }
  }

  private boolean isHopeless() {
    return alive() == 0;
  }

  /** The steps that may still be of use. */
  private int alive() {
    int alive = 0;
    for (int step = 0; step < STEPS.length; step++) {
      alive |= cost[step] < limit ? 1 << step : 0;
    }
    return alive;
  }

  /** The steps that the counts of months at the lowest level allow: quickly told, most do not. */
  private int possible(Shift shift, int category, int sign) {
    int possible = ALL_STEPS;
    int dd = changeOfDenominator(shift, category);
    for (Cells cells : model.bases(category)) {
      if (cells.slice.window() != Window.MONTH) {
        continue;
      }
      for (int t = 0; t < shift.places().length; t++) {
        int month = shift.months()[t];
        for (int period : cells.periodsOf[month]) {
          if (!model.byWindow()
              || shift.changes(cells, period, month + model.hierarchy().months().first())) {
            int cell = cells.cell(shift.places()[t], period);
            int net = sign * shift.signs()[t];
            for (int step = 0; step < STEPS.length; step++) {
              long n = cells.n[cell] + (long) shift.dn() * STEPS[step] * net;
              long d = cells.d[cell] + (long) dd * STEPS[step] * net;
              if (!canBe(cells, cell, n, d)) {
                possible &= ~(1 << step);
              }
            }
          }
        }
      }
    }
    return possible;
  }

  /** Whether a cell could hold such counts at all. */
  private boolean canBe(Cells cells, int cell, long n, long d) {
    return cells.exists[cell] && n >= 0 && d >= 0 && (!model.nested() || n <= d);
  }

  /** A denominator that is the same for all categories is not theirs to change. */
  private int changeOfDenominator(Shift shift, int category) {
    int group = model.groupOf(category);
    boolean isOwn =
        group == Shift.NONE
            || model.denominatorsAdd(group)
            || (model.sharesDenominator(group) && shift.otherCategory() == Shift.NONE);
    return isOwn ? shift.dd() : 0;
  }

  /** By how much a shift of its category changes a cell. */
  private int net(Shift shift, Cells cells, int cell) {
    Hierarchy hierarchy = model.hierarchy();
    int first = hierarchy.months().first();
    int unit = cell / cells.periods.size();
    int number = cell % cells.periods.size();
    Period period = cells.periods.get(number);
    int net = 0;
    for (int t = 0; t < shift.places().length; t++) {
      int month = shift.months()[t];
      boolean inside = period.first() <= month + first && month + first <= period.last();
      if (inside && (!model.byWindow() || shift.changes(cells, number, month + first))) {
        int at = model.byWindow() ? period.last() - first : month;
        net += hierarchy.unit(cells.level, shift.places()[t], at) == unit ? shift.signs()[t] : 0;
      }
    }
    return net;
  }

  private void add(Shift shift, int category, int sign) {
    add(shift, category, sign, shift.dn());
  }

  private void add(Shift shift, int category, int sign, int dn) {
    spread(shift, category, sign);
    weigh(shift, category, dn, cost, null, 0);
    forget(category);
  }

  private void addCheapest(Shift shift, int group) {
    int[] best = null;
    long least = Long.MAX_VALUE;
    int alive = alive();
    int[] options = model.group(group);
    for (int option = model.isPartition(group) ? 0 : -1; option < options.length; option++) {
      int category = option < 0 ? Shift.NONE : options[option];
      if (category != Shift.NONE && (possible(shift, category, 1) & alive) == 0) {
        continue;
      }
      Arrays.fill(trial, 0);
      if (category != Shift.NONE) {
        spread(shift, category, 1);
        weigh(shift, category, shift.dn(), trial, null, 0);
        forget(category);
      }
      if (model.isBounded(group)) {
        forbid(trial, outOfBounds(shift, group, true, category, Shift.NONE));
      }
      long sum = 0;
      for (int choice = 0; choice < trial.length; choice++) {
        sum += cost[choice] < limit ? Math.min(trial[choice], NEVER) : 0;
      }
      if (sum < least) {
        least = sum;
        best = trial.clone();
        shift.chosen()[group] = category;
      }
      if (sum == 0) {
        break;
      }
    }
    for (int i = 0; i < cost.length; i++) {
      cost[i] = best == null ? NEVER : Math.min(2 * NEVER, cost[i] + best[i]);
    }
  }

  static void forbid(int[] costs, int never) {
    price(costs, 0, never, 0);
  }

  /**
   * Where the people of a breakdown's categories overlap none counts more than the whole, and all
   * together count no fewer: the steps after which that no longer held. Where there is no whole
   * nothing is bound by it.
   *
   * @param whole the whole changes
   * @param changed the category that changes, or none
   * @param other the category that changes the other way, or none
   */
  private int outOfBounds(Shift shift, int group, boolean whole, int changed, int other) {
    int never = 0;
    List<Cells> wholes = model.bases(CountModel.WHOLE);
    for (int t = 0; t < shift.places().length; t++) {
      int place = shift.places()[t];
      for (Cells all : wholes) {
        for (int period : all.periodsOf[shift.months()[t]]) {
          int cell = all.cell(place, period);
          int net = shift.dn() * net(shift, all, cell);
          for (int step = 0; net != 0 && all.exists[cell] && step < STEPS.length; step++) {
            if (isOutOfBounds(group, all, cell, whole, changed, other, net * STEPS[step])) {
              never |= 1 << step;
            }
          }
        }
      }
    }
    return never;
  }

  private boolean isOutOfBounds(
      int group, Cells all, int cell, boolean whole, int changed, int other, int by) {
    long before = all.n[cell];
    long after = before + (whole ? by : 0);
    long sumBefore = 0;
    long sumAfter = 0;
    for (int category : model.group(group)) {
      for (Cells part : model.bases(category)) {
        if (part.slice.window() == all.slice.window()) {
          long n = part.n[cell];
          long now = n + (category == changed ? by : category == other ? -by : 0);
          sumBefore += n;
          sumAfter += now;
          if (n <= before && now > after) {
            return true;
          }
        }
      }
    }
    return sumBefore >= before && sumAfter < after;
  }

  /** Hides what stands in the way of a choice. */
  void hide(Shift shift, int choice, ObjIntConsumer<Cells> hidden) {
    touched(
        shift,
        (category, sign, dn) -> {
          spread(shift, category, sign);
          weigh(shift, category, dn, NOT_PRICED, hidden, MASKS[choice]);
          forget(category);
        });
  }

  /** Takes each cell whose count a shift changes, and by how much. */
  interface Changed {
    void accept(Cells cells, int cell, int net);
  }

  /** Every cell whose numerator one step of a shift changes. */
  void changed(Shift shift, Changed to) {
    touched(
        shift,
        (category, sign, dn) -> {
          if (dn == 0) {
            return;
          }
          spread(shift, category, sign);
          for (Cells cells : model.blocks(category)) {
            for (int i = 0; i < cells.changes(); i++) {
              int cell = cells.changedCell(i);
              if (cells.net[cell] != 0) {
                to.accept(cells, cell, cells.net[cell]);
              }
            }
          }
          forget(category);
        });
  }

  private interface Touched {
    void accept(int category, int sign, int dn);
  }

  /** The categories that a shift changes, in which direction, and whether their numerators. */
  private void touched(Shift shift, Touched to) {
    to.accept(shift.category(), 1, shift.dn());
    if (shift.otherCategory() != Shift.NONE) {
      to.accept(shift.otherCategory(), -1, shift.dn());
      return;
    }
    int own = model.groupOf(shift.category());
    if (!changesWhole(shift)) {
      return;
    }
    if (shift.category() != CountModel.WHOLE) {
      to.accept(CountModel.WHOLE, 1, shift.dn());
    }
    for (int group = 0; group < model.groups(); group++) {
      if (group != own && shift.chosen()[group] != Shift.NONE) {
        to.accept(shift.chosen()[group], 1, shift.dn());
      }
    }
    ofWhomOnly(shift, category -> to.accept(category, 1, 0));
  }

  private void spread(Shift shift, int category, int sign) {
    Hierarchy hierarchy = model.hierarchy();
    int first = hierarchy.months().first();
    for (Cells cells : model.blocks(category)) {
      for (int t = 0; t < shift.places().length; t++) {
        int place = shift.places()[t];
        int month = shift.months()[t];
        int by = sign * shift.signs()[t];
        int unit = model.byWindow() ? 0 : hierarchy.unit(cells.level, place, month);
        for (int period : cells.periodsOf[month]) {
          if (model.byWindow()) {
            if (!shift.changes(cells, period, month + first)) {
              continue;
            }
            unit = hierarchy.unit(cells.level, place, cells.periods.get(period).last() - first);
          }
          if (unit != Boundaries.NONE) {
            cells.change(cells.cell(unit, period), by);
          }
        }
      }
    }
  }

  private void forget(int category) {
    model.blocks(category).forEach(Cells::forgetChanges);
  }

  /**
   * Adds what hiding costs to each choice; with {@code hidden}, hides what stands in the way of the
   * steps in {@code mask} instead.
   */
  private void weigh(
      Shift shift, int category, int dn, int[] into, ObjIntConsumer<Cells> hidden, int mask) {
    int dd = changeOfDenominator(shift, category);
    for (Cells cells : model.blocks(category)) {
      for (int i = 0; i < cells.changes(); i++) {
        int cell = cells.changedCell(i);
        int net = cells.net[cell];
        if (net == 0) {
          continue;
        }
        int stands = 0;
        int never = 0;
        for (int step = 0; step < STEPS.length; step++) {
          int verdict = verdict(cells, cell, dn * STEPS[step] * net, dd * STEPS[step] * net);
          stands |= verdict == 1 ? 1 << step : 0;
          never |= verdict == 2 ? 1 << step : 0;
        }
        if (hidden != null) {
          if ((stands & mask) != 0) {
            cells.state[cell] = Cells.COMPLEMENT;
            hidden.accept(cells, cell);
          }
          continue;
        }
        if (stands != 0 || never != 0) {
          price(
              into,
              stands,
              never,
              COST[cells.level.place()] * (category == CountModel.WHOLE ? HEADLINE : 1));
        }
      }
    }
    if (hidden == null && model.byWindow()) {
      order.forbid(shift, category, into);
    }
  }

  private static void price(int[] into, int stands, int never, int price) {
    for (int choice = 0; choice < into.length; choice++) {
      if ((never & MASKS[choice]) != 0) {
        into[choice] = NEVER;
      } else if ((stands & MASKS[choice]) != 0 && into[choice] < NEVER) {
        into[choice] += price;
      }
    }
  }

  /** 0: looks the same; 1: would if it were hidden; 2: cannot be. */
  private int verdict(Cells cells, int cell, int dn, int dd) {
    if (dn == 0 && dd == 0) {
      return 0;
    }
    long n = cells.n[cell];
    long d = cells.d[cell];
    long n2 = n + dn;
    long d2 = d + dd;
    if (!canBe(cells, cell, n2, d2)) {
      return 2;
    }
    if (cells.state[cell] == Cells.UNPUBLISHED) {
      return 0;
    }
    if (cells.earlier[cell] == Cells.SHOWN_OTHERWISE) {
      return 2;
    }
    boolean same = same(n, n2) && same(d, d2);
    if (cells.earlier[cell] == Cells.SHOWN_BEFORE && !same) {
      return 2;
    }
    if (cells.state[cell] == Cells.SHOWN) {
      return same ? 0 : 1;
    }
    return 0;
  }

  private boolean same(long before, long after) {
    return before == after || (!exact && policy.looksTheSame(before, after));
  }
}
