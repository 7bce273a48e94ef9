package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pcw.ingest.Senders.EVENTS;
import static pcw.ingest.Senders.REFERRAL;
import static pcw.ingest.Senders.number;
import static pcw.ingest.Senders.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.StepResult;
import pcw.spark.OldVersions;

/** Deliveries about people, from a landing folder to bronze. */
@Tag("slow")
class PeopleTest {
  private static final String FILE = "coded_event-A83040-202609.csv";

  @TempDir Path folder;
  private House house;
  private Senders senders;

  @BeforeEach
  void open() {
    house = new House(folder);
    senders = new Senders(house);
    senders
        .agree("A83040 coded_event", "A83041 coded_event", "QHM permitted_person")
        .permit("2026-10-05", 1, 2, 3, 4, 5);
  }

  private List<String> events() {
    return house.rows("bronze.coded_event", "sender_code", "month", "person_token");
  }

  @Test
  void everyRowOfOneNightHasOneFate() {
    senders.deliver(
        "coded_event",
        "A83040",
        "2026-09",
        EVENTS,
        List.of(
            number(1) + ",2026-09-03," + REFERRAL + ",",
            "9990000001,2026-09-03," + REFERRAL + ",",
            number(2) + ",2026-09-04," + REFERRAL + ",",
            number(9) + ",2026-09-04," + REFERRAL + ",",
            number(1) + ",03-Sep-2026," + REFERRAL + ",12",
            number(3) + ",2026-09-05,,",
            number(1) + ",2026-09-04," + REFERRAL + ","));
    senders.events("A83041", "2026-09");
    senders.deliver(
        "coded_event",
        "A83040",
        "2026-08",
        EVENTS,
        List.of(
            number(1) + ",2026-08-03," + REFERRAL + ",",
            "9990000001,2026-08-03," + REFERRAL + ",",
            number(2) + ",2026-08-04," + REFERRAL + ",",
            number(9) + ",2026-08-04," + REFERRAL + ",",
            number(1) + ",03-Aug-2026," + REFERRAL + ",12",
            number(1) + ",2026-08-05," + REFERRAL + ","));

    StepResult result = house.ingest();

    assertThat(house.fates())
        .containsEntry(FILE, "refused too_many_rejected")
        .containsEntry("coded_event-A83040-202608.csv", "accepted")
        .containsEntry("coded_event-A83041-202609.csv", "accepted")
        .containsEntry("sharing_agreement.csv", "accepted")
        .containsEntry("permitted_person-QHM-202610.csv", "accepted")
        .hasSize(5);
    assertThat(
            house.rows(
                "ops.delivery",
                "feed",
                "sender_code",
                "period_from",
                "period_to",
                "status",
                "rule",
                "rows_in",
                "accepted",
                "quarantined",
                "duplicate",
                "opted_out",
                "type1_applied_on",
                "agreement_reference"))
        .containsExactly(
            "coded_event|A83040|2026-08-01|2026-08-31|accepted|null|6|3|1|1|1|2026-10-05|DSA-1",
            "coded_event|A83040|2026-09-01|2026-09-30|refused|too_many_rejected|0|0|0|0|0|2026-10-05|null",
            "coded_event|A83041|2026-09-01|2026-09-30|accepted|null|0|0|0|0|0|2026-10-05|DSA-1",
            "permitted_person|QHM|2026-10-01|2026-10-31|accepted|null|5|5|0|0|0|2026-10-05|DSA-1");
    assertThat(
            house.rows(
                "quarantine.row", "file_name", "line_number", "rule", "column_name", "fields"))
        .containsExactly("coded_event-A83040-202608.csv|3|nhs_number_invalid|person_token|null");
    assertThat(house.rows("bronze.coded_event", "person_token", "event_on", "month"))
        .containsExactlyInAnyOrder(
            token(1) + "|2026-08-03|2026-08-01",
            token(1) + "|2026-08-05|2026-08-01",
            token(2) + "|2026-08-04|2026-08-01");
    assertThat(result.counts())
        .containsEntry("files", 5L)
        .containsEntry("rows", 6L + 5 + 3)
        .containsEntry("duplicate", 1L)
        .containsEntry("opted_out", 1L)
        .containsEntry("quarantined", 1L);
    assertThat(house.ingest().changed()).isFalse();
  }

