package pcw.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.schemas.Contract;
import pcw.schemas.Layer;

/**
 * The conformed tables and the queries that make them, {@code conform/<table>.sql}.
 *
 * <p>A query reads delivered tables, the register of deliveries, code lists and other conformed
 * tables by their plain names. A name that is both a delivered and a conformed table means the
 * delivered one in the query that makes the conformed one, and the conformed one everywhere else;
 * {@code delivered_<feed>} always means the delivered one.
 */
public final class Silver {
  /** Before a feed's name: its delivered table, where a conformed one has the same name. */
  private static final String DELIVERED = "delivered_";

  private Silver() {}

  /**
   * The queries, each after those whose results it reads.
   *
   * @throws Problem where a query has no contract, a contract has no query, or queries read each
   *     other in a circle
   */
  public static List<SqlFile> queries(Tables tables, Path conform) {
    Map<String, SqlFile> byTable = new TreeMap<>();
    try (Stream<Path> files = Files.list(conform)) {
      files
          .filter(file -> file.toString().matches(".*[/\\\\][^./\\\\]+\\.sql"))
          .map(file -> SqlFile.load(tables.spark(), file))
          .forEach(query -> byTable.put(query.stem(), query));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> silver = ids(tables, Layer.SILVER);
    Set<String> known = new TreeSet<>(silver);
    known.addAll(ids(tables, Layer.LANDING));
    ids(tables, Layer.LANDING).forEach(feed -> known.add(DELIVERED + feed));
    known.addAll(ids(tables, Layer.CODELIST));
    known.addAll(ids(tables, Layer.OPS));
    for (String table : silver) {
      if (!byTable.containsKey(table)) {
        throw new Problem(
            Exit.CONFIGURATION,
            "silver." + table + " has no query: write " + conform.resolve(table + ".sql") + ".");
      }
    }
    for (SqlFile query : byTable.values()) {
      if (!silver.contains(query.stem())) {
        throw new Problem(
            Exit.CONFIGURATION,
            query.file()
                + " has no contract: write schemas/silver/"
                + query.stem()
                + ".yaml with its columns.");
      }
      query.requireNames(known);
    }
    return inOrder(byTable, conform);
  }

  private static List<SqlFile> inOrder(Map<String, SqlFile> byTable, Path conform) {
    List<SqlFile> ordered = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    while (done.size() < byTable.size()) {
      List<SqlFile> ready =
          byTable.values().stream()
              .filter(q -> !done.contains(q.stem()))
              .filter(q -> done.containsAll(inputs(q, byTable.keySet())))
              .toList();
      if (ready.isEmpty()) {
        Set<String> left = new TreeSet<>(byTable.keySet());
        left.removeAll(done);
        throw new Problem(
            Exit.CONFIGURATION, conform + ": queries read each other in a circle: " + left);
      }
      ready.forEach(q -> done.add(q.stem()));
      ordered.addAll(ready);
    }
    return ordered;
  }

  /** The queries by the tables that they make, in the same order. */
  public static Map<String, SqlFile> byTable(List<SqlFile> queries) {
    Map<String, SqlFile> byTable = new LinkedHashMap<>();
    queries.forEach(query -> byTable.put(query.stem(), query));
    return byTable;
  }

  /** The conformed tables that a query reads. */
  public static Set<String> inputs(SqlFile query, Set<String> silver) {
    Set<String> inputs = new TreeSet<>(query.names());
    inputs.retainAll(silver);
    inputs.remove(query.stem());
    return inputs;
  }

  /** The table that a name means in a conform query, such as {@code bronze.epd}. */
  public static String tableOf(Tables tables, SqlFile query, String name) {
    if (name.startsWith(DELIVERED)) {
      return "bronze." + name.substring(DELIVERED.length());
    }
    if (ids(tables, Layer.SILVER).contains(name) && !name.equals(query.stem())) {
      return "silver." + name;
    }
    if (ids(tables, Layer.CODELIST).contains(name)) {
      return "codelist." + name;
    }
    return (ids(tables, Layer.LANDING).contains(name) ? "bronze." : "ops.") + name;
  }

  /**
   * Registers what the query reads, the queries of conformed views before the query's own names,
   * and gives its rows, in the columns and types of its contract.
   *
   * @param queries all of them, by the tables they make
   * @throws Problem where the query's columns are not those of the contract
   */
  public static Dataset<Row> rows(
      Held held, Tables tables, SqlFile query, Map<String, SqlFile> queries) {
    for (String view : inputs(query, queries.keySet())) {
      if (!tables.contracts().table("silver." + view).materialized()) {
        Held.optimised(tables.spark(), rows(held, tables, queries.get(view), queries))
            .createOrReplaceTempView(view);
      }
    }
    for (String name : query.names()) {
      String table = tableOf(tables, query, name);
      Contract contract = tables.contracts().table(table);
      if (contract.layer() == Layer.CODELIST) {
        CodeLists.register(tables.spark(), tables.contracts(), contract);
      } else if (contract.layer() != Layer.SILVER || contract.materialized()) {
        held.read(tables.spark(), table).createOrReplaceTempView(name);
      }
    }
    return typed(query, tables.contracts().table("silver." + query.stem()), tables.spark());
  }

  /**
   * The query's rows over what is registered now, in the columns and types of the contract.
   *
   * @throws Problem where the query's columns are not those of the contract
   */
  public static Dataset<Row> typed(SqlFile query, Contract contract, SparkSession spark) {
    return typed(query.file(), query.run(spark), Tables.schema(contract));
  }

  /** The rows in the columns and types of a schema; {@code file} is named where they do not fit. */
  public static Dataset<Row> typed(Path file, Dataset<Row> rows, StructType schema) {
    Set<String> given = new TreeSet<>(List.of(rows.columns()));
    Set<String> wanted = new TreeSet<>(List.of(schema.fieldNames()));
    if (!given.equals(wanted) || rows.columns().length != wanted.size()) {
      throw new Problem(
          Exit.CONFIGURATION,
          file + ": gives the columns " + given + "; the contract has " + wanted);
    }
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      DataType from = rows.schema().apply(field.name()).dataType();
      if (!fits(from, field.dataType())) {
        throw new Problem(
            Exit.CONFIGURATION,
            String.format(
                "%s: column '%s' is %s; the contract has %s",
                file, field.name(), from.sql(), field.dataType().sql()));
      }
      columns.add(functions.col(field.name()).cast(field.dataType()).as(field.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private static boolean fits(DataType from, DataType to) {
    return from.equals(to)
        || from instanceof NullType
        || (from instanceof NumericType && to instanceof NumericType);
  }

  /**
   * Registers conformed tables under their plain names: the stored ones as they are stored, the
   * others as their query over the delivered tables.
   */
  public static void register(Held held, Tables tables, Path conform, Set<String> names) {
    Map<String, SqlFile> queries = byTable(queries(tables, conform));
    Together.map(
        names.stream().filter(queries::containsKey).toList(),
        name -> {
          if (tables.contracts().table("silver." + name).materialized()) {
            held.read(tables.spark(), "silver." + name).createOrReplaceTempView(name);
          } else {
            // In a session of its own: names mean different tables to different queries.
            Dataset<Row> rows = rows(held, tables.apart(), queries.get(name), queries);
            // What many queries read is simplified once, not once for each of them.
            Held.optimised(tables.spark(), rows).createOrReplaceTempView(name);
          }
          return name;
        });
  }

  private static Set<String> ids(Tables tables, Layer layer) {
    Set<String> ids = new TreeSet<>();
    tables.contracts().layer(layer).forEach(contract -> ids.add(contract.id()));
    return ids;
  }
}
