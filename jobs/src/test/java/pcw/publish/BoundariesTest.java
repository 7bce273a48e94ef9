package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * The maps of March and April 2026: ICBs merged and split, codes of five characters, a sub-ICB
 * location divided practice by practice, practices that the new map leaves out.
 */
class BoundariesTest {
  private static final LocalDate BEFORE = LocalDate.of(2026, 1, 1);
  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
  private static final int MONTHS = 6;

  private final List<Membership> memberships = new ArrayList<>();
  private final List<PracticeMonth> months = new ArrayList<>();

  /** Commissioner and ICB before and after; nothing after: the new map leaves the practice out. */
  private void practice(String code, String subIcb, String icb, String newSubIcb, String newIcb) {
    memberships.add(
        new Membership(code, BEFORE, newIcb == null ? null : APRIL, areas(subIcb, icb), true));
    if (newIcb != null) {
      memberships.add(new Membership(code, APRIL, null, areas(newSubIcb, newIcb), true));
    }
    for (int m = 0; m < MONTHS; m++) {
      boolean isIn = newIcb != null || m < 3;
      months.add(new PracticeMonth(code, Months.number(BEFORE) + m, 5_000, isIn, isIn));
    }
  }

  private static Map<Level, String> areas(String subIcb, String icb) {
    Map<Level, String> areas = new EnumMap<>(Level.class);
    areas.put(Level.SUB_ICB, subIcb);
    areas.put(Level.ICB, icb);
    areas.put(Level.REGION, "Y59");
    return areas;
  }

  private static Map<Level, String> noIcb() {
    Map<Level, String> areas = areas("U2G6B", null);
    areas.put(Level.REGION, null);
    return areas;
  }

  private Boundaries boundaries() {
    // Frimley is divided practice by practice, and so is what lies around it.
    practice("H81027", "D4U1Y", "QNQ", "92A", "S9B9J");
    practice("H81047", "D4U1Y", "QNQ", "U2G6B", "S0E4D");
    practice("K81018", "D4U1Y", "QNQ", "U2G6B", "S0E4D");
    practice("J82100", "D4U1Y", "QNQ", "D9Y0V", "QRL");
    practice("E82001", "06K", "QM7", "06K", "S1Y5D");
    practice("E82002", "06N", "QM7", "06K", "S1Y5D");
    practice("F81001", "07H", "QM7", "07H", "D7T5G");
    practice("D83001", "06L", "QJG", "06L", "T6Y0W");
    practice("F81002", "06T", "QJG", "06T", "D7T5G");
    practice("J82200", "D9Y0V", "QRL", "D9Y0V", "QRL");
    // Closed practices: their commissioner is gone, goes on, or goes on in another ICB.
    practice("K81999", "D4U1Y", "QNQ", null, null);
    practice("J82999", "D9Y0V", "QRL", null, null);
    practice("F81999", "07H", "QM7", null, null);
    // The new map has it, and does not say in which ICB.
    memberships.add(new Membership("K81018", LocalDate.of(2026, 5, 1), null, noIcb(), true));
    return new Boundaries(new Months(Months.number(BEFORE), MONTHS), memberships, months);
  }

  private static String in(Boundaries b, View view, Level level, String practice, int month) {
    return b.codes(level).get(b.unit(view, level, b.practice(practice), month));
  }

  @Test
  void practicesThatPassToAnotherAreaAreAnEventOfBoth() {
    Boundaries b = boundaries();
    List<Object[]> rows = MemberChanges.rows(b, new Practices(b, months, Map.of()));
    assertThat(rows)
        .filteredOn(r -> r[1].equals("sub_icb"))
        .extracting(r -> r[2] + " " + r[3] + " " + r[5])
        .contains(
            "D4U1Y 2026-04-01 Practices that left: 4",
            "D9Y0V 2026-04-01 Practices that joined: 1",
            "U2G6B 2026-04-01 Practices that joined: 2",
            "06K 2026-04-01 Practices that joined: 1")
        .noneMatch(r -> r.startsWith("07H"));
    // The closed practices left with nobody to count them: they are not seen in April.
    assertThat(rows).extracting(r -> r[4]).containsOnly("members");
    assertThat(rows).extracting(r -> r[0]).doesNotHaveDuplicates();
  }

