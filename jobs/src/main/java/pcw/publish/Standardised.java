package pcw.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import pcw.statistics.EuropeanStandardPopulation;
import pcw.statistics.Interval;
import pcw.statistics.Intervals;
import pcw.statistics.Standardisation;

/**
 * Rates of people as if every population had the same ages: a ratio to what England's rates by age
 * would give at practice and PCN level, a rate of a standard population from sub-ICB level up. From
 * published counts and public lists alone: where the count of an age band is hidden there is no
 * figure.
 */
final class Standardised {
  private static final String AGES = "age_band";
  private static final Pattern BAND = Pattern.compile("(\\d+)_(?:(\\d+)|and_over)");
  private static final int OLDEST = 200;

  /** People of a practice by the youngest age of a five-year band. */
  private final Map<String, Map<Integer, Integer>> lists;

  private final Boundaries boundaries;
  private final List<Object[]> rows = new ArrayList<>();
  private final Map<Window, Map<Level, Treatment.Block>> wholes = new EnumMap<>(Window.class);
  private final Map<Window, Map<Level, Map<Band, Treatment.Block>>> byAge =
      new EnumMap<>(Window.class);
  private MeasureDefinition measure;

  /** Ages from one to another, both included. */
  record Band(int youngest, int oldest) implements Comparable<Band> {
    static Optional<Band> of(String category) {
      Matcher ages = BAND.matcher(category);
      return ages.matches()
          ? Optional.of(
              new Band(
                  Integer.parseInt(ages.group(1)),
                  ages.group(2) == null ? OLDEST : Integer.parseInt(ages.group(2))))
          : Optional.empty();
    }

    @Override
    public int compareTo(Band other) {
      return Integer.compare(youngest, other.youngest);
    }

    boolean holds(int age) {
      return youngest <= age && age <= oldest;
    }

    /** Of a standard population of 100,000. */
    double weight() {
      return IntStream.range(0, EuropeanStandardPopulation.bands())
          .filter(band -> holds(5 * band))
          .mapToDouble(EuropeanStandardPopulation::weight)
          .sum();
    }
  }

  /**
   * Ready to take blocks.
   *
   * @param lists people of each practice by the youngest age of a five-year band, in the last month
   */
  Standardised(Boundaries boundaries, Map<String, Map<Integer, Integer>> lists) {
    this.boundaries = boundaries;
    this.lists = lists;
  }

  /** Takes in a block; those of a measure come one after the other. */
  void take(Treatment.Block block) {
    if (measure == null || !block.measure().id().equals(measure.id())) {
      endOfMeasure();
      measure = block.measure();
    }
    if (measure.isPublic()
        || !measure.countsPeople()
        || !measure.kind().equals("rate")
        || !measure.averagesDenominator()) {
      return;
    }
    Window window = block.slice().window();
    if (block.slice().breakdown().equals(Treatment.Slice.ALL)) {
      wholes.computeIfAbsent(window, w -> new EnumMap<>(Level.class)).put(block.level(), block);
    } else if (block.slice().breakdown().equals(AGES)) {
      Band.of(block.slice().category())
          .ifPresent(
              band ->
                  byAge
                      .computeIfAbsent(window, w -> new EnumMap<>(Level.class))
                      .computeIfAbsent(block.level(), l -> new TreeMap<>())
                      .put(band, block));
    }
  }

  /** Rows of {@code standardised}. */
  List<Object[]> rows() {
    endOfMeasure();
    return rows;
  }

  private void endOfMeasure() {
    byAge.forEach(
        (window, levels) -> {
          levels.forEach(
              (level, bands) -> {
                if (level.place() <= Level.SUB_ICB.place()) {
                  direct(window, level, bands);
                }
              });
          Map<Band, Treatment.Block> england = levels.get(Level.ENGLAND);
          Map<Level, Treatment.Block> whole = wholes.getOrDefault(window, Map.of());
          if (england != null && whole.containsKey(Level.PRACTICE)) {
            indirect(window, england, whole);
          }
        });
    byAge.clear();
    wholes.clear();
  }

  private void direct(Window window, Level level, Map<Band, Treatment.Block> bands) {
    if (!isEveryAge(bands)) {
      return;
    }
    Figures any = bands.values().iterator().next().figures();
    double[] weights = bands.keySet().stream().mapToDouble(Band::weight).toArray();
    for (int unit = 0; unit < any.units; unit++) {
      for (Period period : any.periods) {
        double[][] counts = counts(bands, unit, period.last());
        if (counts == null) {
          continue;
        }
        Optional<Standardisation.Rate> rate =
            Standardisation.direct(counts[0], counts[1], weights, measure.per(), Intervals.PRINTED);
        if (rate.isPresent()) {
          Standardisation.Rate r = rate.get();
          Object[] of = {r.events(), null, r.people(), r.value()};
          add(level, unit, window, period.last(), "direct", of, r.interval(), r.method());
        }
      }
    }
  }

