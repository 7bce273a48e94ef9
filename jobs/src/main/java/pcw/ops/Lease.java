package pcw.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The right to write to a warehouse: one process at a time.
 *
 * <p>Each lease is a file of its own, {@code _lease/<epoch>.json}, which of several processes only
 * one can create. Its holder touches it every few seconds. A lease is free again when it was given
 * back, when its process has ended, or when nobody touched it for {@link #DEAD_AFTER}: the next
 * epoch then takes over. Whoever held an older epoch, and wakes up, is refused by {@link #check}
 * before its next commit.
 */
public final class Lease implements AutoCloseable {
  /** Where a session tells its log store which lease it writes under. */
  public static final String HELD = "pcw.lease";

  /** A holder that was not heard of for so long has lost its lease. */
  static final Duration DEAD_AFTER =
      Duration.ofSeconds(Integer.getInteger("pcw.lease.seconds", 60));

  private static final Duration BEAT = DEAD_AFTER.dividedBy(6);
  private static final int KEPT = 5;
  private static final String FOLDER = "_lease";
  private static final Pattern NAME = Pattern.compile("\\d{9}\\.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Lease NONE = new Lease(null, 0);

  private final Path file;
  private final long epoch;
  private final Thread heart;

  private Lease(Path file, long epoch) {
    this.file = file;
    this.epoch = epoch;
    this.heart = new Thread(this::beat, "lease");
    heart.setDaemon(true);
  }

  /** No lease: for work that writes no table. */
  public static Lease none() {
    return NONE;
  }

  /** Takes the lease of a warehouse, or says who holds it. */
  public static Lease take(Path warehouse, String runId) {
    Books books = Books.of(warehouse);
    try {
      List<String> records = records(books);
      String last = records.isEmpty() ? null : records.get(records.size() - 1);
      if (last != null) {
        refuseIfAlive(last, books);
      }
      long epoch = last == null ? 1 : epoch(last) + 1;
      books.putIfAbsent(name(epoch), JSON.writeValueAsBytes(me(runId, epoch)));
      forget(records, books);
      Lease lease = new Lease(warehouse.resolve(name(epoch)), epoch);
      lease.heart.start();
      return lease;
    } catch (FileAlreadyExistsException e) {
      throw busy(books, "has just begun");
    } catch (IOException e) {
      throw new Problem(
          Failure.of(e).exitCode() == Exit.UNAVAILABLE ? Exit.UNAVAILABLE : Exit.CANNOT_WRITE,
          "The lease of the warehouse "
              + books.address()
              + " cannot be taken ("
              + Failure.words(e)
              + "): it must be writable, with space left, on a disk that knows hard links or in a"
              + " store that knows conditional writes.");
    }
  }

  /** Counts the leases of a warehouse; 0 where none was taken. */
  public long epoch() {
    return epoch;
  }

  /** The record, as {@link #HELD} names it; empty for {@link #none()}. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Fails where the lease was given back or has passed to another run. */
  public void check() {
    if (file != null) {
      check(file);
    }
  }

  /** The same, for who knows only where the record of the lease lies. */
  public static void check(Path file) {
    Books books = books(file);
    long epoch = epoch(file.getFileName().toString());
    try {
      if (!books.exists(name(epoch))
          || books.exists(name(epoch + 1))
          || books.exists(released(name(epoch)))) {
        throw new Problem(
            Exit.BUSY,
            "This run has lost its lease of "
                + books.address()
                + " to a later one (or was told to stop), and writes nothing more.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the lease back. */
  @Override
  public void close() {
    if (file == null) {
      return;
    }
    heart.interrupt();
    Books books = books(file);
    try {
      if (books.exists(name(epoch))) {
        books.putIfAbsent(released(name(epoch)), new byte[] {'\n'});
      }
    } catch (FileAlreadyExistsException alreadyOver) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void beat() {
    Books books = books(file);
    try {
      while (true) {
        Thread.sleep(BEAT.toMillis());
        books.touch(name(epoch));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException lost) {
      // The next check finds the same, and says so.
      return;
    }
  }

  private static void refuseIfAlive(String last, Books books) throws IOException {
    if (books.exists(released(last))) {
      return;
    }
    JsonNode holder =
        JSON.readTree(books.read(last).orElseThrow(() -> new NoSuchFileException(last)));
    if (books.silence(last).compareTo(DEAD_AFTER) < 0 && !hasEnded(holder)) {
      throw busy(
          books,
          String.format(
              "run %s, process %d on %s, since %s",
              holder.path("run_id").asText(),
              holder.path("pid").asLong(),
              holder.path("host").asText(),
              holder.path("taken_at").asText()));
    }
  }

  private static Problem busy(Books books, String who) {
    return new Problem(
        Exit.BUSY,
        "Another run is writing to "
            + books.address()
            + " ("
            + who
            + "): wait for it to end, then run again.");
  }

  /** Known only for a process of this very machine and container. */
  private static boolean hasEnded(JsonNode holder) throws IOException {
    if (!holder.path("host").asText().equals(host())) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(holder.path("pid").asLong());
    return process.isEmpty()
        || !process.get().isAlive()
        || started(process.get()) != holder.path("process_started").asLong();
  }

  private static ObjectNode me(String runId, long epoch) throws IOException {
    ProcessHandle process = ProcessHandle.current();
    return JSON.createObjectNode()
        .put("epoch", epoch)
        .put("run_id", runId)
        .put("host", host())
        .put("pid", process.pid())
        .put("process_started", started(process))
        .put("taken_at", Clock.systemUTC().instant().toString());
  }

  static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The machine and, where there are containers, the one that this process runs in. */
  static String host() throws IOException {
    Path namespace = Path.of("/proc/self/ns/pid");
    return InetAddress.getLocalHost().getHostName()
        + (Files.isSymbolicLink(namespace) ? " " + Files.readSymbolicLink(namespace) : "");
  }

  private static Books books(Path file) {
    return Books.of(file.getParent().getParent());
  }

  private static List<String> records(Books books) throws IOException {
    return books.list(FOLDER).stream()
        .filter(file -> NAME.matcher(file).matches())
        .map(file -> FOLDER + "/" + file)
        .sorted(Comparator.comparing(Lease::epoch))
        .toList();
  }

  private static void forget(List<String> records, Books books) throws IOException {
    for (String old : records.subList(0, Math.max(0, records.size() - KEPT))) {
      books.delete(old);
      books.delete(released(old));
    }
  }

  private static String name(long epoch) {
    return String.format("%s/%09d.json", FOLDER, epoch);
  }

  private static long epoch(String record) {
    String file = record.substring(record.lastIndexOf('/') + 1);
    return Long.parseLong(file.substring(0, file.indexOf('.')));
  }

  private static String released(String record) {
    return record + ".released";
  }
}
