package pcw.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * The peer of ingest: DuckDB takes a prescribing file in under the rules of the contract, typed and
 * ordered by BNF code, to Parquet, and keeps the rows that break a rule apart.
 */
final class DuckDbLoad {
  private DuckDbLoad() {}

  /**
   * Loads one file in the SNOMED layout of June 2026 into an empty folder.
   *
   * @return how many rows are accepted
   */
  static long load(Path file, Path folder, int threads) {
    String script =
        script()
            .replace("${file}", file.toString())
            .replace("${folder}", folder.toString())
            .replace("${threads}", Integer.toString(threads));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(script);
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM checked WHERE is_good")) {
        count.next();
        return count.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the peer failed", e);
    }
  }

  private static String script() {
    try (InputStream in =
        Objects.requireNonNull(DuckDbLoad.class.getResourceAsStream("duckdb_load.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
