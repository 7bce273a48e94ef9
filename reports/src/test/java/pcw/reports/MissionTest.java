package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pcw.reports.Mission.Named;
import pcw.reports.Mission.Wish;

class MissionTest {
  private static final Path HOME = Path.of(System.getProperty("pcw.home"));
  private static final int ROWS = 87;

  private static Set<String> stems(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(HOME.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml") && !name.endsWith(".test.yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void everyAnswerThatARowNamesIsThere() throws IOException {
    assertThat(
            Mission.problems(Mission.wishes(), stems("jobs/measures"), stems("schemas/published")))
        .isEmpty();
  }

  @Test
  void aRowThatNamesWhatIsNotThereIsToldOf() {
    List<Wish> wishes =
        List.of(
            new Wish(
                1,
                "wrong",
                "C",
                List.of(
                    new Named("measure", "a"),
                    new Named("table", "b"),
                    new Named("page", "c.html"),
                    new Named("chapter", "d")),
                ""),
            new Wish(2, "empty", "N", List.of(), ""),
            new Wish(3, "context", "X", List.of(), ""),
            new Wish(4, "right", "C", List.of(new Named("measure", "held")), ""));

    assertThat(Mission.problems(wishes, Set.of("held"), Set.of()))
        .containsExactly(
            "row 1: there is no measure 'a'",
            "row 1: there is no table 'b'",
            "row 1: there is no page 'c.html'",
            "row 1: there is no chapter 'd'",
            "row 2: name what answers it, or what would fill it");
  }

  @Test
  void everyItemStandsOnceInOrder() {
    assertThat(Mission.wishes())
        .extracting(Wish::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
  }

  @Test
  void thePageShowsTheLatestPublishedFigure() throws SQLException {
    String page = Fixture.page(Fixture.rendered(), "mission.html");
    double value;
    try (Connection set =
            DriverManager.getConnection(
                "jdbc:duckdb:" + Fixture.rendered().resolve("published.duckdb"));
        Statement statement = set.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT value FROM published_measure WHERE org_level = 'england' AND breakdown ="
                    + " 'all' AND measure_id = 'opioid_high_dose_120_adq_per_1000' ORDER BY"
                    + " period_end DESC LIMIT 1")) {
      row.next();
      value = row.getDouble(1);
    }
    String item = page.substring(page.indexOf("id=\"item-20\""), page.indexOf("id=\"item-21\""));

    assertThat(item)
        .contains(
            "<a href=\"measures.html#opioid_high_dose_120_adq_per_1000\">",
            ": " + Figures.number(value, 1) + " ADQs per 1,000 patients, Sep 2026. England");
  }

  @Test
  void anItemWithoutDataSaysSoAndWhatWouldFillIt() {
    String page = Fixture.page(Fixture.rendered(), "mission.html");
    String item = page.substring(page.indexOf("id=\"item-57\""), page.indexOf("id=\"item-58\""));

    assertThat(item)
        .contains("maturity_in_place_percent: no data held", "To fill it: answers to the")
        .doesNotContain("href");
  }

  @Test
  void thePageShowsAimsTargetsInterventionsAndEvidence() {
    assertThat(Fixture.page(Fixture.rendered(), "mission.html"))
        .contains(
            "2. Safer use of opioids",
            "not_held: no data held",
            "Gabapentinoid and Opiate Tapering Toolbox",
            "83% v 26%",
            "evidence box",
            "Second-hand.",
            "Table event: 2 rows",
            "Table data quality: no data held");
  }
}
