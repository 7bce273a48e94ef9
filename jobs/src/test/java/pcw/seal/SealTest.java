package pcw.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;
import pcw.ops.Run;

class SealTest {
  @TempDir Path warehouse;

  private Run run(String policy) {
    return Run.of(
            null,
            warehouse,
            warehouse,
            warehouse,
            new Log(new PrintStream(PrintStream.nullOutputStream())))
        .under(policy);
  }

  private Path set(String id) throws Exception {
    PublishedSets sets = PublishedSets.of(warehouse, "publishable");
    Path set = sets.set(id);
    Files.createDirectories(set.resolve("data"));
    Files.writeString(set.resolve("data/x.csv"), "a,b\n");
    Files.writeString(set.resolve("published.duckdb"), "bytes of the day");
    Files.writeString(
        set.resolve("publish.json"), "{\"set_id\": \"" + id + "\", \"policy\": \"publishable\"}");
    sets.setNext(id);
    return set;
  }

  private String latest() throws Exception {
    return warehouse.resolve("published/latest").toRealPath().getFileName().toString();
  }

  @Test
  void latestFollowsTheSetThatWasSealedLast() throws Exception {
    set("aaaa");
    assertThat(Seal.run(run("publishable")).changed()).isTrue();
    assertThat(latest()).isEqualTo("aaaa");
    assertThat(Files.isSymbolicLink(warehouse.resolve("published/latest"))).isTrue();
    assertThat(Seal.run(run("publishable")).changed()).isFalse();

    set("bbbb");
    assertThat(latest()).isEqualTo("aaaa");
    assertThat(Seal.run(run("publishable")).changed()).isTrue();
    assertThat(latest()).isEqualTo("bbbb");
  }

  @Test
  void theManifestNamesEveryFileByItsHashAndIsTheSameWhereverItIsMade() throws Exception {
    Path set = set("aaaa");
    Seal.run(run("publishable"));
    String manifest = Files.readString(set.resolve("manifest.json"));
    assertThat(manifest)
        .contains("\"path\" : \"data/x.csv\"")
        // echo a,b | sha256sum
        .contains(
            "\"sha256\" : \"5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313\"")
        .contains("\"path\" : \"published.duckdb\"\n");
    Files.writeString(set.resolve("published.duckdb"), "other bytes, same content");
    assertThat(Seal.run(run("publishable")).changed()).isFalse();
    Files.writeString(set.resolve("data/x.csv"), "a,c\n");
    assertThat(Seal.run(run("publishable")).changed()).isTrue();
    assertThat(Files.readString(set.resolve("manifest.json"))).isNotEqualTo(manifest);
  }

  @Test
  void whatAKilledRenderLeftHalfWrittenGoes() throws Exception {
    Path set = set("aaaa");
    Path leftover = set.resolve("data/.x.pdf.01234567-89ab-cdef-0123-456789abcdef");
    Files.writeString(leftover, "%PDF");
    Seal.run(run("publishable"));
    assertThat(leftover).doesNotExist();
    assertThat(set.resolve("data/x.csv")).exists();
  }

  @Test
  void aPracticeReportThatFailedIsListed() throws Exception {
    Path set = set("aaaa");
    Files.writeString(
        set.resolve("render.json"),
        "{\"rendered\": {\"practice\": {\"pack\": 7}}, \"failed\": [{\"level\": \"practice\", \"ods_code\": \"A1\"}]}");
    Seal.run(run("publishable"));
    assertThat(latest()).isEqualTo("aaaa");
    assertThat(Files.readString(set.resolve("manifest.json")))
        .contains("\"ods_code\" : \"A1\"")
        .contains("\"pack\" : 7");
  }

  @Test
  void anIcbReportThatFailedKeepsTheOldLatest() throws Exception {
    set("aaaa");
    Seal.run(run("publishable"));
    Path set = set("bbbb");
    Files.writeString(
        set.resolve("render.json"),
        "{\"rendered\": {}, \"failed\": [{\"level\": \"icb\", \"ods_code\": \"QHM\"}]}");
    assertThatThrownBy(() -> Seal.run(run("publishable")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("icb QHM")
        .hasMessageContaining("bbbb");
    assertThat(latest()).isEqualTo("aaaa");
    assertThat(set.resolve("manifest.json")).doesNotExist();
  }

  @Test
  void withoutASetThereIsNothingToSeal() {
    assertThatThrownBy(() -> Seal.run(run("internal")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("run publish first");
  }

  @Test
  void oldSetsGoButWhatSomebodyNeedsStays() throws Exception {
    PublishedSets sets = PublishedSets.of(warehouse, "publishable");
    List<String> made = List.of("released", "before", "forgotten", "latest", "newest");
    for (String id : made) {
      Files.setLastModifiedTime(set(id), FileTime.fromMillis(made.indexOf(id) * 1000L));
      if (id.equals("latest")) {
        Seal.run(run("publishable"));
      }
    }
    Files.createDirectories(sets.root().resolve("releases"));
    Files.writeString(sets.root().resolve("releases/2026-11.json"), "{\"set_id\": \"released\"}");
    Files.createDirectories(sets.root().resolve("made-from"));
    Files.writeString(
        sets.root().resolve("made-from/latest.json"), "{\"earlier_set\": \"before\"}");
    Path half = Files.createDirectories(sets.set(".half.tmp").resolve("data"));

    assertThat(OldSets.delete(sets, 1)).isEqualTo(1);

    assertThat(sets.set("forgotten")).doesNotExist();
    assertThat(half.getParent()).doesNotExist();
    assertThat(made.stream().filter(id -> Files.exists(sets.set(id).resolve("data/x.csv"))))
        .containsExactly("released", "before", "latest", "newest");
    assertThat(latest()).isEqualTo("latest");
  }
}
