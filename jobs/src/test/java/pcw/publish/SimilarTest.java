package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pcw.publish.Treatment.Slice;
import pcw.statistics.Better;
import pcw.statistics.Spc;

/** Practices of one age and one size are told apart by the areas of their patients. */
class SimilarTest {
  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
  private static final double[] TENTHS = {1.5, 9, 2, 8.5};

  private static List<Object[]> rows(String measure) throws Exception {
    List<Membership> memberships = new ArrayList<>();
    List<PracticeMonth> known = new ArrayList<>();
    Counts counts = new Counts(TENTHS.length, 1);
    for (int p = 0; p < TENTHS.length; p++) {
      memberships.add(new Membership("P" + p, APRIL, null, Map.of(Level.ICB, "I"), true));
      known.add(new PracticeMonth("P" + p, Months.number(APRIL), 8000, true, true));
      counts.add(p, 0, BigDecimal.valueOf(8000 * TENTHS[p]), BigDecimal.valueOf(8000));
    }
    Boundaries boundaries = new Boundaries(new Months(Months.number(APRIL), 1), memberships, known);
    Practices practices = new Practices(boundaries, known, Map.of());
    Similar similar = new Similar(boundaries);
    new Treatment(
            boundaries,
            practices,
            Policy.PUBLISHABLE,
            EarlierSet.none(),
            Registers.none(),
            Spc.Settings.R_PACKAGE)
        .treat(
            new MeasureDefinition(
                measure,
                "mean",
                Level.PRACTICE,
                1,
                "u",
                false,
                true,
                true,
                false,
                Better.NEITHER,
                List.of(Window.MONTH),
                true,
                List.of(),
                List.of(),
                ""),
            Map.of(new Slice(Window.MONTH, Slice.ALL, Slice.ALL), counts))
        .tell(similar::take);
    return similar.rows(practices, Map.of("P0", 0.2, "P1", 0.2, "P2", 0.2, "P3", 0.2));
  }

  @Test
  void deprivationDecidesWhereItIsHeldAndTheRuleSaysSo() throws Exception {
    Object[] first = rows("area_deprivation_mean").get(0);

    assertThat(first[0]).isEqualTo("P0");
    assertThat(first[2]).isEqualTo("P2");
    assertThat((String) first[5]).contains("deprivation");
    assertThat((String) rows("another_mean").get(0)[5]).doesNotContain("deprivation");
  }
}
