package pcw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import pcw.conform.Conform;
import pcw.door.Keys;
import pcw.ingest.Ingest;
import pcw.measure.Measure;
import pcw.ops.Log;
import pcw.ops.Run;
import pcw.spark.Tables;
import pcw.spark.TestSession;

/**
 * The measures about people over the sample region, against the same counts worked out a second
 * time from the delivered tables, slowly and by other ways: see {@code recomputation.sql}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecomputationTest {
  private static final YearMonth FROM = YearMonth.of(2025, 4);
  private static final YearMonth TO = YearMonth.of(2026, 3);
  private static final List<String> FEEDS =
      List.of(
          "practice_map",
          "registered_person",
          "coded_event",
          "referral",
          "contact",
          "activation",
          "budget",
          "budget_payment",
          "utilisation",
          "gp_appointment");

  /** Not in the sample's years, or of another source. */
  private static final Set<String> NOT_ASKED = Set.of("pc_01_social_prescribing_percent");

  private static final String REMOVED = "UZ0003";

  @TempDir static Path folder;
  private static Tables tables;
  private static Connection second;

  @BeforeAll
  static void countTheSampleRegion() throws IOException, SQLException {
    Path from = TestSession.home().resolve("sample-data/landing");
    Path landing = folder.resolve("landing");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().startsWith("EPD")) {
          Path to = landing.resolve(from.relativize(file).toString());
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
    tables = TestSession.tables(folder.resolve("warehouse"));
    Ingest.run(run());
    Conform.run(run());
    Measure.run(run());
    second = DriverManager.getConnection("jdbc:duckdb:");
    for (String feed : FEEDS) {
      load(feed, "bronze." + feed);
    }
    load("delivery", "ops.delivery");
    load("practice_month", "silver.practice_month");
    load("counted", "gold.measure_count");
    try (Statement statement = second.createStatement()) {
      statement.execute(
          "CREATE TABLE referral_reason_group AS SELECT * FROM read_csv('"
              + TestSession.home().resolve("schemas/codelist/referral_reason_group.csv")
              + "', all_varchar = true)");
      statement.execute(
          "CREATE TABLE reporting_month AS SELECT unnest(generate_series(DATE '"
              + FROM.atDay(1)
              + "', DATE '"
              + TO.atDay(1)
              + "', INTERVAL 1 MONTH))::DATE AS month");
      statement.execute(resource("recomputation.sql"));
    }
  }

  @AfterAll
  static void close() throws SQLException {
    second.close();
  }

  private static Run run() {
    return new Run(
        tables,
        TestSession.home(),
        folder.resolve("landing"),
        folder.resolve("warehouse"),
        Optional.of(FROM),
        Optional.of(TO),
        "publishable",
        false,
        LocalDate.of(2026, 10, 15),
        List.of(Keys.DEMONSTRATION),
        "a-run",
        new Log(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
  }

  private static String resource(String name) {
    try (var in = RecomputationTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void load(String name, String table) throws SQLException {
    String files =
        Arrays.stream(tables.read(table).inputFiles())
            .map(file -> "'" + file.replaceFirst("^file:/+", "/") + "'")
            .collect(Collectors.joining(", "));
    try (Statement statement = second.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TABLE " + name + " AS SELECT * FROM read_parquet([" + files + "])");
    }
  }

  private static List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = second.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  @Test
  @Order(1)
  void everyMeasureIsWorkedOutASecondTime() throws IOException, SQLException {
    Set<String> measures = new TreeSet<>();
    for (String chapter : List.of("referrals", "activation", "budgets")) {
      try (Stream<Path> files =
          Files.list(TestSession.home().resolve("jobs/measures").resolve(chapter))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".sql"))
            .forEach(name -> measures.add(name.substring(0, name.length() - 4)));
      }
    }
    measures.removeAll(NOT_ASKED);
    assertThat(
            new TreeSet<>(texts("SELECT DISTINCT measure_id FROM expected WHERE numerator <> 0")))
        .isEqualTo(measures);
  }

  @Test
  @Order(2)
  void bothWaysGiveTheSameCountsForPracticesNetworksAndBoards() throws SQLException {
    assertThat(texts(resource("recomputation_difference.sql"))).isEmpty();
  }

  /** The senders' rows are taken away as if they had never come. */
  @Test
  @Order(3)
  void aSenderThatIsMissingLowersTheCoverageAndNotTheRate() throws SQLException {
    Map<String, String> before = referrals();
    Set<String> silent =
        new TreeSet<>(
            texts("SELECT DISTINCT practice_code FROM place WHERE pcn_code = '" + REMOVED + "'"));
    assertThat(silent).isNotEmpty();
    assertThat(before.keySet()).anyMatch(key -> silent.contains(key.substring(0, 6)));
    for (String table :
        List.of("ops.delivery", "bronze.referral", "bronze.contact", "bronze.activation")) {
      tables.replace(
          table,
          tables
              .read(table)
              .where(functions.not(functions.col("sender_code").eqNullSafe(REMOVED)))
              .localCheckpoint(),
          null,
          "of the test");
    }
    Conform.run(run());
    Measure.run(run());
    load("counted", "gold.measure_count");
    Map<String, String> after = referrals();

    Map<String, String> others = new TreeMap<>(before);
    others.keySet().removeIf(key -> silent.contains(key.substring(0, 6)));
    assertThat(after).isEqualTo(others);
  }

  /** Practice and month to referrals and list. */
  private static Map<String, String> referrals() throws SQLException {
    return texts(
            "SELECT organisation_code || ' ' || month || '|' || numerator || ' of ' || denominator"
                + " FROM counted WHERE measure_id = 'referrals_per_1000' AND breakdown = 'all'")
        .stream()
        .collect(
            Collectors.toMap(
                text -> text.substring(0, text.indexOf('|')),
                text -> text.substring(text.indexOf('|') + 1),
                (a, b) -> a + " and " + b,
                TreeMap::new));
  }
}
