package pcw.cli;

import java.nio.file.Path;
import java.util.Optional;
import pcw.bench.IngestBench;
import pcw.bench.PublishBench;
import pcw.bench.RenderBench;
import pcw.bench.SmallFilesBench;
import pcw.ops.Log;
import pcw.ops.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Our time beside a named peer's, on the same data in one run. */
@Command(
    name = "bench",
    description = "Measure beside a named peer, on the same data in one run.",
    mixinStandardHelpOptions = true)
final class BenchCommand {
  @Command(
      name = "ingest",
      description =
          "One national month, CSV to checked, typed, ordered table with quarantine; beside"
              + " DuckDB.",
      mixinStandardHelpOptions = true)
  int ingest(
      @Option(
              names = "--rows",
              paramLabel = "N",
              description = "Rows of the month (default: ${DEFAULT-VALUE}).",
              defaultValue = "4000000")
          long rows,
      @Option(
              names = "--repeats",
              paramLabel = "N",
              description =
                  "Warm repeats of each, one after the other (default: ${DEFAULT-VALUE}).",
              defaultValue = "5")
          int repeats,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too.")
          Path json) {
    IngestBench.run(rows, repeats, Optional.ofNullable(json), new Log(System.out));
    return 0;
  }

  @Command(
      name = "publish",
      description = "From counts to a published set, for regions of growing size.",
      mixinStandardHelpOptions = true)
  int publish(
      @Option(
              names = "--measures",
              paramLabel = "N",
              description = "Measures (default: ${DEFAULT-VALUE}).",
              defaultValue = "60")
          int measures,
      @Option(
              names = "--months",
              paramLabel = "N",
              description = "Months (default: ${DEFAULT-VALUE}).",
              defaultValue = "60")
          int months,
      @Option(
              names = "--practices",
              paramLabel = "N",
              description = "Practices of the largest region (default: ${DEFAULT-VALUE}).",
              defaultValue = "960")
          int practices,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too.")
          Path json) {
    PublishBench.run(
        Project.home().resolve("schemas"),
        measures,
        months,
        practices,
        Optional.ofNullable(json),
        new Log(System.out));
    return 0;
  }

  @Command(
      name = "render",
      description = "Packs, pages and workbooks a second, of a published set made larger.",
      mixinStandardHelpOptions = true)
  int render(
      @Option(
              names = "--set",
              paramLabel = "DIR",
              description = "A published set (default: ${DEFAULT-VALUE}).",
              defaultValue = "demo-warehouse/published/latest")
          Path set,
      @Option(
              names = "--organisations",
              paramLabel = "N",
              description = "Organisations (default: ${DEFAULT-VALUE}).",
              defaultValue = "1000")
          int organisations,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too.")
          Path json) {
    RenderBench.run(set, organisations, Optional.ofNullable(json), new Log(System.out));
    return 0;
  }

  @Command(
      name = "small-files",
      description = "One night with thousands of small deliveries about people; files a minute.",
      mixinStandardHelpOptions = true)
  int smallFiles(
      @Option(
              names = "--senders",
              paramLabel = "N",
              description = "Organisations that deliver (default: ${DEFAULT-VALUE}).",
              defaultValue = "6000")
          int senders,
      @Option(
              names = "--feeds",
              paramLabel = "N",
              description = "Feeds that each delivers (default: ${DEFAULT-VALUE}).",
              defaultValue = "6")
          int feeds,
      @Option(
              names = "--rows",
              paramLabel = "N",
              description = "Rows of a file (default: ${DEFAULT-VALUE}).",
              defaultValue = "20")
          int rows,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too.")
          Path json) {
    SmallFilesBench.run(senders, feeds, rows, Optional.ofNullable(json), new Log(System.out));
    return 0;
  }
}
