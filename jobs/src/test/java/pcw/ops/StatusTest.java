package pcw.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.schemas.Contracts;

class StatusTest {
  @TempDir Path warehouse;

  private void keep(String startedAt, String status, Integer exitCode, RunRecord.Worker by) {
    new RunRecord(
            RunRecord.SCHEMA,
            Project.VERSION,
            startedAt,
            "run",
            status,
            exitCode,
            null,
            null,
            "publishable",
            1,
            startedAt,
            60,
            List.of(new RunRecord.Step("measure", true, 12.5, Map.of("rows", 4711L))),
            List.of(),
            null,
            List.of(),
            null,
            by)
        .keep(warehouse);
  }

  private Status status() {
    return Status.of(warehouse, Contracts.load(Project.home().resolve("schemas")));
  }

  @Test
  void aRunWhoseProcessIsGoneHasDied() {
    RunRecord.Worker me = RunRecord.Worker.me();
    keep("2026-09-30T03:00:00Z", "running", null, me);
    keep("2026-09-29T03:00:00Z", "running", null, new RunRecord.Worker(me.host(), me.pid(), 1));
    keep("2026-09-28T03:00:00Z", "running", null, new RunRecord.Worker("elsewhere", me.pid(), 1));

    assertThat(status().lines().subList(1, 4))
        .extracting(line -> line.substring(31, 45).strip())
        .containsExactly("running", "died", "running");
  }

  @Test
  void aMonitorIsToldOfTheLastRunThatHasEndedAndOfTheLastThatWentWell() throws Exception {
    keep("2026-09-30T03:00:00Z", "running", null, RunRecord.Worker.me());
    keep("2026-09-29T03:00:00Z", "failed", Exit.CANNOT_WRITE, null);
    keep("2026-09-28T03:00:00Z", "nothing_to_do", Exit.NOTHING_TO_DO, null);

    status().write(warehouse);

    // 28 September 2026, one minute past three.
    assertThat(Files.readAllLines(warehouse.resolve("ops/metrics.prom")))
        .contains(
            "pcw_run_exit_code 73",
            "pcw_run_last_success_timestamp_seconds 1790564460",
            "pcw_step_count{step=\"measure\",what=\"rows\"} 4711")
        .noneMatch(line -> line.contains("null"));
  }
}
