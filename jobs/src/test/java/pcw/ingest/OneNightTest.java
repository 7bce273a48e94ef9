package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.StepResult;

/** One landing folder with every way in which files are known to come, taken in once. */
class OneNightTest {
  @TempDir static Path folder;

  private static House house;
  private static StepResult result;

  @BeforeAll
  static void takeIn() throws IOException {
    house = new House(folder);
    EveryWay.into(house);
    result = house.ingest();
  }

  private static String message(String fileName) {
    return house.file(fileName).getAs("message");
  }

  @Test
  void everyFileHasItsFateAndARefusedOneStopsNoOther() {
    assertThat(house.fates())
        .containsEntry("EPD_202503.csv", "accepted")
        .containsEntry("2025/EPD_SNOMED_202504.csv.gz", "accepted")
        .containsEntry("EPD_202409.zip", "accepted")
        .containsEntry("sub/epd_202401.csv", "refused missing_column")
        .containsEntry("epd_202402.csv", "refused empty")
        .containsEntry("epd_202403.csv", "refused utf_16")
        .containsEntry("epd_202404.csv", "refused truncated")
        .containsEntry("epd_202405.csv", "refused wrong_month")
        .containsEntry("epd_202406.csv.gz", "refused truncated")
        .containsEntry("epd_202407.csv", "refused nul_bytes")
        .containsEntry("epd_202408.csv", "refused encoding")
        .containsEntry("epd_202312.zip", "refused zip_members")
        .containsEntry("epd_202311.zip", "refused zip_path")
        .containsEntry("epd_202310.csv", "refused duplicate_header")
        .containsEntry("epd_202309.csv", "refused too_many_bad_rows")
        .containsEntry("epd_202308.csv.gz", "refused not_gzip")
        .containsEntry("epd_202307.csv", "refused long_line")
        .containsEntry("gp-reg-pat-prac-map-202306.csv", "refused unclosed_quote")
        .containsEntry("notes.txt", "unmatched");
    assertThat(house.fates()).hasSize(33).doesNotContainKey(".DS_Store");
    assertThat(result.counts())
        .containsEntry("files", 33L)
        .containsEntry("accepted_files", 17L)
        .containsEntry("refused_files", 15L)
        .containsEntry("unmatched_files", 1L);
  }

  @Test
  void everyRowHasOneFate() {
    for (Row file : house.tables.read("ops.file").collectAsList()) {
      assertThat(file.<Long>getAs("rows_in"))
          .as(file.<String>getAs("file_name"))
          .isEqualTo(
              file.<Long>getAs("accepted")
                  + file.<Long>getAs("quarantined")
                  + file.<Long>getAs("duplicate")
                  + file.<Long>getAs("opted_out")
                  + file.<Long>getAs("out_of_scope"));
    }
    Row first = house.file("EPD_202503.csv");
    assertThat(first.<Long>getAs("rows_in")).isEqualTo(14);
    assertThat(first.<Long>getAs("accepted")).isEqualTo(5);
    assertThat(first.<Long>getAs("quarantined")).isEqualTo(9);
  }

