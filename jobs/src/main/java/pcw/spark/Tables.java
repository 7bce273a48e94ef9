package pcw.spark;

import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import pcw.ops.Lease;
import pcw.schemas.Column;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The Delta tables of a warehouse, each with the columns, comments and constraints of its contract.
 *
 * @param warehouse a folder or URI; the table {@code silver.x} lies in {@code <warehouse>/silver/x}
 */
public record Tables(SparkSession spark, String warehouse, Contracts contracts) {
  /** The column by which months are replaced. */
  private static final String MONTH = "month";

  /** Spark looks for more files than these in a job of their own. */
  private static final int FEW_FILES = 30;

  /** The same tables, in a session with names of its own. */
  public Tables apart() {
    SparkSession session = spark.newSession();
    CollectionConverters.asJava(spark.conf().getAll()).entrySet().stream()
        .filter(setting -> session.conf().isModifiable(setting.getKey()))
        .forEach(setting -> session.conf().set(setting.getKey(), setting.getValue()));
    return new Tables(session, warehouse, contracts);
  }

  /** Commits from now on under a lease, for a run; both are named in each commit's metadata. */
  public void commitUnder(Lease lease, String runId) {
    Witness.swear(spark, lease, runId);
  }

  /** Where a table such as {@code bronze.epd} lies. */
  public String path(String table) {
    return warehouse + "/" + table.replace('.', '/');
  }

  public boolean exists(String table) {
    return DeltaTable.isDeltaTable(spark, path(table));
  }

  /**
   * The table's rows; none where it was never written. A column that the contract has gained since
   * is null in them.
   */
  public Dataset<Row> read(String table) {
    StructType schema = schema(contracts.table(table));
    if (!exists(table)) {
      return spark.createDataFrame(List.of(), schema);
    }
    Dataset<Row> rows = stored(table);
    for (StructField column : gained(rows.schema(), schema)) {
      rows = rows.withColumn(column.name(), lit(null).cast(column.dataType()));
    }
    return rows;
  }

  /**
   * The same rows, where the table is one of few files: no job is run to learn which they are.
   *
   * <p>Not for a table that the same query changes: the change would not know what was read.
   */
  public Dataset<Row> readSmall(String table) {
    return exists(table)
        ? plainly(table, OptionalLong.empty()).orElseGet(() -> read(table))
        : read(table);
  }

  /** The rows as they stood after an earlier commit, where the table was one of few files. */
  public Dataset<Row> readSmall(String table, long version) {
    return plainly(table, OptionalLong.of(version)).orElseGet(() -> read(table, version));
  }

  private Optional<Dataset<Row>> plainly(String table, OptionalLong version) {
    StructType schema = schema(contracts.table(table));
    return FileList.of(path(table), version, spark.sparkContext().hadoopConfiguration())
        .filter(files -> files.size() <= FEW_FILES)
        .map(
            files ->
                files.isEmpty()
                    ? spark.createDataFrame(List.of(), schema)
                    : spark.read().schema(schema).parquet(files.toArray(String[]::new)));
  }

