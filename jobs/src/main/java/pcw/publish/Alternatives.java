package pcw.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds other counts that would have been published the same. A hidden count is safe when three
 * whole sets of counts, the true one among them, look the same to a reader and differ in it: then
 * nothing that can be worked out from what is shown tells it. Where too few are found, the cells
 * that stand in the way of the cheapest are hidden as well.
 *
 * <p>An alternative moves one or two people: to another organisation nearby, to another month, to
 * another category, or all of these, so that sums further up stay as they are. What is tried is
 * drawn at random from a fixed beginning: the same counts give the same answer.
 */
final class Alternatives {
  /** What of a cell must stay open. */
  enum Asked {
    /** The count. */
    NUMERATOR,
    /** Those of whom it counts. */
    DENOMINATOR,
    /** Those who are not counted. */
    COMPLEMENT
  }

  private record Question(int block, int cell, Asked what) {}

  private static final int TRIES = 160;
  private static final int MORE_TRIES = 640;
  private static final int NEIGHBOURS = 10;
  private static final int MOST_STARTS = 24;
  private static final int FEW_STARTS = 8;
  private static final int[] MONTHS_APART = {1, -1, 2, -2, 3, -3, 6, -6};
  private static final int WIDEST = 16;
  private static final Shift.Scope[] SCOPES = {
    Shift.Scope.ALL, Shift.Scope.ALL, Shift.Scope.WINDOW, Shift.Scope.PERIOD
  };

  private final CountModel model;
  private final Policy policy;
  private final Looks looks;
  private final int[][] neighbours;
  private final Deque<Question> open = new ArrayDeque<>();
  private final List<Cells> blocks;
  private final IdentityHashMap<Cells, Integer> places = new IdentityHashMap<>();
  private int unresolved;

  Alternatives(CountModel model, Policy policy, boolean exact) {
    this.model = model;
    this.policy = policy;
    this.looks = new Looks(model, policy, exact);
    this.neighbours = model.hierarchy().neighbours(NEIGHBOURS);
    this.blocks = model.published();
    for (int block = 0; block < blocks.size(); block++) {
      places.put(blocks.get(block), block);
    }
  }

  /** For how many numbers that must stay open the search found no three values. */
  int unresolved() {
    return unresolved;
  }

  /** Asks for a number of a cell to stay open. */
  void ask(int block, int cell, Asked what) {
    open.add(new Question(block, cell, what));
  }

  /** Hides until every number that was asked for is open. */
  void secure() {
    while (!open.isEmpty()) {
      Question next = open.remove();
      secure(next.block(), next.cell(), next.what());
    }
  }

  private void secure(int block, int cell, Asked what) {
    Cells target = blocks.get(block);
    int found = what == Asked.NUMERATOR ? target.found[cell] : 0;
    if (isEnough(found)) {
      return;
    }
    int[][] starts = starts(target, cell, model.category(target.slice));
    SplittableRandom random = new SplittableRandom(31L * block + 1_000_003L * cell);
    // The second round begins from a value that the first has opened.
    for (int round = 0; round < Policy.FEWEST_VALUES - 1 && starts.length > 0; round++) {
      Search search = new Search(found);
      for (int i = 0; i < MORE_TRIES && (i < TRIES || round > 0 || search.isEmpty()); i++) {
        Shift shift = draw(random, starts, target, cell, what);
        if (shift != null
            && looks.judge(shift, target, cell, search.tooDear())
            && search.take(shift, what, target, cell)) {
          return;
        }
      }
      if (search.best != null) {
        hide(search.best, search.bestChoice);
        return;
      }
      if (search.next == null) {
        break;
      }
      hide(search.next, search.nextChoice);
      found = search.found | search.nextBits;
      if (isEnough(found)) {
        return;
      }
    }
    if (what != Asked.NUMERATOR || !secureTwice(target, cell, starts, found, random)) {
      unresolved++;
    }
  }

