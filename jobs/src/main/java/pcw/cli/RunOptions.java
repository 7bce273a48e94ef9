package pcw.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import pcw.door.Keys;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.ops.Project;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.schemas.Contracts;
import pcw.spark.Session;
import pcw.spark.Tables;
import picocli.CommandLine.Option;

/** The options that every step shares, and the session that they open. */
final class RunOptions {
  /** What schedulers skip on: there was nothing to do. */
  static final int NOTHING_TO_DO = 99;

  private static final int USAGE = 64;
  private static final int INPUT_MISSING = 66;
  private static final int BUSY = 75;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description = "Folder in which deliveries arrive.")
  Path landing;

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Folder of the warehouse (default: ${DEFAULT-VALUE}).",
      defaultValue = "warehouse")
  Path warehouse;

  @Option(names = "--month", paramLabel = "YYYY-MM", description = "One month only.")
  YearMonth month;

  @Option(
      names = "--from",
      paramLabel = "YYYY-MM",
      description = "First month (default: the first that is held).")
  YearMonth from;

  @Option(
      names = "--to",
      paramLabel = "YYYY-MM",
      description = "Last month (default: the last that is held).")
  YearMonth to;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "publishable or internal (default: ${DEFAULT-VALUE}).",
      defaultValue = "publishable")
  String policy;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "Day on which agreements and opt-outs must hold (default: today).")
  LocalDate asOf;

  @Option(
      names = "--key",
      paramLabel = "SOURCE",
      description = {
        "Key of the pseudonyms: file:PATH (readable by its owner alone), env:NAME, or id:ID where only the senders hold it; never the key itself.",
        "Again for each key that replaced it, oldest first (default: env:PCW_KEY where that is set)."
      })
  List<String> keys = List.of();

  @Option(names = "--force", description = "Do the work again, even where nothing is new.")
  boolean force;

  /** The people are made up: the public demonstration key will do. */
  boolean isDemonstration;

  /** What the steps did, in their order, and how long each took. */
  record Outcome(List<StepResult> results, Map<String, Double> seconds) {
    boolean changed() {
      return results.stream().anyMatch(StepResult::changed);
    }

    StepResult of(String step) {
      return results.stream().filter(r -> r.step().equals(step)).findFirst().orElseThrow();
    }
  }

  /** Opens the warehouse, runs the steps one after the other, and closes it. One run at a time. */
  Outcome execute(Log log, List<Function<Run, StepResult>> steps) {
    long opened = System.nanoTime();
    return open(
        log,
        run -> {
          List<StepResult> results = new ArrayList<>();
          Map<String, Double> seconds = new LinkedHashMap<>();
          seconds.put("start", (System.nanoTime() - opened) / 1e9);
          for (Function<Run, StepResult> step : steps) {
            long started = System.nanoTime();
            StepResult result = step.apply(run);
            results.add(result);
            seconds.put(result.step(), (System.nanoTime() - started) / 1e9);
            log.say("%-8s %6.1f s  %s", result.step(), seconds.get(result.step()), words(result));
          }
          return new Outcome(results, seconds);
        });
  }

  /** Opens the warehouse, does the work, and closes it. One process at a time. */
  <T> T open(Log log, Function<Run, T> work) {
    check();
    Contracts contracts = Contracts.load(Project.home().resolve("schemas"));
    Path folder = warehouse.toAbsolutePath().normalize();
    try (FileChannel channel = lock()) {
      SparkSession spark = Session.open();
      try {
        return work.apply(
            new Run(
                new Tables(spark, folder.toString(), contracts),
                Project.home(),
                landing == null ? null : landing.toAbsolutePath().normalize(),
                folder,
                Optional.ofNullable(month == null ? from : month),
                Optional.ofNullable(month == null ? to : month),
                policy,
                force,
                asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf,
                keys(),
                UUID.randomUUID().toString(),
                log));
      } finally {
        spark.stop();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> keys() {
    if (isDemonstration) {
      return List.of(Keys.DEMONSTRATION);
    }
    if (keys.contains(Keys.DEMONSTRATION)) {
      throw new Problem(
          Failures.USAGE,
          "--key names a key as file:PATH, env:NAME or id:ID; only demo uses the public one.");
    }
    return keys.isEmpty() && System.getenv("PCW_KEY") != null ? List.of("env:PCW_KEY") : keys;
  }

  private void check() {
    if (month != null && (from != null || to != null)) {
      throw new Problem(USAGE, "Give either --month, or --from and --to.");
    }
    if (from != null && to != null && from.isAfter(to)) {
      throw new Problem(USAGE, "--from " + from + " is after --to " + to + ".");
    }
    if (!policy.equals("publishable") && !policy.equals("internal")) {
      throw new Problem(USAGE, "--policy is 'publishable' or 'internal', not '" + policy + "'.");
    }
    if (landing != null && !Files.isDirectory(landing)) {
      throw new Problem(
          INPUT_MISSING,
          "The landing folder " + landing + " does not exist: name an existing one by --landing.");
    }
  }

  /** Holds {@code <warehouse>/.lock} until the channel closes or the process ends. */
  private FileChannel lock() throws IOException {
    Files.createDirectories(warehouse);
    FileChannel channel =
        FileChannel.open(
            warehouse.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new Problem(
          BUSY, "Another run is writing to " + warehouse + ": wait for it to end, then run again.");
    }
    return channel;
  }

  private static String words(StepResult result) {
    if (!result.changed()) {
      return "nothing new";
    }
    List<String> words = new ArrayList<>();
    result
        .counts()
        .forEach(
            (name, count) -> {
              if (count != 0 || words.isEmpty()) {
                words.add(String.format("%,d %s", count, name.replace('_', ' ')));
              }
            });
    return String.join(", ", words);
  }
}
