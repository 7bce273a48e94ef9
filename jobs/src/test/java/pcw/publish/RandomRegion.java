package pcw.publish;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import pcw.publish.Treatment.Slice;
import pcw.statistics.Better;

/** A small invented region with a measure of people: hierarchy, breakdowns, windows, counts. */
final class RandomRegion {
  static final LocalDate START = LocalDate.of(2025, 4, 1);

  final Boundaries boundaries;
  final Practices practices;
  final MeasureDefinition measure;
  final boolean people;
  final boolean nested;
  final boolean partition;
  final int months;
  private final int categories;
  private final Random random;

  /** Number of people, by practice, month and category; of whom those not counted come last. */
  private final int[][][] events;

  private final List<int[]> persons = new ArrayList<>();

  RandomRegion(long seed) {
    random = new Random(seed);
    int places = 3 + random.nextInt(4);
    boolean rolling = random.nextInt(10) == 0;
    months = rolling ? 13 + random.nextInt(2) : 3 + random.nextInt(4);
    categories = rolling ? 1 : 1 + random.nextInt(3);
    people = random.nextInt(3) == 0;
    nested = !people && random.nextInt(2) == 0;
    partition = !people || random.nextInt(2) == 0;
    List<Membership> memberships = new ArrayList<>();
    List<PracticeMonth> known = new ArrayList<>();
    int pcns = 1 + random.nextInt(3);
    int subIcbs = 1 + random.nextInt(2);
    for (int p = 0; p < places; p++) {
      int moved = random.nextInt(4) == 0 ? 1 + random.nextInt(months - 1) : 0;
      Map<Level, String> place = place(pcns, subIcbs);
      memberships.add(
          new Membership("P" + p, START, moved == 0 ? null : START.plusMonths(moved), place, true));
      if (moved > 0) {
        memberships.add(
            new Membership("P" + p, START.plusMonths(moved), null, place(pcns, subIcbs), true));
      }
      for (int m = 0; m < months; m++) {
        known.add(new PracticeMonth("P" + p, Months.number(START) + m, 5000, true, true));
      }
    }
    boundaries = new Boundaries(new Months(Months.number(START), months), memberships, known);
    practices = new Practices(boundaries, known, Map.of());
    List<Window> windows = new ArrayList<>(List.of(Window.MONTH));
    if (random.nextInt(3) > 0) {
      windows.add(Window.QUARTER);
    }
    if (random.nextInt(2) > 0) {
      windows.add(Window.FINANCIAL_YEAR_TO_DATE);
    }
    if (rolling) {
      windows.add(Window.ROLLING_12);
    }
    measure =
        new MeasureDefinition(
            "m",
            nested ? "proportion" : random.nextBoolean() ? "count" : "rate",
            Level.PRACTICE,
            100,
            "u",
            !nested,
            !people,
            false,
            people,
            Better.NEITHER,
            windows,
            false,
            List.of(),
            List.of(),
            "");
    double size = Math.exp(random.nextDouble() * 3 - 0.5);
    events = new int[places][months][categories + (nested ? 1 : 0)];
    for (int[][] ofPlace : events) {
      double own = size * (0.3 + random.nextDouble() * 1.5);
      for (int m = 0; m < months; m++) {
        draw(ofPlace[m], own);
      }
    }
    for (int p = 0; people && p < places; p++) {
      int count = (int) (size * months);
      for (int i = 0; i < count; i++) {
        int[] person = new int[2 + 2 * months];
        person[0] = p;
        person[1] = random.nextInt(categories);
        for (int m = 0; m < months; m++) {
          person[2 + m] = random.nextInt(months) < 2 ? 1 : 0;
        }
        persons.add(person);
      }
    }
  }

  private void draw(int[] counts, double mean) {
    for (int c = 0; c < counts.length; c++) {
      double left = mean * random.nextDouble() * 2;
      counts[c] = (int) Math.round(left * random.nextDouble());
    }
  }

  private Map<Level, String> place(int pcns, int subIcbs) {
    Map<Level, String> place = new EnumMap<>(Level.class);
    int subIcb = random.nextInt(subIcbs);
    if (random.nextInt(6) > 0) {
      place.put(Level.PCN, "N" + random.nextInt(pcns));
    }
    if (random.nextInt(3) == 0) {
      place.put(Level.LOCALITY, "L" + random.nextInt(2));
    }
    place.put(Level.SUB_ICB, "S" + subIcb);
    place.put(Level.ICB, "I" + (subIcbs > 1 ? random.nextInt(2) : 0));
    place.put(Level.REGION, "R");
    return place;
  }

  /** Counts as a measure delivers them. */
  Map<Slice, Counts> counts() {
    return counts(months);
  }

  /** The same before later months were held. */
  Map<Slice, Counts> counts(int held) {
    Map<Slice, Counts> slices = new TreeMap<>();
    for (Window window : people ? measure.windows() : List.of(Window.MONTH)) {
      for (int m = 0; m < held; m++) {
        int first =
            people
                ? window.firstMonth(Months.number(START) + m).orElse(Integer.MAX_VALUE)
                    - Months.number(START)
                : m;
        if (first > m) {
          continue;
        }
        for (int p = 0; p < events.length; p++) {
          int all = 0;
          int rest = nested ? events[p][m][categories] : 0;
          Set<Integer> whole = new HashSet<>();
          for (int c = 0; c < categories; c++) {
            int n = people ? distinct(p, c, Math.max(0, first), m, whole) : events[p][m][c];
            all += n;
            if (categories > 1) {
              int part = nested ? n + rest / categories : 5000;
              add(slices, new Slice(window, "by", "c" + c), p, m, n, part);
            }
          }
          int people0 = people ? whole.size() : all;
          add(
              slices,
              new Slice(window, Slice.ALL, Slice.ALL),
              p,
              m,
              people0,
              nested ? all + (categories > 1 ? categories * (rest / categories) : rest) : 5000);
        }
      }
    }
    return slices;
  }

  private int distinct(int place, int category, int first, int last, Set<Integer> whole) {
    int found = 0;
    for (int i = 0; i < persons.size(); i++) {
      int[] person = persons.get(i);
      boolean isIn = false;
      for (int m = first; m <= last; m++) {
        isIn |= person[2 + m] > 0;
      }
      // A person of an overlapping breakdown may be in two categories.
      boolean ofCategory =
          person[1] == category || (!partition && (person[1] + i) % categories == category);
      if (person[0] == place && isIn && ofCategory) {
        found++;
        whole.add(i);
      }
    }
    return found;
  }

  private void add(
      Map<Slice, Counts> slices, Slice slice, int place, int month, int n, int denominator) {
    slices
        .computeIfAbsent(slice, s -> new Counts(events.length, months))
        .add(place, month, BigDecimal.valueOf(n), BigDecimal.valueOf(denominator));
  }
}
