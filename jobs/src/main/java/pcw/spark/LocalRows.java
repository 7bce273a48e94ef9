package pcw.spark;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Small tables that are held in memory, from values as text. */
public final class LocalRows {
  private LocalRows() {}

  /**
   * The rows, each value in the type that the schema gives its column.
   *
   * @param rows column name to text; a column that is not there is null
   * @throws IllegalArgumentException naming the column whose text is not of its type, or that the
   *     schema does not have
   */
  public static Dataset<Row> of(
      SparkSession spark, StructType schema, List<Map<String, String>> rows) {
    List<Row> typed = new ArrayList<>();
    for (Map<String, String> row : rows) {
      for (String column : row.keySet()) {
        if (!List.of(schema.fieldNames()).contains(column)) {
          throw new IllegalArgumentException(
              "no column '" + column + "'; there are " + List.of(schema.fieldNames()));
        }
      }
      Object[] values = new Object[schema.size()];
      for (int i = 0; i < values.length; i++) {
        StructField field = schema.apply(i);
        values[i] = typed(field, row.get(field.name()));
      }
      typed.add(RowFactory.create(values));
    }
    return spark.createDataFrame(typed, nullable(schema));
  }

  private static StructType nullable(StructType schema) {
    StructType nullable = new StructType();
    for (StructField field : schema.fields()) {
      nullable = nullable.add(field.name(), field.dataType(), true);
    }
    return nullable;
  }

  private static Object typed(StructField field, String text) {
    DataType type = field.dataType();
    if (text == null) {
      return null;
    }
    try {
      if (type.equals(DataTypes.StringType)) {
        return text;
      }
      if (type.equals(DataTypes.IntegerType)) {
        return Integer.valueOf(text);
      }
      if (type.equals(DataTypes.LongType)) {
        return Long.valueOf(text);
      }
      if (type.equals(DataTypes.DoubleType)) {
        return Double.valueOf(text);
      }
      if (type.equals(DataTypes.DateType)) {
        return Date.valueOf(text);
      }
      if (type.equals(DataTypes.BooleanType)) {
        return truth(text);
      }
      if (type instanceof DecimalType) {
        return new BigDecimal(text);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column '" + field.name() + "': '" + text + "' is not " + type.sql(), e);
    }
    throw new IllegalArgumentException(
        "column '" + field.name() + "': no small tables with " + type.sql());
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true", "1", "Y" -> true;
      case "false", "0", "N" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
