package pcw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.conform.Conform;
import pcw.ingest.Erase;
import pcw.ingest.Ingest;
import pcw.measure.Measure;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;
import pcw.publish.Publish;

/** What befalls the people of the sample region after their deliveries were taken in. */
@Tag("slow")
class PeopleOfTheSampleTest {
  private static final String MEASURE = "referrals_per_1000";
  private static final String STOPS = "UZ0010";
  private static final Set<String> LOW =
      Set.of("below_lower_limit", "shift_low", "trend_down", "two_in_three_low");
  private static final LocalDate STOPPED = LocalDate.of(2026, 7, 1);

  @TempDir Path folder;

  /** Its last three deliveries of referrals are taken away as if they had never come. */
  @Test
  void aSenderThatStopsLowersTheCoverageAndIsNeverReadAsAFall() throws IOException, SQLException {
    SampleWarehouse sample = SampleWarehouse.asDelivered().copy(folder, MEASURE::equals);
    Measure.run(sample.run("publishable"));
    Publish.run(sample.run("publishable"));
    Map<String, Figure> before = figures(sample);

    Object[] neverCame =
        sample
            .tables()
            .read("ops.delivery")
            .where(functions.col("sender_code").equalTo(STOPS))
            .where(functions.col("month").geq(java.sql.Date.valueOf(STOPPED)))
            .where("feed = 'referral'")
            .collectAsList()
            .stream()
            .map(row -> row.<String>getAs("delivery_id"))
            .toArray();
    assertThat(neverCame).hasSize(3);
    for (String table : List.of("ops.delivery", "ops.file", "bronze.referral")) {
      sample
          .tables()
          .replace(
              table,
              sample
                  .tables()
                  .read(table)
                  .where(functions.not(functions.col("delivery_id").isin(neverCame)))
                  .localCheckpoint(),
              null,
              "of the test");
    }
    Conform.run(sample.run("publishable"));
    Measure.run(sample.run("publishable"));
    Publish.run(sample.run("publishable"));
    Map<String, Figure> after = figures(sample);

    assertThat(after.keySet()).isEqualTo(before.keySet());
    int compared = 0;
    for (Map.Entry<String, Figure> figure : before.entrySet()) {
      Figure was = figure.getValue();
      Figure is = after.get(figure.getKey());
      if (was.month().isBefore(STOPPED) || !was.holds(STOPS)) {
        assertThat(is.covered()).as(figure.getKey()).isEqualTo(was.covered());
        if (is.isShown() && was.isShown()) {
          compared++;
          assertThat(is.value()).as(figure.getKey()).isEqualTo(was.value());
          assertThat(is.list()).as(figure.getKey()).isEqualTo(was.list());
        }
        continue;
      }
      assertThat(is.covered()).as(figure.getKey()).isLessThan(was.covered());
      if (figure.getKey().startsWith("pcn ")) {
        assertThat(is.state()).as(figure.getKey()).isEqualTo("not_submitted");
        assertThat(is.value()).as(figure.getKey()).isNull();
      } else if (is.isShown() && was.isShown()) {
        assertThat(is.list()).as(figure.getKey()).isLessThan(was.list());
      }
      if (!was.isLow()) {
        assertThat(is.isLow()).as(figure.getKey()).isFalse();
      }
    }
    assertThat(compared).isGreaterThan(50);
  }

  /** A figure of a network or board. */
  private record Figure(
      String code,
      LocalDate month,
      Double list,
      Double value,
      double covered,
      String state,
      String point) {
    /** The network itself, or what it belongs to. */
    boolean holds(String network) {
      return Set.of(network, "97Z", "QZB").contains(code);
    }

    boolean isShown() {
      return state.equals("shown");
    }

    boolean isLow() {
      return point != null && LOW.contains(point);
    }
  }

