package pcw.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
  private static final YearMonth JULY = YearMonth.of(2026, 7);
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

  @TempDir Path folder;

  private static Delivered delivered(
      String id, String feed, YearMonth month, String status, String rule, long... counts) {
    return new Delivered(
        id,
        feed,
        "A83040",
        Optional.of(new Delivered.Period(month, month)),
        id + ".csv",
        status,
        rule,
        rule == null ? null : "3 of 7 rows are no good; mend them",
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        0,
        month.getMonthValue());
  }

  private static final Findings FINDINGS =
      new Findings(
          List.of(
              delivered("a", "referral", JULY, "accepted", null, 112, 100, 9, 0, 3),
              delivered("b", "coded_event", SEPTEMBER, "refused", "rows", 0, 0, 0, 0, 0),
              delivered("c", "coded_event", JULY, "accepted", null, 40, 33, 0, 7, 0)),
          List.of(
              new Findings.Rejected("a", "nhs_number_invalid", "person_token", 9, List.of(4L, 7L))),
          List.of(
              new Findings.Filled("A83040", "referral", "reason_1", 52, 100),
              new Findings.Filled("A83040", "referral", "outcome", 3, 100),
              new Findings.Filled("B82001", "referral", "reason_1", 95, 100),
              new Findings.Filled("B82001", "referral", "outcome", 1, 100)),
          List.of(
              new Findings.Warned("A83040", "activation", "second_score_too_early", 12),
              new Findings.Warned("B82001", "activation", "second_score_too_early", 5)),
          Map.of("A83040", "THE PRACTICE"),
          Map.of("referral", "Referrals"),
          JULY,
          SEPTEMBER);

  private static Sender sender(String policy) {
    return Sender.of("A83040", FINDINGS, Shown.under(policy), new Advice());
  }

  @Test
  void theSenderItselfSeesItsCountsAndLinesButNotWhoOptedOut() {
    Sender sender = sender("internal");

    assertThat(sender.name()).isEqualTo("THE PRACTICE");
    assertThat(sender.deliveries())
        .contains(
            new Sender.Line(
                "referral", "Jul 2026", "accepted", "", "112", "[c]", "9", "0", "[c]", "0"));
    assertThat(sender.rejections())
        .containsExactly(
            new Sender.Rejection(
                "referral", "Jul 2026", "nhs_number_invalid", "person_token", "9", "4, 7 …"));
    assertThat(sender.completeness())
        .containsExactly(
            new Sender.Completeness("referral", "reason_1", "52%"),
            new Sender.Completeness("referral", "outcome", "3%"));
  }

  @Test
  void isWarnedOfWhatLooksOdd() {
    assertThat(sender("internal").warnings())
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.feed()).isEqualTo("activation");
              assertThat(w.times()).isEqualTo("12");
              assertThat(w.advice()).contains("a second score within four weeks");
            });
    assertThat(sender("publishable").warnings())
        .extracting(Sender.Warning::times)
        .containsExactly("10");
  }

  @Test
  void othersSeeNoSmallCountAndNoLine() {
    Sender sender = sender("publishable");

    assertThat(sender.deliveries())
        .contains(
            new Sender.Line(
                "referral", "Jul 2026", "accepted", "", "110", "[c]", "10", "0", "[c]", "0"),
            new Sender.Line(
                "coded_event", "Jul 2026", "accepted", "", "40", "35", "0", "[c]", "0", "0"));
    assertThat(sender.rejections().get(0).lines()).isEmpty();
    assertThat(sender.completeness())
        .contains(new Sender.Completeness("referral", "outcome", "[c]"));
    assertThat(sender.fixes()).noneMatch(fix -> fix.contains("3 of 7"));
  }

  @Test
  void whatToFixFirstIsRankedAndSaysWhatToDo() {
    assertThat(sender("internal").fixes())
        .hasSize(5)
        .satisfiesExactly(
            refused -> assertThat(refused).contains("coded_event for Sep 2026").contains("3 of 7"),
            stopped -> assertThat(stopped).startsWith("coded_event: nothing since Jul 2026"),
            alsoStopped ->
                assertThat(alsoStopped)
                    .startsWith(
                        "Referrals (referral): nothing since Jul 2026 (missing: Aug 2026 to Sep 2026)"),
            rule -> assertThat(rule).contains("9 rows set aside").contains("modulus 11"),
            emptier ->
                assertThat(emptier)
                    .isEqualTo(
                        "Referrals (referral): reason_1 is filled in 52% of rows; other senders fill it in 95%."));
  }

  @Test
  void theHistoryTellsRefusedFromMissing() {
    assertThat(sender("internal").months()).containsExactly("Jul 2026", "Aug 2026", "Sep 2026");
    assertThat(sender("internal").history())
        .containsExactly(
            new Sender.Strip("coded_event", List.of("submitted", "missing", "refused")),
            new Sender.Strip("referral", List.of("submitted", "missing", "missing")));
  }

  @Test
  void aWorkbookOfTheSameReportHasTheSameBytes() throws IOException, InterruptedException {
    Workbook.write(sender("internal"), folder.resolve("a.xlsx"));
    Thread.sleep(2_100);
    Workbook.write(sender("internal"), folder.resolve("b.xlsx"));

    assertThat(folder.resolve("b.xlsx")).hasSameBinaryContentAs(folder.resolve("a.xlsx"));
    assertThat(Files.size(folder.resolve("a.xlsx"))).isGreaterThan(3_000);
    try (java.util.stream.Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void everyRuleThatCanRefuseAPersonsRowHasAdvice() {
    Advice advice = new Advice();
    for (String rule : List.of("nhs_number_invalid", "date", "no_agreement", "shorter_period")) {
      assertThat(advice.of(rule)).isNotEqualTo(advice.of("never heard of"));
    }
  }
}
