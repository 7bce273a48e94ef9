package pcw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.scan.IdentifierScan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proof that no NHS number got past the door. */
@Command(
    name = "scan",
    description =
        "Look for the NHS numbers of the landing folder in a warehouse and other folders: packed files, PDF, Parquet, DuckDB and logs too. Names places, never numbers.",
    mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      required = true,
      description = "Folder with the deliveries whose numbers to look for.")
  Path landing;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Folders to look through, such as the warehouse, logs and temporary files.")
  List<Path> folders;

  @Override
  public Integer call() {
    for (Path folder : folders) {
      if (!Files.exists(folder)) {
        throw new Problem(Exit.INPUT_MISSING, folder + " does not exist: name an existing folder.");
      }
    }
    IdentifierScan scan = IdentifierScan.of(landing, folders);
    if (scan.numbers() == 0) {
      throw new Problem(
          Exit.INPUT_MISSING,
          landing + " holds no delivery with NHS numbers, so that there is nothing to look for.");
    }
    Log log = new Log(System.out);
    log.say("%,d NHS numbers looked for in files: %s", scan.numbers(), scan.files());
    scan.findings()
        .forEach(f -> log.say("  found %s: %,d times an NHS number", f.file(), f.numbers()));
    if (!scan.findings().isEmpty()) {
      log.say("Take these files away from others, and report it as an incident.");
      return Exit.REFUSED;
    }
    log.say("None found.");
    return 0;
  }
}
