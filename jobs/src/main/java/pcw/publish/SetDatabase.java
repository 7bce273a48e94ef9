package pcw.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import pcw.schemas.Column;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;

/**
 * The DuckDB file of a set: the tables of the published contracts, filled through temporary tables
 * and ordered when they are complete.
 */
final class SetDatabase implements AutoCloseable {
  private static final String TEMPORARY = "temp";

  /** The oldest DuckDB that can open the file: analysts' tools follow new ones slowly. */
  private static final String OLDEST_READER = "v1.2.0";

  private final DuckDBConnection connection;
  private final List<Contract> tables;

  /**
   * @param file is created; must not exist
   * @param spill a folder for what does not fit into memory
   */
  SetDatabase(Path file, Path spill, Contracts contracts) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("storage_compatibility_version", OLDEST_READER);
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, properties);
    tables = contracts.layer(Layer.PUBLISHED);
    execute("SET memory_limit = '1GB'");
    execute("SET temp_directory = " + literal(spill.toString()));
    execute("SET autoinstall_known_extensions = false");
    for (Contract table : tables) {
      String columns =
          table.columns().stream()
              .map(c -> quoted(c.name()) + " " + type(c) + (c.required() ? " NOT NULL" : ""))
              .collect(Collectors.joining(", "));
      execute("CREATE TABLE " + quoted(table.id()) + " (" + columns + ")");
    }
  }

  List<Contract> tables() {
    return tables;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs the statement of a file beside this class. */
  void executeFile(String name) throws SQLException {
    try (InputStream in = SetDatabase.class.getResourceAsStream(name)) {
      execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the tables of a set readable under a name. */
  static void attach(Connection connection, Path set, String as) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String file = literal(set.resolve("published.duckdb").toString());
      statement.execute("ATTACH " + file + " AS " + as + " (READ_ONLY)");
    }
  }

  /**
   * A view of the figures that another set shows.
   *
   * @param set its folder; null for none, of which the view has no row
   */
  void viewFigures(String view, Path set) throws SQLException {
    String from = "published_measure WHERE false";
    if (set != null) {
      attach(connection, set, "other_set");
      from = "other_set.published_measure WHERE value_state = 'shown'";
    }
    execute("CREATE TEMP VIEW " + quoted(view) + " AS SELECT * FROM " + from);
  }

  long rows(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM " + quoted(table))) {
      result.next();
      return result.getLong(1);
    }
  }

  /** A temporary table, in which rows are put together. */
  Appender temporary(String name, String columns) throws SQLException {
    execute("CREATE TEMP TABLE " + quoted(name) + " (" + columns + ")");
    return new Appender(connection.createAppender(TEMPORARY, "main", name));
  }

  /**
   * Fills a published table.
   *
   * @param rows values in the order of the contract's columns; stored ordered by them
   */
  void fill(String table, List<Object[]> rows) throws SQLException {
    String stage = "stage_" + table;
    execute("CREATE TEMP TABLE " + quoted(stage) + " AS FROM " + quoted(table) + " LIMIT 0");
    try (Appender appender = new Appender(connection.createAppender(TEMPORARY, "main", stage))) {
      for (Object[] row : rows) {
        appender.row(row);
      }
    }
    execute("INSERT INTO " + quoted(table) + " SELECT * FROM " + quoted(stage) + " ORDER BY ALL");
    execute("DROP TABLE " + quoted(stage));
  }

  /**
   * Writes all that was filled into the file itself. Closing does so too, but says nothing where
   * the disk is full.
   */
  void save() throws SQLException {
    execute("CHECKPOINT");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Adds rows to one table. */
  static final class Appender implements AutoCloseable {
    private final DuckDBAppender appender;

    private Appender(DuckDBAppender appender) {
      this.appender = appender;
    }

    void row(Object... values) throws SQLException {
      appender.beginRow();
      for (Object value : values) {
        append(value);
      }
      appender.endRow();
    }

    DuckDBAppender begin() throws SQLException {
      return appender.beginRow();
    }

    private void append(Object value) throws SQLException {
      if (value == null) {
        appender.appendNull();
      } else if (value instanceof String text) {
        appender.append(text);
      } else if (value instanceof Integer number) {
        appender.append(number.intValue());
      } else if (value instanceof Long number) {
        appender.append(number.longValue());
      } else if (value instanceof Double number) {
        appender.append(number.doubleValue());
      } else if (value instanceof Boolean flag) {
        appender.append(flag.booleanValue());
      } else if (value instanceof LocalDate day) {
        appender.append(day);
      } else if (value instanceof BigDecimal number) {
        appender.append(number);
      } else if (value instanceof int[] numbers) {
        appender.append(numbers);
      } else {
        throw new IllegalArgumentException("no column type for " + value.getClass());
      }
    }

    @Override
    public void close() throws SQLException {
      appender.close();
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String type(Column column) {
    return switch (column.physicalType().toUpperCase(Locale.ROOT)) {
      case "STRING" -> "VARCHAR";
      case "INT" -> "INTEGER";
      default -> column.physicalType();
    };
  }
}
