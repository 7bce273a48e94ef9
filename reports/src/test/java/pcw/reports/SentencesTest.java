package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SentencesTest {
  /** Words that a figure cannot carry. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(caused?|thanks to|proves?|saved|worst|failing|outliers?|significant(ly)?|on track|doubled|no referrals|improved|patients? (on|taking|prescribed|to review)|people (on|taking|prescribed))\\b",
          Pattern.CASE_INSENSITIVE);

  private static Row month(String end, Double value, Map<String, Object> more) {
    Map<String, Object> row = new HashMap<>();
    row.put("period_end", LocalDate.parse(end));
    row.put("value", value);
    row.put("value_state", "shown");
    row.put("value_marks", "");
    row.put("numerator", value == null ? null : value * 10);
    row.put("population_covered_percent", 100.0);
    row.put("units_reporting", 60);
    row.put("units_expected", 60);
    row.put("percentile", null);
    row.put("peers", 60);
    row.put("england", null);
    row.put("spc_point", null);
    row.put("england_covered", null);
    row.putAll(more);
    return new Row(row);
  }

  private static String headline(Row... trend) {
    return Sentences.headline(
        Level.PRACTICE, "High-dose opioid volume", "ADQs per 1,000 patients", List.of(trend), 5);
  }

  @Test
  void aChangeOfActivationIsNoHeadlineOfFewPairsOrWhereFewHaveASecondScore() {
    Row many =
        month(
            "2026-09-30", 3.0, Map.of("measure_id", "activation_mean_change", "denominator", 30.0));
    Row few =
        month(
            "2026-09-30", 3.0, Map.of("measure_id", "activation_mean_change", "denominator", 25.0));
    Row half = month("2026-09-30", 50.0, Map.of("measure_id", "activation_paired_percent"));
    Row less = month("2026-09-30", 49.0, Map.of("measure_id", "activation_paired_percent"));

    assertThat(Movers.hasEnoughPairs(many, List.of(many, half))).isTrue();
    assertThat(Movers.hasEnoughPairs(few, List.of(few, half))).isFalse();
    assertThat(Movers.hasEnoughPairs(many, List.of(many, less))).isFalse();
    assertThat(Movers.hasEnoughPairs(less, List.of(less))).isTrue();
  }

  private static Row sent(String measure, String chapter, String disclosure, int reporting) {
    Map<String, Object> more = new HashMap<>();
    more.put("measure_id", measure);
    more.put("title", "People referred per 1,000 patients");
    more.put("chapter", chapter);
    more.put("disclosure", disclosure);
    more.put("headline_place", measure.equals("people_referred_per_1000") ? 6 : null);
    more.put("window", "quarter");
    more.put("period_start", LocalDate.parse("2026-07-01"));
    more.put("units_reporting", reporting);
    more.put("not_submitted", measure.equals("people_referred_per_1000") ? 2 : null);
    more.put("not_submitted_codes", "ZZ0021,ZZ0057");
    return month("2026-09-30", 1.3, more);
  }

  @Test
  void whatIsAskedForFirstIsOnTheHeadlinePageAndNeitherASurveyNorPublic() {
    Row first = sent("people_referred_per_1000", "referrals", "protected", 58);
    assertThat(
            Movers.missing(
                List.of(
                    sent("choice_statements_agree_percent", "experience", "protected", 12),
                    sent("maturity_in_place_percent", "maturity", "public", 40),
                    sent("plans_live_per_1000", "plans", "protected", 55),
                    first)))
        .contains(first);
    assertThat(Movers.missing(List.of(sent("sdm_q_9_score", "experience", "protected", 12))))
        .isEmpty();
  }

  @Test
  void whoHasNotSubmittedIsNamedWhereAllAreKnown() {
    Row two = sent("people_referred_per_1000", "referrals", "protected", 58);
    assertThat(Sentences.submissions(Level.ICB, two, Sentences.notSubmitted(two)))
        .isEqualTo(
            "Ask the 2 practices that have not submitted for Q2 2026/27: ZZ0021, ZZ0057. “People referred”: 58 of 60 have.");
    assertThat(
            Sentences.notSubmitted(sent("people_referred_per_1000", "referrals", "protected", 57)))
        .isEmpty();
  }

  @Test
  void aMoverShowsTheDecimalsThatTellItsValuesApart() {
    Map<String, Object> more = new HashMap<>();
    more.put("title", "High-dose opioids (120 mg), items per 1,000 patients");
    more.put("unit", "items per 1,000 patients");
    more.put("window", "month");
    more.put("org_level", "icb");
    more.put("period_start", LocalDate.parse("2026-09-01"));
    more.put("decimals", 0);
    more.put("year_ago", 0.84);
    more.put("year_ago_numerator", 200.0);
    more.put("absolute_change", -0.05);
    more.put("relative_change_percent", -6.0);
    more.put("england_year_ago", null);
    assertThat(Sentences.mover(month("2026-09-30", 0.79, more)))
        .contains("fell from 0.84 to 0.79 items");
  }

  @Test
  void whereIconsShowASignalItIsNotSaidThatNoneDoes() {
    assertThat(
            Movers.none(
                List.of(month("2026-09-30", 1.0, Map.of("spc_variation", "concern_high"))),
                "concern_"))
        .endsWith("by enough to name here.");
    assertThat(Movers.none(List.of(), "concern_")).isEqualTo(Movers.NONE);
  }

  @Test
  void aFallNamesSizeWindowAndEngland() {
    assertThat(
            headline(
                month("2025-09-30", 58.2, Map.of("england", 100.0)),
                month("2026-09-30", 47.1, Map.of("england", 94.0))))
        .isEqualTo(
            "High-dose opioid volume fell from 58 to 47 ADQs per 1,000 patients between Sep 2025 and Sep 2026 (−19%); England fell 6%.");
  }

  @Test
  void aSpecialCauseInTheSameDirectionIsBeyondUsualVariation() {
    assertThat(
            headline(
                month("2025-09-30", 58.2, Map.of()),
                month("2026-09-30", 47.1, Map.of("spc_point", "shift_low"))))
        .isEqualTo(
            "High-dose opioid volume fell from 58 to 47 ADQs per 1,000 patients between Sep 2025 and Sep 2026 (−19%), beyond usual variation.");
  }

  @Test
  void aChangeWithoutASpecialCauseIsNoFall() {
    for (String signal : List.of("common_cause", "shift_high")) {
      assertThat(
              headline(
                  month("2025-09-30", 58.2, Map.of()),
                  month("2026-09-30", 47.1, Map.of("spc_point", signal))))
          .isEqualTo(
              "High-dose opioid volume moved within its usual variation, from 58 to 47 ADQs per 1,000 patients between Sep 2025 and Sep 2026 (−19%).");
    }
  }

  @Test
  void theLatestMonthIsJudgedInWords() {
    assertThat(Sentences.variation(month("2026-09-30", 47.1, Map.of("spc_point", "trend_down"))))
        .isEqualTo("Sep 2026 is beyond usual variation: the end of a run of seven falling months.");
    assertThat(Sentences.variation(month("2026-09-30", 47.1, Map.of("spc_point", "common_cause"))))
        .isEqualTo("Sep 2026 is within usual variation.");
    assertThat(Sentences.variation(month("2026-09-30", 47.1, Map.of())))
        .startsWith("Usual variation is not judged");
  }

  @Test
  void aSmallChangeIsNoRise() {
    assertThat(headline(month("2025-09-30", 58.0, Map.of()), month("2026-09-30", 59.0, Map.of())))
        .isEqualTo(
            "High-dose opioid volume changed little, from 58 to 59 ADQs per 1,000 patients between Sep 2025 and Sep 2026 (+2%).");
  }

  @Test
  void figuresThatLookTheSameGetOneMoreDecimal() {
    assertThat(headline(month("2025-09-30", 10.6, Map.of()), month("2026-09-30", 11.4, Map.of())))
        .contains("from 10.6 to 11.4");
  }

  @Test
  void noPercentageOfFewerThanTwenty() {
    assertThat(
            headline(
                month("2025-09-30", 2.0, Map.of("numerator", 19.0)),
                month("2026-09-30", 6.0, Map.of())))
        .isEqualTo(
            "High-dose opioid volume rose from 2.0 to 6.0 ADQs per 1,000 patients between Sep 2025 and Sep 2026.");
  }

  @Test
  void fromNothingHasNoPercentage() {
    assertThat(headline(month("2025-09-30", 0.0, Map.of()), month("2026-09-30", 6.0, Map.of())))
        .contains("rose from 0.0 to 6.0")
        .doesNotContain("%");
  }

  @Test
  void zeroBothTimesIsTheSame() {
    assertThat(headline(month("2025-09-30", 0.0, Map.of()), month("2026-09-30", 0.0, Map.of())))
        .isEqualTo(
            "High-dose opioid volume was the same in Sep 2025 and Sep 2026, at 0.0 ADQs per 1,000 patients.");
  }

  @Test
  void swingsMuchLargerThanTheDifferenceHaveNoDirection() {
    assertThat(
            headline(
                month("2025-09-30", 21.0, Map.of()),
                month("2026-01-31", 108.0, Map.of()),
                month("2026-09-30", 37.0, Map.of())))
        .isEqualTo(
            "High-dose opioid volume was 37 ADQs per 1,000 patients in Sep 2026 and 21 in Sep 2025; its months ranged from 21 to 108.");
  }

  @Test
  void aSteadySeriesDoesNotSwing() {
    assertThat(
            headline(
                month("2025-09-30", 58.0, Map.of()),
                month("2026-01-31", 60.0, Map.of()),
                month("2026-09-30", 57.5, Map.of())))
        .contains("changed little");
  }

  @Test
  void aBreakForbidsTheComparison() {
    assertThat(
            headline(
                month("2025-09-30", 58.0, Map.of()),
                month("2026-04-30", 40.0, Map.of("value_marks", "b")),
                month("2026-09-30", 41.0, Map.of())))
        .contains("a break in the series means that it cannot be compared with Sep 2025")
        .doesNotContain("fell");
  }

  @Test
  void aSenderThatStopsNeverLooksLikeAFall() {
    assertThat(
            headline(
                month("2025-09-30", 58.0, Map.of()),
                month(
                    "2026-09-30",
                    30.0,
                    Map.of("population_covered_percent", 61.0, "units_reporting", 40))))
        .startsWith("Too few have submitted for a finding: 40 of 60, 61% of patients")
        .doesNotContain("fell");
  }

  @Test
  void withheldIsSaidAndNotGuessed() {
    assertThat(headline(month("2026-09-30", null, Map.of("value_state", "suppressed"))))
        .isEqualTo(
            "High-dose opioid volume is not shown for Sep 2026: it is withheld to protect small numbers [c].");
  }

  @Test
  void englandIsNamedOnlyWhereCovered() {
    assertThat(
            headline(
                month("2025-09-30", 58.0, Map.of("england", 100.0)),
                month("2026-09-30", 47.0, Map.of("england", 90.0, "england_covered", 94.9))))
        .endsWith("; all submitting practices fell 10%.");
  }

  @Test
  void theForbiddenWordsAreFound() {
    assertThat(FORBIDDEN.matcher("Volume improved thanks to the clinic").find()).isTrue();
    assertThat(FORBIDDEN.matcher("12 patients on high doses").find()).isTrue();
  }

  @Test
  void nothingThatIsRenderedSaysMoreThanTheFigures() throws IOException {
    try (Stream<Path> files = Files.walk(Fixture.rendered())) {
      for (Path file : files.toList()) {
        String text =
            file.toString().endsWith(".html")
                ? Files.readString(file).replaceAll("<[^>]+>", " ")
                : file.toString().endsWith(".pdf") ? Fixture.text(file) : "";
        assertThat(FORBIDDEN.matcher(text).results().map(m -> m.group()).toList())
            .as(file.toString())
            .isEmpty();
      }
    }
  }
}
