package pcw.measure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.spark.Silver;
import pcw.spark.SqlFile;
import pcw.spark.Tables;

/** The rows of measures, checked as they are written. */
final class Counts {
  static final String COUNT_TABLE = "gold.measure_count";
  static final String DRIVER_TABLE = "gold.driver_count";

  private Counts() {}

  /**
   * What a measure counts in the months that are registered, as rows of {@code gold.measure_count}.
   * A row that breaks a rule makes whatever reads the rows fail.
   */
  static Dataset<Row> of(
      SparkSession spark,
      Catalogue.Measure measure,
      Contracts contracts,
      Collection<YearMonth> months) {
    Contract contract = contracts.table(COUNT_TABLE);
    Set<String> windows = new LinkedHashSet<>(List.of("month"));
    measure.definition().windows().forEach(window -> windows.add(Definition.word(window)));
    Column broken = lit(null).cast("string");
    for (String name :
        measure.definition().signed()
            ? List.of("sum_of_squares", "denominator")
            : List.of("sum_of_squares", "denominator", "numerator")) {
      broken = when(col(name).lt(0), name + " is negative").otherwise(broken);
    }
    broken =
        when(not(col("month").isin(days(months))), "month is not a reporting month")
            .when(not(col("window").isin(windows.toArray())), "window is none of " + windows)
            .otherwise(broken);
    for (String name :
        List.of("organisation_code", "window", "month", "breakdown", "category", "numerator")) {
      broken = when(col(name).isNull(), name + " is null").otherwise(broken);
    }
    Column checked =
        when(broken.isNull(), col("numerator"))
            .otherwise(raise_error(concat(lit(measure.counts().file() + ": "), broken, lit("."))));
    List<Column> columns = new ArrayList<>();
    for (pcw.schemas.Column column : contract.storedColumns()) {
      columns.add(
          switch (column.name()) {
            case "measure_id" -> lit(measure.id()).as("measure_id");
            case "level" -> lit(Definition.word(measure.definition().level())).as("level");
            case "numerator" -> checked.as("numerator");
            default -> col(column.name());
          });
    }
    Dataset<Row> counted = Delivered.only(spark, measure.definition(), measure.counts().run(spark));
    return typed(measure.counts(), counted, contract, "measure_id", "level")
        .select(columns.toArray(Column[]::new));
  }

  /** What drives a measure, as rows of {@code gold.driver_count}. */
  static Dataset<Row> drivers(SparkSession spark, Catalogue.Measure measure, Contracts contracts) {
    Contract contract = contracts.table(DRIVER_TABLE);
    SqlFile query = measure.drivers().orElseThrow();
    return inOrder(
        typed(query, query.run(spark), contract, "measure_id")
            .withColumn("measure_id", lit(measure.id())),
        contract);
  }

  /**
   * A rule that a row broke, where that is why Spark failed.
   *
   * @return the rule as a problem for whoever keeps the measure; otherwise the failure itself
   */
  static RuntimeException explained(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof org.apache.spark.SparkThrowable thrown
          && "USER_RAISED_EXCEPTION".equals(thrown.getCondition())) {
        return new Problem(Exit.BAD_DATA, thrown.getMessageParameters().get("errorMessage"));
      }
    }
    return failure;
  }

  /**
   * All rows, joined in pairs, so that Spark looks at each plan a few times and not at all of them.
   */
  static Optional<Dataset<Row>> union(List<Dataset<Row>> parts) {
    List<Dataset<Row>> left = parts;
    while (left.size() > 1) {
      List<Dataset<Row>> pairs = new ArrayList<>();
      for (int i = 0; i < left.size(); i += 2) {
        pairs.add(i + 1 < left.size() ? left.get(i).union(left.get(i + 1)) : left.get(i));
      }
      left = pairs;
    }
    return left.stream().findFirst();
  }

  private static Object[] days(Collection<YearMonth> months) {
    return months.stream().map(month -> java.sql.Date.valueOf(month.atDay(1))).toArray();
  }

  private static Dataset<Row> typed(
      SqlFile query, Dataset<Row> rows, Contract contract, String... addedLater) {
    StructType schema = new StructType();
    for (StructField field : Tables.schema(contract).fields()) {
      if (!List.of(addedLater).contains(field.name())) {
        schema = schema.add(field);
      }
    }
    return Silver.typed(query.file(), rows, schema);
  }

  private static Dataset<Row> inOrder(Dataset<Row> rows, Contract contract) {
    List<Column> columns = new ArrayList<>();
    contract.storedColumns().forEach(column -> columns.add(col(column.name())));
    return rows.select(columns.toArray(Column[]::new));
  }
}
