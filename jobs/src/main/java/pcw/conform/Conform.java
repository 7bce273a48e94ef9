package pcw.conform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.InnerLike;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;
import pcw.spark.CodeLists;
import pcw.spark.Commit;
import pcw.spark.Digest;
import pcw.spark.Held;
import pcw.spark.OldVersions;
import pcw.spark.Silver;
import pcw.spark.SqlFile;
import pcw.spark.Tables;
import pcw.spark.Together;
import scala.jdk.javaapi.CollectionConverters;

/** Makes the silver tables from the bronze ones, as far as their inputs have changed. */
public final class Conform {
  private Conform() {}

  /** Makes each table whose query, contract or inputs changed since it was made. */
  public static StepResult run(Run run) {
    Tables tables = run.tables();
    Map<String, SqlFile> queries =
        Silver.byTable(Silver.queries(tables, run.definitions("conform")));
    Map<String, String> digests = new LinkedHashMap<>();
    Set<String> due = new LinkedHashSet<>();
    long unchanged = 0;
    for (SqlFile query : queries.values()) {
      Contract contract = run.contracts().table("silver." + query.stem());
      String digest = digest(tables, query, contract, digests);
      digests.put(contract.tableName(), digest);
      if (!contract.materialized()) {
        continue;
      }
      boolean upToDate =
          Commit.latest(tables, contract.tableName())
              .map(commit -> commit.unit().equals(unit(digest)))
              .orElse(false);
      if (upToDate && !run.force()) {
        unchanged++;
      } else {
        due.add(query.stem());
      }
    }
    long made = 0;
    if (!due.isEmpty()) {
      try (Held held = Held.reading(tables, delivered(tables, queries, due))) {
        made = make(held, run, queries, due, digests);
      }
    }
    OldVersions.remove(tables, run.warehouse())
        .forEach(table -> run.log().say("  %s: older versions deleted for good", table));
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("tables", made);
    counts.put("tables_unchanged", unchanged);
    return new StepResult("conform", made > 0, counts);
  }

  /** The delivered tables that the queries of these tables read, themselves or through views. */
  private static Set<String> delivered(
      Tables tables, Map<String, SqlFile> queries, Set<String> due) {
    Set<String> delivered = new TreeSet<>();
    for (String table : due) {
      SqlFile query = queries.get(table);
      for (String name : query.names()) {
        String read = Silver.tableOf(tables, query, name);
        Contract contract = tables.contracts().table(read);
        if (contract.layer() == Layer.SILVER && !contract.materialized()) {
          delivered.addAll(delivered(tables, queries, Set.of(name)));
        } else if (contract.layer() == Layer.LANDING && tables.exists(read)) {
          delivered.add(read);
        }
      }
    }
    return delivered;
  }

  /** Makes the tables, those at once that read none of the others; how many were made. */
  private static long make(
      Held held,
      Run run,
      Map<String, SqlFile> queries,
      Set<String> due,
      Map<String, String> digests) {
    long made = 0;
    Set<String> left = new LinkedHashSet<>(due);
    while (!left.isEmpty()) {
      List<SqlFile> ready =
          left.stream()
              .map(queries::get)
              .filter(query -> Collections.disjoint(stored(query, queries, run.tables()), left))
              .toList();
      List<Optional<List<String>>> findings =
          Together.map(
              ready,
              query -> make(held, run, query, queries, digests.get("silver." + query.stem())));
      for (int i = 0; i < ready.size(); i++) {
        String table = ready.get(i).stem();
        left.remove(table);
        if (findings.get(i).isPresent()) {
          made++;
          findings.get(i).get().forEach(finding -> run.log().say("  %s: %s", table, finding));
        }
      }
    }
    return made;
  }

  private static String unit(String digest) {
    return "whole table, from inputs " + digest;
  }

  /** The stored tables that a query reads, itself or through views. */
  private static Set<String> stored(SqlFile query, Map<String, SqlFile> queries, Tables tables) {
    Set<String> stored = new TreeSet<>();
    for (String input : Silver.inputs(query, queries.keySet())) {
      if (tables.contracts().table("silver." + input).materialized()) {
        stored.add(input);
      } else {
        stored.addAll(stored(queries.get(input), queries, tables));
      }
    }
    return stored;
  }

  /**
   * Makes a table, in a session of its own: names mean different tables to different queries.
   *
   * @return what its check finds odd; empty where there was nothing to make it from
   */
  private static Optional<List<String>> make(
      Held held, Run run, SqlFile query, Map<String, SqlFile> queries, String digest) {
    Tables tables = run.tables().apart();
    Dataset<Row> rows = Held.optimised(tables.spark(), Silver.rows(held, tables, query, queries));
    if (isKnownToBeEmpty(rows) && !tables.exists("silver." + query.stem())) {
      return Optional.empty();
    }
    tables.replace("silver." + query.stem(), rows, null, unit(digest));
    return Optional.of(findings(tables, query));
  }

  /**
   * Nothing that the rows are made from was ever delivered: they need not be stored to be none, and
   * a warehouse without people pays nothing for the tables about them.
   *
   * @param rows by a plan that is already optimised
   */
  private static boolean isKnownToBeEmpty(Dataset<Row> rows) {
    return isEmpty(((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().logical());
  }

  private static boolean isEmpty(LogicalPlan plan) {
    if (plan.maxRows().exists(most -> (long) most == 0)) {
      return true;
    }
    List<LogicalPlan> parts = CollectionConverters.asJava(plan.children());
    if (plan instanceof Join join) {
      boolean needsBoth = join.joinType() instanceof InnerLike;
      return isEmpty(join.left())
          ? needsBoth || !join.joinType().sql().matches("(RIGHT|FULL).*")
          : needsBoth && isEmpty(join.right());
    }
    boolean makesRows =
        (plan instanceof Generate generate && generate.outer())
            || (plan instanceof Aggregate aggregate && aggregate.groupingExpressions().isEmpty());
    return !makesRows && !parts.isEmpty() && parts.stream().allMatch(Conform::isEmpty);
  }

  /**
   * What {@code <table>.check.sql}, where there is one, finds odd in the conformed tables, beside
   * whole code lists.
   */
  private static List<String> findings(Tables tables, SqlFile query) {
    Path file = query.file().resolveSibling(query.stem() + ".check.sql");
    if (!Files.exists(file)) {
      return List.of();
    }
    SqlFile check = SqlFile.load(tables.spark(), file);
    List<String> lists =
        tables.contracts().layer(Layer.CODELIST).stream().map(Contract::id).toList();
    List<String> known = new ArrayList<>(lists);
    tables.contracts().layer(Layer.SILVER).forEach(contract -> known.add(contract.id()));
    check.requireNames(known);
    for (String name : check.names()) {
      if (lists.contains(name)) {
        Contracts whole = tables.contracts().official(false);
        CodeLists.register(tables.spark(), whole, whole.table("codelist." + name));
      } else {
        tables.register("silver." + name);
      }
    }
    return check.run(tables.spark()).collectAsList().stream()
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
            CodeLists.addTo(digest, tables.contracts(), tables.contracts().table(table));
        default ->
            digest.add(
                table,
                Commit.latest(tables, table).map(c -> Long.toString(c.version())).orElse("none"));
      }
    }
    return digest.hex();
  }
}
