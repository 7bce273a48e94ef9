package pcw.cli;

import java.util.List;
import java.util.concurrent.Callable;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.render.Render;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All steps, for what is new. */
@Command(
    name = "run",
    description =
        "Take in what is new in the landing folder and go all the way to published and rendered.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Override
  public Integer call() {
    if (options.landing == null) {
      throw new Problem(
          Failures.USAGE, "--landing is missing: name the folder in which deliveries arrive.");
    }
    Log log = new Log(System.out);
    RunOptions.Outcome outcome = everything(options, log);
    Summary.print(log, outcome, options);
    return outcome.changed() ? 0 : RunOptions.NOTHING_TO_DO;
  }

  static RunOptions.Outcome everything(RunOptions options, Log log) {
    return options.execute(
        log,
        List.of(
            pcw.ingest.Ingest::run,
            pcw.conform.Conform::run,
            pcw.measure.Measure::run,
            pcw.publish.Publish::run,
            Render::run,
            pcw.seal.Seal::run));
  }
}
