package pcw.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import pcw.publish.Treatment.Slice;

/**
 * What an attacker reads from the figures of one protected measure, and from the true map.
 *
 * <p>His unknowns are counts of practices (of boards where only these count) in months, or in
 * windows where people are counted for each apart. Practices and months that no published figure
 * tells apart are one unknown: nothing is lost, and there are few enough to solve for.
 */
final class Published {
  private static final double ANY = Double.POSITIVE_INFINITY;

  /** What of a measure is told, and how. */
  enum Told {
    /** A number of people or events. */
    COUNT,
    /** The people whose values a mean is of. */
    PEOPLE_OF_MEAN,
    /** The people behind a sum of money: a sum tells apart what a number of people does. */
    PEOPLE_OF_SUM
  }

  /** Levels and periods that the figures of a breakdown tell apart. */
  private static final class Grained {
    final Map<Level, Set<Period>> periods = new TreeMap<>();
    final Map<Integer, String[]> names = new HashMap<>();
  }

  private final Attacker attacker;
  private final Boundaries boundaries;
  private final Map<View, Hierarchy> hierarchies = new EnumMap<>(View.class);
  private final Policy policy;
  private final boolean byWindow;
  private final boolean nested;
  private final boolean secondCount;
  private final Told told;
  private final Map<String, Grained> grains = new HashMap<>();
  private final Map<String, int[]> sums = new HashMap<>();
  private View view = View.AS_REPORTED;

  /**
   * @param base the measure's lowest level
   * @param byWindow people, counted for each window apart
   * @param nested the numerator counts some of those whom the denominator counts
   * @param secondCount the denominator is a count of its own
   */
  Published(
      Attacker attacker,
      Boundaries boundaries,
      Level base,
      Policy policy,
      boolean byWindow,
      boolean nested,
      boolean secondCount,
      Told told) {
    this.attacker = attacker;
    this.boundaries = boundaries;
    for (View each : View.values()) {
      hierarchies.put(each, new Hierarchy(boundaries, each, base));
    }
    this.policy = policy;
    this.byWindow = byWindow;
    this.nested = nested;
    this.secondCount = nested || secondCount;
    this.told = told;
  }

  /** Of a random region. */
  static Published of(Attacker attacker, RandomRegion region, Policy policy) {
    return new Published(
        attacker,
        region.boundaries,
        Level.PRACTICE,
        policy,
        region.people,
        region.nested,
        false,
        Told.COUNT);
  }

  /** Takes in what the figures of one or more sets tell apart; before anything else. */
  void grain(List<Treatment.Block> blocks) {
    for (Treatment.Block block : blocks) {
      grains
          .computeIfAbsent(grain(block.slice()), g -> new Grained())
          .periods
          .computeIfAbsent(block.level(), l -> new TreeSet<>((a, b) -> compare(a, b)))
          .addAll(block.figures().periods);
    }
  }

  private static int compare(Period a, Period b) {
    return a.first() == b.first()
        ? Integer.compare(a.last(), b.last())
        : Integer.compare(a.first(), b.first());
  }

  private String grain(Slice slice) {
    return (byWindow ? slice.window() + " " : "") + slice.breakdown();
  }

  /** A cell that should not have been told, or not so exactly: as a policy would show it. */
  void tell(Treatment.Block block, int cell, Map<Slice, Counts> truth, Policy as) {
    int unit = cell / block.figures().periods.size();
    Period period = block.figures().periods.get(cell % block.figures().periods.size());
    long n = trueSum(truth, block.slice(), block.level(), unit, period, false);
    told(as, sum("n", block.slice(), block.level(), unit, period), (double) as.shown(n));
  }

  /** What is large enough, on the map of today, each cell by itself. */
  void tellOnTodaysMap(List<Treatment.Block> blocks, Map<Slice, Counts> truth) {
    view = View.CURRENT;
    for (Treatment.Block block : blocks) {
      for (int cell = 0; cell < block.figures().state.length; cell++) {
        int unit = cell / block.figures().periods.size();
        Period period = block.figures().periods.get(cell % block.figures().periods.size());
        long n = trueSum(truth, block.slice(), block.level(), unit, period, false);
        if (!policy.isSmall(n)) {
          tell(block, cell, truth, policy);
        }
      }
    }
    view = View.AS_REPORTED;
  }

