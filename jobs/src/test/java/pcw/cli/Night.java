package pcw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import pcw.ops.Failpoint;

/**
 * The program, as an operator runs it, in this process and with the measures of one family: what a
 * test of the whole night can afford many times.
 */
final class Night {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEASURES = "opioid_high_dose_120_";

  private static final Map<String, String> FEW_ROWS =
      Map.of(
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private static final Path CHECKOUT = Path.of(System.getProperty("pcw.home"));
  private static Whole whole;

  /**
   * A warehouse that nothing happened to.
   *
   * @param landing what was taken in
   * @param content what {@link Night#content} says of it
   */
  record Whole(Path landing, Path warehouse, Map<String, String> content) {
    /** The same, to be harmed. */
    Path copyTo(Path target) throws IOException {
      snapshot(warehouse, target);
      return target;
    }
  }

  private Night() {}

  /** The checkout's sample, from which a test may deliver single files. */
  static SmallLanding small() throws IOException {
    return new SmallLanding(CHECKOUT);
  }

  /**
   * Nights with few measures over few rows, until {@link #end}; the undisturbed one is made once.
   */
  static Whole begin() throws IOException {
    Path folder = CHECKOUT.resolve("jobs/target/night");
    ofFewRows(true);
    if (whole == null) {
      FileUtils.deleteDirectory(folder.toFile());
      home(CHECKOUT, folder.resolve("home"));
    }
    System.setProperty("pcw.home", folder.resolve("home").toString());
    if (whole == null) {
      Path landing = folder.resolve("landing");
      Path warehouse = folder.resolve("warehouse");
      small().write(landing);
      assertThat(run(landing, warehouse)).isZero();
      whole = new Whole(landing, warehouse, content(warehouse));
    }
    return whole;
  }

  /** Other tests find everything as it was. */
  static void end() {
    Failpoint.watch(moment -> {});
    ofFewRows(false);
    System.setProperty("pcw.home", CHECKOUT.toString());
  }

  /** An installation with the schemas and conform of the checkout, and few measures. */
  private static Path home(Path checkout, Path home) throws IOException {
    Path jobs = Files.createDirectories(home.resolve("jobs"));
    FileUtils.copyDirectory(
        checkout.resolve("schemas").toFile(), home.resolve("schemas").toFile(), isDefinition());
    FileUtils.copyDirectory(
        checkout.resolve("jobs/conform").toFile(), jobs.resolve("conform").toFile());
    Path measures = Files.createDirectories(jobs.resolve("measures/prescribing"));
    try (Stream<Path> files = Files.list(checkout.resolve("jobs/measures/prescribing"))) {
      for (Path file : files.filter(f -> name(f).startsWith(MEASURES)).toList()) {
        Files.copy(file, measures.resolve(name(file)));
      }
    }
    return home;
  }

  private static FileFilter isDefinition() {
    return file -> !file.getName().matches("src|target");
  }

  /** Sessions of a few rows, which interpret queries: compiling each would take longer. */
  private static void ofFewRows(boolean isSo) {
    FEW_ROWS.forEach(
        (name, value) -> {
          if (isSo) {
            System.setProperty(name, value);
          } else {
            System.clearProperty(name);
          }
        });
  }

  /** Performs {@code run} and tells its exit code. */
  static int run(Path landing, Path warehouse, String... more) {
    List<String> words = new ArrayList<>(List.of("run", "--quiet"));
    words.addAll(List.of("--landing", landing.toString(), "--warehouse", warehouse.toString()));
    words.addAll(List.of(more));
    return Main.answer(words.toArray(String[]::new));
  }

  /** What the last run says of itself. */
  static JsonNode record(Path warehouse) throws IOException {
    try (Stream<Path> records = Files.list(warehouse.resolve("ops/runs"))) {
      Path last = records.filter(f -> name(f).endsWith(".json")).sorted().reduce((a, b) -> b).get();
      return JSON.readTree(last.toFile());
    }
  }

  /** The digest of each file that the same inputs must give again. */
  static Map<String, String> content(Path warehouse) throws IOException {
    Path latest = warehouse.resolve("published/latest").toRealPath();
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(latest)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!name(file).equals("published.duckdb")) {
          digests.put(latest.relativize(file).toString(), sha256(Files.readAllBytes(file)));
        }
      }
    }
    return digests;
  }

  /**
   * The figures themselves, without the name of the set, which tells of every delivery: also of one
   * that was refused and came again.
   */
  static String figures(Path warehouse) throws IOException {
    Path latest = warehouse.resolve("published/latest").toRealPath();
    return Files.readString(latest.resolve("data/published_measure.csv"))
        .replace(name(latest), "SET");
  }

  /**
   * What {@code kill -9} would leave of a warehouse at this moment, whatever other threads do
   * meanwhile: what points is copied before what it points to. The process that held its lease is
   * gone.
   */
  static void snapshot(Path warehouse, Path target) throws IOException {
    copy(warehouse.resolve("ops/ledger.jsonl"), target.resolve("ops/ledger.jsonl"));
    for (boolean isLog : new boolean[] {true, false}) {
      try (Stream<Path> files = Files.walk(warehouse)) {
        for (Path file : files.toList()) {
          Path copied = target.resolve(warehouse.relativize(file).toString());
          boolean isFolder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
          if (!isFolder && file.toString().contains("_delta_log") == isLog) {
            copy(file, copied);
          }
        }
      }
    }
    buryHolder(target);
  }

  private static void copy(Path file, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.createDirectories(target.getParent());
    try {
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException temporary) {
      Files.deleteIfExists(target);
    }
  }

  static void buryHolder(Path warehouse) throws IOException {
    try (Stream<Path> leases = Files.list(warehouse.resolve("_lease"))) {
      for (Path lease : leases.filter(f -> name(f).matches("\\d+\\.json")).toList()) {
        ObjectNode holder = (ObjectNode) JSON.readTree(lease.toFile());
        holder.put("process_started", 1);
        Files.write(lease, JSON.writeValueAsBytes(holder));
      }
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
