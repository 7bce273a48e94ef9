package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;
import pcw.seal.Release;
import pcw.seal.Seal;

/** What becomes of a set after it was published: compared, traced, released, made again. */
class WorkingAndReleasedTest {
  @TempDir static Path temp;
  static TestWarehouse warehouse;
  static PublishedSets sets;
  static Path first;
  static Path second;
  static Release release;

  @BeforeAll
  static void publishTwice() throws Exception {
    warehouse = new TestWarehouse(temp.resolve("w"));
    TinyRegion.write(warehouse);
    sets = PublishedSets.of(warehouse.folder, "publishable");
    Publish.run(warehouse.run("publishable", false));
    first = warehouse.set("publishable");
    Seal.run(warehouse.run("publishable", false));
    release = Release.freeze(sets, "2026-03", "Board secretary");
    TinyRegion.writeLateFile(warehouse);
    Publish.run(warehouse.run("publishable", false));
    second = warehouse.set("publishable");
    Seal.run(warehouse.run("publishable", false));
  }

  @Test
  void aSetDoesNotDifferFromItself() throws Exception {
    assertThat(Differences.between(first, first)).isEmpty();
  }

  @Test
  void aLateFileExplainsExactlyItsOwnCells() throws Exception {
    List<Differences.Moved> moved = Differences.between(first, second);
    assertThat(moved)
        .allSatisfy(
            m -> {
              assertThat(m.measure()).isEqualTo(TinyRegion.MEASURE);
              assertThat(m.cause()).isEqualTo(Differences.Cause.LATE_DATA);
              assertThat(m.detail()).isEqualTo("EPD_202602.csv");
            });
    assertThat(moved.stream().map(m -> m.window() + " " + m.periodEnd()).distinct())
        .containsExactlyInAnyOrder("month 2026-02-28", "quarter 2026-03-31");
    assertThat(moved.stream().map(Differences.Moved::code).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("P1", "N1", "L1", "S1", "I1", "R1", "ENG");
    assertThat(moved)
        .filteredOn(m -> m.code().equals("P1") && m.window().equals("month"))
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.before()).isEqualTo("12.1 / 12.1 / 1000.0");
              assertThat(m.after()).isEqualTo("99.5 / 99.5 / 1000.0");
            });
  }

  @Test
  void whatTheReleaseShowedOtherwiseIsMarkedAsRevised() throws Exception {
    assertThat(revised(first)).isEmpty();
    List<String> moved =
        Differences.between(first, second).stream()
            .filter(m -> m.before().contains("/") && m.after().contains("/"))
            .map(m -> String.join(" ", m.code(), m.window(), m.periodEnd(), m.view()))
            .toList();
    assertThat(revised(second)).containsExactlyInAnyOrderElementsOf(moved).isNotEmpty();
  }

  /** Revised figures, as organisation, window, end and boundaries. */
  private static List<String> revised(Path set) throws Exception {
    List<String> revised = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + set.resolve("published.duckdb"));
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT concat_ws(' ', ods_code, \"window\", period_end, boundary_view) FROM"
                        + " published_measure WHERE list_contains(string_split(value_marks, ','),"
                        + " 'r')")) {
      while (rows.next()) {
        revised.add(rows.getString(1));
      }
    }
    return revised;
  }

  @Test
  void aReleaseOfTheSameInputsRevisesNothing() throws Exception {
    assertThat(Files.readString(second.resolve("publish.json")))
        .contains("\"released_set\" : \"" + first.getFileName() + "\"");
    Release.freeze(sets, "2026-04", "Board secretary");
    assertThat(Publish.run(warehouse.run("publishable", false)).changed()).isFalse();
    assertThat(warehouse.set("publishable")).isEqualTo(second);
  }

  @Test
  void anEarlierSetIsMadeAgainToTheSameBytes() throws Exception {
    Map<String, String> before = texts(first);
    for (String name : before.keySet()) {
      Files.delete(first.resolve(name));
    }
    Publish.again(warehouse.run("publishable", false), first.getFileName().toString());
    assertThat(texts(first)).containsExactlyEntriesOf(before).hasSizeGreaterThan(30);
    assertThat(warehouse.set("publishable")).isEqualTo(second);
    assertThatThrownBy(() -> Publish.again(warehouse.run("publishable", false), "0123456789abcdef"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("No set 0123456789abcdef was made here");
  }

  private static Map<String, String> texts(Path set) throws Exception {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(set.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(set.relativize(file).toString(), SetName.sha256(Files.readAllBytes(file)));
      }
    }
    texts.put("publish.json", SetName.sha256(Files.readAllBytes(set.resolve("publish.json"))));
    return texts;
  }

  @Test
  void aFigureLeadsBackToItsFiles() throws Exception {
    assertThat(Lineage.of(second, TinyRegion.MEASURE, "S1", YearMonth.of(2026, 2)))
        .anyMatch(line -> line.startsWith("sub_icb Sub-ICB S1 (S1), month 2026-02-01"))
        .anyMatch(line -> line.contains("P1 Practice 1 month: 99.5 over 1000"))
        .anyMatch(line -> line.contains("e".repeat(64)) && line.contains("EPD_202602.csv"))
        .noneMatch(line -> line.contains("EPD_202603"))
        .noneMatch(line -> line.contains("P2 "));
    assertThatThrownBy(() -> Lineage.of(second, "no_such", "S1", YearMonth.of(2026, 2)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no figure of no_such for S1");
  }

  @Test
  void aReleaseIsOneSetForEver() throws Exception {
    assertThat(release.setId()).isEqualTo(first.getFileName().toString());
    assertThatThrownBy(() -> Release.freeze(sets, "2026-03", "Board secretary"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("choose another");
    assertThat(Release.freeze(sets, "2026-04", "Board secretary").setId())
        .isEqualTo(second.getFileName().toString());
    assertThat(Release.before(sets, "2026-04").orElseThrow().label()).isEqualTo("2026-03");
    assertThat(Release.before(sets, "2026-03")).isEmpty();
  }

  @Test
  void aSetThatWasTamperedWithIsNotReleased() throws Exception {
    Path file = second.resolve("data/event.csv");
    byte[] before = Files.readAllBytes(file);
    Files.writeString(file, "changed");
    try {
      assertThatThrownBy(() -> Release.freeze(sets, "2026-05", "Board secretary"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("event.csv is not as the manifest");
    } finally {
      Files.write(file, before);
    }
  }

  @Test
  void theNextSetRemembersTheOneBefore() throws Exception {
    assertThat(Files.readString(second.resolve("publish.json")))
        .contains("\"earlier_set\" : \"" + first.getFileName() + "\"");
  }
}
