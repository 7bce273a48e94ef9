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
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import pcw.ops.Exit;
import pcw.ops.Problem;

/** Every figure that moved between two sets, and why. */
public final class Differences {
  private static final Set<String> MAPS = Set.of("practice_map", "epraccur", "practice_locality");

  private static final int WITHIN = 0;
  private static final int LATER = 1;
  private static final int EARLIER = 2;

  private Differences() {}

  /** Why a figure moved. */
  public enum Cause {
    POLICY("the sets differ in policy"),
    DEFINITION("the definition changed"),
    CORRECTED_FILE("a file was replaced"),
    LATE_DATA("a file came later"),
    BOUNDARY("the map changed"),
    PROTECTION("hidden or shown because of other cells");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    /** In words. */
    public String words() {
      return words;
    }
  }

  /**
   * One figure that moved. A number is null where the set does not show it.
   *
   * @param detail what file or definition; empty where the cause says all
   */
  public record Moved(
      String measure,
      String level,
      String code,
      String window,
      String periodEnd,
      String breakdown,
      String category,
      String view,
      String before,
      String after,
      Cause cause,
      String detail) {}

  /** What made a set. */
  private record Made(String policy, Map<String, String> measures, List<JsonNode> files) {
    static Made of(Path set) throws IOException {
      Path facts = set.resolve("publish.json");
      if (!Files.exists(facts) || !Files.exists(set.resolve("published.duckdb"))) {
        throw new Problem(Exit.INPUT_MISSING, "There is no published set in " + set + ".");
      }
      JsonNode json = new ObjectMapper().readTree(facts.toFile());
      Map<String, String> measures = new TreeMap<>();
      json.path("measures")
          .properties()
          .forEach(e -> measures.put(e.getKey(), e.getValue().asText()));
      List<JsonNode> files = new ArrayList<>();
      json.path("inputs").forEach(files::add);
      return new Made(json.path("policy").asText(), measures, files);
    }
  }

  /** What moved from one set to another, ordered as the tables are; empty for a set with itself. */
  public static List<Moved> between(Path before, Path after) throws IOException {
    Made old = Made.of(before);
    Made now = Made.of(after);
    List<Moved> moved = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      SetDatabase.attach(connection, before, "old_set");
      SetDatabase.attach(connection, after, "new_set");
      Map<String, Set<String>> feeds = feeds(connection);
      try (InputStream sql = Differences.class.getResourceAsStream("difference.sql");
          PreparedStatement query =
              connection.prepareStatement(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
          ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          moved.add(explained(rows, old, now, feeds));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return moved;
  }

  private static Map<String, Set<String>> feeds(Connection connection) throws SQLException {
    Map<String, Set<String>> feeds = new TreeMap<>();
    for (String set : List.of("old_set", "new_set")) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery("SELECT measure_id, sources FROM " + set + ".measure")) {
        while (rows.next()) {
          feeds
              .computeIfAbsent(rows.getString(1), m -> new TreeSet<>())
              .addAll(List.of((rows.getString(2) == null ? "" : rows.getString(2)).split(",")));
        }
      }
    }
    return feeds;
  }

  private static Moved explained(ResultSet row, Made old, Made now, Map<String, Set<String>> feeds)
      throws SQLException {
    String measure = row.getString("measure_id");
    YearMonth from = YearMonth.parse(row.getString("period_start").substring(0, 7));
    YearMonth to = YearMonth.parse(row.getString("period_end").substring(0, 7));
    Map.Entry<Cause, String> cause =
        cause(old, now, measure, from, to, feeds.getOrDefault(measure, Set.of()));
    return new Moved(
        measure,
        row.getString("org_level"),
        row.getString("ods_code"),
        row.getString("window"),
        row.getString("period_end"),
        row.getString("breakdown"),
        row.getString("category"),
        row.getString("boundary_view"),
        row.getString("before"),
        row.getString("after"),
        cause.getKey(),
        cause.getValue());
  }

  private static Map.Entry<Cause, String> cause(
      Made old, Made now, String measure, YearMonth from, YearMonth to, Set<String> feeds) {
    if (!old.policy().equals(now.policy())) {
      return Map.entry(Cause.POLICY, old.policy() + " against " + now.policy());
    }
    if (!java.util.Objects.equals(old.measures().get(measure), now.measures().get(measure))) {
      return Map.entry(Cause.DEFINITION, measure);
    }
    String map = "";
    int nearest = Integer.MAX_VALUE;
    Map.Entry<Cause, String> found = null;
    for (JsonNode file : now.files()) {
      if (!isAccepted(file) || old.files().stream().anyMatch(f -> isAccepted(f) && same(f, file))) {
        continue;
      }
      String feed = file.path("feed").asText();
      if (MAPS.contains(feed)) {
        map = file.path("file_name").asText();
      } else if (feeds.contains(feed)) {
        boolean replaces =
            old.files().stream()
                .filter(Differences::isAccepted)
                .anyMatch(f -> replaces(file, f, now));
        int distance = 2 * distance(file, from, to) + (replaces ? 0 : 1);
        if (distance < nearest) {
          nearest = distance;
          found =
              Map.entry(
                  replaces ? Cause.CORRECTED_FILE : Cause.LATE_DATA,
                  file.path("file_name").asText());
        }
      }
    }
    if (found != null && (nearest < 2 * EARLIER || map.isEmpty())) {
      return found;
    }
    return map.isEmpty() ? Map.entry(Cause.PROTECTION, "") : Map.entry(Cause.BOUNDARY, map);
  }

  /**
   * How likely a new file is what moved a figure: one of a month of its period most, then a later
   * one, which may tell of it in hindsight, then an earlier one, which a measure may look back to.
   */
  private static int distance(JsonNode file, YearMonth from, YearMonth to) {
    String month = file.path("month").asText(null);
    if (month == null || YearMonth.parse(month).isAfter(to)) {
      return LATER;
    }
    return YearMonth.parse(month).isBefore(from) ? EARLIER : WITHIN;
  }

  private static boolean isAccepted(JsonNode file) {
    return file.path("status").asText().equals("accepted");
  }

  private static boolean same(JsonNode file, JsonNode other) {
    return file.path("sha256").equals(other.path("sha256"));
  }

  /** The older file is no longer in force, and is of the same feed and month. */
  private static boolean replaces(JsonNode file, JsonNode older, Made now) {
    return file.path("feed").equals(older.path("feed"))
        && file.path("month").equals(older.path("month"))
        && now.files().stream().noneMatch(f -> isAccepted(f) && same(f, older));
  }

  /** How many figures moved for each cause, most first. */
  public static Map<Cause, Long> byCause(List<Moved> moved) {
    Map<Cause, Long> causes = new LinkedHashMap<>();
    for (Cause cause : Cause.values()) {
      long count = moved.stream().filter(m -> m.cause() == cause).count();
      if (count > 0) {
        causes.put(cause, count);
      }
    }
    return causes;
  }
}