  /** The table's rows as they stood after an earlier commit. */
  public Dataset<Row> read(String table, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path(table));
  }

  /**
   * The columns of a contract's table: those that are stored and, for a delivered file's table, the
   * month of the file (where no column holds it) and the delivery that a row came with.
   */
  public static List<Column> columns(Contract contract) {
    List<Column> columns = new ArrayList<>(contract.storedColumns());
    if (contract.layer() == Layer.LANDING) {
      if (columns.stream().noneMatch(c -> c.name().equals(MONTH))) {
        columns.add(Column.added(MONTH, "Month of the file, as its first day.", "date", "DATE"));
      }
      columns.add(
          Column.added(
              "delivery_id", "The delivered file; see ops.file.delivery_id.", "string", "STRING"));
    }
    return columns;
  }

  /** The Spark schema of a contract's table. */
  public static StructType schema(Contract contract) {
    return new StructType(
        columns(contract).stream()
            .map(
                c ->
                    DataTypes.createStructField(
                        c.name(),
                        StructType.fromDDL("c " + c.physicalType()).apply(0).dataType(),
                        !c.required()))
            .toArray(StructField[]::new));
  }

  /**
   * Replaces the rows for which {@code predicate} holds, or all rows where it is null, in one
   * commit.
   *
   * @param rows exactly the columns of the contract, in any order; each must satisfy the predicate
   * @param unit what is being replaced, in words, for the table's history
   */
  public void replace(String table, Dataset<Row> rows, String predicate, String unit) {
    write(table, rows, "overwrite", predicate, unit);
  }

  /** Adds rows in one commit. */
  public void append(String table, Dataset<Row> rows, String unit) {
    write(table, rows, "append", null, unit);
  }

  private void write(String table, Dataset<Row> rows, String mode, String predicate, String unit) {
    Contract contract = contracts.table(table);
    List<String> names = columns(contract).stream().map(Column::name).toList();
    if (!names.stream()
        .sorted()
        .toList()
        .equals(List.of(rows.columns()).stream().sorted().toList())) {
      throw new IllegalStateException(
          table
              + ": columns "
              + List.of(rows.columns())
              + " are not those of the contract "
              + names);
    }
    // To add to a table that was just made costs a third of replacing its rows, of which it has
    // none.
    boolean isNew = create(table);
    Dataset<Row> ordered =
        names.equals(List.of(rows.columns()))
            ? rows
            : rows.selectExpr(names.toArray(String[]::new));
    var writer =
        ordered
            .write()
            .format("delta")
            .mode(isNew ? "append" : mode)
            .option("userMetadata", Witness.signed(spark, unit));
    if (!isNew && !typed(stored(table).schema()).equals(typed(schema(contract)))) {
      // An earlier release of the program made it. Rows that stay have nothing in what came since.
      boolean allRows = mode.equals("overwrite") && predicate == null;
      writer = writer.option(allRows ? "overwriteSchema" : "mergeSchema", true);
    }
    if (predicate != null && !isNew) {
      writer = writer.option("replaceWhere", predicate);
    }
    writer.save(path(table));
  }

  private Dataset<Row> stored(String table) {
    return spark.read().format("delta").load(path(table));
  }

  private static List<String> typed(StructType schema) {
    return Stream.of(schema.fields()).map(c -> c.name() + " " + c.dataType().sql()).toList();
  }

  private static List<StructField> gained(StructType stored, StructType contracted) {
    List<String> names = List.of(stored.fieldNames());
    return Stream.of(contracted.fields()).filter(c -> !names.contains(c.name())).toList();
  }

  /** Creates the table, without rows; false where it exists already. */
  public boolean create(String table) {
    if (exists(table)) {
      return false;
    }
    clearStillborn(table);
    Contract contract = contracts.table(table);
    boolean partitioned = isPartitioned(contract);
    boolean hasMonth = columns(contract).stream().anyMatch(c -> c.name().equals(MONTH));
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(sessionThatNamesTablesByPath())
            .location(path(table))
            .comment(contract.granularity())
            .property("delta.enableDeletionVectors", "false")
            .property("delta.deletedFileRetentionDuration", "interval 90 days")
            .property("delta.logRetentionDuration", "interval 400 days");
    builder =
        hasMonth && !partitioned
            ? builder.property("delta.dataSkippingStatsColumns", MONTH)
            : builder.property("delta.dataSkippingNumIndexedCols", "0");
    for (Column column : columns(contract)) {
      builder =
          builder.addColumn(
              DeltaTable.columnBuilder(spark, column.name())
                  .dataType(column.physicalType())
                  .nullable(!column.required())
                  .comment(column.description())
                  .build());
    }
    if (partitioned) {
      builder = builder.partitionedBy(MONTH);
    }
    builder.execute();
    return true;
  }

  /**
   * Removes the log of a table whose first commit was cut off: Delta takes the empty folder for a
   * table, and does not create one.
   */
  private void clearStillborn(String table) {
    Path log = new Path(path(table) + "/_delta_log");
    try {
      FileSystem files = log.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (files.exists(log) && Commit.latest(this, table).isEmpty()) {
        files.delete(log, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Delta creates a table at a path by a name that the session of the queries does not resolve. */
  private SparkSession sessionThatNamesTablesByPath() {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.runSQLOnFiles", "true");
    return session;
  }

  /** Feeds that come in large monthly files are kept a folder a month. */
  private static boolean isPartitioned(Contract contract) {
    return contract
        .delivery()
        .map(d -> !d.newlineInQuotes() && d.replaces().equals(List.of(MONTH)))
        .orElse(false);
  }

  /** Puts the table back to what it was after an earlier commit, as a new commit. */
  public void restore(String table, long version) {
    DeltaTable.forPath(spark, path(table)).restoreToVersion(version);
  }

  /** Puts many small files together, in one commit; what is read stays the same. */
  public void compact(String table) {
    DeltaTable.forPath(spark, path(table)).optimize().executeCompaction();
  }

  /**
   * Deletes files that no version within the table's own retention reads. Leaves no commit: a new
   * version would look like new data to what is made from the table.
   */
  public void vacuum(String table) {
    spark.conf().set("spark.databricks.delta.vacuum.logging.enabled", "false");
    DeltaTable.forPath(spark, path(table)).vacuum();
  }

  /**
   * Names the table as a view, under its plain name: {@code silver.prescribing} as {@code
   * prescribing}.
   */
  public void register(String table) {
    read(table).createOrReplaceTempView(table.substring(table.lastIndexOf('.') + 1));
  }
}
