package pcw.publish;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The counts of one protected measure: every cell that is published, the counts that they are made
 * of, and what adds up to what.
 */
final class CountModel {
  /** Category 0 is the whole. */
  static final int WHOLE = 0;

  private final Hierarchy hierarchy;
  private final boolean byWindow;
  private final boolean nested;
  private final List<Cells> published = new ArrayList<>();
  private final Map<String, Integer> categories = new LinkedHashMap<>();
  private final List<List<Cells>> byCategory = new ArrayList<>();
  private final List<List<Cells>> bases = new ArrayList<>();
  private final List<int[]> groups = new ArrayList<>();
  private final List<Integer> groupOf = new ArrayList<>();
  private final List<Boolean> partitions = new ArrayList<>();
  private final List<Boolean> bounded = new ArrayList<>();
  private final List<Boolean> denominatorsAdd = new ArrayList<>();
  private final List<Boolean> sharesDenominator = new ArrayList<>();
  private final List<int[]> siblings = new ArrayList<>();
  private final BitSet held = new BitSet();
  private final Map<Level, int[][]> members = new EnumMap<>(Level.class);

  /**
   * @param byWindow each window is counted for itself, because people cannot be added up over time
   * @param nested the numerator counts some of those whom the denominator counts
   * @param published what is published
   * @param made what that is made of, at the lowest level: months, or each window
   */
  CountModel(
      Hierarchy hierarchy,
      boolean byWindow,
      boolean nested,
      List<Cells> published,
      List<Cells> made) {
    this.hierarchy = hierarchy;
    this.byWindow = byWindow;
    this.nested = nested;
    this.published.addAll(published);
    category(Treatment.Slice.ALL, Treatment.Slice.ALL);
    made.forEach(c -> bases.get(category(c)).add(c));
    made.forEach(c -> byCategory.get(category(c)).add(c));
    published.forEach(c -> byCategory.get(category(c)).add(c));
    bases.forEach(b -> b.sort((x, y) -> x.slice.window().compareTo(y.slice.window())));
    bases.forEach(this::countNobody);
    made.forEach(this::hold);
    group();
    for (int category = 0; category < categories.size(); category++) {
      siblings.add(siblingsOf(category));
    }
    for (Level level : Level.values()) {
      if (hierarchy.has(level)) {
        members.put(level, membersOf(level));
      }
    }
  }

  /** Where somebody is counted at all, a category without a row counts nobody, and might. */
  private void countNobody(List<Cells> parts) {
    for (Cells whole : bases.get(WHOLE)) {
      for (Cells part : parts) {
        if (part.slice.window() == whole.slice.window()) {
          for (int cell = 0; cell < part.exists.length; cell++) {
            part.exists[cell] |= whole.exists[cell];
          }
        }
      }
    }
  }

  private int category(Cells cells) {
    return category(cells.slice.breakdown(), cells.slice.category());
  }

  private int category(String breakdown, String category) {
    return categories.computeIfAbsent(
        breakdown + "\n" + category,
        k -> {
          byCategory.add(new ArrayList<>());
          bases.add(new ArrayList<>());
          groupOf.add(Shift.NONE);
          return categories.size();
        });
  }

  private void group() {
    Map<String, List<Integer>> byBreakdown = new LinkedHashMap<>();
    categories.forEach(
        (key, category) -> {
          if (category != WHOLE) {
            byBreakdown
                .computeIfAbsent(key.substring(0, key.indexOf('\n')), b -> new ArrayList<>())
                .add(category);
          }
        });
    byBreakdown
        .values()
        .forEach(
            members -> {
              members.forEach(c -> groupOf.set(c, groups.size()));
              int[] group = members.stream().mapToInt(Integer::intValue).toArray();
              groups.add(group);
              partitions.add(
                  bases.get(WHOLE).stream().allMatch(c -> c.quantity != null)
                      ? quantitiesAddUp(group)
                      : addsUp(group, c -> c.n));
              bounded.add(!partitions.get(partitions.size() - 1) || !addsUp(group, c -> c.n));
              denominatorsAdd.add(addsUp(group, c -> c.d));
              sharesDenominator.add(nested && shares(group));
            });
  }

