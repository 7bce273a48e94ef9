package pcw.publish;

import java.util.ArrayList;
import java.util.List;

/**
 * What must hold of people who are counted for each window apart: a longer window counts no fewer
 * than one within it, and no more than the windows that it is made of together.
 */
final class WindowOrder {
  private static final int ALL_STEPS = (1 << Looks.STEPS.length) - 1;

  private final CountModel model;
  private final Relations[] relations;

  WindowOrder(CountModel model) {
    this.model = model;
    this.relations = new Relations[model.categories()];
  }

  /**
   * One period of a long window beside the periods that lie within it: of another window, which may
   * cover the same months, or of its own.
   *
   * @param longer place of the long window among the blocks of the category
   * @param wide its period
   * @param inside periods of {@code shorter} within it
   * @param tiles those of {@code inside} that together make it up; null where none do
   */
  private record Relation(int longer, int wide, int shorter, int[] inside, int[] tiles) {}

  /** The relations of one category, and by block and period those that it is in. */
  private static final class Relations {
    private final List<Relation> all = new ArrayList<>();
    private final int[][][] of;
    private final int[] seen;
    private int turn;

    private Relations(List<Cells> bases) {
      List<List<List<Integer>>> found = new ArrayList<>();
      for (Cells block : bases) {
        List<List<Integer>> byPeriod = new ArrayList<>();
        block.periods.forEach(p -> byPeriod.add(new ArrayList<>()));
        found.add(byPeriod);
      }
      for (int longer = 0; longer < bases.size(); longer++) {
        for (int wide = 0; wide < bases.get(longer).periods.size(); wide++) {
          for (int shorter = 0; shorter < bases.size(); shorter++) {
            Relation relation = relation(bases, longer, wide, shorter);
            if (relation != null) {
              int number = all.size();
              all.add(relation);
              found.get(longer).get(wide).add(number);
              for (int narrow : relation.inside()) {
                found.get(shorter).get(narrow).add(number);
              }
            }
          }
        }
      }
      of =
          found.stream()
              .map(
                  byPeriod ->
                      byPeriod.stream()
                          .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                          .toArray(int[][]::new))
              .toArray(int[][][]::new);
      seen = new int[all.size()];
    }

    private static Relation relation(List<Cells> bases, int longer, int wide, int shorter) {
      Period around = bases.get(longer).periods.get(wide);
      List<Integer> inside = new ArrayList<>();
      List<Integer> tiles = new ArrayList<>();
      int next = around.first();
      List<Period> periods = bases.get(shorter).periods;
      for (int narrow = 0; narrow < periods.size(); narrow++) {
        Period period = periods.get(narrow);
        boolean itself = longer == shorter && narrow == wide;
        if (!itself && period.first() >= around.first() && period.last() <= around.last()) {
          inside.add(narrow);
          if (period.first() == next) {
            tiles.add(narrow);
            next = period.last() + 1;
          }
        }
      }
      return inside.isEmpty()
          ? null
          : new Relation(
              longer,
              wide,
              shorter,
              array(inside),
              next == around.last() + 1 ? array(tiles) : null);
    }

    private static int[] array(List<Integer> list) {
      return list.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** Forbids the steps of a shift after which it no longer held. Changes of cells must be noted. */
  void forbid(Shift shift, int category, int[] costs) {
    if (shift.dn() == 0) {
      return;
    }
    List<Cells> bases = model.bases(category);
    if (relations[category] == null) {
      relations[category] = new Relations(bases);
    }
    Relations known = relations[category];
    int never = 0;
    for (int t = 0; t < shift.places().length && never != ALL_STEPS; t++) {
      int place = shift.places()[t];
      if (t > 0 && shift.places()[t - 1] == place) {
        continue;
      }
      known.turn++;
      for (int block = 0; block < bases.size(); block++) {
        never |= changed(known, bases, block, place);
      }
    }
    Looks.forbid(costs, never);
  }

  /** The steps that would break a relation of a period of this place that changes. */
  private static int changed(Relations known, List<Cells> bases, int block, int place) {
    Cells cells = bases.get(block);
    int first = cells.cell(place, 0);
    int after = cells.cell(place + 1, 0);
    int never = 0;
    for (int i = 0; i < cells.changes() && never != ALL_STEPS; i++) {
      int cell = cells.changedCell(i);
      if (cell < first || cell >= after) {
        continue;
      }
      for (int number : known.of[block][cell - first]) {
        if (known.seen[number] != known.turn) {
          known.seen[number] = known.turn;
          never |= broken(known.all.get(number), bases, place);
        }
      }
    }
    return never;
  }

  private static int broken(Relation relation, List<Cells> bases, int place) {
    Cells longer = bases.get(relation.longer());
    Cells shorter = bases.get(relation.shorter());
    int outer = longer.cell(place, relation.wide());
    int first = shorter.cell(place, 0);
    if (!longer.exists[outer]) {
      return 0;
    }
    int never = 0;
    for (int narrow : relation.inside()) {
      int inner = first + narrow;
      never |= tooLarge(shorter.n[inner], shorter.net[inner], longer.n[outer], longer.net[outer]);
    }
    if (relation.tiles() != null) {
      long sum = 0;
      int net = 0;
      for (int tile : relation.tiles()) {
        sum += shorter.n[first + tile];
        net += shorter.net[first + tile];
      }
      never |= tooLarge(longer.n[outer], longer.net[outer], sum, net);
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