  @Test
  void aRowThatIsFoundBadBehindTheDoorIsReportedOnItsLineOfTheDelivery() {
    senders.agree("A83040 registered_person", "QHM permitted_person");
    List<String> rows = new ArrayList<>();
    rows.add(number(9) + ",A83040,1950,F");
    rows.add(number(1) + ",A83040,1950,F");
    rows.add("x,A83040,1950,F");
    rows.add(number(2) + ",A83040,1950,F");
    rows.add(number(1) + ",A83040,1960,F");
    rows.addAll(Collections.nCopies(40, number(9) + ",A83040,1950,F"));
    senders.deliver(
        "registered_person",
        "A83040",
        "2026-09",
        "Any title\nNHS Number,Practice Code,Birth Year,Sex",
        rows);

    house.ingest();

    assertThat(house.rows("quarantine.row", "line_number", "rule", "column_name"))
        .containsExactly("5|nhs_number_invalid|person_token", "7|duplicate_key|month");
    Row file = house.file("registered_person-A83040-202609.csv");
    assertThat(file.<Long>getAs("rows_in")).isEqualTo(45);
    assertThat(file.<Long>getAs("quarantined")).isEqualTo(2);
    assertThat(file.<Long>getAs("opted_out")).isEqualTo(41);
    assertThat(file.<Long>getAs("accepted")).isEqualTo(2);
  }

  @Test
  void aNewerDeliveryReplacesThatOfItsSenderAndMonthAndNoOther() {
    senders.events("A83040", "2026-08", 1).events("A83040", "2026-09", 2);
    senders.events("A83041", "2026-09", 3);
    house.ingest();
    senders.events("A83040", "2026-09", 4, 5);

    StepResult result = house.ingest();

    assertThat(events())
        .containsExactlyInAnyOrder(
            "A83040|2026-08-01|" + token(1),
            "A83040|2026-09-01|" + token(4),
            "A83040|2026-09-01|" + token(5),
            "A83041|2026-09-01|" + token(3));
    assertThat(result.counts()).containsEntry("superseded_files", 1L);
    assertThat(house.rows("ops.delivery", "feed", "sender_code", "month", "status"))
        .contains(
            "coded_event|A83040|2026-09-01|accepted", "coded_event|A83040|2026-09-01|superseded");
  }

  @Test
  void aBacklogIsNotReplacedByOneOfItsMonths() {
    senders.events("A83040", "2026-07/2026-09", 1, 2).events("A83040", "2026-09", 3);

    house.ingest();

    assertThat(events())
        .containsExactlyInAnyOrder(
            "A83040|2026-09-01|" + token(1), "A83040|2026-09-01|" + token(2));
    assertThat(house.fates()).containsEntry(FILE, "refused shorter_period");
    assertThat(house.rows("ops.delivery", "sender_code", "period_from", "period_to", "month"))
        .contains("A83040|2026-07-01|2026-09-30|2026-09-01");
  }

  @Test
  void whatIsRefusedOnItsTermsIsTakenInWhenTheyHold() {
    senders.events("A83040", "2026-09", 1).events("B82001", "2026-09", 2);
    senders.remove(FILE + ".delivery.yaml");
    house.put("orphan.csv.delivery.yaml", "sender: A83040\n");

    house.ingest();

    assertThat(house.fates())
        .containsEntry(FILE, "refused no_declaration")
        .containsEntry("coded_event-B82001-202609.csv", "refused no_agreement")
        .containsEntry("orphan.csv.delivery.yaml", "unmatched");
    assertThat(house.rows("ops.delivery", "sender_code", "status", "rule"))
        .contains("A83040|refused|no_declaration", "B82001|refused|no_agreement");
    assertThat(house.ingest().changed()).as("nothing has changed").isFalse();

    senders.agree("A83040 coded_event", "B82001 coded_event", "QHM permitted_person");
    senders.events("A83040", "2026-09", 1);
    house.ingest();

    assertThat(events())
        .containsExactlyInAnyOrder(
            "A83040|2026-09-01|" + token(1), "B82001|2026-09-01|" + token(2));
  }

