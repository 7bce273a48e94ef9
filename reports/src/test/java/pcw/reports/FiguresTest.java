package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void roundsHalfUpWithCommasAndATrueMinus() {
    assertThat(Figures.number(1234.25, 1)).isEqualTo("1,234.3");
    assertThat(Figures.number(-0.05, 1)).isEqualTo("−0.1");
    assertThat(Figures.number(-0.04, 1)).isEqualTo("0.0");
    assertThat(Figures.number(2.675, 2)).isEqualTo("2.68");
  }

  @Test
  void printsStatesAndMarksAsShorthand() {
    assertThat(Figures.value(47.04, "shown", "p,r", 1)).isEqualTo("47.0 [p] [r]");
    assertThat(Figures.value(0.0, "shown", "", 1)).isEqualTo("0.0");
    assertThat(Figures.value(null, "not_submitted", "", 1)).isEqualTo("[x]");
    assertThat(Figures.value(null, "not_applicable", "", 1)).isEqualTo("[z]");
    assertThat(Figures.value(3.0, "suppressed", "u", 1)).isEqualTo("[c]");
    assertThat(Figures.value(null, null, null, 1)).isEqualTo("–");
  }

  @Test
  void countsStandBesideAFigureOnlyWhereItIsShown() {
    assertThat(Figures.counts(64.0, 190.0, "proportion", "shown", null)).isEqualTo("64 of 190");
    assertThat(Figures.counts(212.0, 48120.0, "rate", "shown", 1000.0)).isEqualTo("212 in 48,120");
    assertThat(Figures.counts(15.0, 1300.0, "rate", "shown", 487.5)).isEmpty();
    assertThat(Figures.counts(64.0, 190.0, "proportion", "suppressed", null)).isEmpty();
    assertThat(Figures.reporting(46, 60)).isEqualTo("46 of 60");
    assertThat(Figures.reporting(1, 1)).isEmpty();
  }

  @Test
  void aFigureOfUnder95PercentOfThePatientsIsMarked() {
    assertThat(Figures.figure(60.0, "shown", "", 1, "per cent", 94.9)).isEqualTo("60.0%°");
    assertThat(Figures.figure(60.0, "shown", "", 1, "per cent", 95.0)).isEqualTo("60.0%");
    assertThat(Figures.figure(null, "suppressed", "", 1, "per cent", 88.0)).isEqualTo("[c]");
  }

  @Test
  void moneyIsInWholePounds() {
    assertThat(Figures.withUnit(197.4, 1, "£ per 1,000 patients")).isEqualTo("£197");
    assertThat(Figures.withUnit(3.25, 2, "£ per 1,000 patients")).isEqualTo("£3.25");
    assertThat(Figures.changeOf(-37.3, -15.9, "£ per 1,000 patients", 1)).isEqualTo("−£37\n−15.9%");
    assertThat(Figures.changeOf(-5.1, -24.9, "per cent of checks", 1)).isEqualTo("−5.1 points");
  }

  @Test
  void aTargetIsPrintedInItsUnit() {
    assertThat(Figures.target(70, 1, "per cent")).isEqualTo("70%");
    assertThat(Figures.target(45, 1, "ADQ per 1,000 patients")).isEqualTo("45");
  }

  @Test
  void anIntervalWithoutZeroIsNoVerdictWhereComparatorsMovedAsMuch() {
    assertThat(Words.verdict("no clear difference", 2, 10, 0.5, 12.2))
        .isEqualTo("No clear difference: 2 of 10 comparators moved as much");
    assertThat(Words.verdict("no clear difference", 2, 10, -0.5, 12.2))
        .isEqualTo("No clear difference");
    assertThat(Words.verdict("no result yet", null, null, null, null)).isEqualTo("No result yet");
  }

  @Test
  void aCategoryIsNamedWithinItsBreakdown() {
    assertThat(Words.category("stage", "assessed")).isEqualTo("Assessed");
    assertThat(Words.category("comparator", "assessed"))
        .isEqualTo("Assessed, not in payment: assumed");
    assertThat(Words.category("instrument", "who_5")).isEqualTo("Wellbeing (WHO-5)");
  }

  @Test
  void aTinyChangeFillsNoAxis() {
    ValueAxis axis = ValueAxis.over(14.735, 14.745, 3);
    assertThat(axis.to() - axis.from()).isGreaterThan(0.09);
    assertThat(axis.ticks().stream().map(t -> Figures.number(t, axis.decimals())))
        .doesNotHaveDuplicates();
  }

  @Test
  void changesCarryTheirSign() {
    assertThat(Figures.signedDecimal(-11.0, 1)).isEqualTo("−11.0");
    assertThat(Figures.signedDecimal(11.0, 1)).isEqualTo("+11.0");
    assertThat(Figures.signedDecimal(-0.01, 1)).isEqualTo("0.0");
    assertThat(Figures.signedDecimal(null, 1)).isEqualTo("–");
    assertThat(Figures.signedPercent(-18.97)).isEqualTo("−19.0%");
    assertThat(Figures.signedPercent(null)).isEqualTo("–");
  }

  @Test
  void placesAreRoundedDownAndNeedTwentyPeers() {
    assertThat(Figures.place(87.9, 6000, "practice")).isEqualTo("higher than 87 in 100 practices");
    assertThat(Figures.place(null, 15, "pcn")).isEqualTo("no rank: only 15 PCNs");
    assertThat(Figures.place(null, 1, "region")).isEqualTo("no rank: only 1 region");
    assertThat(Figures.place(50.0, 1, "england")).isEqualTo("–");
  }

  @Test
  void coverageAndMonths() {
    assertThat(Figures.coverage(46, 60, 78.36)).isEqualTo("46 of 60 (78.4%)");
    assertThat(Figures.month(LocalDate.of(2026, 9, 30))).isEqualTo("Sep 2026");
    assertThat(Figures.pounds(1234.5)).isEqualTo("£1,235");
  }
}
