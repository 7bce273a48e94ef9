package pcw.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Published sets of a fictional region, as {@code fixture.sql} makes them. */
final class Fixture {
  private Fixture() {}

  /** A set of so many months up to September 2026, with statements to change it afterwards. */
  static Path set(Path folder, int months, String... changes) {
    try (InputStream sql = Fixture.class.getResourceAsStream("/fixture.sql")) {
      Files.createDirectories(folder);
      Path file = folder.resolve("published.duckdb");
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
          Statement statement = connection.createStatement()) {
        statement.execute(
            new String(sql.readAllBytes(), StandardCharsets.UTF_8)
                .replace("${months}", Integer.toString(months)));
        for (String change : changes) {
          statement.execute(change);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
