package pcw.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pcw.ops.Books;
import pcw.spark.Commit;
import pcw.spark.Tables;

/**
 * What a run is about to change, kept on disk until the registry says what became of it. A journal
 * that is still there when the next run begins belongs to a run that was cut off: its tables are
 * put back before anything else happens.
 */
final class Journal {
  private static final long BEFORE_FIRST_ROWS = 0;

  private static final String FILE = "_ingest.journal";

  private final Books books;
  private final List<String> lines = new ArrayList<>();
  private final String token = UUID.randomUUID().toString();

  Journal(Path warehouse) {
    this.books = Books.of(warehouse);
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
      books.replace(FILE, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    try {
      books.delete(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Undoes what a run that was cut off had written; true where there was one. */
  static boolean repair(Path warehouse, Tables tables) {
    Books books = Books.of(warehouse);
    try {
      Optional<byte[]> journal = books.read(FILE);
      if (journal.isEmpty()) {
        return false;
      }
      List<String> lines = new String(journal.get(), StandardCharsets.UTF_8).lines().toList();
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
      books.delete(FILE);
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
