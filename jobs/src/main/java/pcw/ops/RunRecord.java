package pcw.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did, as schedulers read it: the result file, and one file a run below {@code
 * <warehouse>/ops/runs}. Holds counts and names of tables and files, nothing of a row.
 *
 * @param schema version of this shape
 * @param task {@code run}, {@code backfill} or the name of a step
 * @param status {@code running}, {@code done}, {@code nothing_to_do}, {@code failed} or {@code
 *     stopped}
 * @param exitCode as the process answers; null while it runs
 * @param from first month asked for; null: as far back as there is data
 * @param to last month asked for; null: the latest that there is
 * @param attempt counts the tries of a scheduler
 * @param tables the commits that were made, in their order
 * @param setId the set that was published last; null where there is none
 * @param outputs what readers may open, with its SHA-256
 * @param error null where nothing failed
 * @param by the process that did it; null in records of older versions
 */
public record RunRecord(
    int schema,
    String version,
    String runId,
    String task,
    String status,
    Integer exitCode,
    String from,
    String to,
    String policy,
    int attempt,
    String startedAt,
    double seconds,
    List<Step> steps,
    List<Ledger.Entry> tables,
    String setId,
    List<Output> outputs,
    Fault error,
    Worker by) {

  public static final int SCHEMA = 1;

  private static final String FOLDER = "ops/runs";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** One step of the run. */
  public record Step(String step, boolean changed, double seconds, Map<String, Long> counts) {}

  /** A file that was made. */
  public record Output(String path, long bytes, String sha256) {}

  /**
   * A process.
   *
   * @param processStarted in milliseconds: the number of a process is given again
   */
  public record Worker(String host, long pid, long processStarted) {
    /** This very process. */
    public static Worker me() {
      ProcessHandle process = ProcessHandle.current();
      return new Worker(thisHost(), process.pid(), Lease.started(process));
    }

    /** Known only for a process of this very machine and container. */
    boolean hasEnded() {
      return host.equals(thisHost())
          && ProcessHandle.of(pid)
              .filter(process -> process.isAlive() && Lease.started(process) == processStarted)
              .isEmpty();
    }

    private static String thisHost() {
      try {
        return Lease.host();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Why the run failed. */
  public record Fault(int code, String message) {}

  /** The step of this name; one that did nothing where it was not run. */
  public Step step(String name) {
    return steps.stream()
        .filter(s -> s.step().equals(name))
        .findFirst()
        .orElse(new Step(name, false, 0, Map.of()));
  }

  /** The status; {@code died} where the record says that it runs, and its process is gone. */
  String state() {
    return status.equals("running") && by != null && by.hasEnded() ? "died" : status;
  }

  public boolean changed() {
    return steps.stream().anyMatch(Step::changed);
  }

  /** In one line. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the record as a file of its own. */
  public void write(Path file) {
    try {
      AtomicFile.replace(file, bytes());
    } catch (IOException e) {
      throw cannotWrite(file.toString(), e);
    }
  }

  private byte[] bytes() {
    return (json() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Problem cannotWrite(String file, IOException e) {
    return new Problem(
        Exit.CANNOT_WRITE,
        "The result of the run cannot be written to " + file + ": " + Failure.words(e));
  }

  /** Writes the record among those of the warehouse. */
  public void keep(Path warehouse) {
    String time = startedAt.replaceAll("[^0-9TZ]", "");
    String name = String.format("%s/%s-%s-%08x.json", FOLDER, time, task, runId.hashCode());
    Books books = Books.of(warehouse);
    try {
      books.replace(name, bytes());
    } catch (IOException e) {
      throw cannotWrite(books.address() + "/" + name, e);
    }
  }

  /** The last runs, newest first. */
  public static List<RunRecord> latest(Path warehouse, int atMost) {
    Books books = Books.of(warehouse);
    List<RunRecord> records = new ArrayList<>();
    try {
      for (String file : files(books)) {
        if (records.size() == atMost) {
          break;
        }
        Optional<byte[]> record = books.read(file);
        if (record.isPresent()) {
          records.add(JSON.readValue(record.get(), RunRecord.class));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  /** Forgets all but the last runs; tells how many went. */
  public static int forget(Path warehouse, int allBut) {
    Books books = Books.of(warehouse);
    try {
      List<String> files = files(books);
      List<String> old = files.subList(Math.min(allBut, files.size()), files.size());
      for (String file : old) {
        books.delete(file);
      }
      return old.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Instant started() {
    return Instant.parse(startedAt);
  }

  /** When it ended, or was last heard of. */
  Instant ended() {
    return started().plusMillis(Math.round(1000 * seconds));
  }

  private static List<String> files(Books books) throws IOException {
    return books.list(FOLDER).stream()
        .filter(file -> file.matches("[^.].*\\.json"))
        .sorted(Comparator.reverseOrder())
        .map(file -> FOLDER + "/" + file)
        .toList();
  }
}
