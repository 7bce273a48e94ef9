package pcw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The measures about people over the sample region, against the same counts worked out a second
 * time from the delivered tables, slowly and by other ways: see {@code recomputation.sql}.
 */
@Tag("slow")
class RecomputationTest {
  private static final List<String> DELIVERED =
      List.of(
          "practice_map",
          "area_deprivation",
          "registered_person",
          "registered_patients_age",
          "coded_event",
          "referral",
          "contact",
          "activation",
          "budget",
          "budget_eligible",
          "budget_payment",
          "budget_quarter",
          "utilisation",
          "gp_appointment",
          "chc_case",
          "chc_quarter",
          "end_of_life",
          "maturity_answer",
          "network_contract",
          "patients_by_area",
          "pcn_workforce",
          "training_completion",
          "workforce_post",
          "care_plan",
          "pain_health_check",
          "outcome_score",
          "medication_review",
          "goal",
          "survey_result",
          "gp_patient_survey",
          "pathway_population",
          "programme_cost");
  private static final List<String> CODE_LISTS =
      List.of(
          "referral_reason_group",
          "referral_criterion",
          "iif_threshold",
          "ethnic_category",
          "maturity_statement",
          "network_contract_indicator",
          "workforce_role",
          "instrument",
          "pain_need",
          "pain_need_offer",
          "opioid_side_effect");

  private static SampleWarehouse sample;
  private static Connection second;

  @BeforeAll
  static void workOutASecondTime() throws IOException, SQLException {
    sample = SampleWarehouse.asDelivered();
    second = DriverManager.getConnection("jdbc:duckdb:");
    for (String feed : DELIVERED) {
      load(feed, "bronze." + feed);
    }
    load("delivery", "ops.delivery");
    load("practice_month", "silver.practice_month");
    load("counted", "gold.measure_count");
    for (String list : CODE_LISTS) {
      execute(
          "CREATE TABLE %s AS SELECT * FROM read_csv('%s', all_varchar = true)"
              .formatted(list, sample.home().resolve("schemas/codelist/" + list + ".csv")));
    }
    execute(
        "CREATE TABLE reporting_month AS SELECT unnest(generate_series(DATE '%s', DATE '%s',"
                .formatted(SampleWarehouse.FROM.atDay(1), SampleWarehouse.TO.atDay(1))
            + " INTERVAL 1 MONTH))::DATE AS month");
    execute(resource("recomputation.sql"));
  }

  @AfterAll
  static void close() throws SQLException {
    second.close();
  }

  private static String resource(String name) throws IOException {
    try (var in = RecomputationTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void load(String name, String table) throws SQLException {
    String files =
        Arrays.stream(sample.tables().read(table).inputFiles())
            .map(file -> "'" + file.replaceFirst("^file:/+", "/") + "'")
            .collect(Collectors.joining(", "));
    execute("CREATE TABLE " + name + " AS SELECT * FROM read_parquet([" + files + "])");
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = second.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Set<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = second.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return new TreeSet<>(texts);
  }

  @Test
  void everyMeasureIsWorkedOutASecondTime() throws IOException, SQLException {
    Set<String> measures = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sample.home().resolve("measures"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .forEach(name -> measures.add(name.substring(0, name.length() - 4)));
    }

    assertThat(texts("SELECT measure_id FROM expected WHERE numerator <> 0")).isEqualTo(measures);
  }

  @Test
  void everyBreakdownIsWorkedOutASecondTime() throws SQLException {
    assertThat(texts("SELECT measure_id || ' by ' || breakdown FROM expected"))
        .containsAll(texts("SELECT measure_id || ' by ' || breakdown FROM counted"));
  }

  @Test
  void bothWaysGiveTheSameCountsForPracticesNetworksAndBoards() throws IOException, SQLException {
    assertThat(texts(resource("recomputation_difference.sql"))).isEmpty();
  }
}
