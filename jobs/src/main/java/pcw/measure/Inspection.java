package pcw.measure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.Run;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;
import pcw.spark.CodeLists;
import pcw.spark.Held;
import pcw.spark.Tables;

/** What somebody who writes or reads a measure asks of the catalogue. */
public final class Inspection {
  private static final int MOST_DRIVERS = 50;
  private static final int MONTHS = 12;

  private Inspection() {}

  /** A line for each measure: name, chapter, level, disclosure, title. */
  public static List<String> list(SparkSession spark, Contracts contracts, Path measures) {
    List<Catalogue.Measure> all = Catalogue.load(spark, contracts, measures);
    int widest = all.stream().mapToInt(measure -> measure.id().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Catalogue.Measure measure : all) {
      Definition definition = measure.definition();
      lines.add(
          String.format(
              "%-" + Math.max(widest, 1) + "s  %-12s  %-8s  %-9s  %s",
              measure.id(),
              measure.chapter(),
              Definition.word(definition.level()),
              Definition.word(definition.disclosure()),
              definition.title()));
    }
    return lines;
  }

  /**
   * Loads every measure, resolves its queries against empty tables, and looks for its test.
   *
   * @return what is wrong, a sentence for each problem; empty where all is well
   */
  public static List<String> check(SparkSession spark, Contracts contracts, Path measures) {
    List<String> problems = new ArrayList<>();
    List<Path> files;
    try {
      files = Catalogue.files(measures);
    } catch (Problem e) {
      return List.of(e.getMessage());
    }
    registerEmpty(spark, contracts);
    for (Path file : files) {
      try {
        Catalogue.Measure measure = Catalogue.read(spark, contracts, file);
        Counts.of(spark, measure, contracts, List.of(YearMonth.of(2000, 1)));
        if (measure.drivers().isPresent()) {
          Counts.drivers(spark, measure, contracts);
        }
        Path test = file.resolveSibling(measure.id() + ".test.yaml");
        if (!Files.exists(test)) {
          problems.add(test + " is missing: write a boundary case and an exclusion case.");
        }
      } catch (Problem e) {
        problems.add(e.getMessage());
      }
    }
    if (problems.isEmpty()) {
      try {
        Catalogue.load(spark, contracts, measures);
      } catch (Problem e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }

  private static void registerEmpty(SparkSession spark, Contracts contracts) {
    for (Contract contract : contracts.layer(Layer.SILVER)) {
      spark
          .createDataFrame(List.of(), Tables.schema(contract))
          .createOrReplaceTempView(contract.id());
    }
    spark
        .createDataFrame(List.of(), new StructType().add("month", DataTypes.DateType))
        .createOrReplaceTempView(Catalogue.REPORTING_MONTH);
    CodeLists.register(spark, contracts);
  }

  /**
   * Runs one measure over the warehouse for the practices that an organisation has now: its last
   * twelve months, what it is made of in the latest of them, and how much of that has an average
   * daily quantity.
   *
   * @param organisation the code of a practice or of any level above
   */
  public static List<String> preview(Run run, String measureId, String organisation) {
    Catalogue.Measure measure =
        Catalogue.load(run.spark(), run.contracts(), run.definitions("measures")).stream()
            .filter(m -> m.id().equals(measureId))
            .findFirst()
            .orElseThrow(
                () ->
                    new Problem(
                        Exit.USAGE,
                        "No measure '" + measureId + "': 'measure list' names them all."));
    List<String> practices = practices(run.tables(), organisation);
    List<YearMonth> known = ReportingMonths.held(run.tables());
    List<YearMonth> months = known.subList(Math.max(0, known.size() - MONTHS), known.size());
    if (months.isEmpty()) {
      throw new Problem(
          Exit.USAGE, "The warehouse holds no prescribing: run ingest and conform first.");
    }
    try (Held held = Held.reading(run.tables(), Measure.stored(run.contracts()))) {
      Measure.register(run, held, Measure.names(run.contracts(), List.of(measure)));
      ReportingMonths.register(run.spark(), months);
      List<String> lines = new ArrayList<>();
      lines.add(measure.definition().title());
      lines.add(
          String.format("%s: %,d practices in the latest map", organisation, practices.size()));
      lines.addAll(months(run, measure, practices, months));
      lines.addAll(drivers(run, measure, practices, months.get(months.size() - 1)));
      return lines;
    } catch (RuntimeException e) {
      throw Counts.explained(e);
    }
  }

  private static List<String> practices(Tables tables, String organisation) {
    Dataset<Row> now = tables.read("silver.practice_membership").where(col("valid_to").isNull());
    Dataset<Row> members =
        "ENG".equals(organisation)
            ? now
            : now.where(
                List.of(
                        "practice_code",
                        "pcn_code",
                        "locality_code",
                        "sub_icb_code",
                        "icb_code",
                        "region_code")
                    .stream()
                    .map(column -> col(column).equalTo(organisation))
                    .reduce((a, b) -> a.or(b))
                    .orElseThrow());
    List<String> practices =
        members.select("practice_code").distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    if (practices.isEmpty()) {
      throw new Problem(
          Exit.USAGE,
          "No organisation '"
              + organisation
              + "' is held: give the code of a practice, a"
              + " PCN, a locality, a sub-ICB location, an ICB or a region.");
    }
    return practices;
  }

  private static List<String> months(
      Run run, Catalogue.Measure measure, List<String> practices, List<YearMonth> months) {
    Definition definition = measure.definition();
    BigDecimal per = Optional.ofNullable(definition.per()).orElse(BigDecimal.ONE);
    List<String> lines = new ArrayList<>();
    lines.add(String.format("%-8s %20s %16s %16s", "month", "numerator", "denominator", "value"));
    Counts.of(run.spark(), measure, run.contracts(), months)
        .where(
            col("organisation_code")
                .isin(practices.toArray())
                .and(col("window").equalTo("month"))
                .and(col("breakdown").equalTo("all")))
        .groupBy("month")
        .agg(sum("numerator"), sum("denominator"))
        .orderBy("month")
        .collectAsList()
        .forEach(
            row -> {
              BigDecimal numerator = row.getDecimal(1);
              BigDecimal denominator = row.getDecimal(2);
              lines.add(
                  String.format(
                      "%-8s %,20.3f %16s %16s",
                      YearMonth.from(row.getDate(0).toLocalDate()),
                      numerator,
                      denominator == null ? "-" : String.format("%,.0f", denominator),
                      denominator == null || denominator.signum() == 0
                          ? "-"
                          : String.format(
                              "%,.3f",
                              numerator
                                  .multiply(per)
                                  .divide(denominator, 6, RoundingMode.HALF_EVEN))));
            });
    lines.add("value: " + definition.unit());
    return lines;
  }

  private static List<String> drivers(
      Run run, Catalogue.Measure measure, List<String> practices, YearMonth latest) {
    if (measure.drivers().isEmpty()) {
      return List.of(
          "What it is made of is not told: there is no " + measure.id() + ".drivers.sql.");
    }
    ReportingMonths.register(run.spark(), List.of(latest));
    Dataset<Row> items =
        Counts.drivers(run.spark(), measure, run.contracts())
            .where(col("organisation_code").isin(practices.toArray()))
            .groupBy("item_code", "item_name")
            .agg(
                sum("items").as("items"),
                sum("quantity").as("quantity"),
                sum("adq").as("adq"),
                sum("contribution").as("contribution"))
            .persist();
    try {
      List<String> lines = new ArrayList<>();
      lines.add(
          String.format(
              "Matched in %s (the %d that contribute most):%n%-12s %-50s %10s %14s %14s %16s",
              latest, MOST_DRIVERS, "item", "name", "items", "quantity", "ADQ", "contribution"));
      items
          .orderBy(desc("contribution"), col("item_code"))
          .limit(MOST_DRIVERS)
          .collectAsList()
          .forEach(
              row ->
                  lines.add(
                      String.format(
                          "%-12s %-50s %,10d %,14.1f %,14.1f %,16.3f",
                          row.getString(0),
                          row.getString(1),
                          row.getLong(2),
                          row.getDecimal(3),
                          row.getDecimal(4),
                          row.getDecimal(5))));
      Row share =
          items
              .agg(sum(when(col("adq").gt(0), col("items")).otherwise(lit(0))), sum("items"))
              .first();
      if (!share.isNullAt(1) && share.getLong(1) > 0) {
        lines.add(
            String.format(
                "%,d of %,d items (%.1f%%) have an average daily quantity",
                share.getLong(0), share.getLong(1), 100.0 * share.getLong(0) / share.getLong(1)));
      }
      return lines;
    } finally {
      items.unpersist();
    }
  }
}
