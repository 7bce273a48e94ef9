package pcw.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodeListTest {
  private static final Contracts CONTRACTS = Contracts.load(ContractsTest.SCHEMAS);

  @TempDir Path folder;

  static Stream<String> ids() {
    return CONTRACTS.layer(Layer.CODELIST).stream().map(Contract::id);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void every_list_agrees_with_its_contract(String id) {
    CodeList list = CodeList.load(CONTRACTS, id);

    assertThat(list.rows()).isNotEmpty();
    assertThat(list.contract().key()).as("a code list has a key").isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void rows_are_ordered_by_key_so_that_a_change_is_one_line_of_a_diff(String id) {
    CodeList list = CodeList.load(CONTRACTS, id);
    List<String> keys =
        list.rows().stream()
            .map(
                row ->
                    list.contract().key().stream()
                        .map(c -> sortable(c, row.get(c.name())))
                        .collect(Collectors.joining(",")))
            .toList();

    assertThat(keys).isSorted();
  }

  @Test
  void official_figures_use_the_verified_rows_alone() {
    CodeList whole = CodeList.load(CONTRACTS, "snomed_concept");
    CodeList official = CodeList.load(CONTRACTS.official(true), "snomed_concept");

    assertThat(official.rows())
        .isNotEmpty()
        .isEqualTo(
            whole.rows().stream().filter(row -> row.get("status").equals("VERIFIED")).toList());
    assertThat(CodeList.unverified(CONTRACTS.official(true), "snomed_concept"))
        .extracting(row -> row.get("snomed"))
        .contains("1187911000000105")
        .hasSize(whole.rows().size() - official.rows().size());
    assertThat(CodeList.load(CONTRACTS.official(true), "people_threshold"))
        .isEqualTo(CodeList.load(CONTRACTS, "people_threshold"));
  }

  private static String sortable(Column column, String value) {
    boolean isNumber = column.logicalType().equals("integer") || value.matches("[0-9]{1,2}");
    return isNumber ? "%06d".formatted(Integer.parseInt(value)) : value;
  }

  @Test
  void the_high_dose_baskets_are_the_published_ones() {
    List<Map<String, String>> rows = rows("opioid_regular_presentation");

    assertThat(rows).hasSize(70);
    assertThat(codes(rows, "is_high_dose_120"))
        .containsExactlyInAnyOrder(
            "0407020A0:AF",
            "0407020A0:AG",
            "0407020A0:AH",
            "0407020AD:AH",
            "0407020AD:AQ",
            "0407020AD:AI",
            "0407020AD:AP",
            "0407020AF:AD",
            "0407020AG:AE",
            "0407020AG:AF",
            "0407020AG:AG",
            "0407020AG:AL",
            "0407020AG:AM",
            "0407020AG:AN",
            "0407020AH:AC",
            "0407020AH:AD",
            "0407020AH:AE",
            "0407020B0:AF",
            "0407020B0:AG",
            "0407020Q0:AI",
            "0407020Q0:DC",
            "0407020Q0:EH",
            "0407020Q0:DU",
            "0407020Q0:AH",
            "0407020Q0:DD",
            "0407020Q0:EB",
            "0407020Q0:DV",
            "0407020Q0:DW",
            "0407020Q0:AG",
            "0407020Q0:DE",
            "0407020Q0:EI");
    List<String> added = new ArrayList<>(codes(rows, "is_high_dose_90"));
    added.removeAll(codes(rows, "is_high_dose_120"));
    assertThat(added)
        .containsExactlyInAnyOrder(
            "0407020A0:BW", "0407020AD:AR", "0407020Q0:EA", "040702050:AA", "040702050:AB");
    assertThat(codes(rows, "is_high_dose_90")).containsAll(codes(rows, "is_high_dose_120"));
  }

  @Test
  void tapentadol_capsules_change_their_code_in_january_2025_and_nothing_else() {
    Map<String, String> oldAndNew =
        Map.of("AA", "AJ", "AB", "AK", "AC", "AL", "AD", "AM", "AE", "AN");
    List<Map<String, String>> rows = rows("opioid_regular_presentation");

    oldAndNew.forEach(
        (oldSuffix, newSuffix) -> {
          Map<String, String> before = row(rows, "0407020AH", oldSuffix);
          Map<String, String> after = row(rows, "0407020AG", newSuffix);
          assertThat(before.get("valid_from")).isNull();
          assertThat(before.get("valid_to")).isEqualTo("2025-01-01");
          assertThat(after.get("valid_from")).isEqualTo("2025-01-01");
          assertThat(after.get("valid_to")).isNull();
          for (String same :
              List.of("strength", "implied_daily_ome_mg", "is_high_dose_120", "is_high_dose_90")) {
            assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
          }
        });
  }

  @Test
  void every_exception_is_of_a_presentation_that_its_basket_would_count() {
    List<Map<String, String>> regular = rows("opioid_regular_presentation");
    List<Map<String, String>> exceptions = rows("opioid_high_dose_exception");

    assertThat(exceptions)
        .extracting(e -> e.get("bnf_code") + ":" + e.get("threshold"))
        .containsExactlyInAnyOrder(
            "0407020ADBQACAH:120",
            "0407020ADBQACAH:90",
            "0407020Q0BIABEH:120",
            "0407020Q0BIABEH:90",
            "0407020Q0BIACDU:120");
    for (Map<String, String> exception : exceptions) {
      String code = exception.get("bnf_code");
      Map<String, String> counted = row(regular, code.substring(0, 9), code.substring(13));
      assertThat(counted.get("is_high_dose_" + exception.get("threshold"))).isEqualTo("true");
    }
  }

  @Test
  void a_high_dose_is_one_that_reaches_the_threshold() {
    for (Map<String, String> row : rows("opioid_regular_presentation")) {
      BigDecimal daily = new BigDecimal(row.get("implied_daily_ome_mg"));
      boolean hydromorphone = row.get("bnf_chemical").equals("040702050");
      String name = row.get("drug") + " " + row.get("strength");
      assertThat(row.get("is_high_dose_90"))
          .as(name)
          .isEqualTo(String.valueOf(daily.compareTo(new BigDecimal(90)) >= 0));
      assertThat(row.get("is_high_dose_120"))
          .as(name)
          .isEqualTo(String.valueOf(daily.compareTo(new BigDecimal(120)) >= 0 && !hydromorphone));
    }
  }

  @Test
  void the_morphine_equivalent_of_a_unit_is_its_strength_times_the_factor() {
    List<Map<String, String>> rows = rows("opioid_presentation");

    assertThat(rows).hasSize(199);
    for (Map<String, String> row : rows) {
      assertThat(new BigDecimal(row.get("ome_mg_per_unit")))
          .as(row.get("name"))
          .isEqualByComparingTo(
              new BigDecimal(row.get("mg_per_unit"))
                  .multiply(new BigDecimal(row.get("ome_factor"))));
    }
  }

  @Test
  void gabapentinoid_strengths_are_those_in_their_names() {
    List<Map<String, String>> rows = rows("gabapentinoid_presentation");

    assertThat(row(rows, "0408010G0", "AB").get("mg_per_unit")).isEqualTo("300");
    assertThat(row(rows, "0408010AE", "AI").get("mg_per_unit")).isEqualTo("225");
    for (Map<String, String> row : rows) {
      assertThat(row.get("ddd_mg"))
          .isEqualTo(row.get("drug").equals("gabapentin") ? "1800" : "300");
      assertThat(strengthInName(row.get("name")))
          .as(row.get("name"))
          .isEqualByComparingTo(new BigDecimal(row.get("mg_per_unit")));
    }
  }

  /** {@code 250mg/5ml} is 50 in a millilitre; {@code 300mg} is 300 in a capsule. */
  private static BigDecimal strengthInName(String name) {
    String digits = name.replaceFirst("^\\D*(\\d+)mg.*$", "$1");
    BigDecimal strength = new BigDecimal(digits);
    return name.contains("/5ml") ? strength.divide(new BigDecimal(5)) : strength;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code,title~1,Other | line 1: the header must be code,name",
        "code,name~x,Other | line 2: column 'code': 'x' does not match",
        "code,name~1, | line 2: column 'name': '' is missing",
        "code,name~1,One~1,Other | line 3: the key [1] stands twice",
        "code,name~1,One,more | not valid CSV: Record 2 has 3 fields",
        "code,name~1,One  . | line 2: column 'name'",
        "code,name | no rows"
      })
  void a_list_that_breaks_its_contract_is_refused(String csv, String message) throws IOException {
    Path file = folder.resolve("prescribing_setting.csv");
    Files.writeString(file, csv.replace('~', '\n').replace(" .", " ") + "\n");

    assertThatThrownBy(() -> CodeList.read(CONTRACTS.table("codelist.prescribing_setting"), file))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("prescribing_setting.csv")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "strength,-1,is below 0.0",
    "strength,many,is not a number",
    "unit,g,is none of",
    "is_high_dose_90,1,is not true or false",
    "valid_from,2025-1-1,is not a date"
  })
  void a_value_of_the_wrong_type_is_refused(String column, String value, String message)
      throws IOException {
    CodeList good = CodeList.load(CONTRACTS, "opioid_regular_presentation");
    List<String> header = good.contract().columns().stream().map(Column::name).toList();
    String line =
        header.stream()
            .map(name -> name.equals(column) ? value : good.rows().get(0).get(name))
            .map(text -> text == null ? "" : text)
            .collect(Collectors.joining(","));
    Path file = folder.resolve("list.csv");
    Files.writeString(file, String.join(",", header) + "\n" + line + "\n");

    assertThatThrownBy(() -> CodeList.read(good.contract(), file))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("line 2: column '" + column + "': '" + value + "' " + message);
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(
            () ->
                CodeList.read(
                    CONTRACTS.table("codelist.prescribing_setting"), folder.resolve("none.csv")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("none.csv: missing");
  }

  private static List<Map<String, String>> rows(String id) {
    return CodeList.load(CONTRACTS, id).rows();
  }

  private static Map<String, String> row(
      List<Map<String, String>> rows, String chemical, String suffix) {
    return rows.stream()
        .filter(r -> r.get("bnf_chemical").equals(chemical) && r.get("bnf_suffix").equals(suffix))
        .findFirst()
        .orElseThrow(() -> new AssertionError(chemical + ":" + suffix));
  }

  private static List<String> codes(List<Map<String, String>> rows, String flag) {
    return rows.stream()
        .filter(r -> r.get(flag).equals("true"))
        .map(r -> r.get("bnf_chemical") + ":" + r.get("bnf_suffix"))
        .toList();
  }
}
