package pcw.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
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
 * published counts and public lists alone: bands whose counts are hidden are taken together, as
 * what the published whole leaves of them.
 */
final class Standardised {
  private static final String AGES = "age_band";
  private static final Pattern BAND = Pattern.compile("(\\d+)_(?:(\\d+)|and_over)");
  private static final int OLDEST = 200;

  /** By month: people of a practice by the youngest age of a five-year band. */
  private final IntFunction<Map<String, Map<Integer, Integer>>> listsOf;

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
   * @param listsOf people of each practice by the youngest age of a five-year band, in the month of
   *     a number
   */
  Standardised(Boundaries boundaries, IntFunction<Map<String, Map<Integer, Integer>>> listsOf) {
    this.boundaries = boundaries;
    this.listsOf = listsOf;
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
          Map<Level, Treatment.Block> whole = wholes.getOrDefault(window, Map.of());
          levels.forEach(
              (level, bands) -> {
                if (level.place() <= Level.SUB_ICB.place() && isEveryAge(bands)) {
                  direct(window, level, bands, whole);
                }
              });
          Map<Band, Treatment.Block> england = levels.get(Level.ENGLAND);
          if (england != null && isEveryAge(england) && whole.containsKey(Level.PRACTICE)) {
            indirect(window, england, whole);
          }
        });
    byAge.clear();
    wholes.clear();
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

  /** Some bands of age, what was counted in them, and the people they are counted of. */
  private record Stratum(List<Band> bands, double events, double people) {
    double weight() {
      return bands.stream().mapToDouble(Band::weight).sum();
    }
  }

  /**
   * The strata of an organisation, of whose bands those that are hidden are one: the published rest
   * of the published whole.
   *
   * @param listed people of the organisation by band; null where no lists are held of the month
   * @return empty where a figure that is needed is not shown
   */
  private static List<Stratum> strata(
      Map<Band, Treatment.Block> bands,
      Treatment.Block whole,
      int unit,
      int last,
      double[] listed) {
    List<Stratum> strata = new ArrayList<>();
    List<Band> hidden = new ArrayList<>();
    double rest = count(whole, unit, last);
    double people = 0;
    int number = 0;
    for (Map.Entry<Band, Treatment.Block> band : bands.entrySet()) {
      Figures figures = band.getValue().figures();
      int cell = cell(figures, unit, last);
      Figures.State state = cell < 0 ? Figures.State.ABSENT : figures.state[cell];
      if (state == Figures.State.SHOWN) {
        rest -= figures.numerator[cell];
        strata.add(
            new Stratum(
                List.of(band.getKey()), figures.numerator[cell], figures.denominator[cell]));
      } else if (state == Figures.State.SUPPRESSED && listed != null) {
        hidden.add(band.getKey());
        people += listed[number];
      } else {
        return List.of();
      }
      number++;
    }
    if (!hidden.isEmpty()) {
      strata.add(new Stratum(hidden, Math.max(0, rest), people));
    }
    return hidden.isEmpty() || !Double.isNaN(rest) ? strata : List.of();
  }

  /** What a whole counts; NaN where it is not shown. */
  private static double count(Treatment.Block whole, int unit, int last) {
    int cell = whole == null ? -1 : cell(whole.figures(), unit, last);
    return cell >= 0 && whole.figures().state[cell] == Figures.State.SHOWN
        ? whole.figures().numerator[cell]
        : Double.NaN;
  }

  private static int cell(Figures figures, int unit, int last) {
    for (int p = 0; p < figures.periods.size(); p++) {
      if (figures.periods.get(p).last() == last) {
        return figures.cell(unit, p);
      }
    }
    return -1;
  }

  private void direct(
      Window window,
      Level level,
      Map<Band, Treatment.Block> bands,
      Map<Level, Treatment.Block> whole) {
    Figures any = bands.values().iterator().next().figures();
    int latest = latest(whole.get(Level.PRACTICE));
    double[][] people =
        people(level, whole.get(Level.PRACTICE), latest, List.copyOf(bands.keySet()));
    for (int unit = 0; unit < any.units; unit++) {
      for (Period period : any.periods) {
        int last = period.last();
        double[] listed = last == latest ? people[unit] : null;
        List<Stratum> strata = strata(bands, whole.get(level), unit, last, listed);
        if (strata.isEmpty()) {
          continue;
        }
        Optional<Standardisation.Rate> rate =
            Standardisation.direct(
                strata.stream().mapToDouble(Stratum::events).toArray(),
                strata.stream().mapToDouble(Stratum::people).toArray(),
                strata.stream().mapToDouble(Stratum::weight).toArray(),
                measure.per(),
                Intervals.PRINTED);
        if (rate.isPresent()) {
          Standardisation.Rate r = rate.get();
          Object[] found = {r.events(), null, r.people(), r.value()};
          add(level, unit, window, last, "direct", found, r.interval(), r.method());
        }
      }
    }
  }

  /** The end of the latest period that practices are published by: often the last quarter's. */
  private int latest(Treatment.Block practices) {
    return practices == null || practices.figures().periods.isEmpty()
        ? boundaries.months().last()
        : practices.figures().periods.get(practices.figures().periods.size() - 1).last();
  }

  /** Of the latest period of practices only, whose lists by age are read. */
  private void indirect(
      Window window, Map<Band, Treatment.Block> england, Map<Level, Treatment.Block> whole) {
    List<Band> bands = List.copyOf(england.keySet());
    Treatment.Block practices = whole.get(Level.PRACTICE);
    int last = latest(practices);
    double[] all = people(Level.ENGLAND, practices, last, bands)[0];
    List<Stratum> reference = strata(england, whole.get(Level.ENGLAND), 0, last, all);
    for (Level level : List.of(Level.PCN, Level.PRACTICE)) {
      if (reference.isEmpty() || !whole.containsKey(level)) {
        continue;
      }
      double[][] people = people(level, practices, last, bands);
      for (int unit = 0; unit < people.length; unit++) {
        double observed = count(whole.get(level), unit, last);
        if (Double.isNaN(observed) || people[unit] == null) {
          continue;
        }
        double[] of = people[unit];
        Optional<Standardisation.Ratio> ratio =
            Standardisation.indirect(
                observed,
                reference.stream()
                    .mapToDouble(
                        s -> s.bands().stream().mapToDouble(b -> of[bands.indexOf(b)]).sum())
                    .toArray(),
                reference.stream().mapToDouble(Stratum::events).toArray(),
                reference.stream().mapToDouble(Stratum::people).toArray(),
                Intervals.PRINTED);
        if (ratio.isPresent()) {
          Standardisation.Ratio r = ratio.get();
          Object[] found = {observed, r.expected(), Arrays.stream(of).sum(), r.value()};
          add(level, unit, window, last, "indirect", found, r.interval(), r.method());
        }
      }
    }
  }

  /** By organisation and band, of the practices that report; null where a list has no ages. */
  private double[][] people(Level level, Treatment.Block whole, int last, List<Band> bands) {
    int month = last - boundaries.months().first();
    Map<String, Map<Integer, Integer>> lists = listsOf.apply(last);
    double[][] people = new double[boundaries.count(level)][bands.size()];
    boolean[] lacks = new boolean[people.length];
    for (int practice = 0; whole != null && practice < boundaries.practices(); practice++) {
      int unit = boundaries.unit(View.AS_REPORTED, level, practice, month);
      int cell = cell(whole.figures(), practice, last);
      Figures.State state = cell < 0 ? Figures.State.ABSENT : whole.figures().state[cell];
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
