package pcw.ops;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import pcw.schemas.Contracts;
import pcw.spark.Tables;

/**
 * What a step is given.
 *
 * @param home where schemas, conform and measures lie
 * @param landing where deliveries arrive
 * @param warehouse where tables and published sets lie
 * @param from first month to compute; empty: as far back as there is data
 * @param to last month to compute; empty: the latest that there is
 * @param policy {@code publishable} or {@code internal}
 * @param force do the work again even where nothing is new
 * @param runId names this run in logs and ops tables, never in outputs
 * @param lease the right to write, to be checked before what readers see is switched
 */
public record Run(
    Tables tables,
    Path home,
    Path landing,
    Path warehouse,
    Optional<YearMonth> from,
    Optional<YearMonth> to,
    String policy,
    boolean force,
    String runId,
    Log log,
    Lease lease) {

  /** A run that needs no lease, because nobody else knows its warehouse. */
  public Run(
      Tables tables,
      Path home,
      Path landing,
      Path warehouse,
      Optional<YearMonth> from,
      Optional<YearMonth> to,
      String policy,
      boolean force,
      String runId,
      Log log) {
    this(tables, home, landing, warehouse, from, to, policy, force, runId, log, Lease.none());
  }

  public SparkSession spark() {
    return tables.spark();
  }

  public Contracts contracts() {
    return tables.contracts();
  }

  /** Where the definitions of this name lie; see {@link Project#definitions}. */
  public Path definitions(String name) {
    return Project.definitions(home, name);
  }
}
