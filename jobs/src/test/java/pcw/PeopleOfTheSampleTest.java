package pcw;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.conform.Conform;
import pcw.measure.Measure;
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

  @Test
  void theReportsToSendersAreWrittenByTheStepAlone() throws Exception {
    SampleWarehouse sample = SampleWarehouse.asDelivered().copy(folder, measure -> false);
    PublishedSets sets = PublishedSets.of(sample.warehouse(), "publishable");
    Path set = Files.createDirectories(sets.set("0123456789abcdef"));
    sets.setNext("0123456789abcdef");

    assertThat(pcw("quality", sample)).isZero();
    assertThat(set.resolve("quality/index.html")).content().contains(STOPS);
    assertThat(set.resolve("quality/" + STOPS + ".xlsx")).isNotEmptyFile();
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
