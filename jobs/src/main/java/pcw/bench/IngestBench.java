package pcw.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import pcw.ingest.Ingest;
import pcw.ops.Log;
import pcw.ops.Project;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.sampledata.Generator;
import pcw.schemas.Contracts;
import pcw.spark.Session;
import pcw.spark.Tables;

/**
 * One national month of prescribing, CSV to validated, typed, BNF-ordered, queryable table with
 * quarantine, beside DuckDB doing the same load to Parquet. Ours is the whole step: digest, probe,
 * registry, commits and reconciliation included.
 */
public final class IngestBench {
  private static final String FILE = "EPD_SNOMED_202606.csv";
  private static final int GOOD_ROWS_FOR_A_BAD_ONE = 10_000;
  private static final long SEED = 20260601;

  private final Path folder;
  private final SparkSession spark;
  private final Log log;
  private int next;

  private IngestBench(Path folder, SparkSession spark, Log log) {
    this.folder = folder;
    this.spark = spark;
    this.log = log;
  }

  /**
   * Measures plain and gzip files, and prints the comparison.
   *
   * @param rows of the file; 4,000,000 come to 1.5 GB
   * @param repeats warm repeats of each side, after one cold
   * @param json also written there, for a machine to read
   */
  public static List<Comparison> run(long rows, int repeats, Optional<Path> json, Log log) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("pcw-bench");
      SparkSession spark = Session.open();
      IngestBench bench = new IngestBench(folder, spark, log);
      List<Comparison> comparisons = new ArrayList<>();
      for (String packing : List.of("", ".gz")) {
        Path file = folder.resolve("landing" + packing).resolve(FILE + packing);
        Files.createDirectories(file.getParent());
        long bytes = Generator.writeNationalMonth(file, rows, rows / GOOD_ROWS_FOR_A_BAD_ONE, SEED);
        log.say("%s: %,d rows, %,d MiB", file.getFileName(), rows, bytes >> 20);
        comparisons.add(bench.compare("ingest" + packing.replace('.', '_'), file, repeats));
        Files.delete(file);
      }
      Comparison.print(comparisons, log);
      json.ifPresent(target -> Comparison.write(comparisons, target));
      return comparisons;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (folder != null) {
        delete(folder);
      }
    }
  }

  /** A load and its time. */
  private record Timed(double seconds, long rows) {}

  private Comparison compare(String name, Path file, int repeats) {
    Memory.forgetPeak();
    Timed ourCold = time("ours, cold", into -> ours(file.getParent(), into));
    long peak = Memory.peakMib();
    Timed peerCold = time("peer, cold", into -> DuckDbLoad.load(file, into, threads()));
    List<Double> ours = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    for (int i = 1; i <= repeats; i++) {
      ours.add(time("ours, " + i, into -> ours(file.getParent(), into)).seconds());
      peers.add(time("peer, " + i, into -> DuckDbLoad.load(file, into, threads())).seconds());
    }
    if (ourCold.rows() != peerCold.rows()) {
      throw new IllegalStateException(
          "the two sides disagree: "
              + ourCold.rows()
              + " rows accepted by us, "
              + peerCold.rows()
              + " by the peer");
    }
    return new Comparison(
        name,
        "DuckDB, " + threads() + " threads",
        ours,
        peers,
        ourCold.seconds(),
        peerCold.seconds(),
        ourCold.rows(),
        peak);
  }

  private int threads() {
    return spark.sparkContext().defaultParallelism();
  }

  private Timed time(String what, ToLongFunction<Path> load) {
    Path into = folder.resolve("out" + next++);
    try {
      Files.createDirectories(into);
      long started = System.nanoTime();
      long rows = load.applyAsLong(into);
      double seconds = (System.nanoTime() - started) / 1e9;
      log.say("  %-12s %6.1f s  %,d rows", what, seconds, rows);
      return new Timed(seconds, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(into);
    }
  }

  private long ours(Path landing, Path warehouse) {
    Contracts contracts = Contracts.load(Project.home().resolve("schemas"));
    StepResult result =
        Ingest.run(
            Run.of(
                new Tables(spark, warehouse.toString(), contracts),
                Project.home(),
                landing,
                warehouse,
                new Log(
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))));
    return result.counts().get("accepted");
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
