package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.reports.RenderRequest.Product;

class EdgeCasesTest {
  @TempDir Path folder;

  @Test
  void aMonthThatWasNotSubmittedIsAGapAndSaysSo() {
    String html = Fixture.page(Fixture.rendered(), "practice/zp005.html");
    assertThat(html)
        .contains("<th scope=\"row\" class=\"words\">Feb 2026</th><td>[x]</td>")
        .contains(">[x]</text>");
  }

  @Test
  void theLatestMonthNotSubmittedHasNoFinding() {
    assertThat(Fixture.page(Fixture.rendered(), "practice/zp011.html"))
        .contains(
            "High-dose opioid volume is not shown for Sep 2026: nothing was submitted [x]. The latest figure is ",
            ", for Aug 2026.</p>")
        .contains("Nothing was submitted for Sep 2026, so nothing can be listed.");
  }

  @Test
  void suppressedCellsShowNothingElse() {
    String html = Fixture.page(Fixture.rendered(), "practice/zp012.html");
    assertThat(html)
        .contains(
            "<th scope=\"row\" class=\"words\">May 2026</th><td>[c]</td><td>–</td><td>–</td>");
  }

  @Test
  void aBreakIsMarked() {
    assertThat(Fixture.page(Fixture.rendered(), "practice/zp006.html"))
        .containsPattern("<th scope=\"row\" class=\"words\">Apr 2025</th><td>[0-9.]+ \\[b]</td>");
  }

  @Test
  void aClosedPracticeKeepsItsOwnLastMonth() {
    assertThat(Fixture.page(Fixture.rendered(), "practice/zp015.html"))
        .contains("Prescribing in Jun 2025</p>", "<p>closed 30 Jun 2025, now in ZP014</p>");
  }

  @Test
  void lowCoverageGivesNoFindingAndNoName() {
    assertThat(Fixture.page(Fixture.rendered(), "icb/qz2.html"))
        .contains(
            "Too few have submitted for a finding: 46 of 60 practices, 78% of patients, for Sep 2026.")
        .contains("All submitting practices (46 of 60, 78% of patients)");
  }

  @Test
  void oneMonthOnlyIsEnough() {
    Fixture.set(folder, 1);
    assertThat(Fixture.render(folder, Fixture.only("ZP003")).failures()).isEmpty();
    assertThat(Fixture.text(Fixture.pack(folder, "practice_zp003")).replace("\n", " "))
        .contains("there is no figure for Sep 2025 to compare");
    assertThat(Fixture.page(folder, "practice/zp003.html")).contains("from Sep 2026 to Sep 2026");
  }

  @Test
  void aDefinitionThatWasNotReviewedForAYearSaysSo() {
    Fixture.set(
        folder,
        3,
        "UPDATE measure SET reviewed_on = DATE '2025-01-31'"
            + " WHERE measure_id = 'opioid_high_dose_120_adq_per_1000'");
    assertThat(Fixture.render(folder, Fixture.only("ZP003")).failures()).isEmpty();
    assertThat(Fixture.page(folder, "practice/zp003.html"))
        .containsOnlyOnce("reviewed 31 Jan 2025. Past its review date");
    assertThat(Fixture.page(Fixture.rendered(), "practice/zp003.html"))
        .doesNotContain("Past its review date");
  }

  @Test
  void aRatioToWhatIsExpectedSaysWhatItIsComparedWith() {
    assertThat(Fixture.page(Fixture.rendered(), "practice/zp003.html"))
        .contains("As if all had the same ages", "People counted over those expected if England");
    assertThat(Fixture.page(Fixture.rendered(), "icb/qz1.html"))
        .contains("European Standard Population of 2013");
  }

  @Test
  void sixtyMonthsAreInTheTableAndThirtySixInTheChart() {
    Fixture.set(folder, 60);
    assertThat(Fixture.render(folder, Fixture.only("ZP003")).failures()).isEmpty();
    String html = Fixture.page(folder, "practice/zp003.html");
    assertThat(html).contains("<th scope=\"row\" class=\"words\">Oct 2021</th>");
    String trend = html.substring(html.indexOf("id=\"prescribing\""));
    assertThat(trend.substring(trend.indexOf("<svg"), trend.indexOf("</svg>")))
        .contains(">Mar 2024<")
        .doesNotContain(">Sep 2022<");
  }

