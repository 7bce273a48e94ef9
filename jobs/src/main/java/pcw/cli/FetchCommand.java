package pcw.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import pcw.fetch.PracticeLists;
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
        "Bring the public files of a month into the landing folder, whole: prescribing, list sizes and practice map.",
    mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

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

  @Option(
      names = "--lists-page",
      paramLabel = "URL",
      description =
          "Page of a month's list sizes and practice map, with {month} in the place of such as september-2026; a setting.")
  String listsPage;

  @Override
  public Integer call() {
    options.needLanding();
    if (api == null && listsPage == null) {
      throw new Problem(
          Exit.CONFIGURATION,
          "No address is set: give --prescribing-api or --lists-page, or 'prescribing-api = …' and 'lists-page = …' in the settings.");
    }
    YearMonth first = options.month == null ? options.from : options.month;
    YearMonth last = options.month == null ? options.to : options.month;
    if (first == null || last == null) {
      throw new Problem(Exit.USAGE, "Name the month by --month, or by --from and --to.");
    }
    Log log = options.log();
    Optional<Prescribing> prescribing =
        Optional.ofNullable(api).map(a -> new Prescribing(a, dataset, FIRST_WAIT, log));
    Optional<PracticeLists> lists =
        Optional.ofNullable(listsPage).map(p -> new PracticeLists(p, FIRST_WAIT, log));
    List<Path> brought = new ArrayList<>();
    for (YearMonth m = first; !m.isAfter(last); m = m.plusMonths(1)) {
      YearMonth month = m;
      prescribing.flatMap(p -> p.fetch(month, options.landing)).ifPresent(brought::add);
      lists.ifPresent(l -> brought.addAll(l.fetch(month, options.landing)));
    }
    brought.forEach(file -> log.say("%s", file));
    return brought.isEmpty() ? Exit.NOTHING_TO_DO : Exit.DONE;
  }
}
