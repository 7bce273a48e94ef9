package pcw.airflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import pcw.ops.Books;
import pcw.ops.Desk;
import pcw.ops.Exit;
import pcw.ops.Failpoint;
import pcw.ops.Failure;
import pcw.ops.Lease;
import pcw.ops.Ledger;
import pcw.ops.Log;
import pcw.ops.Project;
import pcw.ops.PublishedSets;
import pcw.ops.Run;
import pcw.ops.RunRecord;
import pcw.ops.Status;
import pcw.ops.StepResult;
import pcw.schemas.Contracts;
import pcw.spark.Session;
import pcw.spark.Tables;

/** Performs a task: lease, ledger, session, steps, record. */
public final class Tasks {

  private final TaskRequest request;
  private final Log log;
  private final Consumer<RunRecord> onEnd;
  private final Instant began = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
  private final List<RunRecord.Step> steps = new ArrayList<>();
  private Lease lease = Lease.none();
  private Contracts contracts;
  private boolean isKept;

  /** One step of a task. */
  public record Step(String name, Function<Run, StepResult> work) {}

  private Tasks(TaskRequest request, Log log, Consumer<RunRecord> onEnd) {
    this.request = request;
    this.log = log;
    this.onEnd = onEnd;
  }

  /** Every step of the night, in the order in which data flows. */
  public static List<Step> all() {
    return List.of(
        new Step("ingest", pcw.ingest.Ingest::run),
        new Step("conform", pcw.conform.Conform::run),
        new Step("measure", pcw.measure.Measure::run),
        new Step("publish", pcw.publish.Publish::run),
        new Step("quality", pcw.quality.Quality::run),
        new Step("render", pcw.render.Render::run),
        new Step("seal", pcw.seal.Seal::run));
  }

  /**
   * Performs the steps one after the other, and tells what became of them. Nothing is thrown: a
   * failure is an outcome.
   *
   * @param onEnd is given the record once, when the task has ended or was told to stop
   */
  public static TaskOutcome perform(
      TaskRequest request, List<Step> work, Log log, Consumer<RunRecord> onEnd) {
    return new Tasks(request, log, onEnd).perform(work);
  }

  private TaskOutcome perform(List<Step> work) {
    Stop stop = Stop.watch(this::stopped);
    Failure failure = null;
    try {
      request.check();
      lease =
          request.writesTables() ? Lease.take(request.warehouse(), request.runId()) : Lease.none();
      try {
        Desk.bring(request.warehouse());
        if (request.writesTables()) {
          new Ledger(request.warehouse()).verify();
        }
        contracts = contracts(request);
        isKept = true;
        record("running", null, null).keep(request.warehouse());
        if (request.writesTables()) {
          open(request, contracts, log, lease, run -> steps(run, work));
        } else {
          steps(run(request, null, log, lease), work);
        }
      } finally {
        lease.close();
      }
    } catch (Throwable thrown) {
      failure = Failure.of(thrown);
    }
    stop.ended();
    return ended(failure);
  }

  private TaskOutcome ended(Failure failure) {
    boolean changed = steps.stream().anyMatch(RunRecord.Step::changed);
    int code = failure != null ? failure.exitCode() : changed ? 0 : Exit.NOTHING_TO_DO;
    RunRecord record =
        record(
            failure != null ? "failed" : changed ? "done" : "nothing_to_do",
            code,
            failure == null ? null : new RunRecord.Fault(code, failure.message()));
    try {
      keep(record);
      if (isKept) {
        Status.of(request.warehouse(), contracts).write(request.warehouse());
      }
    } catch (RuntimeException unwritable) {
      if (failure == null) {
        isKept = false;
        return ended(Failure.of(unwritable));
      }
    }
    onEnd.accept(record);
    return new TaskOutcome(record, code, failure == null ? "" : failure.trace());
  }

  private void stopped() {
    // First of all, so that nothing is committed after the record says that the run has stopped.
    lease.close();
    RunRecord record = record("stopped", Exit.STOPPED, null);
    keep(record);
    onEnd.accept(record);
  }

  private void keep(RunRecord record) {
    if (isKept) {
      record.keep(request.warehouse());
    }
  }

