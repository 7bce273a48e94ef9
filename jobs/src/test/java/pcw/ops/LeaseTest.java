package pcw.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  @TempDir Path warehouse;

  private Path record(long epoch) {
    return warehouse.resolve("_lease").resolve(String.format("%09d.json", epoch));
  }

  @Test
  void oneRunAtATime() {
    try (Lease first = Lease.take(warehouse, "first")) {
      assertThatThrownBy(() -> Lease.take(warehouse, "second"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("first")
          .extracting(e -> ((Problem) e).exitCode())
          .isEqualTo(Exit.BUSY);
      assertThatCode(first::check).doesNotThrowAnyException();
    }
    try (Lease next = Lease.take(warehouse, "third")) {
      assertThat(next.epoch()).isEqualTo(2);
    }
  }

  @Test
  void ofManyThatTryAtOnceOneSucceeds() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> attempt =
          () -> {
            try {
              Lease.take(warehouse, "one of many");
              return 1;
            } catch (Problem busy) {
              return 0;
            }
          };
      int taken = 0;
      for (Future<Integer> each : pool.invokeAll(java.util.Collections.nCopies(40, attempt))) {
        taken += each.get();
      }
      assertThat(taken).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aDeadProcessIsTakenOverAtOnce() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Lease.take(warehouse, "the dead");
    Path file = record(1);
    Files.writeString(
        file, Files.readString(file).replaceAll("\"pid\":\\d+", "\"pid\":" + ended.pid()));
    try (Lease next = Lease.take(warehouse, "the living")) {
      assertThat(next.epoch()).isEqualTo(2);
    }
  }

  @Test
  void whoWasSilentForTooLongIsFencedOff() throws Exception {
    Lease silent = Lease.take(warehouse, "silent");
    Files.setLastModifiedTime(
        record(1), FileTime.from(Instant.now().minus(Lease.DEAD_AFTER).minusSeconds(1)));
    try (Lease next = Lease.take(warehouse, "next")) {
      assertThatThrownBy(silent::check).hasMessageContaining("lost its lease");
      assertThatCode(next::check).doesNotThrowAnyException();
    }
  }

  @Test
  void whatWasGivenBackMayNotBeUsed() {
    Lease lease = Lease.take(warehouse, "stopped");
    lease.close();
    lease.close();
    assertThatThrownBy(lease::check).isInstanceOf(Problem.class);
  }

  @Test
  void oldRecordsAreForgotten() throws Exception {
    List<Long> epochs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      try (Lease lease = Lease.take(warehouse, "run " + i)) {
        epochs.add(lease.epoch());
      }
    }
    assertThat(epochs).isSorted().doesNotHaveDuplicates();
    try (var files = Files.list(warehouse.resolve("_lease"))) {
      assertThat(files.count()).isLessThan(20);
    }
  }
}