  private static Map<String, Figure> figures(SampleWarehouse sample) throws SQLException {
    PublishedSets sets = PublishedSets.of(sample.warehouse(), "publishable");
    Map<String, Figure> figures = new TreeMap<>();
    try (Connection set =
            DriverManager.getConnection(
                "jdbc:duckdb:" + sets.set(sets.next().orElseThrow()).resolve("published.duckdb"));
        Statement statement = set.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT * FROM published_measure WHERE \"window\" = 'month' AND breakdown = 'all'"
                    + " AND org_level IN ('pcn', 'sub_icb', 'icb')")) {
      while (rows.next()) {
        LocalDate month = rows.getObject("period_start", LocalDate.class);
        figures.put(
            rows.getString("org_level") + " " + rows.getString("ods_code") + " " + month,
            new Figure(
                rows.getString("ods_code"),
                month,
                rows.getObject("denominator", Double.class),
                rows.getObject("value", Double.class),
                rows.getDouble("population_covered_percent"),
                rows.getString("value_state"),
                rows.getString("spc_point")));
      }
    }
    return figures;
  }

  /**
   * Plans that are known by the code alone, which is not verified, are refused; nothing else is.
   */
  @Tag("long")
  @Test
  void anOfficialRunRefusesCodesThatAreNotVerifiedAndSaysIt() throws IOException, SQLException {
    SampleWarehouse sample =
        SampleWarehouse.asDelivered()
            .copy(
                folder,
                Set.of("people_benefiting_per_1000", "pc_01_social_prescribing_percent")::contains);
    SampleWarehouse official = sample.official();
    long coded = entries(sample, "concept = 'plan_agreed'");
    long all = entries(sample, "true");
    long verified = entries(sample, "is_verified");
    assertThat(coded).isPositive();
    assertThat(verified).isPositive();

    assertThat(Conform.run(official.run("publishable")).changed()).isTrue();
    assertThat(entries(sample, "concept = 'plan_agreed'")).isZero();
    assertThat(entries(sample, "is_verified")).isEqualTo(verified);
    assertThat(entries(sample, "true")).isEqualTo(all);
    assertThatThrownBy(
            () -> Measure.run(official.run("publishable").over(YearMonth.of(2026, 9), null)))
        .hasMessageContaining("count all months anew");
    Measure.run(official.run("publishable"));
    assertThatThrownBy(() -> Publish.run(sample.run("publishable")))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.exitCode()).isEqualTo(Exit.CONFIGURATION))
        .hasMessageContaining("for official figures");
    Publish.run(official.run("publishable"));

    Path set = next(sample);
    assertThat(set.resolve("publish.json")).content().contains("\"official\" : true");
    assertThat(set.resolve("data/notice.csv"))
        .content()
        .contains("are refused: Personalised care and support plan agreed (1187911000000105)");
    assertPointsOfNetworks(set);
    assertThat(Conform.run(sample.run("publishable")).changed()).as("and back").isTrue();
    assertThat(entries(sample, "concept = 'plan_agreed'")).isEqualTo(coded);
  }

  /**
   * A straight line from 1.2% to 1.6%, for every network that shows its percentage, and no other.
   */
  private static void assertPointsOfNetworks(Path set) throws SQLException {
    int networks = 0;
    try (Connection database =
            DriverManager.getConnection("jdbc:duckdb:" + set.resolve("published.duckdb"));
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT m.org_level, m.\"value\", p.points FROM published_measure m LEFT JOIN"
                    + " indicator_point p USING (measure_id, ods_code, period_end) WHERE"
                    + " m.measure_id LIKE 'pc_01%' AND m.value_state = 'shown' ORDER BY m.ods_code,"
                    + " m.period_end")) {
      while (rows.next()) {
        Double points = rows.getObject(3, Double.class);
        if (!rows.getString(1).equals("pcn")) {
          assertThat(points).isNull();
          continue;
        }
        networks++;
        double percent = rows.getDouble(2);
        double expected = percent <= 1.2 ? 0 : percent >= 1.6 ? 20 : 50 * (percent - 1.2);
        assertThat(points).isCloseTo(expected, Offset.offset(1e-9));
      }
    }
    assertThat(networks).isPositive();
  }

  private static long entries(SampleWarehouse sample, String which) {
    return sample.tables().read("silver.coded_event").where(which).count();
  }

  private static Path next(SampleWarehouse sample) throws IOException {
    PublishedSets sets = PublishedSets.of(sample.warehouse(), "publishable");
    return sets.set(sets.next().orElseThrow());
  }

  /** Every file of the warehouse is opened: of no table, old version or log does a name remain. */
  @Tag("long")
  @Test
  void whoIsErasedIsInNoFileAndTheNextRunPublishesWithoutThem() throws Exception {
    SampleWarehouse sample = SampleWarehouse.asDelivered().copy(folder, MEASURE::equals);
    Measure.run(sample.run("publishable"));
    Publish.run(sample.run("publishable"));
    Path before = next(sample);
    List<String> people =
        sample
            .tables()
            .read("bronze.referral")
            .join(sample.tables().read("bronze.activation"), "person_token")
            .join(sample.tables().read("bronze.coded_event"), "person_token")
            .select("person_token")
            .distinct()
            .orderBy("person_token")
            .limit(2)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(people).hasSize(2);
    assertThat(holders(sample.warehouse(), people))
        .as("files with them, by table")
        .contains("bronze/referral", "bronze/permitted_person", "silver/person", "silver/episode");

    Path tokens = Files.write(folder.resolve("tokens.txt"), people);
    assertThat(Erase.run(sample.run("publishable"), tokens).changed()).isTrue();
    Conform.run(sample.run("publishable"));
    assertThat(holders(sample.warehouse(), people)).isEmpty();

    assertThat(Ingest.run(sample.run("publishable")).changed()).isFalse();
    Measure.run(sample.run("publishable"));
    assertThat(Publish.run(sample.run("publishable")).changed()).isTrue();
    assertThat(next(sample)).isNotEqualTo(before);
    assertThat(holders(sample.warehouse(), people)).isEmpty();
  }

  /** The folders, a table each, that hold one of the texts. */
  private static Set<String> holders(Path warehouse, List<String> texts)
      throws IOException, SQLException {
    Set<String> holders = new TreeSet<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        Stream<Path> files = Files.walk(warehouse)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (file.toString().endsWith(".parquet")) {
          try (ResultSet rows =
              statement.executeQuery(
                  "SELECT coalesce(string_agg(part::VARCHAR, ' '), '') FROM read_parquet('"
                      + file
                      + "') part")) {
            rows.next();
            content += rows.getString(1);
          }
        }
        String all = content;
        if (texts.stream().anyMatch(all::contains)) {
          Path place = warehouse.relativize(file);
          holders.add(place.subpath(0, Math.min(2, place.getNameCount())).toString());
        }
      }
    }
    return holders;
  }

  @Test
  void theReportsToSendersAreWrittenByTheStepAlone() throws Exception {
    SampleWarehouse sample = SampleWarehouse.asDelivered().copy(folder, measure -> false);
    PublishedSets sets = PublishedSets.of(sample.warehouse(), "publishable");
    Path set = Files.createDirectories(sets.set("0123456789abcdef"));
    sets.setNext("0123456789abcdef");

    assertThat(pcw("quality", sample)).isZero();
    assertThat(set.resolve("quality/index.html")).content().contains(STOPS);
    assertThat(set.resolve("quality/" + STOPS + ".xlsx")).isNotEmptyFile();
    assertThat(set.resolve("quality/UZ0012.html")).content().contains("level_and_score_disagree");
    assertThat(set.resolve("quality/QZB.html")).content().contains("fall_within_the_year");
    assertThat(pcw("quality", sample)).isEqualTo(99);
  }

  /** Runs a command as its user would, in a Java of its own. */
  private static int pcw(String command, SampleWarehouse sample, String... more)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    line.addAll(
        List.of(
            "-Dpcw.home=" + sample.home(),
            "-Dlog4j2.configurationFile=log4j2-test.properties",
            "-cp",
            System.getProperty("java.class.path"),
            "pcw.cli.Main",
            command,
            "--warehouse",
            sample.warehouse().toString()));
    line.addAll(List.of(more));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    assertThat(said).as(command).doesNotContain("Exception");
    return code;
  }
}
