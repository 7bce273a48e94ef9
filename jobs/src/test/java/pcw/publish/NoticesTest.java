package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pcw.schemas.Contracts;

class NoticesTest {
  private static final Contracts CONTRACTS =
      Contracts.load(Path.of(System.getProperty("pcw.home")).resolve("schemas"));
  private static final YearMonth JANUARY = YearMonth.of(2026, 1);

  private final List<InputFile> files = new ArrayList<>();
  private final List<PracticeMonth> practices = new ArrayList<>();
  private final List<Notices.AdqChange> adqChanges = new ArrayList<>();

  private void file(String feed, YearMonth month, String status, long rows) {
    files.add(
        new InputFile(
            "0",
            feed,
            feed + month,
            LocalDate.of(month.getYear(), month.getMonth(), 1),
            status,
            null,
            List.of(rows, rows, 0L, 0L, 0L, 0L)));
  }

  private void prescribing(long... rows) {
    for (int i = 0; i < rows.length; i++) {
      file("epd", JANUARY.plusMonths(i), "accepted", rows[i]);
    }
  }

  /** Month, kind, severity, change, practices. */
  private List<String> notices() {
    return Notices.rows(CONTRACTS, files, practices, adqChanges).stream()
        .map(
            row ->
                Arrays.stream(row, 0, 6)
                    .map(v -> v instanceof Double d ? String.format("%.0f", d) : String.valueOf(v))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  @Test
  void aMonthThirtyPercentOffIsSaidAndSixtyPercentFails() {
    prescribing(1000, 1010, 990, 1299, 1310, 1000, 390, 1000);

    assertThat(notices())
        .containsExactly(
            "epd 2026-05-01 volume warn 30 null", "epd 2026-07-01 volume fail -61 null");
  }

  @Test
  void threeMonthsBeforeAreNeededToJudgeAVolume() {
    prescribing(1000, 5, 1000);

    assertThat(notices()).isEmpty();
  }

  @Test
  void aMonthThatIsMissingAndOneThatIsBehindAreSaid() {
    prescribing(10, 10, 10);
    file("practice_map", JANUARY, "accepted", 4);
    file("practice_map", JANUARY.plusMonths(3), "accepted", 4);
    file("registered_patients", JANUARY.minusMonths(12), "accepted", 4);

    assertThat(notices())
        .containsExactly(
            "epd 2026-04-01 behind warn null null",
            "practice_map 2026-02-01 missing fail null null",
            "practice_map 2026-03-01 missing fail null null");
  }

  @Test
  void aRefusedFileIsSaidUntilItsMonthIsTakenIn() {
    prescribing(10);
    file("epd", JANUARY, "refused", 0);
    assertThat(notices()).isEmpty();

    file("epd", JANUARY.plusMonths(1), "refused", 0);
    assertThat(notices()).containsExactly("epd 2026-02-01 refused fail null null");
  }

  @Test
  void practicesThatStoppedSendingAreNamedWhereTheyAreStillInTheMap() {
    prescribing(10, 10);
    int january = Months.number(JANUARY.atDay(1));
    for (String practice : List.of("A", "B", "C")) {
      practices.add(new PracticeMonth(practice, january, 100, true, true));
      practices.add(
          new PracticeMonth(
              practice, january + 1, 100, practice.equals("A"), !practice.equals("C")));
    }

    assertThat(notices()).containsExactly("epd 2026-02-01 not_sent fail null 1");
    assertThat((String) Notices.rows(CONTRACTS, files, practices, adqChanges).get(0)[6])
        .endsWith("1 of 3 practices of the month before have nothing in February 2026: B");
  }

  @Test
  void codesThatAreNotVerifiedAreNamedAndWhatIsDoneWithThem() {
    file("coded_event", JANUARY, "accepted", 5);
    file("coded_event", JANUARY.plusMonths(1), "accepted", 5);

    assertThat(notices()).containsExactly("coded_event 2026-02-01 unverified_code warn null null");
    assertThat((String) Notices.rows(CONTRACTS, files, practices, List.of()).get(0)[6])
        .contains("are used: Personalised care and support plan agreed (1187911000000105)")
        .doesNotContain("871731000000106");
    assertThat(
            (String) Notices.rows(CONTRACTS.official(true), files, practices, List.of()).get(0)[6])
        .contains("are refused: Personalised care and support plan agreed (1187911000000105)");
  }

  @Test
  void nothingIsSaidOfFeedsAboutPeople() {
    for (int i = 0; i < 5; i++) {
      file("referral", JANUARY.plusMonths(i), "accepted", i == 4 ? 5 : 1000);
    }

    assertThat(notices()).isEmpty();
  }

  @Test
  void aNewAverageDailyQuantityIsAChangeOfReferenceData() {
    LocalDate month = LocalDate.of(2026, 1, 1);
    prescribing(1000);
    adqChanges.add(new Notices.AdqChange(month, "Morphine 30mg", 0.3, 0.25, false));
    adqChanges.add(new Notices.AdqChange(month, "Codeine 30mg", 0.2, 0.3, false));
    adqChanges.add(new Notices.AdqChange(month, "Tramadol 50mg", 0.25, null, true));

    assertThat(notices())
        .containsExactly(
            "epd 2026-01-01 adq_changed warn null null", "epd 2026-01-01 adq_mixed warn null null");
    assertThat(Notices.rows(CONTRACTS, files, practices, adqChanges).get(0)[6].toString())
        .endsWith(
            "not of prescribing: Codeine 30mg from 0.3000 to 0.2000; Morphine 30mg from 0.2500 to"
                + " 0.3000");
  }
}
