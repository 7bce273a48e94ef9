package pcw.cli;

import java.util.concurrent.Callable;
import pcw.airflow.Tasks;
import pcw.ops.Log;
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
    options.needLanding();
    Log log = options.log();
    return options.perform(
        "run", true, log, Tasks.all(), record -> Summary.print(log, record, options));
  }
}