  @Test
  void withoutAKeyPublicFilesComeInAndOthersAreRefusedUnread() {
    house.put("EPD_202503.csv", Epd.month("202503", 5));
    senders.events("A83040", "2026-09", 1);
    house.keys = List.of();

    house.ingest();

    assertThat(house.fates())
        .containsEntry("EPD_202503.csv", "accepted")
        .containsEntry(FILE, "refused no_key");
    assertThat(house.said()).contains("--key").doesNotContain(number(1));
    assertThat(house.tables.exists("bronze.coded_event")).isFalse();
  }

  @Test
  void aListOfPermittedPeopleThatIsTooOldLetsNobodyIn() {
    senders.events("A83040", "2026-09", 1);
    house.asOf = LocalDate.of(2026, 10, 26);

    house.ingest();

    assertThat(house.fates()).containsEntry(FILE, "refused no_permitted_list");
    Row delivery = house.tables.read("ops.delivery").where("feed = 'coded_event'").first();
    assertThat(delivery.<String>getAs("sender_code")).isEqualTo("A83040");
  }

  @Test
  void peopleWhoOptOutLaterAreTakenOutOfWhatIsStored() throws IOException {
    senders.events("A83040", "2026-08", 1, 2).events("A83040", "2026-09", 2, 3);
    house.ingest();
    senders.permit("2026-10-12", 1, 3, 4).events("A83041", "2026-09", 2, 3);

    StepResult result = house.ingest();

    assertThat(result.counts()).containsEntry("withdrawn", 2L).containsEntry("opted_out", 1L);
    assertThat(events())
        .containsExactlyInAnyOrder(
            "A83040|2026-08-01|" + token(1),
            "A83040|2026-09-01|" + token(3),
            "A83041|2026-09-01|" + token(3));
    assertThat(
            house.rows("ops.delivery", "sender_code", "month", "rows_in", "accepted", "opted_out"))
        .contains("A83040|2026-08-01|2|1|1", "A83040|2026-09-01|2|1|1", "A83041|2026-09-01|2|1|1");
    assertThat(house.rows("ops.file", "rows_in = accepted + quarantined + duplicate + opted_out"))
        .containsOnly("true");

    assertThat(OldVersions.remove(house.tables, house.warehouse)).contains("bronze.coded_event");
    assertThat(files("bronze/coded_event"))
        .as("data files that nobody reads any more")
        .isEqualTo(house.tables.read("bronze.coded_event").inputFiles().length);
    assertThat(events()).hasSize(3);
    assertThat(OldVersions.remove(house.tables, house.warehouse)).isEmpty();
  }

  private long files(String table) throws IOException {
    try (Stream<Path> files = Files.list(house.warehouse.resolve(table))) {
      return files.filter(f -> f.toString().endsWith(".parquet")).count();
    }
  }

  @Test
  void aListThatWouldTakeMostAwayIsNotBelieved() {
    int[] all = IntStream.range(0, 150).toArray();
    senders.permit("2026-10-05", all).events("A83040", "2026-09", all);
    house.ingest();
    senders.permit("2026-10-12", 1, 2, 3);

    house.ingest();
    assertThat(house.said()).contains("147 of the 150 people").contains("--force");
    assertThat(events()).hasSize(150);
    assertThat(house.rows("bronze.permitted_person", "checked_on")).containsOnly("2026-10-05");

    senders.permit("2026-10-12", IntStream.range(0, 149).toArray());
    house.ingest();
    assertThat(events()).hasSize(149);
  }

