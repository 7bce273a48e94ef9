package pcw.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import pcw.door.Keys;
import pcw.ingest.Ingest;
import pcw.ops.Log;
import pcw.ops.Project;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.schemas.Contracts;
import pcw.spark.Session;
import pcw.spark.Tables;

/**
 * One night with thousands of small deliveries about people: declarations, pseudonyms, opt-outs,
 * checks, commits and the registers included.
 *
 * @param files deliveries, without their declarations
 * @param seconds of the whole step, in a process that had done nothing before
 */
public record SmallFilesBench(int files, long rows, double seconds, long peakMib) {
  private static final LocalDate NIGHT = LocalDate.of(2026, 10, 15);
  private static final long SEED = 20261015;

  public double filesPerMinute() {
    return files / seconds * 60;
  }

  /**
   * Writes the deliveries, takes them in once, and prints how long that took.
   *
   * @param rows of each file
   * @param json also written there, for a machine to read
   */
  public static SmallFilesBench run(
      int senders, int feeds, int rows, Optional<Path> json, Log log) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("pcw-bench");
      Path landing = Files.createDirectories(folder.resolve("landing"));
      int files = SmallFiles.write(landing, senders, Math.min(feeds, SmallFiles.FEEDS), rows, SEED);
      log.say("%,d files of %,d rows from %,d senders", files, rows, senders);
      Memory.forgetPeak();
      long started = System.nanoTime();
      StepResult result = ingest(landing, folder.resolve("warehouse"), log);
      double seconds = (System.nanoTime() - started) / 1e9;
      if (result.counts().get("accepted_files") != files) {
        throw new IllegalStateException("not every file was accepted: " + result.counts());
      }
      SmallFilesBench bench =
          new SmallFilesBench(files, result.counts().get("rows"), seconds, Memory.peakMib());
      bench.print(result, log);
      json.ifPresent(bench::write);
      return bench;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (folder != null) {
        IngestBench.delete(folder);
      }
    }
  }

  private static StepResult ingest(Path landing, Path warehouse, Log log) throws IOException {
    Files.createDirectories(warehouse);
    Contracts contracts = Contracts.load(Project.home().resolve("schemas"));
    return Ingest.run(
        Run.of(
                new Tables(Session.open(), warehouse.toString(), contracts),
                Project.home(),
                landing,
                warehouse,
                log)
            .withPeople(NIGHT, List.of(Keys.DEMONSTRATION)));
  }

  private void print(StepResult result, Log log) {
    log.say("%-12s %10s %10s %14s %9s", "bench", "files", "seconds", "files a minute", "peak MiB");
    log.say(
        "%-12s %,10d %10.1f %,14.0f %,9d",
        "small_files", files, seconds, filesPerMinute(), peakMib);
    log.say("Counts: %s", result.counts());
  }

  private void write(Path file) {
    ObjectMapper json = new ObjectMapper();
    ArrayNode all = json.createArrayNode();
    all.addObject()
        .put("bench", "small_files")
        .put("ours_s", seconds)
        .put("rows", rows)
        .put("peak_mib", peakMib)
        .put("files", files)
        .put("files_per_minute", filesPerMinute());
    try {
      Files.writeString(file, all.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
