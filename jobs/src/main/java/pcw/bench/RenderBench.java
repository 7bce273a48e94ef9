package pcw.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.reports.RenderOutcome;
import pcw.reports.RenderRequest;
import pcw.reports.RenderRequest.Product;
import pcw.reports.Renderer;

/**
 * How many packs, pages and workbooks are rendered in a second, of a published set whose practices
 * are copied until there are enough. Its peer is the pace that is asked for.
 */
public final class RenderBench {
  private static final double PACKS_A_SECOND = 4;
  private static final double PAGES_A_SECOND = 20;
  private static final int THREADS = 2;

  /** The rows of an organisation lie together: what is read of one is found without the others. */
  private static final String AS_A_SET_KEEPS_THEM =
      """
      CREATE TABLE ordered AS FROM %1$s ORDER BY org_level, ods_code, rowid;
      DROP TABLE %1$s;
      ALTER TABLE ordered RENAME TO %1$s;
      """;

  private RenderBench() {}

  /**
   * Renders and prints the pace.
   *
   * @param set a folder with {@code published.duckdb}; it is left as it is
   * @param organisations how many there shall be
   */
  public static void run(Path set, int organisations, Optional<Path> json, Log log) {
    if (!Files.exists(set.resolve("published.duckdb"))) {
      throw new Problem(
          Exit.INPUT_MISSING, "There is no published set in " + set + ": run pcw demo first.");
    }
    try {
      Path folder = Files.createTempDirectory("pcw-bench-render");
      try {
        Files.copy(set.resolve("published.duckdb"), folder.resolve("published.duckdb"));
        grow(folder, organisations);
        List<Comparison> comparisons = new ArrayList<>();
        log.say(
            "%-22s %8s %10s %12s %12s %10s",
            "what", "files", "seconds", "a second", "processor s", "peak MiB");
        comparisons.add(once(folder, "pack", Set.of(Product.PACK), PACKS_A_SECOND, log));
        comparisons.add(once(folder, "page", Set.of(Product.PAGE), PAGES_A_SECOND, log));
        comparisons.add(once(folder, "everything", Set.of(Product.values()), PACKS_A_SECOND, log));
        json.ifPresent(file -> Comparison.write(comparisons, file));
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Comparison once(
      Path folder, String what, Set<Product> products, double asked, Log log)
      throws IOException, SQLException {
    Memory.forgetPeak();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long start = System.nanoTime();
    RenderOutcome outcome =
        Renderer.render(
            folder,
            new RenderRequest(Set.of(), Optional.empty(), products, THREADS, true),
            (done, total) -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    double processorSeconds = (system.getProcessCpuTime() - processor) / 1e9;
    if (!outcome.failures().isEmpty()) {
      throw new Problem(Exit.FAULT, "Not rendered: " + outcome.failures().get(0).message());
    }
    int organisations =
        outcome.rendered().values().stream()
            .mapToInt(p -> p.values().stream().mapToInt(Integer::intValue).max().orElse(0))
            .sum();
    log.say(
        "%-22s %,8d %10.1f %12.1f %12.1f %,10d",
        what,
        outcome.count(),
        seconds,
        organisations / seconds,
        processorSeconds,
        Memory.peakMib());
    return new Comparison(
        "render_" + what,
        "%.0f organisations a second".formatted(asked),
        List.of(seconds),
        List.of(organisations / asked),
        seconds,
        organisations / asked,
        outcome.count(),
        Memory.peakMib());
  }

  private static void grow(Path folder, int organisations) throws IOException, SQLException {
    try (InputStream file = RenderBench.class.getResourceAsStream("more_organisations.sql");
        Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("published.duckdb"));
        Statement statement = connection.createStatement()) {
      String sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (int copy = 1; held(statement) < organisations; copy++) {
        statement.execute(sql.replace("${copy}", Integer.toString(copy)));
      }
      for (String table : List.of("published_measure", "year_change", "spc_limit")) {
        statement.execute(AS_A_SET_KEEPS_THEM.formatted(table));
      }
    }
  }

  private static int held(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM organisation")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
