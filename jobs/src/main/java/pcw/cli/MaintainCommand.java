package pcw.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import pcw.airflow.Lineage;
import pcw.airflow.Tasks;
import pcw.ops.Books;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;
import pcw.ops.Run;
import pcw.ops.RunRecord;
import pcw.ops.StepResult;
import pcw.schemas.Contract;
import pcw.schemas.Layer;
import pcw.seal.OldSets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What keeps a warehouse small. */
@Command(
    name = "maintain",
    description = {
      "Put small files of the books together, delete files of tables that no version of the last 90"
          + " days reads, forget old records of runs, and delete what killed runs left half"
          + " written.",
      "Published sets are whole in themselves and are not touched, unless --keep-sets says so."
    },
    mixinStandardHelpOptions = true)
final class MaintainCommand implements Callable<Integer> {

  private static final Duration OLD = Duration.ofDays(1);

  @Mixin RunOptions options;

  @Option(
      names = "--keep-runs",
      paramLabel = "N",
      description = "Records of runs to keep (default: ${DEFAULT-VALUE}).",
      defaultValue = "400")
  int keepRuns;

  @Option(
      names = "--keep-sets",
      paramLabel = "N",
      description = {
        "Delete published sets but the N newest (default: none is deleted). The one that readers",
        "see, releases, and the set before each that is kept always stay."
      })
  Integer keepSets;

  @Override
  public Integer call() {
    if (keepSets != null && keepSets < 1) {
      throw new Problem(Exit.USAGE, "--keep-sets takes 1 or more.");
    }
    return options.perform(
        "maintain", true, options.log(), List.of(new Tasks.Step("maintain", this::maintain)));
  }

  private StepResult maintain(Run run) {
    Books books = Books.of(run.warehouse());
    if (isCutOff(books)) {
      throw new Problem(
          Exit.BUSY, "A run was cut off while it took files in: let ./pcw run mend that first.");
    }
    long tables = 0;
    for (Contract contract : run.contracts().all()) {
      String table = contract.tableName();
      if (!isStored(contract) || !run.tables().exists(table)) {
        continue;
      }
      // Bronze, silver and gold are replaced by whole months or tables and stay in few files.
      if (contract.layer() == Layer.OPS || contract.layer() == Layer.QUARANTINE) {
        run.tables().compact(table);
      }
      run.tables().vacuum(table);
      tables++;
    }
    fold(books);
    long forgotten = RunRecord.forget(run.warehouse(), keepRuns);
    long leftovers = removeLeftovers(run.warehouse());
    long sets = keepSets == null ? 0 : removeSets(run.warehouse());
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("tables", tables);
    counts.put("sets_deleted", sets);
    counts.put("records_forgotten", forgotten);
    counts.put("leftovers_deleted", leftovers);
    return new StepResult("maintain", true, counts);
  }

  private long removeSets(Path warehouse) {
    try {
      return OldSets.delete(PublishedSets.of(warehouse, "publishable"), keepSets)
          + OldSets.delete(PublishedSets.of(warehouse, "internal"), keepSets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCutOff(Books books) {
    try {
      return books.exists("_ingest.journal");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fold(Books books) {
    try {
      books.fold(Lineage.FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a process that was killed had begun to write, and nobody reads. */
  private static long removeLeftovers(Path warehouse) {
    Instant before = Clock.systemUTC().instant().minus(OLD);
    try (Stream<Path> files = Files.walk(warehouse)) {
      List<Path> leftovers =
          files
              .filter(f -> f.getFileName().toString().matches("\\..+\\.[0-9a-f-]{36}\\.tmp"))
              .filter(f -> !f.startsWith(warehouse.resolve("published")))
              .filter(f -> Instant.ofEpochMilli(f.toFile().lastModified()).isBefore(before))
              .toList();
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
      return leftovers.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isStored(Contract contract) {
    return contract.layer() != Layer.PUBLISHED && contract.layer() != Layer.CODELIST;
  }
}