  @Test
  void theOperatorIsToldOneLineForEachRefusedFileAndNoStackTrace() {
    List<String> refused =
        house.said().lines().filter(line -> line.startsWith("  refused ")).toList();

    assertThat(refused).hasSize(15).allMatch(line -> line.contains(": "));
    assertThat(house.said()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(message("sub/epd_202401.csv"))
        .contains("quantity", "QUANTITY", "schemas/landing/epd.yaml", "classic");
    assertThat(message("epd_202405.csv")).contains("2024-05", "2024-06");
    assertThat(message("epd_202309.csv")).contains("200 of 200", "number in adq", "line 2");
  }

  @Test
  void numbersAreExactAndTrimmed() {
    assertThat(
            house.rows("bronze.epd", "practice_code", "quantity", "nic", "adq", "items", "month"))
        .contains(
            "A83040|20.00000|0.50000|0.00000|2|2025-03-01",
            "A83041|5.00000|12.50000|33.30000|2|2025-03-01");
  }

  @Test
  void unidentifiedPrescribingAndFiveCharacterCommissionersAreKept() {
    assertThat(
            house.rows(
                "bronze.epd",
                "practice_code",
                "commissioner_code",
                "region_code",
                "is_unidentified"))
        .contains("-|-|-|true", "36J998|M1J4Y|Y63|true", "A83040|16C00|Y63|false");
  }

  @Test
  void badRowsAreQuarantinedWithLineRuleAndColumn() {
    assertThat(
            house.rows("quarantine.row", "file_name", "line_number", "rule", "column_name").stream()
                .filter(row -> row.startsWith("EPD_202503")))
        .containsExactly(
            "EPD_202503.csv|10|required|practice_code",
            "EPD_202503.csv|11|quotes|null",
            "EPD_202503.csv|12|field_count|null",
            "EPD_202503.csv|13|wrong_month|month",
            "EPD_202503.csv|16|allowed_values|is_unidentified",
            "EPD_202503.csv|6|decimal_places|actual_cost",
            "EPD_202503.csv|7|number|nic",
            "EPD_202503.csv|8|minimum|items",
            "EPD_202503.csv|9|pattern|bnf_code");
    assertThat(house.rows("quarantine.row", "fields['nic']")).contains("1,000.00");
  }

  @Test
  void oneHeaderMeansACodeInOneLayoutAndANameInTheOther() {
    assertThat(house.file("2025/EPD_SNOMED_202504.csv.gz").<String>getAs("layout"))
        .isEqualTo("snomed_2025");
    assertThat(house.file("EPD_202503.csv").<String>getAs("layout")).isEqualTo("classic");
    assertThat(house.file("EPD_202409.zip").<String>getAs("layout")).isEqualTo("classic");
    assertThat(house.rows("bronze.epd", "month", "bnf_code"))
        .contains("2025-04-01|0407020A0AAAFAF");
  }

  @Test
  void aSnomedCodeThatASpreadsheetDamagedIsRejected() {
    assertThat(
            house.rows(
                "quarantine.row", "file_name", "rule", "column_name", "fields['snomed_code']"))
        .contains(
            "2025/EPD_SNOMED_202504.csv.gz|pattern|snomed_code|6.94311E+14",
            "2025/EPD_SNOMED_202504.csv.gz|check_digit|snomed_code|694311000001100");
  }

  @Test
  void everyEncodingAndLineEndReadsTheSame() {
    assertThat(house.rows("bronze.epd", "month", "practice_name"))
        .contains(
            "2024-10-01|CAFÉ – CLINIC",
            "2024-11-01|CAFÉ",
            "2025-02-01|CLIFTON COURT",
            "2025-03-01|The \"Old\" Surgery")
        .filteredOn(row -> row.startsWith("2024-12"))
        .hasSize(2);
    assertThat(house.file("epd_202410.csv").<String>getAs("encoding")).isEqualTo("windows-1252");
    assertThat(house.file("epd_202411.csv").<String>getAs("encoding")).isEqualTo("UTF-8");
  }

  @Test
  void anUnknownHeaderIsAWarning() {
    assertThat(message("epd_202411.csv")).contains("Extra Column");
  }

  @Test
  void aHeaderAloneIsADeliveryOfNoRows() {
    assertThat(house.file("epd_202501.csv").<Long>getAs("rows_in")).isZero();
  }

  @Test
  void mapsOfEveryEraLandInOneShape() {
    assertThat(
            house.rows(
                "bronze.practice_map",
                "month",
                "practice_code",
                "pcn_code",
                "sub_icb_code",
                "icb_code",
                "supplier_name"))
        .containsExactly(
            "2020-09-01|A83040|U45102|16C|QHM|null",
            "2020-09-01|A83041|U|16C|QHM|null",
            "2022-01-01|A83040|U45102|16C|QHM|null",
            "2022-01-01|A83041|U|16C|QHM|null",
            "2026-04-01|A83040|U45102|16C|QHM|EMIS HEALTH",
            "2026-04-01|A83041|U|16C|QHM|EMIS HEALTH");
  }

  @Test
  void epraccurHasNoHeaderAndWalesIsOutOfScope() {
    assertThat(
            house.rows(
                "bronze.epraccur",
                "organisation_code",
                "opened_on",
                "closed_on",
                "commissioner_code",
                "prescribing_setting",
                "month"))
        .containsExactly(
            "A81001|1974-04-01|null|00K|4|2025-03-01",
            "A81002|1974-04-01|2024-03-31|00K|4|2025-03-01");
    Row file = house.file("epraccur_202503.csv");
    assertThat(file.<Long>getAs("out_of_scope")).isEqualTo(1);
    assertThat(file.<Long>getAs("quarantined")).isEqualTo(1);
    assertThat(house.rows("quarantine.row", "file_name", "line_number", "rule", "column_name"))
        .contains("epraccur_202503.csv|3|date|opened_on");
  }

  @Test
  void listSizesOfAllDateFormsAreTakenIn() {
    assertThat(house.rows("bronze.registered_patients", "month", "practice_code", "patients"))
        .containsExactly("2017-04-01|A83040|100", "2026-07-01|A83040|101");
    assertThat(house.rows("bronze.registered_patients_age", "month", "sex", "age_band", "patients"))
        .containsExactly(
            "2017-09-01|ALL|ALL|6939", "2017-09-01|FEMALE|0_4|212", "2026-04-01|MALE|95+|6");
  }

  @Test
  void aRepeatedKeyIsADuplicateOrAContradiction() {
    Row file = house.file("gp-reg-pat-prac-quin-age_2017_09.csv");
    assertThat(file.<Long>getAs("duplicate")).isEqualTo(1);
    assertThat(file.<Long>getAs("quarantined")).isEqualTo(1);
    assertThat(file.<Long>getAs("out_of_scope")).isEqualTo(2);
    assertThat(house.rows("quarantine.row", "file_name", "line_number", "rule"))
        .contains("gp-reg-pat-prac-quin-age_2017_09.csv|5|duplicate_key");
  }

  @Test
  void aFeedWithoutMonthsHasNone() {
    assertThat(
            house.rows(
                "bronze.practice_locality", "practice_code", "locality_code", "valid_to", "month"))
        .containsExactly("A83040|L1|null|null");
  }

  @Test
  void nothingOfARefusedFileStays() {
    assertThat(house.rows("bronze.epd", "month"))
        .doesNotContain("2023-09-01", "2024-05-01", "2024-01-01");
    assertThat(house.rows("quarantine.row", "file_name")).doesNotContain("epd_202309.csv");
  }

  @Test
  void rowsLieInTheOrderOfTheContract() {
    List<Row> rows =
        house
            .tables
            .read("bronze.epd")
            .where("month = DATE'2025-03-01'")
            .select("bnf_code")
            .collectAsList();

    assertThat(rows.stream().map(row -> row.getString(0)).toList()).isSorted();
  }

  @Test
  void nothingIsLeftBehind() {
    assertThat(house.warehouse.resolve("_staging")).doesNotExist();
    assertThat(house.warehouse.resolve("_ingest.journal")).doesNotExist();
  }
}
