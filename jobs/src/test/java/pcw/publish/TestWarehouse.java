package pcw.publish;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import pcw.ops.Log;
import pcw.ops.Run;
import pcw.schemas.Column;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.spark.Session;
import pcw.spark.Tables;

/** A small warehouse whose gold and silver tables a test fills by hand. */
final class TestWarehouse {
  final Path folder;
  final Tables tables;

  TestWarehouse(Path folder) {
    this.folder = folder;
    SparkSession spark = Session.open();
    Contracts contracts = Contracts.load(home().resolve("schemas"));
    tables = new Tables(spark, folder.toString(), contracts);
  }

  private TestWarehouse(Path folder, Tables tables) {
    this.folder = folder;
    this.tables = tables;
  }

  /** The same tables, published elsewhere. */
  TestWarehouse publishingTo(Path other) {
    return new TestWarehouse(other, tables);
  }

  private static Path home() {
    return Path.of(System.getProperty("pcw.home"));
  }

  Run run(String policy, boolean force) {
    return Run.of(
            tables,
            home(),
            folder,
            folder,
            new Log(new PrintStream(PrintStream.nullOutputStream())))
        .under(policy)
        .forced(force);
  }

  /** Writes a table; a column that a row leaves out is null, or has what every such test needs. */
  void write(String table, List<Map<String, Object>> rows) {
    Contract contract = tables.contracts().table(table);
    List<Row> all = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      row.keySet().forEach(contract::column);
      all.add(
          RowFactory.create(
              contract.storedColumns().stream().map(c -> value(c, row)).toArray(Object[]::new)));
    }
    tables
        .spark()
        .createDataFrame(all, Tables.schema(contract))
        .coalesce(1)
        .write()
        .format("delta")
        .mode("overwrite")
        .save(tables.path(table));
  }

  private static Object value(Column column, Map<String, Object> row) {
    Object value = row.get(column.name());
    if (value == null && column.required()) {
      value =
          switch (column.physicalType()) {
            case "STRING" -> column.allowed().isEmpty() ? "-" : column.allowed().get(0);
            case "INT" -> 0;
            case "BIGINT" -> 0L;
            case "BOOLEAN" -> false;
            case "TIMESTAMP" -> java.sql.Timestamp.valueOf("2026-01-01 00:00:00");
            default -> throw new IllegalArgumentException("give a value to " + column.name());
          };
    }
    if (value instanceof String text) {
      if (column.physicalType().equals("DATE")) {
        return Date.valueOf(LocalDate.parse(text.length() == 7 ? text + "-01" : text));
      }
      if (column.physicalType().startsWith("DECIMAL")) {
        return new BigDecimal(text);
      }
    }
    return value;
  }

  /** The folder of the set that publish wrote last. */
  Path set(String policy) throws java.io.IOException {
    var sets = pcw.ops.PublishedSets.of(folder, policy);
    Path set = sets.set(sets.next().orElseThrow());
    if (!Files.isDirectory(set)) {
      throw new AssertionError("no set in " + set);
    }
    return set;
  }
}
