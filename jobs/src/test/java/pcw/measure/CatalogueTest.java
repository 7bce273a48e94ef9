package pcw.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Problem;
import pcw.spark.GivenExpect;
import pcw.spark.TestSession;

class CatalogueTest {
  private static final String ID = "opioid_high_dose_120_adq_per_1000";
  private static final Path SHIPPED = TestSession.home().resolve("jobs/measures");

  @TempDir Path folder;
  private Path yaml;

  @BeforeEach
  void copyOneMeasure() throws IOException {
    Path chapter = Files.createDirectories(folder.resolve("prescribing"));
    try (Stream<Path> files = Files.list(SHIPPED.resolve("prescribing"))) {
      for (Path file : files.filter(f -> Catalogue.stem(f).equals(ID)).toList()) {
        Files.copy(file, chapter.resolve(file.getFileName()));
      }
    }
    yaml = chapter.resolve(ID + ".yaml");
  }

  private List<Catalogue.Measure> load() {
    return Catalogue.load(TestSession.spark(), TestSession.contracts(), folder);
  }

  private void edit(String what, String with) throws IOException {
    String text = Files.readString(yaml);
    assertThat(text).contains(what);
    Files.writeString(yaml, text.replace(what, with));
  }

  private void refuses(String message) {
    assertThatThrownBy(this::load)
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(yaml.toString())
        .hasMessageContaining(message);
  }

  @Test
  void readsWhatTheFileSays() {
    Catalogue.Measure measure = load().get(0);
    assertThat(measure.id()).isEqualTo(ID);
    assertThat(measure.chapter()).isEqualTo("prescribing");
    assertThat(measure.definition().title())
        .startsWith("LPI98")
        .endsWith("our reconstruction; the regional tool's specification is not public");
    assertThat(measure.definition().kind()).isEqualTo(Definition.Kind.RATE);
    assertThat(measure.definition().windows())
        .containsExactly(Definition.Window.MONTH, Definition.Window.ROLLING_12);
    assertThat(measure.definition().alternativeOf()).isNull();
    assertThat(measure.definition().reviewedOn()).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(measure.drivers()).isPresent();
  }

  @Test
  void aChangeOfAnyFileChangesTheDefinition() throws IOException {
    String before = load().get(0).sha256();
    assertThat(before).matches("[0-9a-f]{64}").isEqualTo(load().get(0).sha256());
    Path drivers = yaml.resolveSibling(ID + ".drivers.sql");
    Files.writeString(drivers, Files.readString(drivers) + "-- another remark\n");
    assertThat(load().get(0).sha256()).isNotEqualTo(before);
  }

  @Test
  void namesAnUnknownKey() throws IOException {
    edit("worth_noticing:", "worth_noticing_amount:");
    refuses("unknown key 'worth_noticing_amount'");
  }

  @Test
  void namesAMissingKey() throws IOException {
    edit("unit: ADQ per 1,000 patients\n", "");
    refuses("unit");
  }

  @Test
  void namesTheWordsThatAKeyMayHave() throws IOException {
    edit("kind: rate", "kind: speed");
    refuses("kind: ");
    assertThatThrownBy(this::load).hasMessageContaining("PROPORTION");
  }

  @Test
  void wantsADateAsADate() throws IOException {
    edit("reviewed_on: 2026-11-21", "reviewed_on: 21/11/2026");
    refuses("reviewed_on: ");
  }

  @Test
  void wantsTheNumberThatARateIsGivenFor() throws IOException {
    edit("per: 1000\n", "");
    refuses("per: ");
  }

  @Test
  void wantsTheCodeListsThatTheQueriesRead() throws IOException {
    edit("code_lists: [opioid_high_dose_exception, ", "code_lists: [");
    refuses("code_lists: the queries read [opioid_high_dose_exception, opioid_regular");
  }

  @Test
  void wantsFeedsThatExist() throws IOException {
    edit("sources: [epd, ", "sources: [epd2, ");
    refuses("sources: no feed 'epd2'");
  }

  @Test
  void wantsTheOtherDefinitionToExist() throws IOException {
    edit("alternative_of:", "alternative_of: nothing_like_it");
    refuses("alternative_of: no measure 'nothing_like_it'");
  }

  @Test
  void namesTheFileToWrite() throws IOException {
    Files.delete(yaml.resolveSibling(ID + ".sql"));
    assertThatThrownBy(this::load)
        .isInstanceOf(Problem.class)
        .hasMessage(yaml.resolveSibling(ID + ".sql") + " is missing: write the query that counts.");
  }

  @Test
  void aQueryWithoutADefinitionIsNotPassedOver() throws IOException {
    Files.delete(yaml);
    assertThatThrownBy(this::load).hasMessageContaining(" has no definition: write " + yaml);
  }

  @Test
  void checkFindsWhatDoesNotResolveAndWhatIsNotTested() throws IOException {
    assertThat(check()).isEmpty();
    Path sql = yaml.resolveSibling(ID + ".sql");
    Files.writeString(sql, Files.readString(sql).replace("SUM(adq)", "SUM(no_such_column)"));
    assertThat(check()).singleElement().asString().contains(sql.toString(), "no_such_column");
    Files.writeString(sql, Files.readString(sql).replace("SUM(no_such_column)", "SUM(adq)"));
    Files.delete(yaml.resolveSibling(ID + ".test.yaml"));
    assertThat(check()).singleElement().asString().contains(ID + ".test.yaml is missing");
  }

  private List<String> check() {
    return Inspection.check(TestSession.ofFewRows(), TestSession.contracts(), folder);
  }

  @Test
  void everyShippedMeasureIsWhole() {
    assertThat(Inspection.check(TestSession.ofFewRows(), TestSession.contracts(), SHIPPED))
        .isEmpty();
    for (Path file : Catalogue.files(SHIPPED)) {
      assertThat(GivenExpect.cases(file.resolveSibling(Catalogue.stem(file) + ".test.yaml")).size())
          .as("cases of " + file)
          .isGreaterThanOrEqualTo(2);
    }
    assertThat(Inspection.list(TestSession.spark(), TestSession.contracts(), SHIPPED))
        .hasSize(Catalogue.files(SHIPPED).size())
        .anyMatch(line -> line.startsWith(ID) && line.contains("practice  public     LPI98"));
  }
}
