package pcw.cli;

import java.io.IOException;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import pcw.ops.PublishedSets;
import pcw.publish.Lineage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a figure comes from. */
@Command(
    name = "lineage",
    description = "The way from a published figure to the files that it was made of.",
    mixinStandardHelpOptions = true)
final class LineageCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(names = "--set", paramLabel = "SET", description = "A set (default: latest).")
  String set = "latest";

  @Parameters(index = "0", paramLabel = "MEASURE", description = "Id of the measure.")
  String measure;

  @Parameters(index = "1", paramLabel = "ORG", description = "Code of the organisation.")
  String organisation;

  @Parameters(index = "2", paramLabel = "YYYY-MM", description = "Last month of the window.")
  YearMonth period;

  @Override
  public Integer call() throws IOException {
    PublishedSets sets = options.sets();
    Lineage.of(DiffCommand.set(sets, set), measure, organisation, period)
        .forEach(System.out::println);
    return 0;
  }
}
