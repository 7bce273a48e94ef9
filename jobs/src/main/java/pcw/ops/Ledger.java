package pcw.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every commit of every table, noted beside the tables: {@code ops/ledger.jsonl}, a line each.
 * Delta reads a table whose newest log entry is missing or empty as an older one, without an error;
 * the ledger knows better.
 */
public final class Ledger {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FILE = "ops/ledger.jsonl";

  private final Path warehouse;
  private final Books books;

  /**
   * A commit.
   *
   * @param rows written, as Delta counted them
   * @param sha256 of the log entry
   * @param epoch of the lease under which it was made
   */
  public record Entry(String table, long version, long rows, String sha256, long epoch) {}

  public Ledger(Path warehouse) {
    this.warehouse = warehouse;
    this.books = Books.of(warehouse);
  }

  /**
   * Notes a commit.
   *
   * @param logEntry the file in {@code _delta_log}
   */
  public static void note(Path lease, Path logEntry, byte[] content) throws IOException {
    Path folder = logEntry.getParent().getParent();
    ObjectNode line =
        JSON.createObjectNode()
            .put("table", folder.getParent().getFileName() + "." + folder.getFileName())
            .put("version", version(logEntry))
            .put("rows", rows(content))
            .put("sha256", sha256(content))
            .put("epoch", Long.parseLong(lease.getFileName().toString().substring(0, 9)));
    Books.of(lease.getParent().getParent()).append(FILE, line.toString());
  }

  /** The commits that were made under a lease, in their order. */
  public List<Entry> under(Lease lease) {
    return entries().stream().filter(e -> e.epoch() == lease.epoch()).toList();
  }

  /**
   * Checks the tables and forgets all but the latest entry of each, and a line that a full disk has
   * cut off: the next one would be written behind it. Needs the lease.
   */
  public void verify() {
    rewrite(check());
  }

  /**
   * Fails where a table is not what the ledger says: its newest entry is missing, empty, torn or
   * another one.
   *
   * @return the latest entry of each table
   */
  public List<Entry> check() {
    Map<String, Entry> latest = new LinkedHashMap<>();
    entries().forEach(e -> latest.merge(e.table(), e, (a, b) -> a.version() > b.version() ? a : b));
    List<String> damage = new ArrayList<>();
    for (Entry entry : latest.values()) {
      long good = lastGood(entry);
      if (good != entry.version()) {
        damage.add(words(entry, good));
      }
    }
    if (!damage.isEmpty()) {
      throw new Problem(Exit.UNAVAILABLE, String.join("\n", damage));
    }
    return List.copyOf(latest.values());
  }

  /** Forgets what came after a version of a table: it was given up. */
  public void giveUp(String table, long after) {
    List<Entry> kept = new ArrayList<>();
    entries().stream()
        .filter(e -> !e.table().equals(table) || e.version() <= after)
        .forEach(kept::add);
    rewrite(kept);
  }

  /** Where the log of a table lies on a disk. */
  public Path log(String table) {
    return warehouse.resolve(logName(table));
  }

  /** Where the log of a table lies below the warehouse. */
  public static String logName(String table) {
    return table.replace('.', '/') + "/_delta_log";
  }

  /** The file of a version. */
  public static String fileName(long version) {
    return String.format("%020d.json", version);
  }

  /** The noted version itself, or the last whole entry before it; -1 where there is none. */
  private long lastGood(Entry entry) {
    String log = logName(entry.table()) + "/";
    try {
      Optional<byte[]> noted = books.read(log + fileName(entry.version()));
      if (noted.isPresent() && sha256(noted.get()).equals(entry.sha256())) {
        return entry.version();
      }
      for (long version = entry.version() - 1; version >= 0; version--) {
        Optional<byte[]> before = books.read(log + fileName(version));
        if (before.isPresent() && isWhole(before.get())) {
          return version;
        }
      }
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String words(Entry entry, long good) {
    String name = logName(entry.table()) + "/" + fileName(entry.version());
    String what = isThere(name) ? "is damaged" : "is missing";
    String back =
        good < 0
            ? "restore the folder "
                + books.address()
                + "/"
                + entry.table().replace('.', '/')
                + " from a backup."
            : "restore "
                + books.address()
                + "/"
                + name
                + " from a backup; or go back to version "
                + good
                + " by './pcw repair --table "
                + entry.table()
                + " --version "
                + good
                + "', then './pcw run --force' takes in and computes again what was lost.";
    return String.format(
        "Table %s: the log entry of version %d (%d rows written) %s, so that the table would be"
            + " read as an older one. Way back: %s",
        entry.table(), entry.version(), entry.rows(), what, back);
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    try {
      for (String line : books.lines(FILE)) {
        if (isWhole(line.getBytes(StandardCharsets.UTF_8))) {
          JsonNode e = JSON.readTree(line);
          entries.add(
              new Entry(
                  e.path("table").asText(),
                  e.path("version").asLong(),
                  e.path("rows").asLong(),
                  e.path("sha256").asText(),
                  e.path("epoch").asLong()));
        }
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rewrite(Collection<Entry> entries) {
    List<String> lines = new ArrayList<>();
    for (Entry e : entries) {
      lines.add(
          JSON.createObjectNode()
              .put("table", e.table())
              .put("version", e.version())
              .put("rows", e.rows())
              .put("sha256", e.sha256())
              .put("epoch", e.epoch())
              .toString());
    }
    try {
      books.rewrite(FILE, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isThere(String name) {
    try {
      return books.exists(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long version(Path logEntry) {
    return Long.parseLong(logEntry.getFileName().toString().replace(".json", ""));
  }

  private static long rows(byte[] content) throws IOException {
    for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
      if (line.startsWith("{\"commitInfo\"")) {
        return JSON.readTree(line)
            .path("commitInfo")
            .path("operationMetrics")
            .path("numOutputRows")
            .asLong(0);
      }
    }
    return 0;
  }

  /** Every line is a whole JSON object, and there is one. */
  private static boolean isWhole(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return false;
    }
    try {
      for (String line : text.lines().toList()) {
        if (!JSON.readTree(line).isObject()) {
          return false;
        }
      }
      return true;
    } catch (IOException torn) {
      return false;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
