package pcw.spark;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import pcw.schemas.Column;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;

/**
 * The Delta tables of a warehouse, each with the columns, comments and constraints of its contract.
 *
 * @param warehouse a folder or URI; the table {@code silver.x} lies in {@code <warehouse>/silver/x}
 */
public record Tables(SparkSession spark, String warehouse, Contracts contracts) {

  /** Where a table such as {@code bronze.epd} lies. */
  public String path(String table) {
    return warehouse + "/" + table.replace('.', '/');
  }

  public boolean exists(String table) {
    return DeltaTable.isDeltaTable(spark, path(table));
  }

  /** The table's rows; none where it was never written. */
  public Dataset<Row> read(String table) {
    return exists(table)
        ? spark.read().format("delta").load(path(table))
        : spark.createDataFrame(List.of(), schema(contracts.table(table)));
  }

  /** The Spark schema of a contract's stored columns. */
  public static StructType schema(Contract contract) {
    return new StructType(
        contract.storedColumns().stream()
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
    List<String> names = contract.storedColumns().stream().map(Column::name).toList();
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
    create(contract);
    var writer =
        rows.selectExpr(names.toArray(String[]::new))
            .write()
            .format("delta")
            .mode(mode)
            .option("userMetadata", unit);
    if (predicate != null) {
      writer = writer.option("replaceWhere", predicate);
    }
    writer.save(path(table));
  }

  private void create(Contract contract) {
    if (exists(contract.tableName())) {
      return;
    }
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(path(contract.tableName()))
            .comment(contract.granularity())
            .property("delta.enableDeletionVectors", "false")
            .property("delta.dataSkippingNumIndexedCols", "0");
    for (Column column : contract.storedColumns()) {
      builder =
          builder.addColumn(
              DeltaTable.columnBuilder(spark, column.name())
                  .dataType(column.physicalType())
                  .nullable(!column.required())
                  .comment(column.description())
                  .build());
    }
    builder.execute();
  }

  /**
   * Names the table as a view, under its plain name: {@code silver.prescribing} as {@code
   * prescribing}.
   */
  public void register(String table) {
    read(table).createOrReplaceTempView(table.substring(table.lastIndexOf('.') + 1));
  }

  /** All columns of a contract, for messages. */
  static String columnList(Contract contract) {
    return contract.storedColumns().stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
