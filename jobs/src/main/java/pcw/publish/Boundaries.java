package pcw.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which organisation a practice counts in, by level, month and view. Every level is reached from
 * the practice itself, never from the level below: a PCN may span sub-ICB locations.
 *
 * <p>The current view takes a practice's latest membership for all months; a practice that the
 * latest map leaves out follows its last known one, and where an area of that is gone, the area
 * that most practices of the old one are in now; a region, ICB or sub-ICB location that the latest
 * membership does not tell is the last that was told. In the as-reported view a month that no
 * membership covers takes the nearest one before it, else the nearest after it.
 */
final class Boundaries {
  /** A practice belongs to no organisation of the level. */
  static final int NONE = -1;

  /** The levels at which every practice is somewhere. */
  static final List<Level> AREAS = List.of(Level.SUB_ICB, Level.ICB, Level.REGION);

  private final Months months;
  private final Map<Level, List<String>> codes = new EnumMap<>(Level.class);
  private final Map<Level, Map<String, Integer>> units = new EnumMap<>(Level.class);
  private final List<Membership> memberships = new ArrayList<>();
  private final Map<Level, int[]> unitOfMembership = new EnumMap<>(Level.class);
  private final int[] lastKnown;
  private final int[] current;
  private final int[] byMonth;
  private final boolean[] inLatestMap;
  private final int firstMapMonth;

  /**
   * @param known the history of each practice, in any order; a practice has at least one
   * @param practiceMonths tell which months have a map, and who is in the latest
   */
  Boundaries(
      Months months, Collection<Membership> known, Collection<PracticeMonth> practiceMonths) {
    this.months = months;
    Map<String, List<Membership>> byPractice = new TreeMap<>();
    for (Membership membership : known) {
      byPractice.computeIfAbsent(membership.practice(), p -> new ArrayList<>()).add(membership);
    }
    for (Level level : Level.values()) {
      TreeSet<String> sorted = new TreeSet<>();
      switch (level) {
        case ENGLAND -> sorted.add(Level.ENGLAND_CODE);
        case PRACTICE -> sorted.addAll(byPractice.keySet());
        default -> known.forEach(m -> addIfPresent(sorted, m.ancestors().get(level)));
      }
      codes.put(level, List.copyOf(sorted));
      units.put(level, index(codes.get(level)));
    }
    IntSummaryStatistics mapped =
        practiceMonths.stream()
            .filter(PracticeMonth::inMap)
            .mapToInt(PracticeMonth::month)
            .summaryStatistics();
    firstMapMonth = mapped.getMin();
    Set<String> latestMap =
        practiceMonths.stream()
            .filter(row -> row.inMap() && row.month() == mapped.getMax())
            .map(PracticeMonth::practice)
            .collect(Collectors.toSet());

    int practices = byPractice.size();
    lastKnown = new int[practices];
    byMonth = new int[practices * months.count()];
    inLatestMap = new boolean[practices];
    int practice = 0;
    for (List<Membership> history : byPractice.values()) {
      history.sort(Comparator.comparing(Membership::validFrom));
      int firstOfPractice = memberships.size();
      memberships.addAll(history);
      lastKnown[practice] = memberships.size() - 1;
      inLatestMap[practice] = latestMap.contains(history.get(0).practice());
      for (int m = 0; m < months.count(); m++) {
        byMonth[practice * months.count() + m] =
            firstOfPractice + inForce(history, months.first() + m);
      }
      practice++;
    }
    current = lastKnown.clone();
    keepKnownAreas();
    if (hasMap()) {
      followNeighbours();
    }
    for (Level level : Level.values()) {
      int[] of = new int[memberships.size()];
      for (int i = 0; i < of.length; i++) {
        of[i] = unit(level, memberships.get(i));
      }
      unitOfMembership.put(level, of);
    }
  }

  /**
   * Every practice is in a sub-ICB location, an ICB and a region: where its latest membership does
   * not tell which, its months must not drop out of the area that an earlier one told.
   */
  private void keepKnownAreas() {
    for (int practice = 0; practice < lastKnown.length; practice++) {
      Membership latest = memberships.get(lastKnown[practice]);
      Map<Level, String> ancestors = new EnumMap<>(latest.ancestors());
      for (Level level : AREAS) {
        for (Membership earlier : history(practice)) {
          String code = earlier.ancestors().get(level);
          if (latest.ancestors().get(level) == null && code != null) {
            ancestors.put(level, code);
          }
        }
      }
      if (!ancestors.equals(latest.ancestors())) {
        replaceCurrent(practice, latest, ancestors);
      }
    }
  }

  private void replaceCurrent(int practice, Membership last, Map<Level, String> ancestors) {
    memberships.add(
        new Membership(
            last.practice(), last.validFrom(), last.validTo(), ancestors, last.fromMap()));
    current[practice] = memberships.size() - 1;
  }