  private int places() {
    return hierarchies.get(view).places();
  }

  private int unit(View of, Level level, int place, int month) {
    return hierarchies.get(of).unit(level, place, month);
  }

  /** The name of what holds a practice's count of a month, among those told apart. */
  private String name(String grain, int practice, int month) {
    Grained of = grains.get(grain);
    String[] names = of.names.computeIfAbsent(month, m -> names(of, m));
    return names[practice];
  }

  private String[] names(Grained of, int month) {
    int number = boundaries.months().first() + month;
    StringBuilder when = new StringBuilder(byWindow ? "m" + month : "");
    for (Map.Entry<Level, Set<Period>> entry : of.periods.entrySet()) {
      int place = 0;
      for (Period period : entry.getValue()) {
        if (!byWindow && period.first() <= number && number <= period.last()) {
          when.append(entry.getKey().place()).append('p').append(place).append(' ');
        }
        place++;
      }
    }
    String[] names = new String[places()];
    for (int practice = 0; practice < names.length; practice++) {
      StringBuilder where = new StringBuilder(when);
      for (Level level : of.periods.keySet()) {
        for (View each : View.values()) {
          where.append(' ').append(unit(each, level, practice, month));
        }
      }
      names[practice] = where.toString();
    }
    return names;
  }

  private int unknown(String what, Slice slice, int practice, int month) {
    return attacker.unknown(
        what
            + " "
            + (byWindow ? slice.window() : Window.MONTH)
            + " "
            + slice.breakdown()
            + "="
            + slice.category()
            + " "
            + name(grain(slice), practice, month));
  }

  /** The unknown counts that a cell adds up. */
  private int[] sum(String what, Slice slice, Level level, int unit, Period period) {
    return sums.computeIfAbsent(
        what + slice + level + unit + period + view,
        k -> {
          Set<Integer> parts = new LinkedHashSet<>();
          int first = boundaries.months().first();
          int from = byWindow ? period.last() : period.first();
          for (int month = from - first; month <= period.last() - first; month++) {
            for (int practice = 0; practice < places(); practice++) {
              if (unit(view, level, practice, month) == unit) {
                parts.add(unknown(what, slice, practice, month));
              }
            }
          }
          return parts.stream().mapToInt(Integer::intValue).toArray();
        });
  }

  /**
   * Takes in a set.
   *
   * @param truth the true counts, only to know which hidden number is small: the attacker guesses
   *     so of the one that he asks for, and cannot know it of all at once, because one symbol
   *     stands for small and for hidden with it
   */
  void read(List<Treatment.Block> blocks, Map<Slice, Counts> truth) {
    for (Treatment.Block block : blocks) {
      Figures f = block.figures();
      boolean first = block.slice().breakdown().equals(Slice.ALL);
      boolean two = secondCount && hasOwnDenominator(truth, block.slice());
      for (int cell = 0; cell < f.state.length; cell++) {
        if (f.state[cell] == Figures.State.ABSENT) {
          continue;
        }
        int unit = cell / f.periods.size();
        Period period = f.periods.get(cell % f.periods.size());
        int[] n = sum("n", block.slice(), block.level(), unit, period);
        int[] d = two ? sum("d", block.slice(), block.level(), unit, period) : new int[0];
        switch (f.state[cell]) {
          case SHOWN, NOT_APPLICABLE -> {
            shown(block, cell, unit, period, n, truth);
            if (two) {
              told(policy, d, Double.isNaN(f.denominator[cell]) ? 0 : f.denominator[cell]);
            }
          }
          case SUPPRESSED -> {
            String name = block.slice().toString() + block.level() + unit + " " + period;
            long small = trueSum(truth, block.slice(), block.level(), unit, period, false);
            secret(name, n, small, first);
            if (two) {
              long people = trueSum(truth, block.slice(), block.level(), unit, period, true);
              if (policy.isSmall(people)) {
                secret(name + " of", d, people, first);
              }
            }
          }
          default -> attacker.fact(n, 0, 0);
        }
        if (nested && two) {
          complement(block, unit, period, n, d, truth, first);
        }
      }
    }
  }

