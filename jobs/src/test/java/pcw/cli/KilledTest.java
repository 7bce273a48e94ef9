package pcw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Exit;
import pcw.ops.Failpoint;
import pcw.ops.Problem;

/**
 * A night that dies at a commit; the run after it goes on, and dies at the next. In the end the
 * published bytes are those of a run that nothing happened to. The disk is taken at each moment as
 * {@code kill -9} would leave it; {@code .ci/faults.py} kills real processes.
 */
@Tag("faults")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
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
  private static Night.Whole whole;

  @BeforeAll
  static void begin() throws IOException {
    whole = Night.begin();
    assertThat(whole.content()).hasSizeGreaterThan(30);
  }

  @AfterAll
  static void end() {
    Night.end();
  }

  @Test
  void aNightThatDiesAtEveryMomentGivesTheBytesOfAnUndisturbedOne() throws IOException {
    Path warehouse = folder.resolve("alive");
    for (String moment : MOMENTS) {
      Path left = folder.resolve("killed-" + moment.replace(':', '-'));
      dieAt(moment, warehouse, left);
      Night.run(whole.landing(), warehouse);
      assertThat(left).as("what was left at " + moment).isDirectory();
      warehouse = left;
    }
    Failpoint.watch(moment -> {});

    assertThat(Night.run(whole.landing(), warehouse)).isIn(Exit.DONE, Exit.NOTHING_TO_DO);

    assertThat(Night.content(warehouse)).isEqualTo(whole.content());
    assertThat(warehouse.resolve("_ingest.journal")).doesNotExist();
    assertThat(Night.run(whole.landing(), warehouse)).isEqualTo(Exit.NOTHING_TO_DO);
    assertThat(Night.content(warehouse)).isEqualTo(whole.content());
  }

  /** The disk is taken as it is; what the process itself does after that nobody will see. */
  private static void dieAt(String moment, Path warehouse, Path left) {
    AtomicBoolean isDead = new AtomicBoolean();
    Failpoint.watch(
        reached -> {
          if (reached.equals(moment) && isDead.compareAndSet(false, true)) {
            try {
              Night.snapshot(warehouse, left);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
          if (isDead.get()) {
            throw new Problem(Exit.KILLED, "dead");
          }
        });
  }
}
