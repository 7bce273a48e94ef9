package pcw.ops;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
 * @param asOf the day on which agreements and opt-outs must hold
 * @param keys where the keys of the door are, oldest first, as {@code file:PATH} or {@code
 *     env:NAME}; empty where no delivery about people is expected; {@code none} where they are to
 *     be left alone
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
    LocalDate asOf,
    List<String> keys,
    String runId,
    Log log,
    Lease lease) {
  /** In the place of keys: deliveries about people are left alone. */
  public static final String NO_PEOPLE = "none";

  /**
   * A run over all that is held, publishable, without people, and without a lease because nobody
   * else knows its warehouse.
   */
  public static Run of(Tables tables, Path home, Path landing, Path warehouse, Log log) {
    return new Run(
        tables,
        home,
        landing,
        warehouse,
        Optional.empty(),
        Optional.empty(),
        "publishable",
        false,
        LocalDate.EPOCH,
        List.of(),
        UUID.randomUUID().toString(),
        log,
        Lease.none());
  }

  /**
   * The same run over another period.
   *
   * @param first null: as far back as there is data
   * @param last null: the latest that there is
   */
  public Run over(YearMonth first, YearMonth last) {
    return but(Optional.ofNullable(first), Optional.ofNullable(last), policy, force, asOf, keys);
  }

  /** The same run under another policy. */
  public Run under(String newPolicy) {
    return but(from, to, newPolicy, force, asOf, keys);
  }

  /** The same run, which does its work again even where nothing is new, or not. */
  public Run forced(boolean isForced) {
    return but(from, to, policy, isForced, asOf, keys);
  }

  /** The same run, which takes in deliveries about people on the terms of a day. */
  public Run withPeople(LocalDate day, List<String> newKeys) {
    return but(from, to, policy, force, day, newKeys);
  }

  private Run but(
      Optional<YearMonth> newFrom,
      Optional<YearMonth> newTo,
      String newPolicy,
      boolean newForce,
      LocalDate newAsOf,
      List<String> newKeys) {
    return new Run(
        tables, home, landing, warehouse, newFrom, newTo, newPolicy, newForce, newAsOf, newKeys,
        runId, log, lease);
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
