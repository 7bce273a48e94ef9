package pcw.publish;

import static pcw.publish.SetDatabase.literal;
import static pcw.publish.SetDatabase.quoted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pcw.schemas.Column;
import pcw.schemas.Contract;

/**
 * One Parquet and one CSV file a table, in the order in which the table is stored, and beside each
 * CSV its description (CSV on the Web). A text that a spreadsheet would take for a formula gets an
 * apostrophe before it in CSV.
 */
final class Export {
  private static final String FORMULA = "('=', '+', '-', '@', chr(9), chr(13))";

  private Export() {}

  /**
   * @param firstInCsv {@code published_measure} leaves out of its CSV the periods that end before
   *     this day; null: it holds all
   */
  static void write(SetDatabase database, Path folder, LocalDate firstInCsv)
      throws SQLException, IOException {
    Files.createDirectories(folder);
    // Several threads at times write a CSV of several row groups in another order.
    database.execute("SET threads = 1");
    for (Contract table : database.tables()) {
      String id = table.id();
      database.execute(
          "COPY "
              + quoted(id)
              + " TO "
              + literal(folder.resolve(id + ".parquet").toString())
              + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)");
      String where =
          firstInCsv != null && id.equals("published_measure")
              ? " WHERE period_end >= DATE " + literal(firstInCsv.toString())
              : "";
      database.execute(
          "COPY (SELECT "
              + table.columns().stream().map(Export::csvColumn).collect(Collectors.joining(", "))
              + " FROM "
              + quoted(id)
              + where
              + ") TO "
              + literal(folder.resolve(id + ".csv").toString())
              + " (FORMAT csv, HEADER, DELIMITER ',')");
      describe(table, folder);
    }
    database.execute("RESET threads");
  }

  private static String csvColumn(Column column) {
    String name = quoted(column.name());
    return column.physicalType().equalsIgnoreCase("STRING")
        ? "CASE WHEN substr(%1$s, 1, 1) IN %2$s THEN '''' || %1$s ELSE %1$s END AS %1$s"
            .formatted(name, FORMULA)
        : name;
  }

  private static void describe(Contract table, Path folder) throws IOException {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      Map<String, Object> c = new LinkedHashMap<>();
      c.put("name", column.name());
      c.put("titles", column.name());
      c.put("dc:description", column.description());
      c.put("datatype", datatype(column));
      c.put("required", column.required());
      columns.add(c);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("columns", columns);
    List<String> key =
        table.columns().stream().filter(Column::primaryKey).map(Column::name).toList();
    if (!key.isEmpty()) {
      schema.put("primaryKey", key);
    }
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("@context", "http://www.w3.org/ns/csvw");
    description.put("url", table.id() + ".csv");
    description.put("dc:title", table.title());
    description.put("dc:description", table.description());
    description.put("tableSchema", schema);
    Files.writeString(folder.resolve(table.id() + ".csv-metadata.json"), Json.text(description));
  }

  private static String datatype(Column column) {
    return switch (column.logicalType()) {
      case "integer" -> "integer";
      case "number" -> "number";
      case "boolean" -> "boolean";
      case "date" -> "date";
      case "timestamp" -> "dateTime";
      default -> "string";
    };
  }
}