  @Test
  void peopleWhoAreNamedAreErasedAndDoNotComeBack() throws IOException {
    senders.events("A83040", "2026-09", 1, 2);
    house.ingest();
    Path tokens = folder.resolve("tokens");
    Files.writeString(tokens, token(1) + "\n");

    StepResult erased = Erase.run(house.night(false), tokens);

    assertThat(erased.counts()).containsEntry("withdrawn", 2L);
    assertThat(events()).containsExactly("A83040|2026-09-01|" + token(2));
    senders.events("A83040", "2026-08", 1);
    house.ingest();
    assertThat(events()).containsExactly("A83040|2026-09-01|" + token(2));

    Files.writeString(tokens, number(1) + "\n");
    assertThatThrownBy(() -> Erase.run(house.night(false), tokens))
        .hasMessageContaining("line 1 is no pseudonym")
        .hasMessageNotContaining(number(1));
  }

  @Test
  void emptyDeliveriesOfTheSameBytesAreStatementsOfTheirOwn() {
    senders.events("A83040", "2026-09").events("A83041", "2026-09").events("A83041", "2026-08");

    house.ingest();

    assertThat(house.rows("ops.delivery", "sender_code", "month", "status", "rows_in"))
        .contains(
            "A83040|2026-09-01|accepted|0",
            "A83041|2026-09-01|accepted|0",
            "A83041|2026-08-01|accepted|0");
    house.put("copy/" + FILE, EVENTS + "\n");
    house.put("copy/" + FILE + ".delivery.yaml", read(FILE + ".delivery.yaml"));
    assertThat(house.ingest().changed()).as("a copy of a delivery").isFalse();
  }

  private String read(String name) {
    try {
      return Files.readString(senders.file(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatWasTakenInStaysWhereItsTermsNoLongerHold() {
    senders.events("A83040", "2026-09", 1, 2).events("A83041", "2026-09", 3);
    house.ingest();
    List<String> books = house.rows("ops.delivery", "sender_code", "feed", "status", "accepted");

    house.put(
        "sharing_agreement.csv",
        """
        sender_code,feed,controller,lawful_basis,agreement_reference,valid_from,valid_to
        A83040,coded_event,ICB,6(1)(e),DSA-1,2023-01-01,2026-10-01
        A83041,coded_event,ICB,6(1)(e),DSA-1,2023-01-01,
        QHM,permitted_person,ICB,6(1)(e),DSA-1,2023-01-01,
        """);
    senders.remove("coded_event-A83041-202609.csv.delivery.yaml");
    house.ingest(true);

    assertThat(house.said())
        .contains("kept as it was " + FILE)
        .contains("kept as it was coded_event-A83041-202609.csv");
    assertThat(events()).hasSize(3);
    assertThat(house.rows("ops.delivery", "sender_code", "feed", "status", "accepted"))
        .isEqualTo(books);

    house.asOf = LocalDate.of(2026, 12, 1);
    house.keys = List.of();
    house.ingest(true);
    assertThat(events()).hasSize(3);

    senders.events("A83040", "2026-08", 1);
    house.ingest(true);
    assertThat(house.rows("ops.delivery", "sender_code", "month", "status", "rule"))
        .contains("A83040|2026-08-01|refused|no_key");
  }

  @Test
  void aWholeNightIsOneCommitAFeed() {
    for (int i = 0; i < 30; i++) {
      senders.events("A83040", "2026-%02d".formatted(i % 9 + 1), 1, 2);
    }
    house.ingest();
    long version =
        pcw.spark.Commit.latest(house.tables, "bronze.coded_event").orElseThrow().version();
    for (int month = 1; month < 10; month++) {
      senders.events("A83040", "2026-%02d".formatted(month), 3);
    }

    house.ingest();

    assertThat(pcw.spark.Commit.latest(house.tables, "bronze.coded_event").orElseThrow().version())
        .isEqualTo(version + 1);
    assertThat(events()).hasSize(9).allMatch(row -> row.endsWith(token(3)));
  }
}
