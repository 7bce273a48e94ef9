package pcw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcw.ops.Exit;
import pcw.ops.Failpoint;

/**
 * A run that dies at a commit, and the one that comes after it: the published bytes are those of a
 * run that nothing happened to. The state of the disk is taken at each moment of one run, as {@code
 * kill -9} would leave it; {@code .ci/faults.py} kills real processes.
 */
@Tag("faults")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledTest {
  private static final List<String> MOMENTS =
      List.of(
          "before:bronze.epd",
          "between:bronze.epd",
          "before:ops.file",
          "between:ops.file",
          "before:silver.practice_month",
          "between:silver.practice_month",
          "before:gold.measure_count",
          "between:gold.measure_count",
          "between:gold.measure",
          "before:set",
          "after:set",
          "before:latest");

  @TempDir static Path folder;
  private static final String CHECKOUT = System.getProperty("pcw.home");
  private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();
  private static Path landing;
  private static Map<String, String> reference;

  @BeforeAll
  static void runOnce() throws IOException {
    System.setProperty(
        "pcw.home", Night.home(Path.of(CHECKOUT), folder.resolve("home")).toString());
    Night.ofFewRows(true);
    landing = folder.resolve("landing");
    new SmallLanding(Path.of(CHECKOUT)).write(landing);
    Path warehouse = folder.resolve("undisturbed");
    Failpoint.watch(
        moment -> {
          if (MOMENTS.contains(moment) && TAKEN.add(moment)) {
            try {
              Night.snapshot(warehouse, at(moment));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    assertThat(Night.run(landing, warehouse)).isZero();
    Failpoint.watch(moment -> {});
    reference = Night.content(warehouse);
    assertThat(reference).hasSizeGreaterThan(30);
  }

  @AfterAll
  static void putBack() {
    Failpoint.watch(moment -> {});
    Night.ofFewRows(false);
    System.setProperty("pcw.home", CHECKOUT);
  }

  static List<String> moments() {
    return MOMENTS;
  }

  @ParameterizedTest
  @MethodSource("moments")
  void theNextRunGivesTheBytesOfAnUndisturbedOne(String moment) throws IOException {
    assertThat(TAKEN).contains(moment);
    Path warehouse = at(moment);

    assertThat(Night.run(landing, warehouse)).isIn(Exit.DONE, Exit.NOTHING_TO_DO);

    assertThat(Night.content(warehouse)).isEqualTo(reference);
    assertThat(warehouse.resolve("_ingest.journal")).doesNotExist();
  }

  @Test
  void afterThatThereIsNothingToDo() throws IOException {
    Path warehouse = folder.resolve("undisturbed");

    assertThat(Night.run(landing, warehouse)).isEqualTo(Exit.NOTHING_TO_DO);

    assertThat(Night.content(warehouse)).isEqualTo(reference);
  }

  private static Path at(String moment) {
    return folder.resolve("killed-" + moment.replace(':', '-'));
  }
}
