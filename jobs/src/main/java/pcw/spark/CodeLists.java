package pcw.spark;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import pcw.ops.Problem;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;

/** The code lists that the product ships, as small tables. */
public final class CodeLists {
  private static final int CONFIGURATION = 78;

  private CodeLists() {}

  /** The rows of a code list; an empty field is null. */
  public static Dataset<Row> read(SparkSession spark, Contracts contracts, Contract codeList) {
    Path file = contracts.codeListFile(codeList);
    List<Map<String, String>> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord line : csv) {
        Map<String, String> row = new LinkedHashMap<>();
        line.getFieldsAsMap().forEach((name, text) -> row.put(name, text.isEmpty() ? null : text));
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return LocalRows.of(spark, Tables.schema(codeList), rows);
    } catch (IllegalArgumentException e) {
      throw new Problem(CONFIGURATION, file + ": " + e.getMessage());
    }
  }

  /** Names every code list as a view under its id. */
  public static void register(SparkSession spark, Contracts contracts) {
    for (Contract codeList : contracts.layer(Layer.CODELIST)) {
      read(spark, contracts, codeList).createOrReplaceTempView(codeList.id());
    }
  }
}
