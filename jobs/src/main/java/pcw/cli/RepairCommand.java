package pcw.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import pcw.ops.Books;
import pcw.ops.Exit;
import pcw.ops.Lease;
import pcw.ops.Ledger;
import pcw.ops.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The way back where the newest entries of a table's log are damaged or gone. */
@Command(
    name = "repair",
    description = {
      "Go back to a version of a table whose newer log entries are damaged or missing.",
      "The damaged entries are kept in _delta_log/.damaged. Then 'run --force' brings back what was"
          + " lost."
    },
    mixinStandardHelpOptions = true)
final class RepairCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--table",
      required = true,
      paramLabel = "NAME",
      description = "Such as gold.measure_count.")
  String table;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "N",
      description = "The last version that is whole, as the message of the damage names it.")
  long version;

  @Override
  public Integer call() throws IOException {
    Path warehouse = options.request("repair", true).warehouse();
    try (Lease lease = Lease.take(warehouse, options.runId)) {
      Ledger ledger = new Ledger(warehouse);
      Books books = Books.of(warehouse);
      String log = Ledger.logName(table);
      if (!books.exists(log + "/" + Ledger.fileName(version))) {
        throw new Problem(
            Exit.INPUT_MISSING,
            "Table "
                + table
                + " has no log entry of version "
                + version
                + " in "
                + books.address()
                + "/"
                + log
                + ".");
      }
      for (String file : newer(books.list(log))) {
        books.move(log + "/" + file, log + "/.damaged/" + lease.epoch() + "-" + file);
      }
      ledger.giveUp(table, version);
    }
    System.out.printf("Table %s is at version %d again. Now: ./pcw run --force%n", table, version);
    return 0;
  }

  private List<String> newer(List<String> files) {
    return files.stream()
        .filter(
            name ->
                name.equals("_last_checkpoint")
                    || (name.matches("\\d{20}\\..*")
                        && Long.parseLong(name.substring(0, 20)) > version))
        .toList();
  }
}
