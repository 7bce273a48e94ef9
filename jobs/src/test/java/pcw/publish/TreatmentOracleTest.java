package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pcw.statistics.Better;
import pcw.statistics.Spc;

/** The treatment against a second, boring implementation: maps and loops over random regions. */
class TreatmentOracleTest {
  private static final LocalDate START = LocalDate.of(2025, 1, 1);
  private static final int MONTHS = 15;
  private static final Months AXIS = new Months(Months.number(START), MONTHS);
  private static final Treatment.Slice SLICE = new Treatment.Slice(Window.MONTH, "all", "all");

  private record Count(String practice, int month, BigDecimal numerator, BigDecimal denominator) {}

  private record Key(View view, Level level, String code, Window window, int last) {}

  private record Answer(
      String state,
      Double numerator,
      Double denominator,
      Double value,
      int reporting,
      int expected,
      double covered) {}

  private final List<Membership> memberships = new ArrayList<>();
  private final List<PracticeMonth> practiceMonths = new ArrayList<>();
  private final List<Count> counts = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void agrees(int seed) throws Exception {
    makeRegion(new Random(seed), seed % 2 == 0);
    MeasureDefinition measure =
        new MeasureDefinition(
            "m",
            "rate",
            Level.PRACTICE,
            1000,
            "u",
            seed % 3 != 0,
            true,
            true,
            false,
            Better.LOWER,
            List.of(Window.MONTH, Window.QUARTER, Window.FINANCIAL_YEAR_TO_DATE, Window.ROLLING_12),
            true,
            List.of(),
            List.of(),
            "");
    Map<Key, Answer> expected = new HashMap<>();
    Map<Key, Double> percentiles = new HashMap<>();
    for (View view : View.values()) {
      for (Level level : Level.values()) {
        if (level != Level.PRACTICE || view == View.CURRENT) {
          for (Window window : measure.windows()) {
            answer(measure, view, level, window, expected, percentiles);
          }
        }
      }
    }

    Boundaries boundaries = new Boundaries(AXIS, memberships, practiceMonths);
    Practices practices = new Practices(boundaries, practiceMonths, Map.of());
    Counts rectangle = new Counts(boundaries.practices(), MONTHS);
    counts.forEach(
        c ->
            rectangle.add(
                boundaries.practice(c.practice()), c.month(), c.numerator(), c.denominator()));
    Set<Key> seen = new HashSet<>();
    new Treatment(
            boundaries,
            practices,
            Policy.PUBLISHABLE,
            EarlierSet.none(),
            Registers.none(),
            Spc.Settings.R_PACKAGE)
        .treat(measure, Map.of(SLICE, rectangle))
        .tell(
            block -> {
              Figures f = block.figures();
              for (int unit = 0; unit < f.units; unit++) {
                for (int p = 0; p < f.periods.size(); p++) {
                  int cell = f.cell(unit, p);
                  if (f.state[cell] == Figures.State.ABSENT) {
                    continue;
                  }
                  Key key =
                      new Key(
                          block.view(),
                          block.level(),
                          boundaries.codes(block.level()).get(unit),
                          block.slice().window(),
                          f.periods.get(p).last() - AXIS.first());
                  assertThat(seen.add(key)).as("%s once", key).isTrue();
                  check(key, f, cell, expected.get(key), percentiles.get(key));
                }
              }
            });
    assertThat(seen).isEqualTo(expected.keySet());
    assertThat(seen.size()).isGreaterThan(3_000);
    assertThat(percentiles.size()).isGreaterThan(300);
  }

  private static void check(Key key, Figures f, int cell, Answer answer, Double percentile) {
    assertThat(answer).as("%s expected", key).isNotNull();
    assertThat(f.state[cell].name()).as("%s state", key).isEqualTo(answer.state());
    same(key, "numerator", f.numerator[cell], answer.numerator());
    same(key, "denominator", f.denominator[cell], answer.denominator());
    same(key, "value", f.value[cell], answer.value());
    same(key, "percentile", f.percentile[cell], percentile);
    assertThat(f.reporting[cell]).as("%s reporting", key).isEqualTo(answer.reporting());
    assertThat(f.expected[cell]).as("%s expected units", key).isEqualTo(answer.expected());
    assertThat(f.covered[cell]).as("%s covered", key).isCloseTo(answer.covered(), within(1e-9));
  }

