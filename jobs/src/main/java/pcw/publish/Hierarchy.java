package pcw.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where what a measure counts by counts further up: each practice by its own membership; an
 * organisation above practice by the one that most of its practices belong to.
 */
final class Hierarchy {
  private final Boundaries boundaries;
  private final View view;
  private final Level base;
  private final int months;
  private final Map<Level, int[]> unitOfBase = new EnumMap<>(Level.class);

  /**
   * @param base the measure's lowest level
   */
  Hierarchy(Boundaries boundaries, View view, Level base) {
    this.boundaries = boundaries;
    this.view = view;
    this.base = base;
    this.months = boundaries.months().count();
    if (base != Level.PRACTICE) {
      for (Level level : Level.values()) {
        if (level.place() < base.place()) {
          unitOfBase.put(level, parents(level));
        }
      }
    }
  }

  Level base() {
    return base;
  }

  /** How many places there are at the lowest level. */
  int places() {
    return boundaries.count(base);
  }

  int count(Level level) {
    return boundaries.count(level);
  }

  Months months() {
    return boundaries.months();
  }

  /** Whether the measure has figures at a level. */
  boolean has(Level level) {
    return level.place() <= base.place();
  }

  /**
   * The organisation of a level in which a place counts, or {@link Boundaries#NONE}.
   *
   * @param month place in {@link #months()}
   */
  int unit(Level level, int place, int month) {
    if (level == base) {
      return place;
    }
    if (level == Level.ENGLAND) {
      return 0;
    }
    return base == Level.PRACTICE
        ? boundaries.unit(view, level, place, month)
        : unitOfBase.get(level)[place * months + month];
  }

  private int[] parents(Level level) {
    int[] parents = new int[boundaries.count(base) * months];
    Arrays.fill(parents, Boundaries.NONE);
    int[] votes = new int[boundaries.count(base) * boundaries.count(level)];
    for (int month = 0; month < months; month++) {
      Arrays.fill(votes, 0);
      for (int practice = 0; practice < boundaries.practices(); practice++) {
        int child = boundaries.unit(view, base, practice, month);
        int parent = boundaries.unit(view, level, practice, month);
        if (child != Boundaries.NONE && parent != Boundaries.NONE) {
          votes[child * boundaries.count(level) + parent]++;
        }
      }
      for (int child = 0; child < boundaries.count(base); child++) {
        int most = 0;
        for (int parent = 0; parent < boundaries.count(level); parent++) {
          if (votes[child * boundaries.count(level) + parent] > most) {
            most = votes[child * boundaries.count(level) + parent];
            parents[child * months + month] = parent;
          }
        }
      }
    }
    return parents;
  }

  /** For each place those that share most levels with it, nearest first. */
  int[][] neighbours(int howMany) {
    int month = months - 1;
    Level[] levels = Level.values();
    int[][] near = new int[places()][];
    Map<Level, List<List<Integer>>> members = new EnumMap<>(Level.class);
    for (Level level : levels) {
      if (level.place() < base.place()) {
        List<List<Integer>> byUnit = new ArrayList<>();
        for (int u = 0; u < count(level); u++) {
          byUnit.add(new ArrayList<>());
        }
        for (int place = 0; place < places(); place++) {
          int unit = unit(level, place, month);
          if (unit != Boundaries.NONE) {
            byUnit.get(unit).add(place);
          }
        }
        members.put(level, byUnit);
      }
    }
    for (int place = 0; place < near.length; place++) {
      List<Integer> found = new ArrayList<>();
      for (int l = base.place() - 1; l >= 0 && found.size() < howMany; l--) {
        int unit = unit(levels[l], place, month);
        if (unit == Boundaries.NONE) {
          continue;
        }
        List<Integer> others = members.get(levels[l]).get(unit);
        int at = others.indexOf(place);
        for (int i = 1; i < others.size() && found.size() < howMany; i++) {
          int other = others.get((at + i) % others.size());
          if (!found.contains(other)) {
            found.add(other);
          }
        }
      }
      near[place] = found.stream().mapToInt(Integer::intValue).toArray();
    }
    return near;
  }
}
