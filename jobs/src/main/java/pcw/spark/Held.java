package pcw.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tables that a step reads again and again, held in memory until it ends where they are small, and
 * the number of pieces that rows are shuffled into, which fits their size: over a region's tables a
 * task costs more than the rows it moves.
 */
public final class Held implements AutoCloseable {
  private static final long SMALL_BYTES = 128L << 20;
  private static final long BYTES_OF_A_PIECE = 64L << 20;
  private static final int MOST_PIECES = 400;
  private static final String PIECES = "spark.sql.shuffle.partitions";

  private final Tables tables;
  private final String piecesBefore;
  private final List<Dataset<Row>> held = new ArrayList<>();
  private final long bytes;

  private Held(Tables tables, long bytes) {
    this.tables = tables;
    this.bytes = bytes;
    this.piecesBefore = tables.spark().conf().get(PIECES);
    long pieces = Math.min(MOST_PIECES, 1 + bytes / BYTES_OF_A_PIECE);
    tables.spark().conf().set(PIECES, Long.toString(pieces));
  }

  /** For a step that reads these stored tables; those never written count nothing. */
  public static Held reading(Tables tables, Collection<String> stored) {
    long bytes = 0;
    for (String table : new TreeSet<>(stored)) {
      bytes += bytes(tables, table);
    }
    return new Held(tables, bytes);
  }

  private static long bytes(Tables tables, String table) {
    Path path = new Path(tables.path(table));
    try {
      return path.getFileSystem(tables.spark().sparkContext().hadoopConfiguration())
          .getContentSummary(path)
          .getLength();
    } catch (FileNotFoundException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds what is registered under these names, where all that the step reads is small. */
  public Held names(Set<String> names) {
    if (bytes <= SMALL_BYTES) {
      names.forEach(name -> held.add(tables.spark().table(name).persist()));
    }
    return this;
  }

  @Override
  public void close() {
    held.forEach(Dataset::unpersist);
    tables.spark().conf().set(PIECES, piecesBefore);
  }
}
