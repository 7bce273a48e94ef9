package pcw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Exit;
import pcw.ops.RunRecord;

/** What an operator asks before a night, and nights that are not as others are. */
@Tag("faults")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OperatorTest {
  @TempDir static Path folder;
  private static Night.Whole whole;

  @BeforeAll
  static void begin() throws IOException {
    whole = Night.begin();
  }

  @AfterAll
  static void end() {
    Night.end();
  }

  /** What the program says on standard output. */
  private static String said(String... words) {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.answer(words)).isZero();
    } finally {
      System.setOut(standard);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndWritesNothing() throws IOException {
    Path elsewhere = folder.resolve("new-landing");
    Night.small().write(elsewhere, SmallLanding.PRESCRIBING.get(1));
    List<String> before = listing(whole.warehouse());
    Path absent = folder.resolve("absent");

    String again =
        said(
            "run",
            "--dry-run",
            "--landing",
            whole.landing().toString(),
            "--warehouse",
            whole.warehouse().toString());
    String first =
        said(
            "run",
            "--dry-run",
            "--landing",
            elsewhere.toString(),
            "--warehouse",
            absent.toString());

    assertThat(again).contains("6 files were taken in before");
    assertThat(first).contains("epd: 1 file would be read").contains("2024-03");
    assertThat(listing(whole.warehouse())).isEqualTo(before);
    assertThat(absent).doesNotExist();
  }

  @Test
  void aBackfillTakesTheMonthsThatAreMissingOrFailedOrAll() throws IOException {
    Path warehouse = folder.resolve("backfilled");
    whole.copyTo(warehouse);
    assertThat(months(warehouse, "missing")).contains("no month");
    assertThat(months(warehouse, "all")).contains("2024-02, 2024-03");

    failed("2024-03", "2023-01-01T03:00:00Z").keep(warehouse);
    assertThat(months(warehouse, "missing")).contains("no month");
    assertThat(months(warehouse, "failed")).contains("2024-03").doesNotContain("2024-02");

    assertThat(
            Main.answer(
                "measure", "--quiet", "--month", "2024-03", "--warehouse", warehouse.toString()))
        .isIn(Exit.DONE, Exit.NOTHING_TO_DO);
    assertThat(months(warehouse, "failed")).contains("no month");
  }

  private static String months(Path warehouse, String which) {
    return said(
        "backfill",
        "--dry-run",
        "--from",
        "2024-01",
        "--to",
        "2024-12",
        "--reprocess",
        which,
        "--warehouse",
        warehouse.toString());
  }

  private static RunRecord failed(String month, String startedAt) {
    return new RunRecord(
        RunRecord.SCHEMA,
        "0",
        "of a test",
        "measure",
        "failed",
        Exit.FAULT,
        month,
        month,
        "publishable",
        1,
        startedAt,
        1,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null);
  }

  /** The months hold a leap day and the night in which the clocks of London change. */
  @Test
  void aMonthThatComesBeforeItsListSizesIsCountedWhenTheyComeWhateverTheClock() throws IOException {
    Path landing = folder.resolve("lists-later");
    Night.small().write(landing);
    Files.delete(landing.resolve(SmallLanding.LISTS_OF_MARCH.replace(".gz", "")));
    Path warehouse = folder.resolve("of-lists-later");
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
    try {
      assertThat(Night.run(landing, warehouse)).isZero();
      assertThat(Night.figures(warehouse)).isNotEqualTo(Night.figures(whole.warehouse()));

      Night.small().write(landing, SmallLanding.LISTS_OF_MARCH);
      assertThat(Night.run(landing, warehouse)).isZero();
    } finally {
      TimeZone.setDefault(before);
    }

    assertThat(Night.content(warehouse)).isEqualTo(whole.content());
  }

  /** Every file with its size and time. */
  private static List<String> listing(Path warehouse) throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(warehouse)) {
      for (Path file : walk.sorted().toList()) {
        files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return files;
  }
}
