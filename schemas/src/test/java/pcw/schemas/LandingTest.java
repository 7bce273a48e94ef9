package pcw.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feeds' contracts against what the publishers have really sent over the years. */
class LandingTest {
  private static final Contracts CONTRACTS = Contracts.load(ContractsTest.SCHEMAS);

  private static final String EPD_HEAD = "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,";
  private static final String EPD_PLACE =
      "PCO_NAME,PCO_CODE,PRACTICE_NAME,PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,";
  private static final String EPD_CLASSIC =
      EPD_PLACE
          + "BNF_CHEMICAL_SUBSTANCE,CHEMICAL_SUBSTANCE_BNF_DESCR,BNF_CODE,BNF_DESCRIPTION,"
          + "BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQUSAGE,NIC,ACTUAL_COST,UNIDENTIFIED";
  private static final String EPD_2025 =
      EPD_PLACE
          + "BNF_CHEMICAL_SUBSTANCE_CODE,BNF_CHEMICAL_SUBSTANCE,BNF_PRESENTATION_CODE,"
          + "BNF_PRESENTATION_NAME,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQ_USAGE,NIC,"
          + "ACTUAL_COST,UNIDENTIFIED,SNOMED_CODE";
  private static final String MAP_CCG =
      "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
          + "ONS_CCG_CODE,CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,"
          + "COMM_REGION_CODE,COMM_REGION_NAME";
  private static final String MAP_ICB =
      "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
          + "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,"
          + "ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME";