  private boolean steps(Run run, List<Step> work) {
    steps.add(new RunRecord.Step("start", false, seconds(began), java.util.Map.of()));
    Lineage lineage =
        new Lineage(
            request.warehouse(),
            request.policy(),
            contracts,
            System.getenv(),
            request.runId() + " " + began,
            log);
    int commits = 0;
    for (Step step : work) {
      Instant started = Clock.systemUTC().instant();
      lineage.start(step.name());
      StepResult result;
      try {
        result = step.work().apply(run);
      } catch (RuntimeException | Error failure) {
        lineage.fail(step.name());
        throw failure;
      }
      Desk.hand(request.warehouse(), lease);
      List<Ledger.Entry> made = commits();
      lineage.complete(result, made.subList(commits, made.size()));
      commits = made.size();
      double seconds = seconds(started);
      steps.add(new RunRecord.Step(result.step(), result.changed(), seconds, result.counts()));
      log.tell(
          result.step(),
          seconds,
          result.counts(),
          String.format("%-8s %6.1f s  %s", result.step(), seconds, words(result)));
      Failpoint.reach("step:" + result.step());
    }
    return true;
  }

  private static Contracts contracts(TaskRequest request) {
    return Contracts.load(Project.home().resolve("schemas")).official(request.official());
  }

  /** Opens the warehouse to look at it: takes no lease and keeps no record. */
  public static <T> T look(TaskRequest request, Log log, Function<Run, T> work) {
    request.check();
    Desk.bring(request.warehouse());
    Contracts contracts = contracts(request);
    return open(request, contracts, log, Lease.none(), work);
  }

  private static <T> T open(
      TaskRequest request, Contracts contracts, Log log, Lease lease, Function<Run, T> work) {
    SparkSession spark = Session.open();
    try {
      Tables tables = new Tables(spark, Books.of(request.warehouse()).address(), contracts);
      tables.commitUnder(lease, request.runId());
      return work.apply(run(request, tables, log, lease));
    } finally {
      spark.stop();
    }
  }

  private static Run run(TaskRequest request, Tables tables, Log log, Lease lease) {
    return new Run(
        tables,
        Project.home(),
        request.landing().orElse(null),
        request.warehouse(),
        request.from(),
        request.to(),
        request.policy(),
        request.force(),
        request.asOf(),
        request.keys(),
        request.runId(),
        log,
        lease);
  }

  private RunRecord record(String status, Integer exitCode, RunRecord.Fault error) {
    PublishedSets sets = PublishedSets.of(request.warehouse(), request.policy());
    return new RunRecord(
        RunRecord.SCHEMA,
        Project.VERSION,
        request.runId(),
        request.task(),
        status,
        exitCode,
        request.from().map(Object::toString).orElse(null),
        request.to().map(Object::toString).orElse(null),
        request.policy(),
        request.attempt(),
        began.toString(),
        seconds(began),
        List.copyOf(steps),
        commits(),
        sets.next().orElse(null),
        outputs(sets),
        error,
        RunRecord.Worker.me());
  }

  private List<RunRecord.Output> outputs(PublishedSets sets) {
    Path manifest = sets.latest().resolve("manifest.json");
    if (steps.stream().noneMatch(s -> s.step().equals("seal")) || !Files.exists(manifest)) {
      return List.of();
    }
    try {
      byte[] bytes = Files.readAllBytes(manifest);
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return List.of(new RunRecord.Output(manifest.toString(), bytes.length, sha256));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Ledger.Entry> commits() {
    return lease.epoch() == 0 ? List.of() : new Ledger(request.warehouse()).under(lease);
  }

  private static double seconds(Instant since) {
    return Duration.between(since, Clock.systemUTC().instant()).toMillis() / 1000.0;
  }

  private static String words(StepResult result) {
    if (!result.changed()) {
      return "nothing new";
    }
    String words =
        result.counts().entrySet().stream()
            .filter(e -> e.getValue() != 0)
            .map(e -> String.format("%,d %s", e.getValue(), e.getKey().replace('_', ' ')))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "done" : words;
  }
}