  private void shown(
      Treatment.Block block, int cell, int unit, Period period, int[] n, Map<Slice, Counts> truth) {
    Figures f = block.figures();
    switch (told) {
      case COUNT -> told(policy, n, f.numerator[cell]);
      case PEOPLE_OF_MEAN ->
          told(policy, n, Double.isNaN(f.denominator[cell]) ? 0 : f.denominator[cell]);
      case PEOPLE_OF_SUM ->
          told(
              Policy.INTERNAL,
              n,
              (double) trueSum(truth, block.slice(), block.level(), unit, period, false));
    }
  }

  private void complement(
      Treatment.Block block,
      int unit,
      Period period,
      int[] n,
      int[] d,
      Map<Slice, Counts> truth,
      boolean first) {
    if (n.length == 0) {
      return;
    }
    long rest =
        trueSum(truth, block.slice(), block.level(), unit, period, true)
            - trueSum(truth, block.slice(), block.level(), unit, period, false);
    if (policy.isSmall(rest)) {
      attacker.secret(
          block.slice().toString() + block.level() + unit + " " + period + " not",
          joined(d, n),
          factors(d.length, n.length),
          0,
          first);
    }
  }

  private void told(Policy as, int[] sum, double shown) {
    if (shown == 0 || as.roundedTo() == 1) {
      attacker.fact(sum, shown, shown);
    } else {
      double half = (as.roundedTo() - 1) / 2.0;
      attacker.fact(sum, Math.max(as.largestHidden() + 1, shown - half), shown + half);
    }
  }

  private void secret(String name, int[] of, long truth, boolean first) {
    attacker.secret(name, of, factors(of.length, 0), policy.isSmall(truth) ? 1 : 0, first);
  }

  private static int[] joined(int[] plus, int[] minus) {
    int[] all = Arrays.copyOf(plus, plus.length + minus.length);
    System.arraycopy(minus, 0, all, plus.length, minus.length);
    return all;
  }

  private static int[] factors(int plus, int minus) {
    return IntStream.range(0, plus + minus).map(i -> i < plus ? 1 : -1).toArray();
  }

  private long trueSum(
      Map<Slice, Counts> truth,
      Slice slice,
      Level level,
      int unit,
      Period period,
      boolean denominator) {
    Window counted = byWindow ? slice.window() : Window.MONTH;
    Counts counts = truth.get(new Slice(counted, slice.breakdown(), slice.category()));
    int first = boundaries.months().first();
    double sum = 0;
    int from = byWindow ? period.last() : period.first();
    for (int month = from - first; month <= period.last() - first; month++) {
      for (int practice = 0; practice < places(); practice++) {
        if (unit(view, level, practice, month) == unit) {
          sum += count(counts, counts.cell(practice, month), denominator);
        }
      }
    }
    return Math.round(sum);
  }

  private double count(Counts counts, int cell, boolean denominator) {
    Sums of =
        denominator
            ? counts.denominator
            : switch (told) {
              case COUNT -> counts.numerator;
              case PEOPLE_OF_MEAN -> counts.denominator;
              case PEOPLE_OF_SUM -> counts.squares;
            };
    return of == null ? 0 : of.get(cell);
  }

  /** A category whose denominator is that of the whole tells nothing by it. */
  private boolean hasOwnDenominator(Map<Slice, Counts> truth, Slice slice) {
    return slice.breakdown().equals(Slice.ALL) || addsUp(truth, slice, true);
  }

  private final Map<String, Boolean> additions = new HashMap<>();

  private boolean addsUp(Map<Slice, Counts> truth, Slice of, boolean denominators) {
    Window window = byWindow ? of.window() : Window.MONTH;
    return additions.computeIfAbsent(
        window + of.breakdown() + denominators,
        k -> relation(truth, window, of.breakdown(), denominators).equals("sum"));
  }

