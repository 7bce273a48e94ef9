package pcw.publish;

import java.util.Arrays;
import java.util.List;
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

  /** What it costs to hide a cell: the more readers it has the more. */
  private static final int[] COST = {30, 20, 10, 5, 3, 2, 1};

  private static final int NEVER = 1_000_000;

  private final CountModel model;
  private final WindowOrder order;
  private final Policy policy;
  private final boolean exact;
  private final int[] cost = new int[STEPS.length + PAIRS.length];
  private final int[] trial = new int[STEPS.length + PAIRS.length];
  private int targetNet;

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

  boolean isSame(int step) {
    return cost[step] == 0;
  }

  int cost(int choice) {
    return cost[choice];
  }

  /** The steps of a choice, which is one step or a pair. */
  private static int[] steps(int choice) {
    return choice < STEPS.length ? new int[] {choice} : PAIRS[choice - STEPS.length];
  }

  /** The values that a choice opens, as bits. */
  int bits(int choice, int[] bits) {
    int all = 0;
    for (int step : steps(choice)) {
      all |= bits[step];
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
   * @return false where it does not touch the cell, or cannot be
   */
  boolean judge(Shift shift, Cells target, int cell) {
    Arrays.fill(cost, 0);
    targetNet = 0;
    spread(shift, shift.category(), 1);
    targetNet = target.net[cell];
    weigh(shift, shift.category(), cost, null, 0);
    forget(shift.category());
    if (targetNet == 0 || Math.abs(targetNet) > 4 || isHopeless()) {
      return false;
    }
    if (shift.otherCategory() != Shift.NONE) {
      add(shift, shift.otherCategory(), -1);
      return !isHopeless();
    }
    int own = model.groupOf(shift.category());
    boolean overlaps = own != Shift.NONE && !model.isPartition(own);
    if (overlaps) {
      forbid(cost, outOfBounds(shift, own, shift.withWhole(), shift.category()));
      if (!shift.withWhole()) {
        return !isHopeless();
      }
    }
    if (shift.category() != CountModel.WHOLE) {
      add(shift, CountModel.WHOLE, 1);
    }
    for (int group = 0; group < model.groups() && !isHopeless(); group++) {
      if (group != own) {
        addCheapest(shift, group);
      }
    }
    return !isHopeless();
  }

  private boolean isHopeless() {
    for (int step = 0; step < STEPS.length; step++) {
      if (cost[step] < NEVER) {
        return false;
      }
    }
    return true;
  }

  private void add(Shift shift, int category, int sign) {
    spread(shift, category, sign);
    weigh(shift, category, cost, null, 0);
    forget(category);
  }

  private void addCheapest(Shift shift, int group) {
    int[] best = null;
    long least = Long.MAX_VALUE;
    int[] options = model.group(group);
    for (int option = model.isPartition(group) ? 0 : -1; option < options.length; option++) {
      int category = option < 0 ? Shift.NONE : options[option];
      Arrays.fill(trial, 0);
      if (category != Shift.NONE) {
        spread(shift, category, 1);
        weigh(shift, category, trial, null, 0);
        forget(category);
      }
      if (!model.isPartition(group)) {
        forbid(trial, outOfBounds(shift, group, true, category));
      }
      long sum = 0;
      for (int c : trial) {
        sum += Math.min(c, NEVER);
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
      cost[i] = Math.min(2 * NEVER, cost[i] + best[i]);
    }
  }

  static void forbid(int[] costs, int never) {
    price(costs, 0, never, 0);
  }

  /**
   * Where the categories of a breakdown overlap none counts more than the whole, and all together
   * count no fewer: the steps after which that no longer held.
   *
   * @param whole the whole changes
   * @param changed the category that changes, or none
   */
  private int outOfBounds(Shift shift, int group, boolean whole, int changed) {
    int never = 0;
    List<Cells> wholes = model.bases(CountModel.WHOLE);
    for (int t = 0; t < shift.places().length; t++) {
      int place = shift.places()[t];
      for (Cells all : wholes) {
        for (int period : all.periodsOf[shift.months()[t]]) {
          int net = shift.dn() * net(shift, place, all, period);
          for (int step = 0; net != 0 && step < STEPS.length; step++) {
            if (isOutOfBounds(
                group, all, all.cell(place, period), whole, changed, net * STEPS[step])) {
              never |= 1 << step;
            }
          }
        }
      }
    }
    return never;
  }

  private int net(Shift shift, int place, Cells all, int period) {
    int first = model.hierarchy().months().first();
    Period of = all.periods.get(period);
    int net = 0;
    for (int t = 0; t < shift.places().length; t++) {
      int month = first + shift.months()[t];
      if (shift.places()[t] == place
          && month >= of.first()
          && month <= of.last()
          && (!model.byWindow() || shift.changes(all, period, month))) {
        net += shift.signs()[t];
      }
    }
    return net;
  }

  private boolean isOutOfBounds(
      int group, Cells all, int cell, boolean whole, int changed, int by) {
    long before = all.n[cell];
    long after = before + (whole ? by : 0);
    long sumBefore = 0;
    long sumAfter = 0;
    for (int category : model.group(group)) {
      for (Cells part : model.bases(category)) {
        if (part.slice.window() == all.slice.window()) {
          long n = part.n[cell];
          long now = n + (category == changed ? by : 0);
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
    int mask = 0;
    for (int step : steps(choice)) {
      mask |= 1 << step;
    }
    hide(shift, shift.category(), 1, mask, hidden);
    int own = model.groupOf(shift.category());
    if (shift.otherCategory() != Shift.NONE) {
      hide(shift, shift.otherCategory(), -1, mask, hidden);
      return;
    }
    if (own != Shift.NONE && !model.isPartition(own) && !shift.withWhole()) {
      return;
    }
    if (shift.category() != CountModel.WHOLE) {
      hide(shift, CountModel.WHOLE, 1, mask, hidden);
    }
    for (int group = 0; group < model.groups(); group++) {
      if (group != own && shift.chosen()[group] != Shift.NONE) {
        hide(shift, shift.chosen()[group], 1, mask, hidden);
      }
    }
  }

  private void hide(Shift shift, int category, int sign, int mask, ObjIntConsumer<Cells> hidden) {
    spread(shift, category, sign);
    weigh(shift, category, new int[cost.length], hidden, mask);
    forget(category);
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
      Shift shift, int category, int[] into, ObjIntConsumer<Cells> hidden, int mask) {
    int group = model.groupOf(category);
    boolean denominatorCounts = group == Shift.NONE || model.denominatorsAdd(group);
    int dd = denominatorCounts ? shift.dd() : 0;
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
          int verdict =
              verdict(cells, cell, shift.dn() * STEPS[step] * net, dd * STEPS[step] * net);
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
          price(into, stands, never, COST[cells.level.place()] * (category == 0 ? 2 : 1));
        }
      }
    }
    if (hidden == null && model.byWindow()) {
      order.forbid(shift, category, into);
    }
  }

  private static void price(int[] into, int stands, int never, int price) {
    for (int choice = 0; choice < into.length; choice++) {
      int mask = 0;
      for (int step : steps(choice)) {
        mask |= 1 << step;
      }
      if ((never & mask) != 0) {
        into[choice] = NEVER;
      } else if ((stands & mask) != 0 && into[choice] < NEVER) {
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
    if (!cells.exists[cell] || n2 < 0 || d2 < 0 || (model.nested() && n2 > d2)) {
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
