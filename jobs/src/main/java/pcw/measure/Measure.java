package pcw.measure;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;
import pcw.spark.CodeLists;
import pcw.spark.Commit;
import pcw.spark.Digest;
import pcw.spark.Held;
import pcw.spark.LocalRows;
import pcw.spark.Silver;
import pcw.spark.Tables;
import pcw.spark.Together;

/** Counts every measure of the catalogue, in every month that anything was delivered for. */
public final class Measure {
  private static final String DEFINITION_TABLE = "gold.measure";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Measure() {}

  /**
   * Counts the months of the run, or all that there are. Does nothing where the definitions and
   * what they read are as they were when the same months were last counted.
   */
  public static StepResult run(Run run) {
    List<Catalogue.Measure> measures =
        Catalogue.load(run.spark(), run.contracts(), run.definitions("measures"));
    List<YearMonth> heldMonths = ReportingMonths.held(run.tables());
    List<YearMonth> months =
        heldMonths.stream()
            .filter(month -> run.from().map(from -> !month.isBefore(from)).orElse(true))
            .filter(month -> run.to().map(to -> !month.isAfter(to)).orElse(true))
            .toList();
    if (months.isEmpty()) {
      run.log()
          .say(
              "  No month with prescribing or deliveries about people is held for the months asked"
                  + " for.");
      return new StepResult("measure", false, Map.of());
    }
    boolean all = months.size() == heldMonths.size();
    String unit =
        (all ? "all months" : months.get(0) + " to " + months.get(months.size() - 1))
            + (run.contracts().isOfficial() ? CodeLists.VERIFIED_ONLY : "")
            + ", from inputs "
            + inputs(run.tables(), run.definitions("conform"), measures, months);
    // The definitions are written last: where they are of these inputs, the counts are too.
    boolean upToDate =
        Commit.latest(run.tables(), DEFINITION_TABLE)
            .map(commit -> commit.unit().equals("all, " + unit))
            .orElse(false);
    if (upToDate && !run.force()) {
      return new StepResult("measure", false, Map.of("measures", (long) measures.size()));
    }
    if (!all) {
      requireTheSameCodes(run);
    }
    // Planned once: to plan again after each exchange costs more than it gains.
    String adaptive = run.spark().conf().get("spark.sql.adaptive.enabled");
    run.spark().conf().set("spark.sql.adaptive.enabled", "false");
    try (Held held = Held.reading(run.tables(), stored(run.contracts()))) {
      Set<String> names = names(run.contracts(), measures);
      register(run, held, names);
      held.names(names);
      count(run, measures, months, all, unit);
      drivers(run, measures, unit);
      run.tables()
          .replace(DEFINITION_TABLE, definitions(run.tables(), measures), null, "all, " + unit);
    } catch (RuntimeException e) {
      throw Counts.explained(e);
    } finally {
      run.spark().conf().set("spark.sql.adaptive.enabled", adaptive);
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("measures", (long) measures.size());
    counts.put("months", (long) months.size());
    return new StepResult("measure", true, counts);
  }

  /** Months that are counted by verified codes only do not stand beside others. */
  private static void requireTheSameCodes(Run run) {
    boolean isOfficial = run.contracts().isOfficial();
    if (Commit.latest(run.tables(), DEFINITION_TABLE)
        .map(commit -> CodeLists.areVerifiedOnly(commit) != isOfficial)
        .orElse(false)) {
      throw new Problem(
          Exit.CONFIGURATION,
          "The other months were counted "
              + (isOfficial ? "not for official figures" : "for official figures")
              + ": count all months anew, without --month, --from and --to.");
    }
  }

  /** Registers the code lists and these conformed tables: what measures read, but the months. */
  static void register(Run run, Held held, Set<String> names) {
    CodeLists.register(run.spark(), run.contracts());
    Silver.register(held, run.tables(), run.definitions("conform"), names);
  }

  /** The stored tables that measures may read, through views too. */
  static List<String> stored(Contracts contracts) {
    return Stream.of(Layer.SILVER, Layer.LANDING)
        .flatMap(layer -> contracts.layer(layer).stream())
        .map(Contract::tableName)
        .toList();
  }

  /** The conformed tables that the measures do read. */
  static Set<String> names(Contracts contracts, List<Catalogue.Measure> measures) {
    Set<String> names = new TreeSet<>();
    for (Catalogue.Measure measure : measures) {
      names.addAll(measure.names());
    }
    names.retainAll(
        contracts.layer(Layer.SILVER).stream().map(Contract::id).collect(Collectors.toSet()));
    return names;
  }

  private static void count(
      Run run, List<Catalogue.Measure> measures, List<YearMonth> months, boolean all, String unit) {
    ReportingMonths.register(run.spark(), months);
    Dataset<Row> rows =
        counted(measures, measure -> Counts.of(run.spark(), measure, run.contracts(), months))
            .orElseThrow();
    run.tables()
        .replace(
            Counts.COUNT_TABLE,
            spread(rows).sortWithinPartitions("measure_id", "organisation_code", "month"),
            all ? null : ReportingMonths.predicate(months),
            unit);
  }

  /** The rows of all measures, counted: as many measures at once as there are cores. */
  private static Optional<Dataset<Row>> counted(
      List<Catalogue.Measure> measures, Function<Catalogue.Measure, Dataset<Row>> query) {
    return Counts.union(
        Together.map(measures, measure -> fewTasks(query.apply(measure)).localCheckpoint()));
  }

  /**
   * A task for each partition of what a measure reads spends most of its time unpacking the plan.
   */
  private static Dataset<Row> fewTasks(Dataset<Row> rows) {
    return rows.coalesce(2 * rows.sparkSession().sparkContext().defaultParallelism());
  }

  /** By measure, over no fewer tasks than there are cores. */
  private static Dataset<Row> spread(Dataset<Row> rows) {
    SparkSession spark = rows.sparkSession();
    int pieces = Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions"));
    int cores = spark.sparkContext().defaultParallelism();
    return rows.repartition(Math.max(pieces, cores), col("measure_id"));
  }

  /**
   * The latest month that has prescribing and the same month a year before, whatever months were
   * counted.
   */
  private static void drivers(Run run, List<Catalogue.Measure> measures, String unit) {
    List<YearMonth> prescribed = ReportingMonths.prescribed(run.tables());
    if (prescribed.isEmpty()) {
      return;
    }
    YearMonth latest = prescribed.get(prescribed.size() - 1);
    ReportingMonths.register(run.spark(), List.of(latest.minusMonths(12), latest));
    Optional<Dataset<Row>> rows =
        counted(
            measures.stream().filter(measure -> measure.drivers().isPresent()).toList(),
            measure -> Counts.drivers(run.spark(), measure, run.contracts()));
    if (rows.isPresent()) {
      run.tables()
          .replace(
              Counts.DRIVER_TABLE,
              spread(rows.get())
                  .sortWithinPartitions(col("measure_id"), col("organisation_code"), col("month")),
              null,
              latest + " and the year before, " + unit);
    }
  }

  private static Dataset<Row> definitions(Tables tables, List<Catalogue.Measure> measures) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Catalogue.Measure measure : measures) {
      Definition d = measure.definition();
      Map<String, String> row = new LinkedHashMap<>();
      row.put("measure_id", measure.id());
      row.put("chapter", measure.chapter());
      row.put("position", Integer.toString(d.position()));
      row.put("title", d.title());
      row.put("caption", d.caption());
      row.put("why_it_matters", d.whyItMatters());
      row.put("what_you_can_do", d.whatYouCanDo());
      row.put("numerator", d.numerator());
      row.put("denominator", d.denominator());
      row.put("kind", Definition.word(d.kind()));
      row.put("per", d.per() == null ? null : d.per().toPlainString());
      row.put("unit", d.unit());
      row.put("numerator_is", Definition.word(d.numeratorIs()));
      row.put(
          "denominator_is", d.denominatorIs() == null ? null : Definition.word(d.denominatorIs()));
      row.put("level", Definition.word(d.level()));
      row.put("windows", words(d.windows()));
      row.put(
          "breakdowns",
          joined(d.breakdowns().stream().map(Definition.Breakdown::name).toList(), ","));
      row.put(
          "contrast",
          d.contrast() == null
              ? null
              : String.join(":", d.contrast().breakdown(), d.contrast().of(), d.contrast().to()));
      row.put("better", Definition.word(d.better()));
      row.put("worth_noticing", d.worthNoticing());
      row.put("disclosure", Definition.word(d.disclosure()));
      row.put("alternative_of", d.alternativeOf());
      row.put("sources", joined(d.sources(), ","));
      row.put("code_lists", joined(d.codeLists(), ","));
      row.put("owner", d.owner());
      row.put("reviewed_on", d.reviewedOn().toString());
      row.put("references_text", joined(d.references(), "\n"));
      row.put("changes", changes(d));
      row.put("definition_sha256", measure.sha256());
      rows.add(row);
    }
    return LocalRows.of(
            tables.spark(), Tables.schema(tables.contracts().table(DEFINITION_TABLE)), rows)
        .coalesce(1);
  }

  private static String words(List<? extends Enum<?>> values) {
    return values.stream().map(Definition::word).collect(Collectors.joining(","));
  }

  private static String joined(List<String> parts, String separator) {
    return parts.isEmpty() ? null : String.join(separator, parts);
  }

  private static String changes(Definition definition) {
    if (definition.changes().isEmpty()) {
      return null;
    }
    var array = JSON.createArrayNode();
    definition
        .changes()
        .forEach(c -> array.addObject().put("on", c.on().toString()).put("what", c.what()));
    return array.toString();
  }

  /** Names everything that the counts depend on. */
  private static String inputs(
      Tables tables, Path conform, List<Catalogue.Measure> measures, List<YearMonth> months) {
    Digest digest = new Digest().add("months", months.toString());
    measures.forEach(measure -> digest.add(measure.id(), measure.sha256()));
    for (Contract contract : tables.contracts().layer(Layer.SILVER)) {
      if (contract.materialized()) {
        digest.add(contract.tableName(), version(tables, contract.tableName()));
      } else {
        digest.add(contract.tableName(), conform.resolve(contract.id() + ".sql"));
      }
    }
    for (Contract contract : tables.contracts().layer(Layer.LANDING)) {
      digest.add(contract.tableName(), version(tables, contract.tableName()));
    }
    return digest.hex();
  }

  private static String version(Tables tables, String table) {
    return Commit.latest(tables, table).map(c -> Long.toString(c.version())).orElse("none");
  }
}
