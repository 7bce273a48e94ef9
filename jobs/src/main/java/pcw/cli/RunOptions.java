package pcw.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pcw.airflow.TaskOutcome;
import pcw.airflow.TaskRequest;
import pcw.airflow.Tasks;
import pcw.door.Keys;
import pcw.ops.Desk;
import pcw.ops.Exit;
import pcw.ops.Failure;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;
import pcw.ops.Run;
import pcw.ops.RunRecord;
import picocli.CommandLine.Option;

/** The options that every task shares. */
final class RunOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings, as 'config' shows them (default: conf/pcw.conf, where there is one).")
  Path config;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description = "Folder in which deliveries arrive.")
  Path landing;

  @Option(
      names = "--warehouse",
      paramLabel = "DIR|URI",
      description =
          "Folder of the warehouse, or its address elsewhere, such as s3a://bucket/warehouse"
              + " (default: warehouse).")
  String warehouse = "warehouse";

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Folder on this machine, for a warehouse that lies elsewhere (default: pcw in the folder"
              + " for temporary files).")
  Path work = Path.of(System.getProperty("java.io.tmpdir"), "pcw");

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
      description = "publishable or internal (default: publishable).")
  String policy = "publishable";

  @Option(
      names = "--official",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description =
          "Official figures: entries whose code is not VERIFIED in its code list are left out, and"
              + " it is said (default: false).")
  boolean official;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD|SET",
      description = {
        "Day on which agreements and opt-outs must hold (default: today).",
        "For publish also a set that was made before: it is made again, to the same bytes."
      })
  String asOf;

  @Option(
      names = "--key",
      paramLabel = "SOURCE",
      description = {
        "Key of the pseudonyms: file:PATH (readable by its owner alone), env:NAME, or id:ID where"
            + " only the senders hold it; never the key itself.",
        "Again for each key that replaced it, oldest first (default: env:PCW_KEY where that is"
            + " set). none: deliveries about people are left alone."
      })
  List<String> keys = List.of();

  @Option(names = "--force", description = "Do the work again, even where nothing is new.")
  boolean force;

  @Option(
      names = "--dry-run",
      description = "Say what would be read, replaced and rendered; write nothing.")
  boolean dryRun;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "The scheduler's name of this run (default: AIRFLOW_CTX_DAG_RUN_ID, or a new one).")
  String runId = TaskRequest.runId(System.getenv());

  /** The people are made up: the public demonstration key will do. */
  boolean isDemonstration;

  /** The sample's people are to be taken in too. */
  boolean withPeople;

  @Option(
      names = "--result-file",
      paramLabel = "FILE",
      description = "Write there what the task did, as JSON, whole or not at all.")
  Path resultFile;

  @Option(
      names = "--print-result",
      description = "The same in one line, as the very last line of the output.")
  boolean printResult;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "text for people, json for machines (default: text).")
  Log.Format logFormat = Log.Format.TEXT;

  @Option(names = "--quiet", description = "Say nothing but what went wrong.")
  boolean quiet;

  /** Where the task says what it does. */
  Log log() {
    return new Log(System.out, logFormat, runId, quiet);
  }

  private List<String> keys() {
    if (isDemonstration) {
      return List.of(withPeople ? Keys.DEMONSTRATION : Run.NO_PEOPLE);
    }
    if (keys.contains(Keys.DEMONSTRATION)) {
      throw new Problem(
          Exit.USAGE,
          "--key names a key as file:PATH, env:NAME or id:ID; only demo uses the public one.");
    }
    return keys.isEmpty() && System.getenv("PCW_KEY") != null ? List.of("env:PCW_KEY") : keys;
  }

  /** The earlier set that is to be made again. */
  Optional<String> earlierSet() {
    return Optional.ofNullable(asOf).filter(s -> s.matches("[0-9a-f]{16}"));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw new Problem(
          Exit.USAGE, "--as-of takes a day, such as 2026-09-30, or the id of a set: not " + text);
    }
  }

  /** The folder of the warehouse, or its desk. */
  Path warehouse() {
    return Desk.folder(warehouse, work);
  }

  /** The published sets, each of them at hand. */
  PublishedSets sets() {
    Desk.bringAll(warehouse());
    return PublishedSets.of(warehouse(), policy);
  }

  TaskRequest request(String task, boolean writesTables) {
    if (month != null && (from != null || to != null)) {
      throw new Problem(Exit.USAGE, "Give either --month, or --from and --to.");
    }
    return new TaskRequest(
        task,
        Optional.ofNullable(landing).map(l -> l.toAbsolutePath().normalize()),
        warehouse(),
        Optional.ofNullable(month == null ? from : month),
        Optional.ofNullable(month == null ? to : month),
        policy,
        official,
        force,
        asOf == null || earlierSet().isPresent() ? LocalDate.now(ZoneOffset.UTC) : day(asOf),
        keys(),
        runId,
        TaskRequest.attempt(System.getenv()),
        writesTables);
  }

  /** Performs the task, tells what became of it, and answers with its exit code. */
  int perform(String task, boolean writesTables, Log log, List<Tasks.Step> steps) {
    return perform(task, writesTables, log, steps, record -> {});
  }

  /**
   * The same.
   *
   * @param summary is told where nothing failed
   */
  int perform(
      String task,
      boolean writesTables,
      Log log,
      List<Tasks.Step> steps,
      java.util.function.Consumer<RunRecord> summary) {
    if (dryRun) {
      look(run -> DryRun.lines(run, task)).forEach(System.out::println);
      return 0;
    }
    TaskOutcome outcome = Tasks.perform(request(task, writesTables), steps, log, this::writeResult);
    RunRecord.Fault error = outcome.record().error();
    if (error == null) {
      summary.accept(outcome.record());
    } else {
      Failures.report(new Failure(error.code(), error.message(), outcome.trace()));
    }
    if (printResult) {
      System.err.flush();
      System.out.println(outcome.record().json());
      System.out.flush();
    }
    return outcome.exitCode();
  }

  /** Looks at the warehouse: takes no lease and keeps no record. */
  <T> T look(Function<Run, T> work) {
    return Tasks.look(request("look", false), log(), work);
  }

  void needLanding() {
    if (landing == null) {
      throw new Problem(
          Exit.USAGE, "--landing is missing: name the folder in which deliveries arrive.");
    }
  }

  private void writeResult(RunRecord record) {
    if (resultFile != null) {
      record.write(resultFile);
    }
  }
}
