package pcw.cli;

import java.util.concurrent.Callable;
import pcw.airflow.Tasks;
import pcw.measure.Backfill;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Months again. */
@Command(
    name = "backfill",
    description =
        "Count the months of a period from what is held, and go on to published and rendered.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--reprocess",
      paramLabel = "WHICH",
      description =
          "missing: months without a count; failed: these, and months whose last run failed; all (default: ${DEFAULT-VALUE}).",
      defaultValue = "missing")
  Backfill.Reprocess reprocess;

  @Override
  public Integer call() {
    if (options.month == null && (options.from == null || options.to == null)) {
      throw new Problem(Exit.USAGE, "Name the period by --from and --to.");
    }
    if (options.dryRun) {
      options
          .look(run -> DryRun.lines(run, Backfill.months(run, reprocess)))
          .forEach(System.out::println);
      return Exit.DONE;
    }
    Log log = options.log();
    return options.perform(
        "backfill",
        true,
        log,
        Tasks.all().stream()
            .filter(step -> !step.name().equals("ingest"))
            .map(
                step ->
                    step.name().equals("measure")
                        ? new Tasks.Step("measure", run -> Backfill.run(run, reprocess))
                        : step)
            .toList(),
        record -> Summary.print(log, record, options));
  }
}