  private static void same(Key key, String what, double actual, Double expected) {
    if (expected == null) {
      assertThat(actual).as("%s %s", key, what).isNaN();
    } else {
      assertThat(actual)
          .as("%s %s", key, what)
          .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }
  }

  /** Forty practices; some move, close, open late, lose their list or do not submit. */
  private void makeRegion(Random random, boolean mapOnlyLater) {
    Map<String, String> icbOf = new TreeMap<>();
    for (int s = 0; s < 4; s++) {
      icbOf.put("S" + s, "I" + s / 2);
    }
    for (int p = 0; p < 40; p++) {
      String practice = String.format("P%02d", p);
      int opened = random.nextInt(5) == 0 ? random.nextInt(MONTHS) : 0;
      int closed = random.nextInt(5) == 0 ? opened + random.nextInt(MONTHS) : MONTHS;
      int moved = random.nextInt(3) == 0 ? random.nextInt(MONTHS) : -1;
      memberships.add(member(random, practice, 0, moved > 0 ? moved : -1, icbOf));
      if (moved > 0) {
        memberships.add(member(random, practice, moved, -1, icbOf));
      }
      for (int m = opened; m < Math.min(closed, MONTHS); m++) {
        Integer list = random.nextInt(15) == 0 ? null : 500 + random.nextInt(9_000);
        boolean prescribes = random.nextInt(10) != 0;
        boolean inMap = mapOnlyLater ? m == MONTHS - 1 : true;
        if (list != null || prescribes || inMap) {
          practiceMonths.add(
              new PracticeMonth(practice, AXIS.first() + m, list, prescribes, inMap));
        }
        if (prescribes) {
          counts.add(
              new Count(
                  practice,
                  m,
                  new BigDecimal(random.nextInt(100_000)).movePointLeft(3),
                  list == null ? null : new BigDecimal(list)));
        }
      }
    }
  }

  private static Membership member(
      Random random, String practice, int from, int to, Map<String, String> icbOf) {
    Map<Level, String> ancestors = new EnumMap<>(Level.class);
    String subIcb = "S" + random.nextInt(4);
    if (random.nextInt(8) != 0) {
      // PCNs span sub-ICB locations.
      ancestors.put(Level.PCN, "N" + random.nextInt(24));
    }
    if (random.nextInt(4) != 0) {
      ancestors.put(Level.LOCALITY, "L" + random.nextInt(3));
    }
    ancestors.put(Level.SUB_ICB, subIcb);
    ancestors.put(Level.ICB, icbOf.get(subIcb));
    ancestors.put(Level.REGION, "R0");
    return new Membership(
        practice, START.plusMonths(from), to < 0 ? null : START.plusMonths(to), ancestors, true);
  }

  private String ancestor(View view, Level level, String practice, int month) {
    Membership found = null;
    for (Membership m : memberships) {
      if (m.practice().equals(practice)
          && (found == null
              || view == View.CURRENT
              || !m.validFrom().isAfter(START.plusMonths(month)))) {
        found = m;
      }
    }
    return switch (level) {
      case ENGLAND -> "ENG";
      case PRACTICE -> practice;
      default -> found.ancestors().get(level);
    };
  }

  private void answer(
      MeasureDefinition measure,
      View view,
      Level level,
      Window window,
      Map<Key, Answer> answers,
      Map<Key, Double> percentiles) {
    Set<String> codes = new HashSet<>();
    Set<String> practiceCodes = new HashSet<>();
    memberships.forEach(m -> practiceCodes.add(m.practice()));
    for (String practice : practiceCodes) {
      for (int m = 0; m < MONTHS; m++) {
        codes.add(ancestor(view, level, practice, m));
      }
    }
    codes.remove(null);
    for (int last = 0; last < MONTHS; last++) {
      int first = first(window, last);
      if (first < 0) {
        continue;
      }
      Map<String, Double> peers = new TreeMap<>();
      for (String code : codes) {
        Answer answer = answer(measure, view, level, code, first, last, practiceCodes);
        if (answer != null) {
          answers.put(new Key(view, level, code, window, last), answer);
          if (answer.value() != null && answer.covered() >= 80) {
            peers.put(code, answer.value());
          }
        }
      }
      for (Map.Entry<String, Double> peer : peers.entrySet()) {
        if (peers.size() >= 20) {
          long lower = peers.values().stream().filter(v -> v < peer.getValue()).count();
          percentiles.put(
              new Key(view, level, peer.getKey(), window, last), 100.0 * lower / peers.size());
        }
      }
    }
  }

