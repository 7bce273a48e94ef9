package pcw.conform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.schemas.Contract;
import pcw.schemas.Layer;
import pcw.spark.CodeLists;
import pcw.spark.Commit;
import pcw.spark.Digest;
import pcw.spark.OldVersions;
import pcw.spark.Silver;
import pcw.spark.SqlFile;
import pcw.spark.Tables;

/** Makes the silver tables from the bronze ones, as far as their inputs have changed. */
public final class Conform {
  private Conform() {}

  /** Makes each table whose query, contract or inputs changed since it was made. */
  public static StepResult run(Run run) {
    Tables tables = run.tables();
    CodeLists.register(run.spark(), run.contracts());
    Map<String, String> inputs = new LinkedHashMap<>();
    long made = 0;
    long unchanged = 0;
    for (SqlFile query : Silver.queries(tables, run.definitions("conform"))) {
      Contract contract = run.contracts().table("silver." + query.stem());
      String digest = digest(tables, query, contract, inputs);
      inputs.put(contract.tableName(), digest);
      if (!contract.materialized()) {
        Silver.rows(tables, query).createOrReplaceTempView(query.stem());
        continue;
      }
      String unit = "whole table, from inputs " + digest;
      boolean upToDate =
          Commit.latest(tables, contract.tableName()).map(c -> c.unit().equals(unit)).orElse(false);
      if (upToDate && !run.force()) {
        unchanged++;
        continue;
      }
      Dataset<Row> rows = Silver.rows(tables, query);
      if (isKnownToBeEmpty(rows) && !tables.exists(contract.tableName())) {
        continue;
      }
      tables.replace(contract.tableName(), rows, null, unit);
      made++;
      findings(run, query).forEach(finding -> run.log().say("  %s: %s", query.stem(), finding));
    }
    OldVersions.remove(tables, run.warehouse())
        .forEach(table -> run.log().say("  %s: older versions deleted for good", table));
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("tables", made);
    counts.put("tables_unchanged", unchanged);
    return new StepResult("conform", made > 0, counts);
  }

  /**
   * Nothing that the rows are made from was ever delivered: they need not be stored to be none, and
   * a warehouse without people pays nothing for the tables about them.
   */
  private static boolean isKnownToBeEmpty(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows)
        .queryExecution()
        .optimizedPlan()
        .maxRows()
        .exists(most -> (long) most == 0);
  }

  /** What {@code <table>.check.sql}, where there is one, finds odd in the conformed tables. */
  private static List<String> findings(Run run, SqlFile query) {
    Path file = query.file().resolveSibling(query.stem() + ".check.sql");
    if (!Files.exists(file)) {
      return List.of();
    }
    SqlFile check = SqlFile.load(run.spark(), file);
    check.requireNames(run.contracts().layer(Layer.SILVER).stream().map(Contract::id).toList());
    check.names().forEach(name -> run.tables().register("silver." + name));
    return check.run(run.spark()).collectAsList().stream()
        .map(row -> row.getString(row.fieldIndex("finding")))
        .toList();
  }

  /** Names what a table is made from: its query, its columns, and the state of what it reads. */
  private static String digest(
      Tables tables, SqlFile query, Contract contract, Map<String, String> inputs) {
    Digest digest = new Digest();
    digest.add("query", query.text());
    digest.add("columns", Tables.schema(contract).toDDL());
    for (String name : new TreeSet<>(query.names())) {
      String table = Silver.tableOf(tables, query, name);
      switch (table.substring(0, table.indexOf('.'))) {
        case "silver" -> digest.add(table, inputs.get(table));
        case "codelist" ->
            digest.add(table, tables.contracts().codeListFile(tables.contracts().table(table)));
        default ->
            digest.add(
                table,
                Commit.latest(tables, table).map(c -> Long.toString(c.version())).orElse("none"));
      }
    }
    return digest.hex();
  }
}
