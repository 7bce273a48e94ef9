package pcw.measure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * What was counted, as far as it was delivered: a practice for which a feed of the measure is
 * missing in a window has no row, and one for which all were delivered and nothing was found has a
 * zero.
 */
final class Delivered {
  static final String THRESHOLDS = "people_threshold";
  private static final String WINDOWS = "submitted_window";
  private static final List<String> KEYS = List.of("organisation_code", "window", "month");

  private Delivered() {}

  /** The conformed tables that are read beside those of the query. */
  static Set<String> names(Definition definition) {
    return definition.delivered().isEmpty() ? Set.of() : Set.of(WINDOWS);
  }

  /**
   * The rows of the windows that count, with zeros. A column that the query leaves empty stays so,
   * but for the denominator of a rate: every category is then divided by the practice's list.
   */
  static Dataset<Row> only(SparkSession spark, Definition definition, Dataset<Row> counted) {
    if (definition.delivered().isEmpty()) {
      return counted;
    }
    boolean isOfTheList =
        definition.kind() == Definition.Kind.RATE && isEmpty(counted, "denominator");
    Dataset<Row> whole = windows(spark, definition);
    Column found = lit(true);
    Dataset<Row> rows = counted;
    for (String key : KEYS) {
      rows = rows.withColumnRenamed(key, "counted_" + key);
      found = found.and(col("counted_" + key).equalTo(col(key)));
    }
    if (isOfTheList) {
      whole = whole.crossJoin(categories(counted));
      found =
          found
              .and(col("breakdown").equalTo(col("shown_breakdown")))
              .and(col("category").equalTo(col("shown_category")));
    }
    return whole
        .join(rows, found, "left")
        .select(
            col("organisation_code"),
            col("window"),
            col("month"),
            isOfTheList ? col("shown_breakdown").as("breakdown") : orAll("breakdown"),
            isOfTheList ? col("shown_category").as("category") : orAll("category"),
            col("value"),
            coalesce(col("numerator"), lit(0)).as("numerator"),
            isOfTheList
                ? col("registered_patients").as("denominator")
                : orZero(counted, "denominator"),
            orZero(counted, "sum_of_squares"));
  }

  private static Dataset<Row> windows(SparkSession spark, Definition definition) {
    boolean emitsEveryWindow =
        definition.numeratorIs() == Definition.NumeratorIs.PEOPLE
            || !definition.windows().contains(Definition.Window.MONTH);
    Object[] windows =
        emitsEveryWindow
            ? definition.windows().stream().map(Definition::word).toArray()
            : new Object[] {Definition.word(Definition.Window.MONTH)};
    Column isOldEnough = lit(true);
    for (Map.Entry<String, String> followed : definition.followed().entrySet()) {
      Column days =
          spark
              .table(THRESHOLDS)
              .where(col("threshold").equalTo(followed.getValue()))
              .select("amount")
              .scalar();
      isOldEnough =
          isOldEnough.and(
              not(col("feed").equalTo(followed.getKey()))
                  .or(col("unbroken_to").geq(date_add(col("last_on"), days))));
    }
    return spark
        .table(WINDOWS)
        .where(col("feed").isin(definition.delivered().toArray()))
        .where(col("window").isin(windows))
        .where(definition.quarterEnds() ? month(col("month")).mod(3).equalTo(0) : lit(true))
        .where(isOldEnough)
        .join(spark.table(Catalogue.REPORTING_MONTH), "month")
        .groupBy(col("practice_code").as("organisation_code"), col("window"), col("month"))
        .agg(count("*").as("feeds"), max("registered_patients").as("registered_patients"))
        .where(col("feeds").equalTo(definition.delivered().size()))
        .drop("feeds");
  }

  /** Every category that anybody has, and the whole. */
  private static Dataset<Row> categories(Dataset<Row> counted) {
    Dataset<Row> whole =
        counted
            .sparkSession()
            .range(1)
            .select(lit("all").as("shown_breakdown"), lit("all").as("shown_category"));
    return counted
        .select(col("breakdown").as("shown_breakdown"), col("category").as("shown_category"))
        .union(whole)
        .distinct();
  }

  private static Column orAll(String column) {
    return coalesce(col(column), lit("all")).as(column);
  }

  private static Column orZero(Dataset<Row> counted, String column) {
    return isEmpty(counted, column) ? col(column) : coalesce(col(column), lit(0)).as(column);
  }

  private static boolean isEmpty(Dataset<Row> counted, String column) {
    return counted.schema().apply(column).dataType().equals(DataTypes.NullType);
  }
}
