package pcw.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A warehouse elsewhere: here in another folder, by its address. The same on S3 is {@code
 * .ci/store.py}.
 */
class DeskTest {
  @TempDir Path folder;

  private Path there;
  private Path desk;

  @BeforeEach
  void open() {
    there = folder.resolve("there");
    desk = desk("one");
  }

  private Path desk(String work) {
    return Desk.at(there.toUri().toString().replaceAll("/$", ""), folder.resolve(work));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void publish(Path desk, String set, String text) throws IOException {
    PublishedSets sets = PublishedSets.of(desk, "publishable");
    write(sets.set(set).resolve("publish.json"), "{\"earlier_set\": null}");
    write(sets.set(set).resolve("data/a.csv"), text);
    write(sets.set(set).resolve("manifest.json"), text);
    sets.setNext(set);
    Files.deleteIfExists(sets.latest());
    Files.createSymbolicLink(sets.latest(), Path.of("sets", set));
  }

  @Test
  void aFolderIsItself() {
    assertThat(Desk.folder(there.toString(), folder)).isEqualTo(there);
    assertThat(Desk.folder(there.toUri().toString(), folder)).isEqualTo(there);
  }

  @Test
  void theLeaseLiesThere() throws IOException {
    try (Lease first = Lease.take(desk, "first")) {
      assertThat(there.resolve("_lease/000000001.json")).isNotEmptyFile();
      Path other = desk("other");
      assertThatThrownBy(() -> Lease.take(other, "second"))
          .extracting(e -> ((Problem) e).exitCode())
          .isEqualTo(Exit.BUSY);
      assertThatCode(first::check).doesNotThrowAnyException();

      Files.setLastModifiedTime(
          there.resolve("_lease/000000001.json"),
          FileTime.from(Instant.now().minus(Lease.DEAD_AFTER).minusSeconds(1)));
      try (Lease next = Lease.take(other, "next")) {
        assertThat(next.epoch()).isEqualTo(2);
        assertThatThrownBy(first::check).hasMessageContaining("lost its lease");
        assertThatCode(next::check).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void linesKeepTheirOrderAndArePutTogether() throws IOException {
    Books books = Books.of(desk);
    for (int i = 0; i < 20; i++) {
      books.append("ops/a.jsonl", "line " + i);
    }
    List<String> lines = books.lines("ops/a.jsonl");
    assertThat(lines).hasSize(20).startsWith("line 0", "line 1").endsWith("line 18", "line 19");
    books.fold("ops/a.jsonl");
    books.append("ops/a.jsonl", "line 20");
    assertThat(books.lines("ops/a.jsonl")).hasSize(21).endsWith("line 20");
    assertThat(there.resolve("ops/a.jsonl")).isRegularFile();
  }

  @Test
  void aBeatIsHeard() throws IOException {
    Books books = Books.of(desk);
    books.putIfAbsent("_lease/a.json", "a".getBytes(StandardCharsets.UTF_8));
    Files.setLastModifiedTime(
        there.resolve("_lease/a.json"), FileTime.from(Instant.now().minusSeconds(100)));
    assertThat(books.silence("_lease/a.json")).hasSeconds(100);
    books.touch("_lease/a.json");
    assertThat(books.silence("_lease/a.json").toSeconds()).isLessThan(5);
  }

  @Test
  void aSetIsHandedOnAndBroughtToAnotherDesk() throws IOException {
    Desk.bring(desk);
    publish(desk, "aaaa", "first");
    write(desk.resolve("published/sets/.bbbb.tmp/half.csv"), "half");
    Desk.hand(desk, Lease.none());
    assertThat(there.resolve("published/latest.json"))
        .hasContent("{\"path\":\"sets/aaaa\",\"set_id\":\"aaaa\"}");
    assertThat(there.resolve("published/sets/.bbbb.tmp")).doesNotExist();

    Path other = desk("other");
    Desk.bring(other);
    PublishedSets sets = PublishedSets.of(other, "publishable");
    assertThat(sets.next()).contains("aaaa");
    assertThat(sets.latest().resolve("data/a.csv")).hasContent("first");

    publish(other, "cccc", "second");
    Files.delete(sets.set("aaaa").resolve("data/a.csv"));
    Desk.hand(other, Lease.none());
    assertThat(there.resolve("published/sets/aaaa/data/a.csv")).doesNotExist();
    Desk.bring(desk);
    assertThat(PublishedSets.of(desk, "publishable").latest().resolve("manifest.json"))
        .hasContent("second");
    assertThat(PublishedSets.of(desk, "publishable").set("aaaa")).doesNotExist();
    Desk.bringAll(desk);
    assertThat(PublishedSets.of(desk, "publishable").set("aaaa").resolve("manifest.json"))
        .hasContent("first");
  }

  @Test
  void whoRendersDoesNotPointBackAtAnEarlierSet() throws IOException {
    Desk.bring(desk);
    publish(desk, "aaaa", "first");
    Desk.hand(desk, Lease.none());
    Path other = desk("other");
    Desk.bring(other);
    publish(desk, "cccc", "second");
    Desk.hand(desk, Lease.none());

    write(PublishedSets.of(other, "publishable").set("aaaa").resolve("packs/a.pdf"), "a pack");
    Desk.hand(other, Lease.none());
    assertThat(there.resolve("published/sets/aaaa/packs/a.pdf")).hasContent("a pack");
    assertThat(there.resolve("published/latest.json")).content().contains("cccc");
    assertThat(there.resolve("published/next")).hasContent("cccc");
  }

  @Test
  void whoHasLostItsLeasePointsNobodyAtItsSet() throws IOException {
    Lease lease = Lease.take(desk, "lost");
    Desk.bring(desk);
    publish(desk, "aaaa", "first");
    lease.close();
    assertThatThrownBy(() -> Desk.hand(desk, lease)).isInstanceOf(Problem.class);
    assertThat(there.resolve("published/latest.json")).doesNotExist();
  }
}
