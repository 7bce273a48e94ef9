package pcw.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Optional;
import java.util.concurrent.Callable;
import pcw.fetch.Prescribing;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Public sources, brought into landing. */
@Command(
    name = "fetch",
    description =
        "Bring the public prescribing file of a month into the landing folder, whole and counted.",
    mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--prescribing-api",
      paramLabel = "URL",
      description = "Address of the actions of the open-data service (CKAN); a setting.")
  String api;

  @Option(
      names = "--prescribing-dataset",
      paramLabel = "NAME",
      description = "What the service calls the dataset (default: ${DEFAULT-VALUE}).",
      defaultValue = "english-prescribing-dataset-epd-with-snomed-code")
  String dataset;

  @Override
  public Integer call() {
    options.needLanding();
    if (api == null) {
      throw new Problem(
          Exit.CONFIGURATION,
          "The address of the open-data service is not set: give --prescribing-api, or 'prescribing-api = …' in the settings.");
    }
    YearMonth first = options.month == null ? options.from : options.month;
    YearMonth last = options.month == null ? options.to : options.month;
    if (first == null || last == null) {
      throw new Problem(Exit.USAGE, "Name the month by --month, or by --from and --to.");
    }
    Log log = options.log();
    Prescribing source = new Prescribing(api, dataset, Duration.ofSeconds(2), log);
    boolean isNew = false;
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      Optional<Path> file = source.fetch(month, options.landing);
      file.ifPresent(f -> log.say("%s", f));
      isNew |= file.isPresent();
    }
    return isNew ? 0 : Exit.NOTHING_TO_DO;
  }
}
