package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pcw.door.Deliveries.ADA;
import static pcw.door.Deliveries.BEN;
import static pcw.door.Deliveries.CY;
import static pcw.door.Deliveries.admit;
import static pcw.door.Deliveries.token;
import static pcw.door.Deliveries.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcw.ops.Exit;

class DoorTest {
  private static final String HEADER = "NHS Number,Event Date,SNOMED Code,Value,Unit,Staff Role";
  private static final String REFERRAL = "871731000000106";
  private static final String EVENT_COLUMNS =
      "month,sender_code,practice_code,person_token,key_id,event_on,recorded_on,snomed_code,value,"
          + "unit,staff_role,source_system";

  @TempDir Path folder;

  private static String event(String number) {
    return number + ",2026-08-03," + REFERRAL + ",,,GP";
  }

  @Test
  void a_report_becomes_the_columns_of_its_contract() {
    Path file =
        write(
            folder,
            "coded_event",
            "Report: personalised care,,",
            "\"Run on 1 September 2026, by the practice\"",
            "",
            "NHS Number,Full Name,Date of Birth,Code Date,SNOMED_Code,Value,Unit,Job Category",
            "999 060 2077,A Person,1 Feb 1950,03-Aug-2026," + REFERRAL + ",47.0,points,Link Worker",
            BEN + ",B Person,2 Mar 1960,4-AUG-2026 10:15," + REFERRAL + ",,,Head Gardener");

    Deliveries.Result result = admit(file, "coded_event", 2);

    assertThat(result.lines())
        .containsExactly(
            EVENT_COLUMNS,
            "2026-08-01,A83040,,"
                + token(ADA)
                + ",ed60bb0d,2026-08-03,,"
                + REFERRAL
                + ",47,score,social_prescribing_link_worker,",
            "2026-08-01,A83040,," + token(BEN) + ",ed60bb0d,2026-08-04,," + REFERRAL + ",,,other,");
    assertThat(result.admission().layout()).isEqualTo("delivered");
    assertThat(result.admission().warnings()).isEmpty();
  }

