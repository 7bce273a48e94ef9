package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pcw.publish.Treatment.Slice;
import pcw.statistics.Better;
import pcw.statistics.Spc;

class StandardisedTest {
  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
  private static final int SEPTEMBER = 5;
  private static final String[] BANDS = {"0_19", "20_64", "65_and_over"};
  private static final int[] YOUNGEST = {0, 20, 65};
  private static final int[][] LISTS = {{400, 1000, 200}, {300, 600, 200}, {300, 400, 100}};
  private static final int[][] REFERRED = {{5, 20, 25}, {5, 10, 15}, {0, 10, 10}};

  private static List<Object[]> rows(Policy policy, int[][] referred) throws Exception {
    return rows(policy, referred, SEPTEMBER + 1);
  }

  /**
   * Rows of a set.
   *
   * @param months of the set, of which the sixth ends the quarter that was counted
   */
  private static List<Object[]> rows(Policy policy, int[][] referred, int months) throws Exception {
    List<Membership> memberships = new ArrayList<>();
    List<PracticeMonth> known = new ArrayList<>();
    Map<String, Map<Integer, Integer>> lists = new TreeMap<>();
    Map<Slice, Counts> counts = new TreeMap<>();
    for (int p = 0; p < LISTS.length; p++) {
      Map<Level, String> areas = new EnumMap<>(Level.class);
      areas.put(Level.PCN, p < 2 ? "N1" : "N2");
      areas.put(Level.SUB_ICB, "S1");
      areas.put(Level.ICB, "I1");
      areas.put(Level.REGION, "R1");
      memberships.add(new Membership("P" + p, APRIL, null, areas, true));
      int all = 0;
      int patients = 0;
      for (int b = 0; b < BANDS.length; b++) {
        all += referred[p][b];
        patients += LISTS[p][b];
        lists.computeIfAbsent("P" + p, x -> new TreeMap<>()).put(YOUNGEST[b], LISTS[p][b]);
        add(
            counts,
            months,
            new Slice(Window.FINANCIAL_YEAR_TO_DATE, "age_band", BANDS[b]),
            p,
            referred[p][b],
            LISTS[p][b]);
      }
      add(
          counts,
          months,
          new Slice(Window.FINANCIAL_YEAR_TO_DATE, Slice.ALL, Slice.ALL),
          p,
          all,
          patients);
      for (int m = 0; m < months; m++) {
        known.add(new PracticeMonth("P" + p, Months.number(APRIL) + m, patients, true, true));
      }
    }
    Boundaries boundaries =
        new Boundaries(new Months(Months.number(APRIL), months), memberships, known);
    MeasureDefinition measure =
        new MeasureDefinition(
            "m",
            "rate",
            Level.PRACTICE,
            1000,
            "u",
            true,
            false,
            false,
            true,
            Better.NEITHER,
            List.of(Window.FINANCIAL_YEAR_TO_DATE),
            false,
            List.of(),
            List.of(),
            "");
    Standardised standardised =
        new Standardised(
            boundaries, month -> month == Months.number(APRIL) + SEPTEMBER ? lists : Map.of());
    new Treatment(
            boundaries,
            new Practices(boundaries, known, Map.of()),
            policy,
            EarlierSet.none(),
            Registers.none(),
            Spc.Settings.R_PACKAGE)
        .treat(measure, counts)
        .tell(standardised::take);
    return standardised.rows();
  }

  private static void add(
      Map<Slice, Counts> counts, int months, Slice slice, int practice, int n, int list) {
    counts
        .computeIfAbsent(slice, s -> new Counts(LISTS.length, months))
        .add(practice, SEPTEMBER, BigDecimal.valueOf(n), BigDecimal.valueOf(list));
  }

  private static Object[] row(List<Object[]> rows, String level, String code) {
    return rows.stream().filter(r -> r[1].equals(level) && r[2].equals(code)).findFirst().get();
  }

  @Test
  void aPracticeAndAPcnAreComparedWithEnglandsRatesByAge() throws Exception {
    List<Object[]> rows = rows(Policy.INTERNAL, REFERRED);

    // England: 10 of 1,000, 40 of 2,000, 50 of 500; so 4 + 20 + 20 are expected of P0.
    Object[] practice = row(rows, "practice", "P0");
    assertThat(practice[5]).isEqualTo("indirect");
    assertThat((double) practice[7]).isEqualTo(50);
    assertThat((double) practice[8]).isCloseTo(44, within(1e-9));
    assertThat((double) practice[10]).isCloseTo(50.0 / 44, within(1e-9));
    assertThat(practice[13]).isEqualTo("byar");
    assertThat((double) row(rows, "pcn", "N1")[10]).isCloseTo(80.0 / 79, within(1e-9));
  }

  @Test
  void aboveThemIsTheRateOfAStandardPopulation() throws Exception {
    Object[] england = row(rows(Policy.INTERNAL, REFERRED), "england", "ENG");

    assertThat(england[5]).isEqualTo("direct");
    assertThat((double) england[10])
        .isCloseTo((0.01 * 21_500 + 0.02 * 59_000 + 0.1 * 19_500) / 100, within(1e-9));
    assertThat((double) england[11]).isLessThan((double) england[10]);
    assertThat(england[13]).isEqualTo("dobson");
  }

  @Test
  void aSetThatEndsWithinAQuarterHasThoseOfTheLastQuarter() throws Exception {
    List<Object[]> rows = rows(Policy.INTERNAL, REFERRED, SEPTEMBER + 2);

    assertThat(rows).hasSameSizeAs(rows(Policy.INTERNAL, REFERRED));
    assertThat(row(rows, "practice", "P0")[4]).isEqualTo(LocalDate.of(2026, 9, 30));
    assertThat((double) row(rows, "practice", "P0")[10]).isCloseTo(50.0 / 44, within(1e-9));
  }

  @Test
  void forAnyoneItIsMadeOfWhatIsPublished() throws Exception {
    List<Object[]> rows = rows(Policy.PUBLISHABLE, REFERRED);

    assertThat((double) row(rows, "practice", "P0")[7]).isEqualTo(50);
    assertThat(rows).allMatch(r -> (double) r[7] % 5 == 0);
  }

  @Test
  void whatIsHiddenIsWhatTheWholeLeaves() throws Exception {
    int[][] fewYoung = {{2, 20, 25}, {3, 10, 15}, {0, 10, 10}};
    List<Object[]> rows = rows(Policy.PUBLISHABLE, fewYoung);

    // England: 95 less 40 and 50, of 1,000 who are under 20.
    Object[] practice = row(rows, "practice", "P0");
    assertThat((double) practice[7]).isEqualTo(45);
    assertThat((double) practice[8]).isCloseTo(2 + 20 + 20, within(1e-9));
    assertThat((double) row(rows, "england", "ENG")[10])
        .isCloseTo((0.005 * 21_500 + 0.02 * 59_000 + 0.1 * 19_500) / 100, within(1e-9));
  }
}