  /**
   * Where a practice that the latest map leaves out was last in an area that no practice of that
   * map is in, it counts where the practices of its sub-ICB location do now; where that is gone
   * too, in the area that most of those are in now that were ever in the old one.
   */
  private void followNeighbours() {
    for (Level level : AREAS) {
      Map<String, Map<String, Integer>> successors = new TreeMap<>();
      Map<String, Map<String, Integer>> ofSubIcb = new TreeMap<>();
      Set<String> alive = new TreeSet<>();
      for (int practice = 0; practice < lastKnown.length; practice++) {
        Membership latest = memberships.get(lastKnown[practice]);
        String now = latest.ancestors().get(level);
        if (!inLatestMap[practice] || now == null) {
          continue;
        }
        alive.add(now);
        Set<String> before = new TreeSet<>();
        history(practice).forEach(m -> addIfPresent(before, m.ancestors().get(level)));
        before.forEach(old -> count(successors, old, now));
        if (latest.ancestors().get(Level.SUB_ICB) != null) {
          count(ofSubIcb, latest.ancestors().get(Level.SUB_ICB), now);
        }
      }
      for (int practice = 0; practice < lastKnown.length; practice++) {
        Membership last = memberships.get(current[practice]);
        String old = last.ancestors().get(level);
        if (!inLatestMap[practice] && old != null && !alive.contains(old)) {
          String subIcb = last.ancestors().getOrDefault(Level.SUB_ICB, "");
          follow(
              practice,
              level,
              last,
              ofSubIcb.getOrDefault(subIcb, successors.getOrDefault(old, Map.of())));
        }
      }
    }
  }

  private static void count(Map<String, Map<String, Integer>> into, String old, String now) {
    into.computeIfAbsent(old, o -> new TreeMap<>()).merge(now, 1, Integer::sum);
  }

  private void follow(int practice, Level level, Membership last, Map<String, Integer> votes) {
    String most = null;
    for (Map.Entry<String, Integer> vote : votes.entrySet()) {
      most = most == null || vote.getValue() > votes.get(most) ? vote.getKey() : most;
    }
    if (most != null) {
      Map<Level, String> ancestors = new EnumMap<>(last.ancestors());
      ancestors.put(level, most);
      replaceCurrent(practice, last, ancestors);
    }
  }

  private static void addIfPresent(Set<String> sorted, String code) {
    if (code != null) {
      sorted.add(code);
    }
  }

  private static Map<String, Integer> index(List<String> sorted) {
    Map<String, Integer> index = new HashMap<>();
    sorted.forEach(code -> index.put(code, index.size()));
    return index;
  }

  private static int inForce(List<Membership> history, int month) {
    int found = 0;
    for (int i = 0; i < history.size() && history.get(i).firstMonth() <= month; i++) {
      found = i;
    }
    return found;
  }

  private int unit(Level level, Membership membership) {
    return switch (level) {
      case ENGLAND -> 0;
      case PRACTICE -> units.get(level).get(membership.practice());
      default -> {
        String code = membership.ancestors().get(level);
        yield code == null ? NONE : units.get(level).get(code);
      }
    };
  }

  Months months() {
    return months;
  }

  /** Codes of a level, sorted; their places are the units. */
  List<String> codes(Level level) {
    return codes.get(level);
  }

  int count(Level level) {
    return codes.get(level).size();
  }

  int practices() {
    return count(Level.PRACTICE);
  }

  /** The place of a practice, or {@link #NONE} where it is not known. */
  int practice(String code) {
    return unit(Level.PRACTICE, code);
  }

  /** The place of an organisation in its level, or {@link #NONE} where it is not known. */
  int unit(Level level, String code) {
    return units.get(level).getOrDefault(code, NONE);
  }

  /**
   * The organisation of a level in which a practice counts, or {@link #NONE}.
   *
   * @param month place in {@link #months()}
   */
  int unit(View view, Level level, int practice, int month) {
    int membership =
        view == View.CURRENT ? current[practice] : byMonth[practice * months.count() + month];
    return unitOfMembership.get(level)[membership];
  }

  /** The organisation of a level in which a practice is, or was last known to be. */
  int currentUnit(Level level, int practice) {
    return unitOfMembership.get(level)[current[practice]];
  }

  /** False: the practice follows its last known membership. False for all where no map is held. */
  boolean inLatestMap(int practice) {
    return inLatestMap[practice];
  }

  /** Some map is held, of whatever month. */
  boolean hasMap() {
    return firstMapMonth != Integer.MAX_VALUE;
  }

  /** No map is held that tells of this month; its members can be told from a later map only. */
  boolean isBeforeFirstMap(int month) {
    return hasMap() && months.first() + month < firstMapMonth;
  }

  /** The memberships of a practice, oldest first. */
  List<Membership> history(int practice) {
    int last = lastKnown[practice];
    int first = practice == 0 ? 0 : lastKnown[practice - 1] + 1;
    return memberships.subList(first, last + 1);
  }

  /** Where a practice counts in the current view. */
  Membership current(int practice) {
    return memberships.get(current[practice]);
  }

  /** It counts in areas that its last known membership does not name, because those are gone. */
  boolean followsNeighbours(int practice) {
    return current[practice] != lastKnown[practice];
  }
}
