package pcw.publish;

import java.util.List;

/**
 * What must hold of people who are counted for each window apart: a longer window counts no fewer
 * than one within it, and no more than the windows that it is made of together.
 */
final class WindowOrder {
  private final CountModel model;

  WindowOrder(CountModel model) {
    this.model = model;
  }

  /** Forbids the steps of a shift after which it no longer held. Changes of cells must be noted. */
  void forbid(Shift shift, int category, int[] costs) {
    if (shift.dn() == 0) {
      return;
    }
    int never = 0;
    List<Cells> bases = model.bases(category);
    int earliest = Integer.MAX_VALUE;
    int latest = Integer.MIN_VALUE;
    int first = model.hierarchy().months().first();
    for (int month : shift.months()) {
      earliest = Math.min(earliest, first + month - 11);
      latest = Math.max(latest, first + month + 11);
    }
    for (int t = 0; t < shift.places().length; t++) {
      int place = shift.places()[t];
      if (t > 0 && shift.places()[t - 1] == place) {
        continue;
      }
      for (Cells longer : bases) {
        for (int wide = 0; wide < longer.periods.size(); wide++) {
          Period around = longer.periods.get(wide);
          if (around.last() >= earliest && around.first() <= latest) {
            never |= parts(bases, longer, wide, place);
          }
        }
      }
    }
    Looks.forbid(costs, never);
  }

  private static int parts(List<Cells> bases, Cells longer, int wide, int place) {
    Period around = longer.periods.get(wide);
    int outer = longer.cell(place, wide);
    int net = longer.net[outer];
    int never = 0;
    for (Cells shorter : bases) {
      long sum = 0;
      int netOfSum = 0;
      int next = around.first();
      for (int narrow = 0; narrow < shorter.periods.size(); narrow++) {
        Period inside = shorter.periods.get(narrow);
        if (inside.first() < around.first()
            || inside.last() > around.last()
            || (inside.first() == around.first() && inside.last() == around.last())) {
          continue;
        }
        int inner = shorter.cell(place, narrow);
        never |= tooLarge(shorter.n[inner], shorter.net[inner], longer.n[outer], net);
        if (inside.first() == next) {
          sum += shorter.n[inner];
          netOfSum += shorter.net[inner];
          next = inside.last() + 1;
        }
      }
      if (next == around.last() + 1) {
        never |= tooLarge(longer.n[outer], net, sum, netOfSum);
      }
    }
    return never;
  }

  /** The steps that would make the lesser number the greater one. */
  private static int tooLarge(long lesser, int lesserNet, long greater, int greaterNet) {
    int never = 0;
    if (lesser <= greater && lesserNet != greaterNet) {
      for (int step = 0; step < Looks.STEPS.length; step++) {
        if (lesser + (long) lesserNet * Looks.STEPS[step]
            > greater + (long) greaterNet * Looks.STEPS[step]) {
          never |= 1 << step;
        }
      }
    }
    return never;
  }
}
