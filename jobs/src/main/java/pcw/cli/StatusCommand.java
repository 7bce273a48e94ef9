package pcw.cli;

import java.nio.file.Files;
import java.util.concurrent.Callable;
import pcw.airflow.TaskRequest;
import pcw.ops.Desk;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.Project;
import pcw.ops.Status;
import pcw.schemas.Contracts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an operator asks in the morning. */
@Command(
    name = "status",
    description =
        "The last 30 runs, how fresh and complete each source is, and what takes up the disk.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--gate",
      description = {
        "Answer 66 where a source is two deliveries behind its promise, and 65 where the last set",
        "misses a month of the last twelve, or its latest month is out of the ordinary beyond"
            + " doubt."
      })
  boolean gate;

  @Override
  public Integer call() {
    TaskRequest request = options.request("status", false);
    if (!Files.isDirectory(request.warehouse())) {
      throw new Problem(
          Exit.INPUT_MISSING,
          "There is no warehouse at " + request.warehouse() + ": name it by --warehouse.");
    }
    Desk.bring(request.warehouse());
    Status status =
        Status.of(request.warehouse(), Contracts.load(Project.home().resolve("schemas")));
    status.lines().forEach(System.out::println);
    if (!gate) {
      return Exit.DONE;
    }
    return status.isTooLate()
        ? Exit.INPUT_MISSING
        : status.isIncomplete() ? Exit.BAD_DATA : Exit.DONE;
  }
}
