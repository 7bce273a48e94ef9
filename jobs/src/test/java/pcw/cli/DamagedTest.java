package pcw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pcw.ingest.Mutants;
import pcw.ops.Exit;
import pcw.ops.Failpoint;
import pcw.ops.Lease;

/**
 * A warehouse whose files were damaged, one that is kept in order, and a landing folder that
 * changes while it is read.
 */
@Tag("faults")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DamagedTest {
  @TempDir static Path folder;
  private static Night.Whole whole;

  @BeforeAll
  static void begin() throws IOException {
    whole = Night.begin();
  }

  @AfterEach
  void watchNothing() {
    Failpoint.watch(moment -> {});
  }

  @AfterAll
  static void end() {
    Night.end();
  }

  private static String message(Path warehouse) throws IOException {
    return Night.record(warehouse).at("/error/message").asText();
  }

  @Test
  void aTornLogEntryAndADamagedDataFileAreNamedAndTheWaysBackWork() throws IOException {
    Path warehouse = whole.copyTo(folder.resolve("damaged"));
    Path newest = newest(warehouse.resolve("gold/measure_count/_delta_log"));
    long version = Long.parseLong(newest.getFileName().toString().substring(0, 20));
    Files.writeString(newest, Files.readString(newest).substring(0, 100));
    damage(warehouse.resolve("bronze/epd"));
    assertThat(Night.run(whole.landing(), warehouse)).isEqualTo(Exit.UNAVAILABLE);
    Files.delete(newest);
    assertThat(Night.run(whole.landing(), warehouse)).isEqualTo(Exit.UNAVAILABLE);
    assertThat(repair(warehouse, "gold.measure_count", Long.toString(version - 1))).isZero();

    assertThat(Main.answer("conform", "--force", "--quiet", "--warehouse", warehouse.toString()))
        .isEqualTo(Exit.UNAVAILABLE);
    assertThat(message(warehouse)).contains("table bronze.epd", "repair --table bronze.epd");
    String before = message(warehouse).replaceAll("(?s).*--version (\\d+).*", "$1");
    assertThat(repair(warehouse, "bronze.epd", before)).isZero();

    assertThat(Night.run(whole.landing(), warehouse, "--force")).isZero();
    assertThat(Night.content(warehouse)).isEqualTo(whole.content());
  }

  private static int repair(Path warehouse, String table, String version) {
    return Main.answer(
        "repair", "--warehouse", warehouse.toString(), "--table", table, "--version", version);
  }

  @Test
  void filesThatGrowOrVanishWhileTheyAreReadAreTakenInWholeWhenTheyComeAgain() throws IOException {
    Path landing = folder.resolve("changing");
    Night.small().write(landing);
    Path grows = landing.resolve("EPD_202403.csv");
    byte[] complete = Files.readAllBytes(grows);
    Path warehouse = folder.resolve("changed");
    once(
        moment -> moment.startsWith("before:bronze."),
        () -> {
          Files.writeString(grows, "2024", StandardOpenOption.APPEND);
          Files.delete(landing.resolve(SmallLanding.LISTS_OF_FEBRUARY));
        });

    assertThat(Night.run(landing, warehouse)).isIn(Exit.DONE, Exit.BAD_DATA);
    Files.write(grows, complete);
    Night.small().write(landing, SmallLanding.LISTS_OF_FEBRUARY);
    assertThat(Night.run(landing, warehouse)).isIn(Exit.DONE, Exit.NOTHING_TO_DO);

    assertThat(Night.figures(warehouse)).isEqualTo(Night.figures(whole.warehouse()));
  }

  @Test
  void fiftyDamagedDeliveriesStopNoOtherAndNoneIsQuoted() throws IOException {
    Path elsewhere = folder.resolve("mutants");
    Night.small().write(elsewhere);
    Random random = new Random(50);
    YearMonth month = YearMonth.of(2010, 1);
    for (int i = 0; i < 50; i++, month = month.plusMonths(1)) {
      Mutants.Delivery mutant = Mutants.delivery(month, random);
      Files.write(elsewhere.resolve(mutant.name()), mutant.content());
    }
    Path warehouse = folder.resolve("of-mutants");
    PrintStream standard = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(Night.run(elsewhere, warehouse)).isZero();
    } finally {
      System.setErr(standard);
    }

    assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain(Mutants.CELL, "\tat pcw.");
    JsonNode counts = Night.record(warehouse).at("/steps/1/counts");
    assertThat(counts.path("files").asInt()).isEqualTo(56);
    assertThat(counts.path("accepted_files").asInt() + counts.path("refused_files").asInt())
        .isEqualTo(56);
    assertThat(counts.path("rows").asLong())
        .isEqualTo(
            counts.path("accepted").asLong()
                + counts.path("quarantined").asLong()
                + counts.path("duplicate").asLong()
                + counts.path("out_of_scope").asLong());
    assertThat(Night.run(elsewhere, warehouse)).isEqualTo(Exit.NOTHING_TO_DO);
  }

  @Test
  void whoWasTakenOverCommitsNothingMore() throws IOException {
    Path warehouse = whole.copyTo(folder.resolve("taken-over"));
    Path log = warehouse.resolve("gold/measure_count/_delta_log");
    long before = entries(log);
    once(
        moment -> moment.equals("before:gold.measure_count"),
        () -> {
          Night.buryHolder(warehouse);
          Lease.take(warehouse, "another").close();
        });

    assertThat(Main.answer("measure", "--force", "--quiet", "--warehouse", warehouse.toString()))
        .isEqualTo(Exit.BUSY);

    assertThat(entries(log)).isEqualTo(before);
    assertThat(Night.run(whole.landing(), warehouse)).isIn(Exit.DONE, Exit.NOTHING_TO_DO);
    assertThat(Night.content(warehouse)).isEqualTo(whole.content());
  }

  @Test
  void maintenanceTouchesNothingThatWasPublished() throws IOException {
    Path warehouse = whole.copyTo(folder.resolve("maintained"));
    Path published = warehouse.resolve("published");
    for (String kept : List.of("releases/2024-03.json", "sets/0123456789abcdef/manifest.json")) {
      Files.createDirectories(published.resolve(kept).getParent());
      Files.writeString(published.resolve(kept), "{}");
    }
    Path leftover = warehouse.resolve("ops/.ledger.jsonl.01234567-89ab-cdef-0123-456789abcdef.tmp");
    Files.writeString(leftover, "{");
    Files.setLastModifiedTime(leftover, FileTime.from(Instant.EPOCH));
    List<String> before = names(published);
    assertThat(before).anyMatch(name -> name.startsWith("made-from/"));

    assertThat(Main.answer("maintain", "--quiet", "--warehouse", warehouse.toString())).isZero();

    assertThat(leftover).doesNotExist();
    assertThat(names(published)).isEqualTo(before);
    assertThat(Night.content(warehouse)).isEqualTo(whole.content());
    assertThat(Night.run(whole.landing(), warehouse)).isEqualTo(Exit.NOTHING_TO_DO);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private interface Deed {
    void happen() throws IOException;
  }

  private static void once(java.util.function.Predicate<String> at, Deed deed) {
    AtomicBoolean isDone = new AtomicBoolean();
    Consumer<String> watcher =
        moment -> {
          if (at.test(moment) && isDone.compareAndSet(false, true)) {
            try {
              deed.happen();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    Failpoint.watch(watcher);
  }

  private static void damage(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      Path largest =
          files
              .filter(f -> f.toString().endsWith(".parquet"))
              .max(Comparator.comparing(f -> f.toFile().length()))
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(largest);
      java.util.Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0);
      Files.write(largest, bytes);
    }
  }

  private static Path newest(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(f -> f.toString().endsWith(".json")).max(Path::compareTo).orElseThrow();
    }
  }

  private static long entries(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(f -> f.toString().endsWith(".json")).count();
    }
  }
}