  /**
   * Where each month of a place counts one person at most, nobody can be added to it twice, but to
   * two of them once.
   */
  private boolean secureTwice(
      Cells target, int cell, int[][] starts, int found, SplittableRandom random) {
    Search search = new Search(found);
    for (int i = 0; i < TRIES && starts.length > 1; i++) {
      int one = random.nextInt(starts.length);
      int other = random.nextInt(starts.length);
      Shift shift =
          Shift.both(
              starts[one],
              starts[other],
              model.category(target.slice),
              model.nested() ? random.nextInt(2) : 0,
              random.nextBoolean(),
              random.nextBoolean() ? Shift.Scope.ALL : Shift.Scope.WINDOW,
              target.slice.window(),
              model.groups());
      if (one != other
          && looks.judge(shift, target, cell, search.tooDear())
          && search.take(shift, Asked.NUMERATOR, target, cell)) {
        return true;
      }
    }
    if (search.best == null) {
      return false;
    }
    hide(search.best, search.bestChoice);
    return true;
  }

  private static boolean isEnough(int found) {
    return Integer.bitCount(found) >= Policy.FEWEST_VALUES - 1;
  }

  /** What was found so far, and the cheapest way to find more. */
  private final class Search {
    private final int[] bits = new int[Looks.STEPS.length];
    private int found;
    private Shift best;
    private int bestChoice;
    private int bestCost = Integer.MAX_VALUE;
    private Shift next;
    private int nextChoice;
    private int nextCost = Integer.MAX_VALUE;
    private int nextBits;

    private Search(int found) {
      this.found = found;
    }

    private boolean isEmpty() {
      return best == null && next == null;
    }

    /** From this cost on a shift is no better than those found. */
    private int tooDear() {
      return Math.max(bestCost, nextCost);
    }

    /** Takes in a shift that was judged; true where nothing more need be hidden. */
    private boolean take(Shift shift, Asked what, Cells target, int cell) {
      int before = found;
      int same = 0;
      for (int step = 0; step < bits.length; step++) {
        int by = Looks.STEPS[step] * looks.targetNet() * changeOf(what, shift);
        bits[step] = by != 0 && counts(target, cell, what, by) ? 1 << (WIDEST + by) : 0;
        found |= looks.isSame(step) ? bits[step] : 0;
        same |= looks.isSame(step) ? 1 << step : 0;
      }
      if (found != before) {
        remember(shift, same);
      }
      if (isEnough(found)) {
        return true;
      }
      int choice = looks.cheapest(found, bits, Policy.FEWEST_VALUES - 1);
      if (choice >= 0 && looks.cost(choice) < bestCost) {
        bestCost = looks.cost(choice);
        bestChoice = choice;
        best = shift;
      }
      int one = looks.cheapest(found, bits, Integer.bitCount(found) + 1);
      if (one >= 0 && looks.cost(one) < nextCost) {
        nextCost = looks.cost(one);
        nextChoice = one;
        nextBits = looks.bits(one, bits);
        next = shift;
      }
      return false;
    }
  }

  /**
   * What looks the same for one cell looks the same for all that change with it, and goes on to do
   * so whatever else is hidden later.
   */
  private void remember(Shift shift, int steps) {
    looks.changed(
        shift,
        (cells, cell, net) -> {
          for (int step = 0; step < Looks.STEPS.length; step++) {
            int by = Looks.STEPS[step] * net;
            if ((steps & 1 << step) != 0
                && Math.abs(by) < WIDEST
                && counts(cells, cell, Asked.NUMERATOR, by)) {
              cells.found[cell] |= 1 << (WIDEST + by);
            }
          }
        });
  }

  /** By how much one more of a shift changes what was asked for. */
  private static int changeOf(Asked what, Shift shift) {
    return switch (what) {
      case NUMERATOR -> shift.dn();
      case DENOMINATOR -> shift.dd();
      case COMPLEMENT -> shift.dd() - shift.dn();
    };
  }

  /**
   * One symbol stands for small numbers and for those that would give them away, so that a hidden
   * number may be any; but nobody is told of a zero as of a hidden number, where it is not.
   */
  private boolean counts(Cells cells, int cell, Asked what, int by) {
    return switch (what) {
      case NUMERATOR -> !policy.isSmall(cells.n[cell]) || cells.n[cell] + by > 0;
      case DENOMINATOR -> !policy.isSmall(cells.d[cell]) || cells.d[cell] + by > 0;
      case COMPLEMENT -> true;
    };
  }

