package pcw.airflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import pcw.ops.Exit;
import pcw.ops.Problem;

/**
 * What is to be done, whoever asks.
 *
 * @param task {@code run}, {@code backfill} or the name of a step
 * @param landing where deliveries arrive; empty where the task takes none in
 * @param from first month; empty: as far back as there is data
 * @param to last month; empty: the latest that there is
 * @param official figures from verified codes only
 * @param asOf day on which agreements and opt-outs must hold
 * @param keys where the keys of the pseudonyms are found
 * @param runId the scheduler's name of the run
 * @param attempt counts the tries
 * @param writesTables the task needs tables, and so the lease of the warehouse and a session
 */
public record TaskRequest(
    String task,
    Optional<Path> landing,
    Path warehouse,
    Optional<YearMonth> from,
    Optional<YearMonth> to,
    String policy,
    boolean official,
    boolean force,
    LocalDate asOf,
    List<String> keys,
    String runId,
    int attempt,
    boolean writesTables) {

  /** The run as Airflow names it in the environment of a task; else a new name. */
  public static String runId(Map<String, String> environment) {
    return environment.getOrDefault("AIRFLOW_CTX_DAG_RUN_ID", UUID.randomUUID().toString());
  }

  /** The try as Airflow counts it in the environment of a task; else 1. */
  public static int attempt(Map<String, String> environment) {
    String attempt = environment.getOrDefault("AIRFLOW_CTX_TRY_NUMBER", "1");
    return attempt.matches("\\d{1,6}") ? Integer.parseInt(attempt) : 1;
  }

  void check() {
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw new Problem(Exit.USAGE, "--from " + from.get() + " is after --to " + to.get() + ".");
    }
    if (!policy.equals("publishable") && !policy.equals("internal")) {
      throw new Problem(
          Exit.USAGE, "--policy is 'publishable' or 'internal', not '" + policy + "'.");
    }
    if (landing.isPresent() && !Files.isDirectory(landing.get())) {
      throw new Problem(
          Exit.INPUT_MISSING,
          "The landing folder "
              + landing.get()
              + " does not exist: name an existing one by --landing.");
    }
  }
}
