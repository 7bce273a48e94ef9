package pcw.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import pcw.conform.Conform;
import pcw.ingest.Erase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes people out of the warehouse. */
@Command(
    name = "erase",
    description =
        "Take people out of everything that is stored about them, older versions too. Sets that were published hold counts only and stay; the next run counts without them.",
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      required = true,
      description = "One pseudonym a line; never a number.")
  Path tokens;

  @Override
  public Integer call() {
    return options.perform(
        "erase", true, options.log(), List.of(run -> Erase.run(run, tokens), Conform::run));
  }
}