  /** Hides what stands in the way of a choice, and asks for what is hidden. */
  private void hide(Shift shift, int choice) {
    looks.hide(shift, choice, this::hidden);
    remember(shift, Looks.mask(choice));
  }

  private void hidden(Cells cells, int cell) {
    ask(places.get(cells), cell, Asked.NUMERATOR);
  }

  /**
   * Places and months whose counts are in the cell: first those that count somebody, then those
   * that might, which have people of whom none is counted.
   */
  private int[][] starts(Cells target, int cell, int category) {
    Hierarchy hierarchy = model.hierarchy();
    int unit = cell / target.periods.size();
    Period period = target.periods.get(cell % target.periods.size());
    int first = hierarchy.months().first();
    int[] members = model.members(target.level, unit);
    List<int[]> some = new ArrayList<>();
    List<int[]> might = new ArrayList<>();
    List<int[]> none = new ArrayList<>();
    for (int month = period.last() - first; month >= Math.max(0, period.first() - first); month--) {
      for (int place : members) {
        int at = model.byWindow() ? period.last() - first : month;
        if (hierarchy.unit(target.level, place, at) != unit || !model.holds(place, month)) {
          continue;
        }
        if (model.count(category, place, month) > 0) {
          addUpTo(MOST_STARTS, some, place, month);
        } else if (model.nested() && model.people(category, place, month) > 0) {
          addUpTo(MOST_STARTS, might, place, month);
        } else {
          addUpTo(FEW_STARTS, none, place, month);
        }
      }
    }
    some.addAll(might);
    some.addAll(none);
    return some.toArray(int[][]::new);
  }

  private static void addUpTo(int most, List<int[]> starts, int place, int month) {
    if (starts.size() < most) {
      starts.add(new int[] {place, month});
    }
  }

  private Shift draw(SplittableRandom random, int[][] starts, Cells target, int cell, Asked what) {
    int category = model.category(target.slice);
    int[] start = starts[skewed(random, starts.length)];
    int place = start[0];
    int month = start[1];
    Shift.Scope scope = Shift.Scope.ALL;
    if (model.byWindow()) {
      scope = SCOPES[random.nextInt(SCOPES.length)];
      if (scope == Shift.Scope.PERIOD) {
        month =
            target.periods.get(cell % target.periods.size()).last()
                - model.hierarchy().months().first();
      }
    }
    int otherPlace = Shift.NONE;
    int otherMonth = Shift.NONE;
    int otherCategory = Shift.NONE;
    if (random.nextInt(4) != 0 && neighbours[place].length > 0) {
      otherPlace = neighbours[place][skewed(random, neighbours[place].length)];
      if (!model.holds(otherPlace, month)) {
        return null;
      }
    }
    if (random.nextInt(2) == 0) {
      otherMonth = month + MONTHS_APART[skewed(random, MONTHS_APART.length)];
      if (!model.holds(place, otherMonth)
          || (otherPlace != Shift.NONE && !model.holds(otherPlace, otherMonth))) {
        return null;
      }
    }
    int[] siblings = model.siblings(category);
    if (siblings.length > 0 && random.nextInt(3) == 0) {
      otherCategory = siblings[random.nextInt(siblings.length)];
    }
    int dn = 1;
    int dd = 0;
    switch (what) {
      case NUMERATOR -> dd = model.nested() ? random.nextInt(2) : 0;
      case DENOMINATOR -> {
        dn = random.nextInt(3) == 0 ? 1 : 0;
        dd = 1;
      }
      case COMPLEMENT -> {
        dn = random.nextInt(2);
        dd = 1 - dn;
      }
    }
    return Shift.of(
        place,
        month,
        otherPlace,
        otherMonth,
        target.level != model.hierarchy().base() && random.nextInt(4) == 0,
        category,
        otherCategory,
        dn,
        dd,
        random.nextBoolean(),
        scope,
        target.slice.window(),
        model.groups());
  }

  private static int skewed(SplittableRandom random, int size) {
    double u = random.nextDouble();
    return (int) (u * u * size);
  }
}
