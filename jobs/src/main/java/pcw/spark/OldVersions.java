package pcw.spark;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import pcw.ops.Books;
import pcw.schemas.Contract;

/**
 * What stays behind when rows of people are taken out of a table: the files of its older versions.
 * They are deleted once the tables that are made from it follow.
 */
public final class OldVersions {
  private static final String PERSON = "person_token";
  private static final String MARK = "_old_versions.due";

  private OldVersions() {}

  /** Notes that rows of people were taken away, so that their older versions are to be deleted. */
  public static void markForRemoval(Path warehouse) {
    try {
      Books.of(warehouse).replace(MARK, new byte[] {'\n'});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes the older versions of every table about people, where that is due; a table can then no
   * longer be read as it was before.
   *
   * @return the tables, none where nothing is due
   */
  public static List<String> remove(Tables tables, Path warehouse) {
    Books books = Books.of(warehouse);
    if (!isDue(books)) {
      return List.of();
    }
    List<String> done =
        tables.contracts().all().stream()
            .filter(
                c -> Tables.columns(c).stream().anyMatch(column -> column.name().equals(PERSON)))
            .map(Contract::tableName)
            .filter(tables::exists)
            .toList();
    String check = "spark.databricks.delta.retentionDurationCheck.enabled";
    tables.spark().conf().set(check, "false");
    tables.spark().conf().set("spark.databricks.delta.vacuum.logging.enabled", "false");
    try {
      done.forEach(table -> DeltaTable.forPath(tables.spark(), tables.path(table)).vacuum(0));
      books.delete(MARK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      tables.spark().conf().unset(check);
    }
    return done;
  }

  private static boolean isDue(Books books) {
    try {
      return books.exists(MARK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