  /** What holds of the categories of a breakdown: sum, cover, within or nothing. */
  private String relation(
      Map<Slice, Counts> truth, Window window, String breakdown, boolean denominators) {
    Counts whole = truth.get(new Slice(window, Slice.ALL, Slice.ALL));
    if (whole == null) {
      return "";
    }
    boolean sum = true;
    boolean cover = true;
    boolean within = true;
    for (int cell = 0; cell < whole.counted.length; cell++) {
      double all = (double) Math.round(count(whole, cell, denominators));
      double parts = 0;
      for (Map.Entry<Slice, Counts> entry : truth.entrySet()) {
        if (entry.getKey().window() == window && entry.getKey().breakdown().equals(breakdown)) {
          double part = (double) Math.round(count(entry.getValue(), cell, denominators));
          parts += part;
          within &= part <= all;
        }
      }
      sum &= parts == all;
      cover &= parts >= all;
    }
    return sum ? "sum" : (within ? "within" : "") + (cover ? "cover" : "");
  }

  /** Parts add up to the whole; some are never more than all; a longer window counts no fewer. */
  void relations(Map<Slice, Counts> truth) {
    Set<Slice> published = new LinkedHashSet<>();
    for (Slice slice : truth.keySet()) {
      if (grains.containsKey(grain(slice))) {
        published.add(slice);
      }
    }
    int months = boundaries.months().count();
    for (Slice slice : published) {
      truly(truth.get(slice), slice, secondCount && hasOwnDenominator(truth, slice));
      if (nested && hasOwnDenominator(truth, slice)) {
        for (int month = 0; month < months; month++) {
          for (int practice = 0; practice < places(); practice++) {
            int[] both = {
              unknown("d", slice, practice, month), unknown("n", slice, practice, month)
            };
            attacker.fact(both, new int[] {1, -1}, 0, ANY);
          }
        }
      }
    }
    Map<Window, Map<String, List<Slice>>> breakdowns = new TreeMap<>();
    for (Slice slice : published) {
      breakdowns
          .computeIfAbsent(slice.window(), w -> new TreeMap<>())
          .computeIfAbsent(slice.breakdown(), b -> new ArrayList<>())
          .add(slice);
    }
    breakdowns.forEach(
        (window, byBreakdown) ->
            byBreakdown.forEach(
                (breakdown, parts) -> {
                  if (!breakdown.equals(Slice.ALL) && byBreakdown.containsKey(Slice.ALL)) {
                    Slice whole = byBreakdown.get(Slice.ALL).get(0);
                    parts("n", whole, parts, relation(truth, window, breakdown, false));
                    if (nested && hasOwnDenominator(truth, parts.get(0))) {
                      parts("d", whole, parts, relation(truth, window, breakdown, true));
                    }
                  }
                }));
    if (byWindow) {
      windows(truth, published);
    }
  }

  private void truly(Counts counts, Slice slice, boolean two) {
    for (int practice = 0; practice < places(); practice++) {
      for (int month = 0; month < counts.months; month++) {
        int cell = counts.cell(practice, month);
        attacker.truly(
            unknown("n", slice, practice, month), (double) Math.round(count(counts, cell, false)));
        if (two) {
          attacker.truly(
              unknown("d", slice, practice, month), (double) Math.round(count(counts, cell, true)));
        }
      }
    }
  }

  /** Where a practice's count of a month is kept, in two ways of keeping it. */
  private record Place(int practice, int month) {}

