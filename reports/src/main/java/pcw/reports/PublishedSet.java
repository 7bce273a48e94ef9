package pcw.reports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * The published set of one folder, opened read-only, and what is the same for all its reports.
 *
 * @param policy {@code internal} below a folder {@code internal/sets}, else {@code publishable}
 * @param period the latest month of the lead measure
 * @param codes what is said of codes that nobody has verified
 * @param organisations all that have a published value, by level and code, England first
 */
record PublishedSet(
    DuckDBConnection database,
    Path folder,
    String setId,
    String policy,
    YearMonth period,
    Map<Organisation.Key, Organisation> organisations,
    Map<Organisation.Key, Row> latest,
    List<Row> freshness,
    List<Row> notices,
    List<Row> definitions,
    List<Row> codes)
    implements AutoCloseable {
  private static final int MOST_NAMED = 4;

  static PublishedSet open(Path folder, int threads) throws SQLException {
    Path file = folder.resolve("published.duckdb");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no published.duckdb in " + folder + ": publish the set before it is rendered");
    }
    Properties properties = new Properties();
    properties.setProperty("duckdb.read_only", "true");
    properties.setProperty("threads", Integer.toString(threads));
    DuckDBConnection database =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, properties);
    try {
      Templates.run(database, "attach");
      Templates.run(database, "figure");
      if (Templates.rows(database, "has_table", Map.of("table", "board_aim"))
          .get(0)
          .whole("tables")
          .equals(0)) {
        Templates.run(database, "board_aim_none");
      }
      Templates.run(database, "search_path");
      return read(database, folder);
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static PublishedSet read(DuckDBConnection database, Path folder) throws SQLException {
    Map<String, ?> lead = Map.of("measure_id", LeadMeasure.ID);
    Row set = Templates.rows(database, "set", lead).get(0);
    LocalDate period = set.day("period_end");
    if (period == null) {
      throw new IllegalArgumentException(
          "the set in "
              + folder
              + " has no month of "
              + LeadMeasure.ID
              + ": nothing can be rendered");
    }
    Map<Organisation.Key, Organisation> organisations = new LinkedHashMap<>();
    Map<Organisation.Key, Row> latest = new HashMap<>();
    for (Row row : Templates.rows(database, "organisations", lead)) {
      Organisation organisation =
          new Organisation(
              Level.of(row.text("org_level")),
              row.text("ods_code"),
              row.text("org_name"),
              row.get("parent_level") == null
                  ? null
                  : new Organisation.Key(
                      Level.of(row.text("parent_level")), row.text("parent_code")),
              Figures.shortMonths(row.text("note")));
      organisations.put(organisation.key(), organisation);
      latest.put(organisation.key(), row);
    }
    Path above = folder.toAbsolutePath().normalize().getParent();
    boolean isInternal = above != null && above.endsWith(Path.of("internal", "sets"));
    return new PublishedSet(
        database,
        folder,
        set.text("set_id"),
        isInternal ? "internal" : "publishable",
        YearMonth.from(period),
        organisations,
        latest,
        Templates.rows(database, "freshness", Map.of()),
        Templates.rows(database, "notices", Map.of()),
        Templates.rows(database, "definitions", Map.of()),
        Templates.rows(database, "codes", Map.of()));
  }

  /** The paths of all pages of organisations, below {@code pages/}. */
  Set<String> pages() {
    return organisations.values().stream().map(Organisation::page).collect(Collectors.toSet());
  }

  /** The sources with the latest month held of each; files of one source under one title. */
  String freshnessText() {
    Map<String, LocalDate> latest = new LinkedHashMap<>();
    for (Row row : freshness) {
      LocalDate month = row.day("latest_month");
      if (month != null) {
        latest.merge(source(row), month, (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    Map<LocalDate, List<String>> byMonth = new TreeMap<>(Comparator.reverseOrder());
    latest.forEach(
        (source, month) -> byMonth.computeIfAbsent(month, m -> new ArrayList<>()).add(source));
    return byMonth.entrySet().stream()
        .map(
            e ->
                e.getValue().size() > MOST_NAMED
                    ? Figures.month(e.getKey()) + ", " + e.getValue().size() + " sources"
                    : String.join(", ", e.getValue()) + " " + Figures.month(e.getKey()))
        .collect(Collectors.joining("; ", "", "."));
  }

  /** How many notices of the latest month there are about the sources; empty where none is. */
  String noticeText() {
    long current =
        notices.stream().filter(row -> YearMonth.from(row.day("month")).equals(period)).count();
    return current == 0
        ? ""
        : " Notices about sources of %s: %d, under Data quality."
            .formatted(Figures.month(period.atDay(1)), current);
  }

  /** The titles of the sources with these ids, separated by commas. */
  String sourcesText(String ids) {
    Map<String, String> titles = new HashMap<>();
    freshness.forEach(row -> titles.put(row.text("feed"), source(row)));
    return Arrays.stream(ids.split(","))
        .map(String::strip)
        .map(id -> titles.getOrDefault(id, id))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String source(Row row) {
    return row.text("title").replaceFirst(":.*", "").replaceFirst(" \\([^)]*\\)", "");
  }

  /** A connection of its own, for one thread. */
  Connection connect() throws SQLException {
    Connection connection = database.duplicate();
    Templates.run(connection, "search_path");
    return connection;
  }

  /** The name of an organisation's pack below {@code packs/}. */
  String packName(Organisation organisation) {
    return "pcw-pack_%s_%s_%s_%s.pdf"
        .formatted(
            organisation.level().id(),
            organisation.code().toLowerCase(java.util.Locale.ROOT),
            period,
            policy);
  }

  /** The name of an organisation's dashboard below {@code dashboards/}. */
  String dashboardName(Organisation organisation) {
    return packName(organisation).replaceFirst("^pcw-pack", "pcw-dashboard");
  }

  /** The name of an organisation's workbook below {@code workbooks/}. */
  String workbookName(Organisation organisation) {
    return packName(organisation).replaceFirst("^pcw-pack", "pcw-tables").replace(".pdf", ".xlsx");
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