  @Test
  void rows_without_a_valid_number_are_rejected_by_line_and_rule() {
    Path file =
        write(
            folder,
            "coded_event",
            HEADER,
            event(ADA),
            event("9990602078"),
            event(""),
            event(BEN),
            event(BEN) + ",extra",
            "\"" + CY + "\",2026-08-03,\"" + REFERRAL + "\",,,\"GP\nat home\"",
            event(ADA),
            event(ADA),
            event(ADA),
            event(ADA),
            event(ADA),
            event(ADA),
            event(ADA),
            event(ADA),
            event(ADA));

    Deliveries.Result result = admit(file, "coded_event", 15);

    assertThat(result.rejections())
        .containsExactly(
            new Rejection("nhs_number_invalid", 3, "person_token"),
            new Rejection("nhs_number_missing", 4, "person_token"),
            new Rejection("field_count", 6, ""));
    assertThat(result.admission().accepted()).isEqualTo(12);
    assertThat(result.admission().rejected())
        .containsOnly(
            java.util.Map.entry("nhs_number_invalid", 1L),
            java.util.Map.entry("nhs_number_missing", 1L),
            java.util.Map.entry("field_count", 1L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9990602077,31/02/2026,871731000000106,,,GP|date",
        "9990602077,2026-08-03,871731000000107,,,GP|snomed",
        "9990602077,2026-08-03,8.71731E+14,,,GP|snomed",
        "9990602077,2026-08-03,9990602077,,,GP|identifier_in_value",
        "9990602077,2026-08-03,871731000000106,9990602077,,GP|identifier_in_value",
        "9990602077,2026-08-03,871731000000106,,,999 060 2077|identifier_in_value",
        "9990602077,,871731000000106,,,GP|required"
      })
  void a_value_that_does_not_fit_leaves_the_row_out(String row, String rule) {
    String[] lines = new String[12];
    java.util.Arrays.fill(lines, event(BEN));
    lines[0] = HEADER;
    lines[11] = row;

    Deliveries.Result result = admit(write(folder, "coded_event", lines), "coded_event", 11);

    assertThat(result.rejections()).extracting(Rejection::rule).containsExactly(rule);
    assertThat(result.rejections().get(0).line()).isEqualTo(12);
  }

  @Test
  void a_number_that_cannot_be_read_beside_a_code_is_left_empty_and_counted() {
    Path file =
        write(
            folder,
            "coded_event",
            HEADER,
            ADA + ",2026-08-03," + REFERRAL + ",\"=HYPERLINK(\"\"x\"\")\",@cmd,GP");

    Deliveries.Result result = admit(file, "coded_event", 1);

    assertThat(result.lines().get(1)).endsWith(REFERRAL + ",,,general_practitioner,");
    assertThat(result.admission().warnings())
        .containsExactly(
            "1 values of unit could not be read: left empty",
            "1 values of value could not be read: left empty");
  }

  @Test
  void of_a_date_of_birth_the_year_is_kept_and_of_a_postcode_nothing() {
    Path file =
        write(
            folder,
            "registered_person",
            "NHS No,DOB,Sex,Practice Code,Post Code,LSOA Code,QOF Registers,Shoe Size",
            ADA + ",03-Feb-1950,F,A83040,DL1 5JN,E01012345,DM|HYP,7",
            BEN + ",19600203,1,A83040,DL1 5JN,E01012345,,9");

    Deliveries.Result result = admit(file, "registered_person", 2);

    assertThat(result.lines().subList(1, 3))
        .containsExactly(
            "2026-08-01,A83040,A83040,"
                + token(ADA)
                + ",ed60bb0d,1950,female,,E01012345,,,DM|HYP,,",
            "2026-08-01,A83040,A83040," + token(BEN) + ",ed60bb0d,1960,male,,E01012345,,,,,");
    assertThat(result.admission().warnings())
        .containsExactly("columns that the contract does not know were not read: positions 8");
  }

  @Test
  void what_the_door_wrote_passes_it_again_unchanged() throws IOException {
    Path file =
        write(
            folder,
            "referral",
            "Referral ID,NHS Number,Role,Referral Date,Referral Source,Reason,Need 1",
            "R-1," + ADA + ",SPLW,03/08/2026,GP,lonely or isolated,73211009",
            "R-2," + BEN + ",HWBC,04/08/2026,Hospital,likes dogs,",
            "R-3," + BEN + ",HWBC,04/08/2026,Hospital,73211009,",
            "R-4," + BEN + ",HWBC,04/08/2026,Hospital,19510317,");
    Deliveries.Result first = admit(file, "referral", 4);
    Path sent = folder.resolve("referral-A83040-202608.csv");
    Files.move(first.admission().output(), sent, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    Deliveries.Result second =
        Deliveries.admit(
            Deliveries.declare(sent, "referral", 4),
            "referral",
            Keys.pseudonymsOnly("ed60bb0d"),
            Deliveries.terms());

    assertThat(Files.readString(second.admission().output())).isEqualTo(Files.readString(sent));
    assertThat(second.admission().layout()).isEqualTo("pseudonymised");
    assertThat(second.lines().get(1)).contains(",lonely_or_isolated,");
    assertThat(second.lines().get(2)).contains(",unmapped,").doesNotContain("dogs");
    assertThat(second.lines().get(3)).contains(",73211009,");
    assertThat(second.lines().get(4)).contains(",unmapped,").doesNotContain("19510317");
    String localId = new Pseudonym(Deliveries.keys()).ofLocal("A83040", "referral_id", "R-1");
    assertThat(second.lines().get(1)).contains("A83040," + localId + ",");
  }

  @Test
  void pseudonyms_of_a_sender_are_brought_up_to_the_newest_key() {
    Keys rotated = Keys.of(Deliveries.key(Deliveries.KEY), Deliveries.key(Deliveries.KEY_2));
    Path file =
        write(
            folder,
            "coded_event",
            "PERSON_TOKEN,key_id,Event Date,SNOMED Code",
            token(ADA) + ",ed60bb0d,2026-08-03," + REFERRAL,
            "9990602077,ed60bb0d,2026-08-03," + REFERRAL);
    Deliveries.declare(file, "coded_event", 2);
    Terms terms =
        new Terms(
            Deliveries.agreements("coded_event"),
            Optional.of(
                PermittedList.of(
                    Deliveries.AS_OF,
                    rotated.id(),
                    List.of(new Pseudonym(rotated).ofNumber(ADA)).iterator())),
            21,
            Deliveries.AS_OF);

    assertThatThrownBy(() -> Deliveries.admit(file, "coded_event", rotated, terms))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("1 of its 2 rows are no good")
        .hasMessageContaining("token_format=1")
        .hasMessageNotContaining(ADA);
    write(
        folder,
        "coded_event",
        "PERSON_TOKEN,key_id,Event Date,SNOMED Code",
        token(ADA) + ",ed60bb0d,2026-08-03," + REFERRAL);
    Deliveries.declare(file, "coded_event", 1);
    Deliveries.Result result = Deliveries.admit(file, "coded_event", rotated, terms);
    assertThat(result.lines().get(1))
        .contains("," + new Pseudonym(rotated).ofNumber(ADA) + "," + rotated.id() + ",");
  }

  @Test
  void a_row_of_another_sender_or_month_than_declared_is_left_out() {
    String header = "month,sender_code,person_token,key_id,event_on,snomed_code";
    String good = "2026-08-01,A83040," + token(ADA) + ",ed60bb0d,2026-08-03," + REFERRAL;
    String[] lines = new String[12];
    java.util.Arrays.fill(lines, good);
    lines[0] = header;
    lines[4] = good.replace("2026-08-01", "2026-07-01");
    lines[5] = good.replace("A83040", "A83041");

    Deliveries.Result result = admit(write(folder, "coded_event", lines), "coded_event", 11);

    assertThat(result.rejections())
        .containsExactly(
            new Rejection("not_as_declared", 5, "month"),
            new Rejection("not_as_declared", 6, "sender_code"));
  }

  @Test
  void a_key_that_is_not_ours_and_numbers_without_a_key_are_refused() {
    Path tokens =
        write(
            folder,
            "coded_event",
            "person_token,key_id,Event Date,SNOMED Code",
            token(ADA) + ",00000000,2026-08-03," + REFERRAL);
    refused(tokens, 1, Deliveries.keys(), "key", Exit.REFUSED);

    Path noKeyId =
        write(
            folder,
            "coded_event",
            "person_token,Event Date,SNOMED Code",
            token(ADA) + ",2026-08-03," + REFERRAL);
    refused(noKeyId, 1, Deliveries.keys(), "no_key_id", Exit.REFUSED);

    Path numbers = write(folder, "coded_event", HEADER, event(ADA));
    refused(numbers, 1, Keys.pseudonymsOnly("ed60bb0d"), "no_key", Exit.REFUSED);

    Path both =
        write(
            folder,
            "coded_event",
            "person_token,key_id,NHS Number,Event Date,SNOMED Code",
            token(ADA) + ",ed60bb0d," + ADA + ",2026-08-03," + REFERRAL);
    refused(both, 1, Deliveries.keys(), "number_beside_token", Exit.REFUSED);
  }

  @Test
  void files_that_are_no_report_are_refused() {
    refused(write(folder, "coded_event", ""), 0, Deliveries.keys(), "empty", Exit.BAD_DATA);
    String[] late = new String[17];
    java.util.Arrays.fill(late, "Report");
    late[16] = HEADER;
    refused(write(folder, "coded_event", late), 0, Deliveries.keys(), "no_header", Exit.BAD_DATA);
    late[15] = HEADER;
    late[16] = event(ADA);
    assertThat(admit(write(folder, "coded_event", late), "coded_event", 1).admission().accepted())
        .isEqualTo(1);
    folder.resolve("out.csv").toFile().delete();
    refused(
        write(folder, "coded_event", event(ADA), event(BEN)),
        2,
        Deliveries.keys(),
        "no_header",
        Exit.BAD_DATA);
    refused(
        write(folder, "coded_event", "NHS Number,NHS No,NHS Number,Event Date,SNOMED Code"),
        0,
        Deliveries.keys(),
        "duplicate_header",
        Exit.BAD_DATA);
    refused(
        write(folder, "coded_event", HEADER, ADA + ",\"2026-08-03\"x," + REFERRAL + ",,,"),
        1,
        Deliveries.keys(),
        "csv",
        Exit.BAD_DATA);
    refused(
        write(
            folder, "coded_event", (HEADER + "\n" + event(ADA)).getBytes(StandardCharsets.UTF_16)),
        1,
        Deliveries.keys(),
        "encoding",
        Exit.BAD_DATA);
  }

  private void refused(Path file, long rows, Keys keys, String rule, int exitCode) {
    Deliveries.declare(file, "coded_event", rows);
    assertThatThrownBy(() -> Deliveries.admit(file, "coded_event", keys, Deliveries.terms()))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("coded_event-A83040-202608.csv: ")
        .hasMessageNotContaining(ADA)
        .satisfies(
            e -> {
              assertThat(((Refused) e).rule()).isEqualTo(rule);
              assertThat(((Refused) e).exitCode()).isEqualTo(exitCode);
            });
    assertThat(folder.resolve("out.csv")).doesNotExist();
    assertThat(folder.resolve("out.csv.part")).doesNotExist();
  }

  @Test
  void a_header_alone_is_a_statement_of_zero() {
    Deliveries.Result result = admit(write(folder, "coded_event", HEADER), "coded_event", 0);

    assertThat(result.lines()).containsExactly(EVENT_COLUMNS);
    assertThat(result.admission().rows()).isZero();
  }

  @Test
  void byte_order_marks_windows_letters_and_gzip_are_read() throws IOException {
    String text = HEADER + ",Café\r\n" + event(ADA) + ",é\r\n";
    byte[] utf8 = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
    byte[] windows = text.getBytes(Charset.forName("windows-1252"));
    Path gzip = folder.resolve("coded_event-A83040-202608.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(utf8);
    }

    List<String> fromUtf8 = admit(write(folder, "coded_event", utf8), "coded_event", 1).lines();
    Deliveries.Result fromWindows = admit(write(folder, "coded_event", windows), "coded_event", 1);
    List<String> fromGzip = admit(gzip, "coded_event", 1).lines();

    assertThat(fromUtf8).hasSize(2).isEqualTo(fromWindows.lines()).isEqualTo(fromGzip);
    assertThat(fromWindows.admission().encoding()).isEqualTo("windows-1252");
  }

  @Test
  void the_answer_of_the_checking_service_becomes_a_list_of_pseudonyms() throws IOException {
    Path file = folder.resolve("permitted_person-A83040-202608.dat");
    Files.writeString(file, ADA + ",\n" + BEN + ",\n");

    Deliveries.Result result = admit(file, "permitted_person", 2);

    assertThat(result.lines())
        .containsExactly(
            "month,sender_code,person_token,key_id,checked_on",
            "2026-08-01,A83040," + token(ADA) + ",ed60bb0d,2026-09-03",
            "2026-08-01,A83040," + token(BEN) + ",ed60bb0d,2026-09-03");
    PermittedList list = PermittedList.of(result.admission());
    assertThat(list.permits(token(ADA))).isTrue();
    assertThat(list.permits(token(CY))).isFalse();
    assertThat(list.size()).isEqualTo(2);
  }
}