  @Test
  void historyMovesWithEachPracticeAndNotWithItsArea() {
    Boundaries b = boundaries();

    assertThat(in(b, View.CURRENT, Level.ICB, "H81027", 0)).isEqualTo("S9B9J");
    assertThat(in(b, View.CURRENT, Level.SUB_ICB, "H81047", 0)).isEqualTo("U2G6B");
    assertThat(in(b, View.CURRENT, Level.ICB, "E82001", 0)).isEqualTo("S1Y5D");
    assertThat(in(b, View.CURRENT, Level.ICB, "F81001", 0)).isEqualTo("D7T5G");
    assertThat(in(b, View.AS_REPORTED, Level.ICB, "F81001", 2)).isEqualTo("QM7");
    assertThat(in(b, View.AS_REPORTED, Level.ICB, "F81001", 3)).isEqualTo("D7T5G");
  }

  @Test
  void aPracticeThatTheNewMapLeavesOutFollowsMostOfItsOldArea() {
    Boundaries b = boundaries();

    assertThat(in(b, View.CURRENT, Level.SUB_ICB, "K81999", 0)).isEqualTo("U2G6B");
    assertThat(in(b, View.CURRENT, Level.ICB, "K81999", 0)).isEqualTo("S0E4D");
    assertThat(in(b, View.AS_REPORTED, Level.ICB, "K81999", 0)).isEqualTo("QNQ");
    assertThat(b.followsNeighbours(b.practice("K81999"))).isTrue();
    // Its commissioner goes on, in one ICB; what most of the old ICB do is not asked.
    assertThat(in(b, View.CURRENT, Level.SUB_ICB, "F81999", 0)).isEqualTo("07H");
    assertThat(in(b, View.CURRENT, Level.ICB, "F81999", 0)).isEqualTo("D7T5G");
    assertThat(in(b, View.CURRENT, Level.ICB, "J82999", 0)).isEqualTo("QRL");
    assertThat(b.followsNeighbours(b.practice("J82999"))).isFalse();
    assertThat(b.history(b.practice("K81999"))).hasSize(1);
  }

  @Test
  void aPracticeWhoseLatestMembershipNamesNoIcbStaysInTheLastThatWasNamed() {
    Boundaries b = boundaries();

    assertThat(in(b, View.CURRENT, Level.ICB, "K81018", 0)).isEqualTo("S0E4D");
    assertThat(in(b, View.CURRENT, Level.REGION, "K81018", 0)).isEqualTo("Y59");
    assertThat(b.unit(View.AS_REPORTED, Level.ICB, b.practice("K81018"), 4))
        .isEqualTo(Boundaries.NONE);
    assertThat(b.followsNeighbours(b.practice("K81018"))).isTrue();
  }

  @Test
  void whatIsRestatedAddsUpToWhatWasCounted() throws Exception {
    Boundaries b = boundaries();
    Counts counts = new Counts(b.practices(), MONTHS);
    long all = 0;
    for (int practice = 0; practice < b.practices(); practice++) {
      for (int month = 0; month < MONTHS; month++) {
        if (months.get(0) != null && (month < 3 || b.inLatestMap(practice))) {
          int n = 1 + practice * 7 + month;
          all += n;
          counts.add(practice, month, BigDecimal.valueOf(n), BigDecimal.valueOf(5_000));
        }
      }
    }
    MeasureDefinition measure =
        new MeasureDefinition(
            "m",
            "rate",
            Level.PRACTICE,
            1000,
            "u",
            true,
            true,
            true,
            false,
            Better.LOWER,
            List.of(Window.MONTH),
            true,
            List.of(),
            List.of(),
            "");
    Map<String, Double> sums = new TreeMap<>();
    new Treatment(
            b,
            new Practices(b, months, Map.of()),
            Policy.PUBLISHABLE,
            EarlierSet.none(),
            Registers.none(),
            Spc.Settings.R_PACKAGE)
        .treat(measure, Map.of(new Slice(Window.MONTH, Slice.ALL, Slice.ALL), counts))
        .tell(
            block -> {
              for (double n : block.figures().numerator) {
                sums.merge(
                    block.view() + " " + block.level(), Double.isNaN(n) ? 0 : n, Double::sum);
              }
            });
    double total = all;
    for (Level level : List.of(Level.SUB_ICB, Level.ICB, Level.REGION, Level.ENGLAND)) {
      assertThat(sums.get(View.CURRENT + " " + level)).as("%s", level).isEqualTo(total);
    }
    for (Level level : List.of(Level.SUB_ICB, Level.ENGLAND)) {
      assertThat(sums.get(View.AS_REPORTED + " " + level)).as("%s", level).isEqualTo(total);
    }
    // Two months in which the map names no ICB are in none as reported.
    assertThat(sums.get(View.AS_REPORTED + " " + Level.ICB)).isLessThan(total);
  }
}
