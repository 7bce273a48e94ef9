package pcw.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import pcw.ops.AtomicFile;
import pcw.spark.Commit;
import pcw.spark.Tables;

/**
 * What a run is about to change, kept on disk until the registry says what became of it. A journal
 * that is still there when the next run begins belongs to a run that was cut off: its tables are
 * put back before anything else happens.
 */
final class Journal {
  private static final long BEFORE_FIRST_ROWS = 0;

  private final Path file;
  private final List<String> lines = new ArrayList<>();
  private final String token = UUID.randomUUID().toString();

  Journal(Path warehouse) {
    this.file = warehouse.resolve("_ingest.journal");
    lines.add(token);
  }

  /**
   * Names the run in the registry's history, so that a finished run can be told from a cut-off one.
   */
  String token() {
    return token;
  }

  /**
   * Notes that a table is about to change.
   *
   * @return its version now
   */
  long open(Tables tables, String table) {
    long version = tables.create(table) ? BEFORE_FIRST_ROWS : version(tables, table);
    note(table, version);
    return version;
  }

  /** Where the table was before the run touched it first; several feeds may be loaded at once. */
  private synchronized void note(String table, long version) {
    if (lines.stream().anyMatch(line -> line.startsWith(table + " "))) {
      return;
    }
    lines.add(table + " " + version);
    try {
      // In one step: a journal that is cut off while it is written forgets every table.
      AtomicFile.replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Undoes what a run that was cut off had written; true where there was one. */
  static boolean repair(Path warehouse, Tables tables) {
    Path file = warehouse.resolve("_ingest.journal");
    if (!Files.exists(file)) {
      return false;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      boolean finished =
          !lines.isEmpty()
              && Commit.latest(tables, Registry.TABLE)
                  .map(commit -> commit.unit().endsWith(lines.get(0)))
                  .orElse(false);
      if (!finished) {
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
          putBack(tables, line.split(" "));
        }
      }
      Files.delete(file);
      return !finished;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long version(Tables tables, String table) {
    return Commit.latest(tables, table).orElseThrow().version();
  }

  private static void putBack(Tables tables, String[] tableAndVersion) {
    if (tableAndVersion.length < 2 || !tables.exists(tableAndVersion[0])) {
      return;
    }
    long version = Long.parseLong(tableAndVersion[1]);
    if (version(tables, tableAndVersion[0]) > version) {
      tables.restore(tableAndVersion[0], version);
    }
  }
}
