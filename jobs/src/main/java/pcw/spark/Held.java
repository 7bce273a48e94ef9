package pcw.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Tables that a step reads again and again, held in memory until it ends where they are small, and
 * settings that fit their size: over a region's tables a task costs more than the rows it moves,
 * and to compile a query costs more than to interpret it.
 */
public final class Held implements AutoCloseable {
  private static final long SMALL_BYTES = 128L << 20;
  private static final long BYTES_OF_A_PIECE = 64L << 20;
  private static final int MOST_PIECES = 400;
  private static final long INTERPRETED_BYTES = 16L << 20;

  private final Tables tables;
  private final Map<String, String> before = new LinkedHashMap<>();
  private final List<Dataset<Row>> held = new ArrayList<>();
  private final Map<String, LogicalPlan> plans = new ConcurrentHashMap<>();
  private final long bytes;

  private Held(Tables tables, long bytes) {
    this.tables = tables;
    this.bytes = bytes;
    long pieces = Math.min(MOST_PIECES, 1 + bytes / BYTES_OF_A_PIECE);
    set("spark.sql.shuffle.partitions", Long.toString(pieces));
    if (bytes <= INTERPRETED_BYTES) {
      set("spark.sql.codegen.wholeStage", "false");
      set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
      // Interpreted, to remember what two columns share costs more than to compute it twice.
      set("spark.sql.subexpressionElimination.enabled", "false");
    }
  }

  private void set(String setting, String value) {
    before.put(setting, tables.spark().conf().get(setting));
    tables.spark().conf().set(setting, value);
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

  /**
   * A table's rows, for queries of a session: its files are looked up once a step, not once for
   * each query. The step must not write to the table once it was read.
   */
  Dataset<Row> read(SparkSession session, String table) {
    return planned(session, plans.computeIfAbsent(table, name -> optimizedPlan(rows(name))));
  }

  private Dataset<Row> rows(String table) {
    return bytes <= SMALL_BYTES ? tables.readSmall(table) : tables.read(table);
  }

  /** The same rows, by a plan that is already optimised. */
  public static Dataset<Row> optimised(SparkSession session, Dataset<Row> rows) {
    return planned(session, optimizedPlan(rows));
  }

  private static LogicalPlan optimizedPlan(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().optimizedPlan();
  }

  private static Dataset<Row> planned(SparkSession session, LogicalPlan plan) {
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (org.apache.spark.sql.classic.SparkSession) session, plan);
  }

  /** Holds what is registered under these names, where all that the step reads is small. */
  public void names(Set<String> names) {
    if (bytes <= SMALL_BYTES) {
      held.addAll(Together.map(List.copyOf(names), name -> tables.spark().table(name).persist()));
    }
  }

  @Override
  public void close() {
    held.forEach(Dataset::unpersist);
    before.forEach(tables.spark().conf()::set);
  }
}