  private static int first(Window window, int last) {
    int month = START.plusMonths(last).getMonthValue();
    return switch (window) {
      case QUARTER -> Arrays.asList(3, 6, 9, 12).contains(month) ? last - 2 : -1;
      case FINANCIAL_YEAR_TO_DATE -> last - (month + 8) % 12;
      case ROLLING_12 -> last - 11;
      default -> last;
    };
  }

  private Answer answer(
      MeasureDefinition measure,
      View view,
      Level level,
      String code,
      int first,
      int last,
      Set<String> practiceCodes) {
    BigDecimal numerator = BigDecimal.ZERO;
    BigDecimal denominator = BigDecimal.ZERO;
    int counted = 0;
    int withoutList = 0;
    double patientsExpected = 0;
    double patientsReporting = 0;
    int worstExpected = 0;
    int worstReporting = 0;
    for (int m = first; m <= last; m++) {
      int expected = 0;
      int reporting = 0;
      for (String practice : practiceCodes) {
        if (!code.equals(ancestor(view, level, practice, m))) {
          continue;
        }
        Count count = find(practice, m);
        if (count != null) {
          counted++;
          numerator = numerator.add(count.numerator());
          if (count.denominator() == null) {
            withoutList++;
          } else {
            denominator = denominator.add(count.denominator());
          }
        }
        if (isExpected(view, level, practice, m)) {
          double patients = patients(practice, m);
          expected++;
          patientsExpected += patients;
          if (count != null) {
            reporting++;
            patientsReporting += patients;
          }
        }
      }
      if (expected > 0
          && (worstExpected == 0 || reporting * worstExpected <= worstReporting * expected)) {
        worstExpected = expected;
        worstReporting = reporting;
      }
    }
    if (worstExpected == 0) {
      return null;
    }
    double covered = 100 * patientsReporting / patientsExpected;
    if (counted == 0) {
      return new Answer("NOT_SUBMITTED", null, null, null, worstReporting, worstExpected, covered);
    }
    boolean none =
        denominator.signum() == 0
            || (level == Level.PRACTICE && measure.averagesDenominator() && withoutList > 0);
    double n = numerator.doubleValue();
    double d = denominator.doubleValue() / (measure.averagesDenominator() ? last - first + 1 : 1);
    return none
        ? new Answer("NOT_APPLICABLE", n, null, null, worstReporting, worstExpected, covered)
        : new Answer("SHOWN", n, d, 1000 * n / d, worstReporting, worstExpected, covered);
  }

  private Count find(String practice, int month) {
    return counts.stream()
        .filter(c -> c.practice().equals(practice) && c.month() == month)
        .findFirst()
        .orElse(null);
  }

  private PracticeMonth known(String practice, int month) {
    return practiceMonths.stream()
        .filter(p -> p.practice().equals(practice) && p.month() == AXIS.first() + month)
        .findFirst()
        .orElse(null);
  }

  private boolean isExpected(View view, Level level, String practice, int month) {
    if (known(practice, month) != null) {
      return true;
    }
    boolean onToday = level == Level.ENGLAND || (view == View.CURRENT && level != Level.PRACTICE);
    boolean mapIsLater =
        practiceMonths.stream().noneMatch(p -> p.inMap() && p.month() <= AXIS.first() + month);
    PracticeMonth latest = known(practice, MONTHS - 1);
    return onToday && mapIsLater && latest != null && latest.inMap();
  }

  private double patients(String practice, int month) {
    PracticeMonth known = known(practice, month);
    return known != null && known.patients() != null
        ? known.patients()
        : practiceMonths.stream()
            .filter(p -> p.month() == AXIS.first() + month && p.patients() != null)
            .mapToInt(PracticeMonth::patients)
            .average()
            .orElse(1);
  }
}
