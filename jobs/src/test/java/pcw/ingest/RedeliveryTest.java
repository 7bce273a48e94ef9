package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.StepResult;
import pcw.schemas.Contracts;
import pcw.spark.Commit;

/** Months that come again: corrected, final, twice, late, bad, or into a run that was cut off. */
class RedeliveryTest {
  private static final String FIRST = month("A00001");
  private static final String SECOND = month("A00002");
  private static final String FINAL = month("A00003");

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
  }

  private static String month(String practice) {
    return Epd.file(Epd.CLASSIC, Epd.row(Epd.CLASSIC, "PRACTICE_CODE", practice));
  }

  private List<String> practices() {
    return house.rows("bronze.epd", "practice_code");
  }

  @Test
  void aCorrectedFileReplacesItsMonthAndTheSameFileAgainIsSkipped() {
    house
        .put("EPD_202503.csv", FIRST)
        .put("EPD_202502.csv", FIRST.replace("202503", "202502"))
        .ingest();
    house.put("corrected/EPD_202503.csv", SECOND).put("copy/EPD_202503.csv", FIRST);

    StepResult corrected = house.ingest();

    assertThat(practices()).containsExactly("A00001", "A00002");
    assertThat(house.fates())
        .containsEntry("EPD_202503.csv", "superseded")
        .containsEntry("corrected/EPD_202503.csv", "accepted")
        .containsEntry("EPD_202502.csv", "accepted");
    assertThat(corrected.counts())
        .containsEntry("skipped_files", 3L)
        .containsEntry("accepted_files", 1L)
        .containsEntry("superseded_files", 1L);

    StepResult again = house.ingest();
    assertThat(again.changed()).isFalse();
    assertThat(again.counts())
        .containsEntry("skipped_files", 4L)
        .containsEntry("accepted_files", 0L);

    assertThat(house.ingest(true).changed()).isTrue();
    assertThat(practices()).containsExactly("A00001", "A00002");
  }

  @Test
  void finalWinsInAnyOrderOfArrival() throws IOException {
    house.put("EPD_202503_FINAL.csv", FINAL).ingest();
    house.put("EPD_202503.csv", FIRST).ingest();
    assertThat(practices()).containsExactly("A00003");
    assertThat(house.fates())
        .containsEntry("EPD_202503.csv", "superseded")
        .containsEntry("EPD_202503_FINAL.csv", "accepted");

    House other = new House(folder.resolve("other"));
    other.put("EPD_202503.csv", FIRST).ingest();
    other.put("EPD_202503_FINAL.csv", FINAL).ingest();
    assertThat(other.rows("bronze.epd", "practice_code")).containsExactly("A00003");
  }

  @Test
  void aRefusedFinalGivesWayToTheNextAndLeavesWhatWasHeld() {
    StringBuilder bad = new StringBuilder(Epd.CLASSIC).append('\n');
    for (int i = 0; i < 20; i++) {
      bad.append(Epd.row(Epd.CLASSIC, "QUANTITY", "x")).append('\n');
    }
    house.put("EPD_202503.csv", FIRST).put("EPD_202503_FINAL.csv", bad.toString());
    house.put("EPD_202502_FINAL.csv", FINAL.replace("202503", "202502")).ingest();
    assertThat(practices()).containsExactly("A00001", "A00003");
    assertThat(house.fates()).containsEntry("EPD_202503_FINAL.csv", "refused too_many_bad_rows");

    house.put("b/EPD_202503.csv", bad.append('\n').toString()).ingest();
    assertThat(practices()).containsExactly("A00001", "A00003");
    assertThat(house.fates()).containsEntry("EPD_202503.csv", "accepted");
  }

  @Test
  void aRunThatWasCutOffIsUndoneByTheNext() throws IOException {
    house.put("EPD_202503.csv", FIRST).ingest();
    Journal journal = new Journal(house.warehouse);
    journal.open(house.tables, "bronze.epd");
    house.tables.replace("bronze.epd", house.tables.read("bronze.epd").limit(0), null, "cut off");
    assertThat(practices()).isEmpty();

    house.ingest();

    assertThat(house.said()).contains("cut off");
    assertThat(practices()).containsExactly("A00001");
    assertThat(Files.exists(house.warehouse.resolve("_ingest.journal"))).isFalse();
  }

  @Test
  void aFileThatAStricterContractRefusesIsRemovedWhenItIsReadAgain() throws IOException {
    StringBuilder few = new StringBuilder(Epd.CLASSIC).append('\n');
    few.append((Epd.row(Epd.CLASSIC) + "\n").repeat(12));
    house
        .put("EPD_202503.csv", few.toString())
        .put("EPD_202502.csv", FIRST.replace("202503", "202502").replace(",2,", ",9,"));
    house.ingest();
    House stricter =
        new House(folder, schemasWith("landing/epd.yaml", "minimum: 1 ", "minimum: 3 "));

    stricter.ingest(true);

    assertThat(stricter.fates())
        .containsEntry("EPD_202503.csv", "refused too_many_bad_rows")
        .containsEntry("EPD_202502.csv", "accepted");
    assertThat(stricter.rows("bronze.epd", "month", "practice_code"))
        .containsExactly("2025-02-01|A00001");
  }

  private Contracts schemasWith(String file, String text, String instead) throws IOException {
    Path copy = folder.resolve("schemas");
    Path original = House.HOME.resolve("schemas");
    try (Stream<Path> paths = Files.walk(original)) {
      for (Path path : paths.filter(p -> p.toString().matches(".*\\.(yaml|csv)")).toList()) {
        Path target = copy.resolve(original.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(path));
      }
    }
    String before = Files.readString(copy.resolve(file));
    assertThat(before).contains(text);
    Files.writeString(copy.resolve(file), before.replace(text, instead));
    return Contracts.load(copy);
  }

  @Test
  void aFileThatChangesWhileItIsReadIsRefused() throws IOException {
    house.put("EPD_202503.csv", FIRST).put("EPD_202502.csv", FIRST.replace("202503", "202502"));
    List<Feed> feeds = Feed.all(house.tables.contracts());
    List<Arrival> arrivals = new ArrayList<>();
    for (LandedFile file : LandedFile.list(house.landing)) {
      Feed.Match match = Feed.matching(feeds, List.of(file.name())).get(0);
      arrivals.add(Arrival.of(Probe.of(file, ',', folder), Probe.sha256(file), 1, match));
    }
    Files.writeString(house.landing.resolve("EPD_202503.csv"), FIRST + Epd.row(Epd.CLASSIC) + "\n");
    house.tables.create("bronze.epd");

    List<Load.Outcome> outcomes =
        Load.load(house.tables, arrivals.get(0).feed(), arrivals, true, 0, "run");

    assertThat(outcomes.get(0).refusal()).isNull();
    assertThat(outcomes.get(1).refusal().rule()).isEqualTo("still_growing");
    assertThat(house.rows("bronze.epd", "month")).containsExactly("2025-02-01");
  }

  @Test
  void aFileThatGoesAwayIsRefused() throws IOException {
    house.put("EPD_202503.csv", FIRST);
    LandedFile file = LandedFile.list(house.landing).get(0);
    Files.delete(file.path());

    assertThatThrownBy(() -> Probe.of(file, ',', folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("went away");
    assertThatThrownBy(file::checkUnchanged).isInstanceOf(Refusal.class);
  }

  @Test
  void aFinishedRunIsNotUndoneWhereOnlyItsJournalWasLeft() throws IOException {
    house.put("EPD_202503.csv", FIRST).ingest();
    String unit = Commit.latest(house.tables, "ops.file").orElseThrow().unit();
    Files.writeString(
        house.warehouse.resolve("_ingest.journal"),
        unit.substring(unit.lastIndexOf(' ') + 1) + "\nbronze.epd 0\n");

    house.ingest();

    assertThat(practices()).containsExactly("A00001");
  }
}
