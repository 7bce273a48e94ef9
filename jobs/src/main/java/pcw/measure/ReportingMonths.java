package pcw.measure;

import static org.apache.spark.sql.functions.col;

import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import pcw.spark.Tables;

/** The months that are counted: a table, so that sixty months are sixty rows and no parameter. */
final class ReportingMonths {
  private ReportingMonths() {}

  /**
   * The months in which any GP practice has prescribing, or for which anything about people was
   * delivered; oldest first.
   */
  static List<YearMonth> held(Tables tables) {
    return months(
        withPrescribing(tables)
            .union(
                tables
                    .readSmall("silver.sender_period")
                    .where(col("has_submitted"))
                    .select("month")));
  }

  /** The months in which any GP practice has prescribing, oldest first. */
  static List<YearMonth> prescribed(Tables tables) {
    return months(withPrescribing(tables));
  }

  private static Dataset<Row> withPrescribing(Tables tables) {
    return tables.readSmall("silver.practice_month").where(col("has_prescribing")).select("month");
  }

  private static List<YearMonth> months(Dataset<Row> months) {
    return months.distinct().collectAsList().stream()
        .map(row -> YearMonth.from(row.getDate(0).toLocalDate()))
        .sorted()
        .toList();
  }

  static void register(SparkSession spark, List<YearMonth> months) {
    spark
        .createDataFrame(
            months.stream()
                .map(month -> RowFactory.create(java.sql.Date.valueOf(month.atDay(1))))
                .toList(),
            new StructType().add("month", DataTypes.DateType))
        .createOrReplaceTempView(Catalogue.REPORTING_MONTH);
  }

  /** What is true of these months' rows and no others, where the months follow each other. */
  static String predicate(List<YearMonth> months) {
    return String.format(
        "month >= DATE'%s' AND month <= DATE'%s'",
        months.get(0).atDay(1), months.get(months.size() - 1).atDay(1));
  }
}
