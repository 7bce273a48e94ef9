package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pcw.publish.Treatment.Slice;
import pcw.statistics.Better;
import pcw.statistics.Spc;

/** What is on record changes what is said of a series: targets, rebases, interventions. */
class RegistersTest {
  private static final LocalDate START = LocalDate.of(2023, 10, 1);
  private static final int MONTHS = 36;
  private static final int PRACTICES = 14;
  private static final int FALLS_IN = 20;
  private static final List<Treatment.Block> BLOCKS = new ArrayList<>();
  private static Interventions interventions;

  @BeforeAll
  static void treat() throws Exception {
    List<Membership> memberships = new ArrayList<>();
    List<PracticeMonth> known = new ArrayList<>();
    Counts counts = new Counts(PRACTICES, MONTHS);
    Random random = new Random(3);
    for (int p = 0; p < PRACTICES; p++) {
      String code = String.format("P%02d", p);
      Map<Level, String> ancestors = new EnumMap<>(Level.class);
      ancestors.put(Level.SUB_ICB, "S");
      ancestors.put(Level.PCN, p == 5 ? "N" : "M");
      memberships.add(new Membership(code, START, null, ancestors, true));
      for (int m = 0; m < MONTHS; m++) {
        known.add(new PracticeMonth(code, Months.number(START) + m, 1000, true, true));
        double rate = 50 + random.nextInt(5) - (p == 0 && m >= FALLS_IN ? 20 : 0);
        counts.add(p, m, BigDecimal.valueOf(rate), BigDecimal.valueOf(1000));
      }
    }
    Boundaries boundaries =
        new Boundaries(new Months(Months.number(START), MONTHS), memberships, known);
    LocalDate fall = START.plusMonths(FALLS_IN);
    Registers registers =
        new Registers(
            List.of(
                new Registers.Target(
                    "m", "practice", "P01", START, LocalDate.of(2025, 1, 1), 90, "old", "board"),
                new Registers.Target("m", "practice", "P02", START, null, 90, "ninety", "board")),
            List.of(
                new Registers.Intervention("i", "m", "practice", "P00", fall, "Toolbox"),
                new Registers.Intervention("i", "m", "practice", "P03", fall, "Toolbox"),
                new Registers.Intervention("j", "other", "practice", "P04", fall, "Report"),
                new Registers.Intervention("k", "other", "pcn", "N", fall, "Report")),
            List.of(new Registers.Rebase("m", "practice", "P00", fall, "new service", "analyst")));
    interventions = new Interventions(boundaries, registers);
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
    new Treatment(
            boundaries,
            new Practices(boundaries, known, Map.of()),
            Policy.PUBLISHABLE,
            EarlierSet.none(),
            registers,
            Spc.Settings.R_PACKAGE)
        .treat(measure, Map.of(new Slice(Window.MONTH, Slice.ALL, Slice.ALL), counts))
        .tell(
            block -> {
              interventions.take(block);
              BLOCKS.add(block);
            });
  }

  private static Treatment.Block practices() {
    return BLOCKS.stream().filter(b -> b.level() == Level.PRACTICE).findFirst().orElseThrow();
  }

  @Test
  void aTargetHoldsWithinItsDatesAndIsJudgedOnlyThere() {
    Figures f = practices().figures();
    assertThat(f.target[f.cell(1, 14)]).isEqualTo(90);
    assertThat(f.target[f.cell(1, 15)]).isNaN();
    assertThat(f.assurance[f.cell(1, MONTHS - 1)]).isEqualTo(Figures.UNKNOWN);
    assertThat(Variation.assurances().get(f.assurance[f.cell(2, MONTHS - 1)])).isEqualTo("pass");
  }

  @Test
  void limitsBeginAnewFromARecordedDateOnly() {
    assertThat(practices().limits()).filteredOn(l -> l.unit() == 0).hasSize(2);
    assertThat(practices().limits()).filteredOn(l -> l.unit() == 1).hasSize(1);
  }

  @Test
  void aFallBeyondTheComparatorsIsToldFromNone() {
    assertThat(interventions.rows()).hasSize(2);
    Object[] fell = interventions.rows().get(0);
    assertThat(fell[3]).isEqualTo("P00");
    assertThat(fell[5]).isEqualTo("fell faster than comparators");
    assertThat((Double) fell[8]).isBetween(-24.0, -16.0);
    // One with this intervention, one with another, one in a PCN that has one.
    assertThat((String) fell[16]).doesNotContain("P03", "P04", "P05").contains("P01");
    assertThat(interventions.rows().get(1)[5]).isEqualTo("no clear difference");
  }
}
