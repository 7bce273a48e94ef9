package pcw.measure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
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

  private static final int BAD_DATA = 65;

  private Counts() {}

  /**
   * What a measure counts in the months that are registered, as rows of {@code gold.measure_count}.
   * A row that breaks a rule makes whatever reads the rows fail.
   */
  static Dataset<Row> of(
      Catalogue.Measure measure, Contracts contracts, Collection<YearMonth> months) {
    Dataset<Row> rows =
        typed(measure.counts(), contracts.table(COUNT_TABLE), "measure_id", "level");
    Set<String> windows = new LinkedHashSet<>(List.of("month"));
    measure.definition().windows().forEach(window -> windows.add(Definition.word(window)));
    Guard guard = new Guard(measure.counts().file());
    Column numerator = guard.notNegative("numerator");
    for (String key : List.of("organisation_code", "breakdown", "category")) {
      numerator = guard.unless(col(key).isNotNull(), key + " is null", numerator);
    }
    numerator =
        guard.unless(
            col("window").isNotNull().and(col("window").isin(windows.toArray())),
            "window is none of " + windows,
            numerator);
    numerator =
        guard.unless(
            col("month").isNotNull().and(col("month").isin(days(months))),
            "month is not a reporting month",
            numerator);
    numerator = guard.unless(col("numerator").isNotNull(), "numerator is null", numerator);
    Dataset<Row> guarded =
        rows.withColumn("numerator", numerator)
            .withColumn("denominator", guard.notNegative("denominator"))
            .withColumn("sum_of_squares", guard.notNegative("sum_of_squares"))
            .withColumn("measure_id", lit(measure.id()))
            .withColumn("level", lit(Definition.word(measure.definition().level())));
    return inOrder(guarded, contracts.table(COUNT_TABLE));
  }

  /** What drives a measure, as rows of {@code gold.driver_count}. */
  static Dataset<Row> drivers(Catalogue.Measure measure, Contracts contracts) {
    Contract contract = contracts.table(DRIVER_TABLE);
    SqlFile query = measure.drivers().orElseThrow();
    return inOrder(
        typed(query, contract, "measure_id").withColumn("measure_id", lit(measure.id())), contract);
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
        return new Problem(BAD_DATA, thrown.getMessageParameters().get("errorMessage"));
      }
    }
    return failure;
  }

  static Object[] days(Collection<YearMonth> months) {
    return months.stream().map(month -> java.sql.Date.valueOf(month.atDay(1))).toArray();
  }

  private static Dataset<Row> typed(SqlFile query, Contract contract, String... addedLater) {
    StructType schema = new StructType();
    for (StructField field : Tables.schema(contract).fields()) {
      if (!List.of(addedLater).contains(field.name())) {
        schema = schema.add(field);
      }
    }
    return Silver.typed(
        query.file(), query.run(org.apache.spark.sql.SparkSession.active()), schema);
  }

  private static Dataset<Row> inOrder(Dataset<Row> rows, Contract contract) {
    List<Column> columns = new ArrayList<>();
    contract.storedColumns().forEach(column -> columns.add(col(column.name())));
    return rows.select(columns.toArray(Column[]::new));
  }

  private record Guard(Path file) {
    Column unless(Column holds, String what, Column value) {
      return when(holds, value).otherwise(raise_error(lit(file + ": " + what + ".")));
    }

    Column notNegative(String name) {
      Column value = col(name);
      return unless(value.isNull().or(value.geq(lit(0))), name + " is negative", value);
    }
  }
}