  /** Every header of a known layout is bound or left unread on purpose; none is a surprise. */
  @Test
  void published_headers_are_known() {
    assertKnown("epd", "classic", EPD_HEAD + "AREA_TEAM_NAME,AREA_TEAM_CODE," + EPD_CLASSIC);
    assertKnown("epd", "classic", EPD_HEAD + "STP_NAME,STP_CODE," + EPD_CLASSIC);
    assertKnown("epd", "classic", EPD_HEAD + "ICB_NAME,ICB_CODE," + EPD_CLASSIC);
    assertKnown(
        "epd", "classic_snomed", EPD_HEAD + "ICB_NAME,ICB_CODE," + EPD_CLASSIC + ",SNOMED_CODE");
    assertKnown("epd", "snomed_2025", EPD_HEAD + "ICB_NAME,ICB_CODE," + EPD_2025);
    assertKnown("practice_map", "ccg_stp", MAP_CCG);
    assertKnown("practice_map", "icb", MAP_ICB);
    assertKnown(
        "registered_patients",
        "all_persons",
        "PUBLICATION,EXTRACT_DATE,TYPE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS");
    assertKnown(
        "registered_patients",
        "all_persons",
        "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,"
            + "POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS");
    assertKnown(
        "registered_patients_age",
        "five_year_bands",
        "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,"
            + "NUMBER_OF_PATIENTS");
    assertKnown(
        "patients_by_area",
        "all_persons",
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS");
    assertKnown(
        "pcn_workforce",
        "individual_level",
        "Data_source,CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,SUB_ICB_CODE,SUB_ICB_NAME,ICB_CODE,"
            + "ICB_NAME,COMM_REGION_CODE,COMM_REGION_NAME,UNIQUE_IDENTIFIER,STAFF_GROUP,STAFF_ROLE,"
            + "DETAILED_STAFF_ROLE,FTE");
    assertKnown(
        "network_contract",
        "published",
        "QUALITY_SERVICE,PRACTICE_CODE,PRACTICE_NAME,PCN_ODS_CODE,PCN_NAME,CCG_ONS_CODE,CCG_ODS_CODE,"
            + "CCG_NAME,STP_ONS_CODE,STP_ODS_CODE,STP_NAME,REGION_ONS_CODE,REGION_ODS_CODE,"
            + "REGION_NAME,IND_CODE,MEASURE,VALUE,ACH_DATE");
  }

  private static void assertKnown(String feed, String layoutName, String header) {
    Delivery delivery = delivery(feed);
    Delivery.Layout layout =
        delivery.layouts().stream()
            .filter(l -> l.name().equals(layoutName))
            .findFirst()
            .orElseThrow();
    Set<String> unread = new HashSet<>(List.of(header.split(",", -1)));
    layout
        .columns()
        .forEach(
            (column, aliases) -> {
              List<String> found = aliases.stream().filter(unread::contains).toList();
              assertThat(found).as(feed + " " + layoutName + " " + column).hasSize(1);
              unread.removeAll(found);
            });
    assertThat(delivery.ignored()).containsAll(unread);
  }

  /** The one header that changed its meaning: code in the classic layout, name since 2025. */
  @Test
  void chemical_substance_is_a_code_in_the_classic_layout_only() {
    for (Delivery.Layout layout : delivery("epd").layouts()) {
      String expected =
          layout.name().startsWith("classic")
              ? "BNF_CHEMICAL_SUBSTANCE"
              : "BNF_CHEMICAL_SUBSTANCE_CODE";
      assertThat(layout.columns().get("chemical_code")).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "epd, EPD_201709.csv, 201709, false",
    "epd, epd_201709.csv, 201709, false",
    "epd, EPD_SNOMED_202607.csv, 202607, false",
    "epd, EPD_SNOMED_202607_FINAL.csv, 202607, true",
    "epd, EPD_SNOMED_202607 FINAL.csv, 202607, true",
    "practice_map, gp-reg-pat-prac-map.csv, , false",
    "practice_map, gp-reg-pat-prac-map_2022-01.csv, 2022-01, false",
    "practice_map, gp-reg-pat-prac-map-jan-18.csv, , false",
    "practice_map, gp-reg-pat-prac-map-03-2026.csv, , false",
    "practice_map, gp-reg-pat-prac-map-jul22.csv, , false",
    "registered_patients, gp-reg-pat-prac-all.csv, , false",
    "registered_patients, gp-reg-pat-prac-all_2026-04.csv, 2026-04, false",
    "registered_patients_age, gp-reg-pat-prac-quin-age_2017_09.csv, 2017_09, false",
    "registered_patients_age, gp-reg-pat-prac-quin-age-april-2019.csv, , false",
    "epraccur, epraccur_2026-04.csv, 2026-04, false",
    "epraccur, epraccur-20260401.csv, 202604, false",
    "patients_by_area, gp-reg-pat-prac-lsoa-all.csv, , false",
    "patients_by_area, gp-reg-pat-prac-lsoa-all_2026-04.csv, 2026-04, false",
    "patients_by_area, gp-reg-pat-prac-lsoa-all-jul-26.csv, , false",
    "pcn_workforce, pcn_workforce_202606.csv, 202606, false",
    "network_contract, network_contract_des_202606.csv, 202606, false",
    "chc_quarter, chc_quarter_202606.csv, 202606, false",
    "budget_quarter, budget_quarter_202606.csv, 202606, false",
    "budget_eligible, budget_eligible_202606.csv, 202606, false",
    "budget, budget_QZA_202606.csv, 202606, false",
    "gp_patient_survey, GPPS_2025_Practice_data_(weighted)_(csv)_PUBLIC.csv, 2025, false",
    "gp_patient_survey, gp_patient_survey_2025.csv, 2025, false",
    "gp_patient_survey, gp_patient_survey_202503.csv, 202503, false",
    "workforce_post, workforce_post_202606.csv, 202606, false",
    "training_completion, training_completion_202606.csv, 202606, false",
    "maturity_answer, maturity_answer_202606.csv, 202606, false",
    "board_aim, board_aim.csv, , false",
    "practice_locality, practice_locality.csv, , false",
    "practice_locality, practice-locality_2026-04.csv, , false",
    "bnf_code_mapping, bnf_code_mapping.csv, , false",
    "bnf_code_mapping, bnf-code-mapping-2025-01.csv, , false"
  })
  void file_names_lead_to_one_feed(String feed, String name, String month, boolean isFinal) {
    for (Contract contract : CONTRACTS.layer(Layer.LANDING)) {
      List<Matcher> matches =
          contract.delivery().orElseThrow().fileName().stream()
              .map(p -> p.matcher(name))
              .filter(Matcher::matches)
              .toList();
      assertThat(matches)
          .as(contract.id() + " takes " + name)
          .hasSize(contract.id().equals(feed) ? 1 : 0);
      for (Matcher matcher : matches) {
        assertThat(group(matcher, "month")).isEqualTo(month);
        assertThat(group(matcher, "final") != null).isEqualTo(isFinal);
      }
    }
  }

  private static String group(Matcher matcher, String name) {
    return matcher.pattern().pattern().contains("(?<" + name + ">") ? matcher.group(name) : null;
  }

  @ParameterizedTest
  @CsvSource({
    "epd, 201709, 2017-09-01",
    "epd, 2017_09, 2017-09-01",
    "epd, 2026-06, 2026-06-01",
    "registered_patients, 01SEP2017, 2017-09-01",
    "registered_patients, 01-Apr-17, 2017-04-01",
    "registered_patients, 2026-04-01, 2026-04-01",
    "registered_patients, 01JUL2026, 2026-07-01",
    "registered_patients_age, 01SEP2017, 2017-09-01",
    "practice_map, 01Jan2022, 2022-01-01",
    "practice_map, 01-Sep-20, 2020-09-01",
    "practice_map, 01-Apr-26, 2026-04-01"
  })
  void months_are_read_in_every_way_they_have_been_written(
      String feed, String text, LocalDate expected) {
    Column month = CONTRACTS.table("bronze." + feed).column("month");
    Set<LocalDate> read = new HashSet<>();
    for (String format : month.format().orElseThrow().split("\\|", -1)) {
      month(format, text).ifPresent(read::add);
    }

    assertThat(read).as("one reading, never two").containsExactly(expected);
  }

  private static Optional<LocalDate> month(String format, String text) {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(format)
            .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
            .toFormatter(Locale.ENGLISH);
    try {
      return Optional.of(YearMonth.from(formatter.parse(text)).atDay(1));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "epd, region_code, Y63, true",
    "epd, region_code, -, true",
    "epd, icb_code, QHM, true",
    "epd, icb_code, S1Y5D, true",
    "epd, commissioner_code, 36J00, true",
    "epd, commissioner_code, M1J4Y, true",
    "epd, commissioner_code, -, true",
    "epd, practice_code, A83040, true",
    "epd, practice_code, 36J998, true",
    "epd, practice_code, M1J4Y998, true",
    "epd, practice_code, -, true",
    "epd, practice_code, a83040, false",
    "epd, practice_code, A83 040, false",
    "epd, chemical_code, 0407020A0, true",
    "epd, chemical_code, 2003, true",
    "epd, chemical_code, Fentanyl, false",
    "epd, bnf_code, 0407020A0AAAFAF, true",
    "epd, bnf_code, 0408010AEAAAAAA, true",
    "epd, bnf_code, 040702050AAAAAA, true",
    "epd, bnf_code, 20030100181, true",
    "epd, bnf_code, 0407020A0, false",
    "epd, bnf_code, 200301001811, false",
    "epd, snomed_code, 694311000001104, true",
    "epd, snomed_code, 322280009, true",
    "epd, snomed_code, 6.94311E+14, false",
    "epd, snomed_code, 694311000001104.0, false",
    "epd, snomed_code, 0694311000001104, false",
    "practice_map, pcn_code, U45102, true",
    "practice_map, pcn_code, U00000, true",
    "practice_map, pcn_code, U, true",
    "practice_map, pcn_code, Unallocated, false",
    "practice_map, sub_icb_code, 16C, true",
    "practice_map, sub_icb_code, M1J4Y, true",
    "practice_map, icb_code, D7T5G, true",
    "practice_map, icb_ons_code, E54000065, true",
    "practice_map, icb_ons_code, QHM, false",
    "epraccur, prescribing_setting, 4, true",
    "epraccur, prescribing_setting, 25, true",
    "epraccur, national_grouping, W00, true"
  })
  void codes_have_the_shapes_that_they_have_had(
      String feed, String column, String value, boolean good) {
    Pattern pattern = CONTRACTS.table("bronze." + feed).column(column).pattern().orElseThrow();

    assertThat(pattern.matcher(value).matches()).isEqualTo(good);
  }

  @Test
  void epraccur_has_its_27_columns_in_order() {
    Contract epraccur = CONTRACTS.table("bronze.epraccur");

    assertThat(epraccur.columns()).hasSize(27);
    assertThat(epraccur.delivery().orElseThrow().header()).isFalse();
    assertThat(epraccur.columns().get(0).name()).isEqualTo("organisation_code");
    assertThat(epraccur.columns().get(10).name()).isEqualTo("opened_on");
    assertThat(epraccur.columns().get(14).name()).isEqualTo("commissioner_code");
    assertThat(epraccur.columns().get(25).name()).isEqualTo("prescribing_setting");
    assertThat(epraccur.storedColumns())
        .extracting(Column::name)
        .doesNotContain("phone", "address_1", "unused_19");
  }

  /** Several rows of a practice and presentation are normal: no key may make them duplicates. */
  @Test
  void prescribing_has_no_key() {
    assertThat(CONTRACTS.table("bronze.epd").key()).isEmpty();
  }

  @Test
  void aggregates_of_registered_patients_are_out_of_scope() {
    for (String feed : List.of("registered_patients", "registered_patients_age")) {
      assertThat(delivery(feed).outOfScope())
          .extracting(Delivery.OutOfScope::column, Delivery.OutOfScope::notIn)
          .containsExactly(tuple("org_type", List.of("GP")));
    }
  }

  private static Delivery delivery(String feed) {
    return CONTRACTS.table("bronze." + feed).delivery().orElseThrow();
  }
}
