package pcw.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractsTest {
  static final Path SCHEMAS = Path.of(System.getProperty("pcw.home")).resolve("schemas");

  @TempDir Path folder;

  @Test
  void every_contract_loads() throws IOException {
    Contracts contracts = Contracts.load(SCHEMAS);

    for (Layer layer : Layer.values()) {
      long files;
      try (var list = Files.list(SCHEMAS.resolve(layer.folder()))) {
        files = list.filter(f -> f.toString().endsWith(".yaml")).count();
      }
      assertThat(contracts.layer(layer)).as(layer.folder()).isNotEmpty().hasSize((int) files);
    }
  }

  @Test
  void a_view_says_so() {
    Contracts contracts = Contracts.load(SCHEMAS);

    assertThat(contracts.all().stream().filter(c -> !c.materialized()).map(Contract::tableName))
        .containsExactlyInAnyOrder(
            "silver.prescribing",
            "silver.board_practice",
            "silver.budget_eligible",
            "silver.budget_part",
            "silver.budget_quarter",
            "silver.budget_review",
            "silver.chc_quarter",
            "silver.gp_appointment",
            "silver.level_use",
            "silver.maturity_answer",
            "silver.network_contract",
            "silver.patients_by_area",
            "silver.pcn_staff",
            "silver.practice_network",
            "silver.programme_cost",
            "silver.training_completion",
            "silver.submitted_board",
            "silver.workforce_post",
            "silver.goal",
            "silver.medication_review",
            "silver.pathway_population",
            "silver.plan_review",
            "silver.survey_result");
  }

  @Test
  void bronze_keeps_what_is_stored_and_nothing_else() {
    Contract epd = Contracts.load(SCHEMAS).table("bronze.epd");

    assertThat(epd.storedColumns())
        .extracting(Column::name)
        .contains("month", "practice_code", "bnf_code", "actual_cost")
        .doesNotContain("chemical_code", "snomed_code");
    assertThat(epd.columns()).extracting(Column::name).contains("chemical_code", "snomed_code");
  }

  @Test
  void examples_keep_their_own_rules() {
    for (Contract contract : Contracts.load(SCHEMAS).all()) {
      for (Column column : contract.columns()) {
        for (String example : column.examples()) {
          String where = contract.tableName() + "." + column.name() + " " + example;
          column.pattern().ifPresent(p -> assertThat(example).as(where).matches(p));
          if (!column.allowed().isEmpty()) {
            assertThat(column.allowed()).as(where).contains(example);
          }
        }
      }
    }
  }

  @Test
  void a_table_without_a_contract_is_named_with_the_file_to_write() {
    assertThatThrownBy(() -> Contracts.load(SCHEMAS).table("silver.nothing"))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("schemas/silver/nothing.yaml");
  }

  @Test
  void an_empty_folder_is_refused() {
    assertThatThrownBy(() -> Contracts.load(folder))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("no contract found");
  }

  @Test
  void the_fixture_itself_loads() throws IOException {
    assertThat(load(FIXTURE).table("bronze.visit").columns()).hasSize(4);
  }

  /** Each change of the fixture must be refused, with the file and the place. */
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '~',
      value = {
        "apiVersion: v3.2.0 ~ apiVersion: v3.1.0 ~ apiVersion must be v3.2.0",
        "id: visit ~ id: call ~ id must be 'visit'",
        "status: active ~ status: ready ~ status must be one of",
        "status: active ~ stand: active ~ yaml: stand: this key is read by nobody",
        "domain: test ~ id: visit ~ line 7: not valid YAML: Duplicate field 'id'",
        "domain: test ~ domain: 'test ~ not valid YAML",
        "purpose: Visits. ~ usage: Visits. ~ description.purpose is missing",
        "One row per visit. ~ Visits. ~ must begin with 'One row per'",
        "physicalType: file ~ physicalType: table ~ schema[0].physicalType must be 'file'",
        "description: The day. ~ note: The day. ~ schema[0].properties[0].note: this key is read by nobody",
        "description: The day. ~ description: ' ' ~ column 'month': description is missing",
        "name: rooms ~ name: Rooms ~ name must be snake_case",
        "name: rooms ~ name: month ~ column 'month' stands twice",
        "physicalType: INT ~ physicalType: INTEGER ~ column 'rooms': physicalType 'INTEGER'",
        "physicalType: INT ~ physicalType: 'DECIMAL(39,2)' ~ physicalType 'DECIMAL(39,2)'",
        "physicalType: INT ~ physicalType: 'DECIMAL(4,5)' ~ physicalType 'DECIMAL(4,5)'",
        "physicalType: INT ~ physicalType: STRING ~ logicalType of STRING must be one of [string]",
        "{ minimum: 0 } ~ { pattern: x } ~ column 'rooms': pattern is for strings",
        "{ minimum: 0 } ~ { minimun: 0 } ~ logicalTypeOptions.minimun: this key is read by nobody",
        "{ minimum: 0 } ~ { minimum: none } ~ logicalTypeOptions.minimum: a value of another kind",
        "pattern: '[A-Z]+' ~ pattern: '[A-Z+' ~ is not a regular expression",
        "pattern: '[A-Z]+' ~ minimum: 1 ~ minimum and maximum are for numbers",
        "format: yyyyMM|yyyy-MM ~ format: yyyyMM|bbb ~ is no java.time pattern",
        "- value: indoors ~ - value: outdoors ~ enum: outdoors stands twice",
        "- value: indoors ~ - word: indoors ~ enum[0].word: this key is read by nobody",
        "primaryKeyPosition: 1 ~ primaryKeyPosition: 2 ~ primaryKeyPosition must be 1",
        "to: bronze.visit.place ~ to: bronze.visit.rooms ~ is no key column of any contract",
        "to: bronze.visit.place ~ to: silver.place.code ~ is no key column of any contract",
        "property: latency ~ property: speed ~ slaProperties: property must be one of",
        "value: 8 ~ value: 0 ~ slaProperties.latency: value must be",
        "unit: week ~ unit: w ~ slaProperties.latency: unit must be one of",
        "property: source ~ property: origin ~ 'origin' is read by nobody",
        "property: delivery ~ property: source ~ has a 'delivery'",
        "file_name: [' ~ filename: [' ~ delivery.filename: this key is read by nobody",
        "(?<month>[0-9]{6}) ~ (?<day>[0-9]{6}) ~ group 'day' is read by nobody",
        "(?<month>[0-9]{6}) ~ [0-9]{6} ~ month.from_file_name needs a group",
        "UTF-8 ~ UTF-9 ~ encodings: 'UTF-9' is unknown",
        "place: PLACE ~ town: PLACE ~ delivery.layouts.first: no column 'town'",
        "kind: KIND ~ kind: PLACE ~ header 'PLACE' binds two columns",
        "not_stored: [kind] ~ not_stored: [sort] ~ delivery.not_stored: no column 'sort'",
        "ordered_by: [place] ~ ordered_by: [town] ~ delivery.ordered_by: no column 'town'",
        "replaces: [month] ~ replaces: [week] ~ delivery.replaces: no column 'week'",
        "month: { column: month, ~ month: { column: day, ~ delivery.month.column: no such column",
        "month: { column: month, ~ month: { of_year: 13, column: month, ~ delivery.month.of_year is a month from 1 to 12",
        "not_in: [outdoors] ~ in: [] ~ out_of_scope.inside: give either in or not_in",
        "reason: No rooms ~ rule: again ~ visit.yaml",
        "max_rejected_percent: 2 ~ max_rejected_percent: 200 ~ must be from 0 to 100",
        "missing: fail ~ missing: shrug ~ missing must be warn or fail",
      })
  void a_broken_contract_is_refused(String good, String bad, String message) {
    assertThat(FIXTURE).contains(good);

    assertThatThrownBy(() -> load(FIXTURE.replace(good, bad)))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("visit")
        .hasMessageContaining(message);
  }

  @Test
  void a_required_column_must_be_bound_in_every_layout() {
    String second =
        FIXTURE.replace(
            "      ignored:",
            "        - name: second\n          columns: { month: MONTH }\n      ignored:");

    assertThatThrownBy(() -> load(second))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("delivery.layouts.second: the required column 'place' is not bound");
  }

  @Test
  void what_a_delivery_does_not_say_has_one_documented_default() throws IOException {
    String silent = FIXTURE.replace("      max_rejected_percent: 2\n", "");
    Delivery delivery = load(silent).table("bronze.visit").delivery().orElseThrow();

    assertThat(delivery.maxRejectedPercent()).isEqualTo(Delivery.DEFAULT_MAX_REJECTED_PERCENT);
  }

  private Contracts load(String yaml) throws IOException {
    Path file = folder.resolve("landing").resolve("visit.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
    return Contracts.load(folder);
  }

  private static final String FIXTURE =
      """
      apiVersion: v3.2.0
      kind: DataContract
      id: visit
      name: Visits
      version: 1.0.0
      status: active
      domain: test
      description:
        purpose: Visits.
      schema:
        - name: visit
          physicalType: file
          dataGranularityDescription: One row per visit.
          properties:
            - name: month
              description: The day.
              logicalType: date
              physicalType: DATE
              required: true
              logicalTypeOptions: { format: yyyyMM|yyyy-MM }
            - name: place
              description: The place.
              logicalType: string
              physicalType: STRING
              required: true
              primaryKey: true
              primaryKeyPosition: 1
              logicalTypeOptions: { pattern: '[A-Z]+' }
            - name: rooms
              description: Rooms.
              logicalType: integer
              physicalType: INT
              logicalTypeOptions: { minimum: 0 }
            - name: kind
              description: Kind of place.
              logicalType: string
              physicalType: STRING
              enum:
                - value: indoors
                - value: outdoors
                  description: Under the sky.
              relationships:
                - to: bronze.visit.place
      slaProperties:
        - property: latency
          value: 8
          unit: week
          description: Late.
      customProperties:
        - property: source
          value: Nobody
        - property: delivery
          value:
            file_name: ['visit_(?<month>[0-9]{6})\\.csv']
            encodings: [UTF-8]
            layouts:
              - name: first
                columns:
                  month: MONTH
                  place: PLACE
                  rooms: ROOMS
                  kind: KIND
            ignored: [NOTE]
            month: { column: month, from_file_name: true }
            not_stored: [kind]
            out_of_scope:
              - rule: inside
                column: kind
                not_in: [outdoors]
                reason: No rooms
            replaces: [month]
            ordered_by: [place]
            max_rejected_percent: 2
            missing: fail
      """;
}