  /** Whether the categories of a breakdown add up to the whole, in every count. */
  private boolean addsUp(int[] group, Function<Cells, long[]> count) {
    for (Cells whole : bases.get(WHOLE)) {
      long[] sum = new long[whole.n.length];
      for (Cells part : parts(group, whole)) {
        long[] counts = count.apply(part);
        Arrays.setAll(sum, i -> sum[i] + counts[i]);
      }
      if (!Arrays.equals(sum, count.apply(whole))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the quantities of a breakdown add up, whatever the people beside them do: then what all
   * but one of its categories show tells that one.
   */
  private boolean quantitiesAddUp(int[] group) {
    for (Cells whole : bases.get(WHOLE)) {
      BigDecimal[] rest = whole.quantity.clone();
      for (Cells part : parts(group, whole)) {
        Arrays.setAll(rest, i -> rest[i].subtract(part.quantity[i]));
      }
      if (Arrays.stream(rest).anyMatch(r -> r.signum() != 0)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every category of a breakdown is of all those whom the whole is of. */
  private boolean shares(int[] group) {
    return bases.get(WHOLE).stream()
        .allMatch(
            whole -> parts(group, whole).stream().allMatch(part -> Arrays.equals(part.d, whole.d)));
  }

  /** What the categories of a breakdown are made of, in the window of the whole. */
  private List<Cells> parts(int[] group, Cells whole) {
    return Arrays.stream(group)
        .mapToObj(bases::get)
        .flatMap(List::stream)
        .filter(part -> part.slice.window() == whole.slice.window())
        .toList();
  }

  private int[][] membersOf(Level level) {
    List<List<Integer>> found = new ArrayList<>();
    for (int unit = 0; unit < hierarchy.count(level); unit++) {
      found.add(new ArrayList<>());
    }
    for (int place = 0; place < hierarchy.places(); place++) {
      for (int month = 0; month < hierarchy.months().count(); month++) {
        int unit = hierarchy.unit(level, place, month);
        if (unit != Boundaries.NONE) {
          List<Integer> list = found.get(unit);
          if (list.isEmpty() || list.get(list.size() - 1) != place) {
            list.add(place);
          }
        }
      }
    }
    return found.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  Hierarchy hierarchy() {
    return hierarchy;
  }

  boolean byWindow() {
    return byWindow;
  }

  boolean nested() {
    return nested;
  }

  List<Cells> published() {
    return published;
  }

  int category(Treatment.Slice slice) {
    return categories.get(slice.breakdown() + "\n" + slice.category());
  }

  /** Every block of a category, those that are not published among them. */
  List<Cells> blocks(int category) {
    return byCategory.get(category);
  }

  /** What a category is made of, shortest window first. */
  List<Cells> bases(int category) {
    return bases.get(category);
  }

  int categories() {
    return categories.size();
  }

  int groups() {
    return groups.size();
  }

  int[] group(int group) {
    return groups.get(group);
  }

  int groupOf(int category) {
    return groupOf.get(category);
  }

  boolean isPartition(int group) {
    return partitions.get(group);
  }

  /**
   * The people of the categories are bound by those of the whole without adding up to them: some
   * stand in several categories, or a category is another look at all of them.
   */
  boolean isBounded(int group) {
    return bounded.get(group);
  }

  /** False: the denominator of a category is the same for all, or adds up to something else. */
  boolean denominatorsAdd(int group) {
    return denominatorsAdd.get(group);
  }

  /** The denominator of each category is that of the whole: one more is one more in all of them. */
  boolean sharesDenominator(int group) {
    return sharesDenominator.get(group);
  }

  /** The other categories of a breakdown that adds up. */
  int[] siblings(int category) {
    return siblings.get(category);
  }

  private int[] siblingsOf(int category) {
    int group = groupOf.get(category);
    return group == Shift.NONE || !partitions.get(group)
        ? new int[0]
        : Arrays.stream(groups.get(group)).filter(c -> c != category).toArray();
  }

  /** The places that are, in some month, in an organisation. */
  int[] members(Level level, int unit) {
    return members.get(level)[unit];
  }

  /** Whether a place has counts in a month, of whatever size and category. */
  boolean holds(int place, int month) {
    return month >= 0
        && month < hierarchy.months().count()
        && held.get(place * hierarchy.months().count() + month);
  }

  private void hold(Cells made) {
    int months = hierarchy.months().count();
    for (int place = 0; place < made.units; place++) {
      for (int month = 0; month < months; month++) {
        for (int period : made.periodsOf[month]) {
          if (made.exists[made.cell(place, period)]) {
            held.set(place * months + month);
          }
        }
      }
    }
  }

  /** How many a place counts in a month, or in the shortest window that holds it. */
  long count(int category, int place, int month) {
    return shortest(category, place, month, c -> c.n);
  }

  /** Of how many: the denominator of {@link #count}. */
  long people(int category, int place, int month) {
    return shortest(category, place, month, c -> c.d);
  }

  private long shortest(int category, int place, int month, Function<Cells, long[]> count) {
    for (Cells cells : bases.get(category)) {
      for (int period : cells.periodsOf[month]) {
        return count.apply(cells)[cells.cell(place, period)];
      }
    }
    return 0;
  }
}