  private static boolean isEveryAge(Map<Band, Treatment.Block> bands) {
    int next = 0;
    for (Band band : bands.keySet()) {
      if (band.youngest() != next) {
        return false;
      }
      next = band.oldest() + 1;
    }
    return next > OLDEST;
  }

  /** Events and people of each band; null where one of them is not shown. */
  private static double[][] counts(Map<Band, Treatment.Block> bands, int unit, int last) {
    double[][] counts = new double[2][bands.size()];
    int i = 0;
    for (Treatment.Block block : bands.values()) {
      int cell = cell(block.figures(), unit, last);
      if (cell < 0 || block.figures().state[cell] != Figures.State.SHOWN) {
        return null;
      }
      counts[0][i] = block.figures().numerator[cell];
      counts[1][i++] = block.figures().denominator[cell];
    }
    return counts;
  }

  private static int cell(Figures figures, int unit, int last) {
    for (int p = 0; p < figures.periods.size(); p++) {
      if (figures.periods.get(p).last() == last) {
        return figures.cell(unit, p);
      }
    }
    return -1;
  }

  /** Of the last period only, whose lists by age are read. */
  private void indirect(
      Window window, Map<Band, Treatment.Block> england, Map<Level, Treatment.Block> whole) {
    Figures practices = whole.get(Level.PRACTICE).figures();
    int last = boundaries.months().last();
    double[][] reference = isEveryAge(england) ? counts(england, 0, last) : null;
    if (reference == null || cell(practices, 0, last) < 0) {
      return;
    }
    List<Band> bands = List.copyOf(england.keySet());
    for (Level level : List.of(Level.PCN, Level.PRACTICE)) {
      if (!whole.containsKey(level)) {
        continue;
      }
      Figures figures = whole.get(level).figures();
      double[][] people = people(level, practices, bands);
      for (int unit = 0; unit < figures.units; unit++) {
        int cell = cell(figures, unit, last);
        if (cell < 0 || figures.state[cell] != Figures.State.SHOWN || people[unit] == null) {
          continue;
        }
        double observed = figures.numerator[cell];
        double[] of = people[unit];
        Optional<Standardisation.Ratio> ratio =
            Standardisation.indirect(observed, of, reference[0], reference[1], Intervals.PRINTED);
        if (ratio.isPresent()) {
          Standardisation.Ratio r = ratio.get();
          Object[] found = {observed, r.expected(), Arrays.stream(of).sum(), r.value()};
          add(level, unit, window, last, "indirect", found, r.interval(), r.method());
        }
      }
    }
  }

  /** By organisation and band, of the practices that report; null where a list has no ages. */
  private double[][] people(Level level, Figures practices, List<Band> bands) {
    int month = boundaries.months().count() - 1;
    double[][] people = new double[boundaries.count(level)][bands.size()];
    boolean[] lacks = new boolean[people.length];
    for (int practice = 0; practice < boundaries.practices(); practice++) {
      int unit = boundaries.unit(View.AS_REPORTED, level, practice, month);
      Figures.State state = practices.state[cell(practices, practice, boundaries.months().last())];
      if (unit == Boundaries.NONE
          || state == Figures.State.ABSENT
          || state == Figures.State.NOT_SUBMITTED) {
        continue;
      }
      Map<Integer, Integer> list = lists.get(boundaries.codes(Level.PRACTICE).get(practice));
      lacks[unit] |= list == null;
      for (int band = 0; list != null && band < bands.size(); band++) {
        Band ages = bands.get(band);
        people[unit][band] +=
            list.entrySet().stream()
                .filter(e -> ages.holds(e.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
      }
    }
    for (int unit = 0; unit < people.length; unit++) {
      if (lacks[unit] || Arrays.stream(people[unit]).sum() == 0) {
        people[unit] = null;
      }
    }
    return people;
  }

  /**
   * Adds a row.
   *
   * @param found events, those expected, people, value
   */
  private void add(
      Level level,
      int unit,
      Window window,
      int last,
      String method,
      Object[] found,
      Interval interval,
      Standardisation.Method by) {
    rows.add(
        new Object[] {
          measure.id(),
          level.code(),
          boundaries.codes(level).get(unit),
          window.code(),
          Months.month(last).atEndOfMonth(),
          method,
          AGES,
          found[0],
          found[1],
          found[2],
          found[3],
          interval.lower(),
          interval.upper(),
          by.name().toLowerCase(Locale.ROOT)
        });
  }
}
