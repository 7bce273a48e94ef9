package pcw.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import pcw.ops.Exit;
import pcw.ops.Problem;

/** The way from a published figure back to the files that it was made of. */
public final class Lineage {
  private static final int CHARACTERS_OF_DIGEST = 16;

  private Lineage() {}

  /**
   * In lines: the figure, its definition, the practices that it adds up, and the files with their
   * SHA-256.
   *
   * @throws Problem where the set has no such figure
   */
  public static List<String> of(Path set, String measure, String organisation, YearMonth month)
      throws IOException {
    Path database = set.resolve("published.duckdb");
    if (!Files.exists(database)) {
      throw new Problem(Exit.INPUT_MISSING, "There is no published set in " + set + ".");
    }
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    List<String> lines = new ArrayList<>();
    Set<String> feeds = new HashSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database, readOnly)) {
      figures(connection, measure, organisation, month, lines);
      if (lines.isEmpty()) {
        throw new Problem(
            Exit.INPUT_MISSING,
            "The set "
                + set.toRealPath().getFileName()
                + " has no figure of "
                + measure
                + " for "
                + organisation
                + " in a window that ends with "
                + month
                + ". Look at the measures with 'pcw measure list'.");
      }
      definition(connection, measure, lines, feeds);
      practices(connection, measure, organisation, month, lines);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    files(set, feeds, month, lines);
    return lines;
  }

  private static void figures(
      Connection connection,
      String measure,
      String organisation,
      YearMonth month,
      List<String> lines)
      throws SQLException {
    try (PreparedStatement query = prepare(connection, "lineage_figure.sql")) {
      bind(query, measure, organisation, month);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
  }

  private static void definition(
      Connection connection, String measure, List<String> lines, Set<String> feeds)
      throws SQLException {
    try (PreparedStatement query = prepare(connection, "lineage_definition.sql")) {
      query.setString(1, measure);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        lines.add("");
        lines.add("Definition   " + rows.getString(1));
        lines.add("  numerator    " + rows.getString(2));
        lines.add("  denominator  " + rows.getString(3));
        lines.add("  SHA-256      " + rows.getString(4));
        feeds.addAll(Arrays.asList(rows.getString(5).split(",")));
      }
    }
  }

  private static void practices(
      Connection connection,
      String measure,
      String organisation,
      YearMonth month,
      List<String> lines)
      throws SQLException {
    try (PreparedStatement query = prepare(connection, "lineage_practice.sql")) {
      bind(query, measure, organisation, month);
      try (ResultSet rows = query.executeQuery()) {
        lines.add("");
        lines.add("Adds up the practices (on today's map; people on the map of the time)");
        while (rows.next()) {
          lines.add("  " + rows.getString(1));
        }
      }
    }
  }

  private static PreparedStatement prepare(Connection connection, String file) throws SQLException {
    try (InputStream in = Lineage.class.getResourceAsStream(file)) {
      return connection.prepareStatement(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void bind(
      PreparedStatement query, String measure, String organisation, YearMonth month)
      throws SQLException {
    query.setString(1, measure);
    query.setString(2, organisation);
    query.setObject(3, month.atEndOfMonth());
  }

  private static void files(Path set, Set<String> feeds, YearMonth month, List<String> lines)
      throws IOException {
    JsonNode facts = new ObjectMapper().readTree(set.resolve("publish.json").toFile());
    lines.add("");
    lines.add("Files of the year to " + month + ", in force");
    for (JsonNode file : facts.path("inputs")) {
      String of = file.path("month").asText(null);
      boolean isOf =
          of == null
              || (!YearMonth.parse(of).isAfter(month)
                  && YearMonth.parse(of).isAfter(month.minusMonths(12)));
      if (file.path("status").asText().equals("accepted")
          && feeds.contains(file.path("feed").asText())
          && isOf) {
        lines.add(
            String.format(
                "  %-24s %-8s %s  %s",
                file.path("feed").asText(),
                of == null ? "" : of,
                file.path("sha256").asText(),
                file.path("file_name").asText()));
      }
    }
    lines.add("");
    lines.add(
        "Set "
            + facts.path("set_id").asText()
            + ", inputs "
            + facts.path("inputs_id").asText().substring(0, CHARACTERS_OF_DIGEST)
            + ", pcw "
            + facts.path("project_version").asText()
            + ", policy "
            + facts.path("policy").asText());
  }
}