  @Test
  void thePolicyComesFromWhereTheSetLies() {
    Path set = Fixture.set(folder.resolve("internal/sets/f1c7107e5e7a11ce"), 2);
    assertThat(Fixture.render(set, Fixture.only("ZP003", Product.PACK)).failures()).isEmpty();
    Path pack = set.resolve("packs/pcw-pack_practice_zp003_2026-09_internal.pdf");
    assertThat(Fixture.text(pack).replace("\n", " "))
        .contains("OFFICIAL: management information, not for publication.", "policy: internal");
  }

  @Test
  void aReportThatMissesAPartIsListedAndTheOthersAreMade() throws Exception {
    Fixture.set(
        folder,
        2,
        "UPDATE peer_band SET p10 = NULL WHERE org_level = 'practice'",
        "DELETE FROM published_measure WHERE org_level = 'practice' AND ods_code NOT IN ('ZP003', 'ZP004')");
    RenderOutcome outcome = Fixture.render(folder, RenderRequest.all());
    assertThat(outcome.failures())
        .extracting(RenderOutcome.Failure::code, RenderOutcome.Failure::product)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ZP003", Product.PACK),
            org.assertj.core.groups.Tuple.tuple("ZP003", Product.PAGE),
            org.assertj.core.groups.Tuple.tuple("ZP003", Product.WORKBOOK),
            org.assertj.core.groups.Tuple.tuple("ZP004", Product.PACK),
            org.assertj.core.groups.Tuple.tuple("ZP004", Product.PAGE),
            org.assertj.core.groups.Tuple.tuple("ZP004", Product.WORKBOOK));
    assertThat(outcome.rendered().get(Level.PCN))
        .isEqualTo(Map.of(Product.PACK, 7, Product.PAGE, 7, Product.WORKBOOK, 7));
    assertThat(outcome.rendered().get(Level.PRACTICE))
        .isEqualTo(Map.of(Product.PACK, 0, Product.PAGE, 0, Product.WORKBOOK, 0));
    assertThat(Files.readString(folder.resolve("render.json")))
        .contains(
            "\"ods_code\" : \"ZP003\"",
            "\"product\" : \"pack\"",
            "the deciles of Aug 2026 have no p10");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(f -> f.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void aFolderWithoutASetSaysWhatToDo() {
    assertThatThrownBy(() -> Renderer.render(folder, RenderRequest.all(), (done, total) -> {}))
        .hasMessageContaining("publish the set before it is rendered");
  }

  @Test
  void whereTooManyLieOutsideAFunnelPracticesAreSortedInstead() {
    String code = "QZ1";
    assertThat(Fixture.page(Fixture.rendered(), "icb/qz1.html")).contains("Funnel plot of people");
    Fixture.set(folder, 3, "UPDATE funnel_limit SET is_unsuitable = TRUE");
    assertThat(Fixture.render(folder, Fixture.only(code, Product.PAGE)).failures()).isEmpty();
    assertThat(Fixture.page(folder, "icb/qz1.html"))
        .doesNotContain("Funnel plot of people")
        .contains("People referred: from ", " per 1,000 patients of ", "No funnel limits");
  }

  @Test
  void twelveMonthsStandBesideTheMonth() {
    assertThat(Fixture.page(Fixture.rendered(), "practice/zp003.html"))
        .doesNotContain("Over the twelve months");
    Fixture.set(
        folder,
        24,
        "INSERT INTO published_measure SELECT * REPLACE ('rolling_12' AS \"window\","
            + " CAST(period_start - INTERVAL 11 MONTH AS DATE) AS period_start, 700 AS value,"
            + " 'shown' AS value_state) FROM published_measure WHERE measure_id ="
            + " 'opioid_high_dose_120_adq_per_1000' AND breakdown = 'all'");
    assertThat(Fixture.render(folder, Fixture.only("ZP003", Product.PAGE)).failures()).isEmpty();
    assertThat(Fixture.page(folder, "practice/zp003.html"))
        .contains(
            "Over the twelve months from Oct 2025 to Sep 2026: 700.0 ADQs per 1,000 patients;"
                + " England 700.0; the twelve before 700.0.");
  }
}