  /** The smallest sets of places that are whole in both ways of keeping. */
  private List<List<Place>> whole(
      List<Place> first, String firstGrain, List<Place> second, String secondGrain) {
    Map<String, Integer> group = new HashMap<>();
    List<List<Place>> groups = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      String a = "a" + name(firstGrain, first.get(i).practice(), first.get(i).month());
      String b = "b" + name(secondGrain, second.get(i).practice(), second.get(i).month());
      Integer ga = group.get(a);
      Integer gb = group.get(b);
      int into = ga != null ? ga : gb != null ? gb : groups.size();
      if (into == groups.size()) {
        groups.add(new ArrayList<>());
      }
      if (ga != null && gb != null && !ga.equals(gb)) {
        groups.get(ga).addAll(groups.get(gb));
        groups.set(gb, new ArrayList<>());
        group.replaceAll((name, g) -> g.equals(gb) ? ga : g);
      }
      group.put(a, into);
      group.put(b, into);
      groups.get(into).add(new Place(i, 0));
    }
    groups.removeIf(List::isEmpty);
    return groups;
  }

  private void parts(String what, Slice whole, List<Slice> parts, String relation) {
    List<Place> places = new ArrayList<>();
    for (int practice = 0; practice < places(); practice++) {
      for (int month = 0; month < boundaries.months().count(); month++) {
        places.add(new Place(practice, month));
      }
    }
    for (List<Place> group : whole(places, grain(whole), places, grain(parts.get(0)))) {
      int[] all = unknowns(what, whole, group, places);
      Set<Integer> each = new LinkedHashSet<>();
      for (Slice part : parts) {
        int[] some = unknowns(what, part, group, places);
        Arrays.stream(some).forEach(each::add);
        if (relation.contains("within")) {
          attacker.fact(joined(all, some), factors(all.length, some.length), 0, ANY);
        }
      }
      int[] sum = each.stream().mapToInt(Integer::intValue).toArray();
      if (relation.equals("sum") || relation.contains("cover")) {
        attacker.fact(
            joined(sum, all), factors(sum.length, all.length), 0, relation.equals("sum") ? 0 : ANY);
      }
    }
  }

  private int[] unknowns(String what, Slice slice, List<Place> group, List<Place> places) {
    Set<Integer> found = new LinkedHashSet<>();
    for (Place at : group) {
      Place place = places.get(at.practice());
      found.add(unknown(what, slice, place.practice(), place.month()));
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private void windows(Map<Slice, Counts> truth, Set<Slice> slices) {
    for (Slice wide : slices) {
      for (Slice narrow : slices) {
        if (!narrow.breakdown().equals(wide.breakdown())
            || !narrow.category().equals(wide.category())
            || (narrow.window() == wide.window()
                && narrow.window() != Window.FINANCIAL_YEAR_TO_DATE)) {
          continue;
        }
        for (Period period : periods(wide)) {
          List<Integer> inside = new ArrayList<>();
          int next = period.first();
          for (Period part : periods(narrow)) {
            boolean same = part.first() == period.first() && part.last() == period.last();
            if (!same && part.first() >= period.first() && part.last() <= period.last()) {
              inside.add(part.last());
              next = part.first() == next ? part.last() + 1 : next;
              ordered(truth, wide, period.last(), narrow, List.of(part.last()), 1);
            }
          }
          if (next == period.last() + 1 && narrow.window() != wide.window()) {
            ordered(truth, wide, period.last(), narrow, inside, -1);
          }
        }
      }
    }
  }

  private List<Period> periods(Slice slice) {
    Set<Period> all = new TreeSet<>((a, b) -> compare(a, b));
    grains.get(grain(slice)).periods.values().forEach(all::addAll);
    return List.copyOf(all);
  }

  /**
   * The long window counts no fewer than the short one (1), or no more than the short ones together
   * (-1); where people move between practices that need not hold, and the attacker is told.
   */
  private void ordered(
      Map<Slice, Counts> truth,
      Slice wide,
      int wideEnd,
      Slice narrow,
      List<Integer> narrowEnds,
      int sign) {
    int first = boundaries.months().first();
    List<Place> longs = new ArrayList<>();
    List<Place> shorts = new ArrayList<>();
    for (int end : narrowEnds) {
      for (int practice = 0; practice < places(); practice++) {
        longs.add(new Place(practice, wideEnd - first));
        shorts.add(new Place(practice, end - first));
      }
    }
    for (List<Place> group : whole(longs, grain(wide), shorts, grain(narrow))) {
      int[] more = unknowns("n", wide, group, longs);
      int[] less = unknowns("n", narrow, group, shorts);
      double gap =
          total(truth.get(wide), group, longs, true)
              - total(truth.get(narrow), group, shorts, false);
      if (sign * gap >= 0) {
        attacker.fact(
            sign > 0 ? joined(more, less) : joined(less, more),
            sign > 0 ? factors(more.length, less.length) : factors(less.length, more.length),
            0,
            ANY);
      }
    }
  }

  private double total(Counts counts, List<Place> group, List<Place> places, boolean once) {
    Map<Integer, Double> cells = new LinkedHashMap<>();
    double sum = 0;
    for (Place at : group) {
      Place place = places.get(at.practice());
      int cell = counts.cell(place.practice(), place.month());
      double n = count(counts, cell, false);
      sum += once && cells.put(cell, n) != null ? 0 : n;
    }
    return sum;
  }
}
