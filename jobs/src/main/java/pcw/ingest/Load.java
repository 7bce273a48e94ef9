package pcw.ingest;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pcw.spark.Commit;
import pcw.spark.Tables;

/** Takes the files of one feed into its bronze table, all in one commit. */
final class Load {
  /** So few bad rows never refuse a file, however small it is. */
  private static final int FEW_BAD_ROWS = 10;

  /** The header that the door writes. */
  private static final int LINES_ABOVE_ROWS = 1;

  private Load() {}

  /**
   * One file's fate.
   *
   * @param refusal null where the file is accepted
   * @param rejects rejected rows, by line of the file
   */
  record Outcome(Arrival arrival, Counts counts, Refusal refusal, List<Tally.Reject> rejects) {
    private static Outcome refused(Arrival arrival, Refusal refusal) {
      return new Outcome(arrival, Counts.NONE, refusal, List.of());
    }
  }

  /**
   * Loads the files, at most one for each unit that a file replaces. Of a file that turns out to be
   * refused nothing stays: its unit is what it was before.
   *
   * @param unitsAreEmpty nothing is held of what the files replace, so that nothing need be removed
   */
  static List<Outcome> load(
      Tables tables,
      Feed feed,
      List<Arrival> arrivals,
      boolean unitsAreEmpty,
      long versionBefore,
      String runId) {
    Tallies tallies = new Tallies();
    tallies.register(tables.spark().sparkContext(), scala.Option.empty(), false);
    DeliverySource.Plan plan =
        new DeliverySource.Plan(
            feed.recipe(),
            Tables.schema(feed.contract()),
            Pieces.split(arrivals, tables.spark().sparkContext().defaultParallelism()),
            tallies);
    Dataset<Row> rows = DeliverySource.rows(tables.spark(), plan);
    if (unitsAreEmpty) {
      tables.append(feed.table(), rows, unit(arrivals, runId));
    } else {
      tables.replace(feed.table(), rows, predicate(feed, arrivals), unit(arrivals, runId));
    }
    List<Outcome> outcomes = new ArrayList<>();
    Map<Integer, List<Tally>> pieces = byDelivery(tallies);
    for (int i = 0; i < arrivals.size(); i++) {
      outcomes.add(outcome(arrivals.get(i), pieces.getOrDefault(i, List.of())));
    }
    try {
      checkStored(tables, feed, tallies, outcomes);
    } catch (IllegalStateException e) {
      putBack(tables, feed, arrivals, versionBefore, runId);
      throw e;
    }
    List<Arrival> refused =
        outcomes.stream().filter(o -> o.refusal() != null).map(Outcome::arrival).toList();
    if (!refused.isEmpty()) {
      putBack(tables, feed, refused, versionBefore, runId);
    }
    return outcomes;
  }

  /** The pieces of each delivery, in their order. */
  private static Map<Integer, List<Tally>> byDelivery(Tallies tallies) {
    Map<Tallies.Key, Tally> ordered =
        new TreeMap<>(
            Comparator.comparingInt(Tallies.Key::delivery).thenComparingInt(Tallies.Key::piece));
    ordered.putAll(tallies.value());
    Map<Integer, List<Tally>> pieces = new HashMap<>();
    ordered.forEach(
        (key, tally) -> pieces.computeIfAbsent(key.delivery(), d -> new ArrayList<>()).add(tally));
    return pieces;
  }

  private static Outcome outcome(Arrival arrival, List<Tally> pieces) {
    long accepted = 0;
    long duplicate = 0;
    long outOfScope = 0;
    long quarantined = 0;
    long line = arrival.linesBefore();
    List<Tally.Reject> rejects = new ArrayList<>();
    for (Tally piece : pieces) {
      if (piece.problem != null) {
        return Outcome.refused(arrival, new Refusal(piece.problemRule, piece.problem));
      }
      accepted += piece.accepted;
      duplicate += piece.duplicate;
      outOfScope += piece.outOfScope();
      quarantined += piece.rejected;
      for (Tally.Reject reject : piece.rejects) {
        rejects.add(
            new Tally.Reject(
                line + reject.line(), reject.rule(), reject.column(), reject.fields()));
      }
      line += piece.lines;
    }
    try {
      arrival.file().checkUnchanged();
    } catch (Refusal refusal) {
      return Outcome.refused(arrival, refusal);
    }
    Counts counts = new Counts(arrival.rows(), accepted, quarantined, duplicate, 0, outOfScope);
    if (arrival.passage() != null) {
      counts = withDoor(counts, arrival);
      rejects = withDoor(rejects, arrival.passage());
    }
    if (!counts.balance() && arrival.feed().delivery().newlineInQuotes()) {
      return Outcome.refused(
          arrival,
          new Refusal(
              "quotes",
              "its quotes do not pair: rows run into each other; mend it and deliver it again"));
    }
    double percent = 100.0 * counts.quarantined() / Math.max(1, counts.rowsIn());
    double most = arrival.feed().delivery().maxRejectedPercent();
    if (percent > most && (counts.quarantined() >= FEW_BAD_ROWS || most == 0)) {
      return Outcome.refused(arrival, tooManyBadRows(counts, percent, most, rejects));
    }
    return new Outcome(arrival, counts, null, rejects);
  }

  /**
   * The rows of the delivery as it came: those that the door kept back and those it let through.
   */
  private static Counts withDoor(Counts inside, Arrival arrival) {
    Passed passage = arrival.passage();
    if (inside.rowsIn() != passage.letThrough()) {
      throw new IllegalStateException(
          String.format(
              Locale.UK,
              "%s: the door let %,d rows through, but %,d were found behind it",
              arrival.file().name(),
              passage.letThrough(),
              inside.rowsIn()));
    }
    return new Counts(
        passage.rows(),
        inside.accepted(),
        inside.quarantined() + passage.rejected(),
        inside.duplicate(),
        passage.optedOut(),
        inside.outOfScope());
  }

  /** Every rejected row under its line of the delivery as it came. */
  private static List<Tally.Reject> withDoor(List<Tally.Reject> inside, Passed passage) {
    List<Tally.Reject> all = new ArrayList<>(passage.rejects());
    for (Tally.Reject reject : inside) {
      long row = reject.line() - LINES_ABOVE_ROWS - 1;
      all.add(new Tally.Reject(passage.lines().lineOf(row), reject.rule(), reject.column(), null));
    }
    return all;
  }

  private static Refusal tooManyBadRows(
      Counts counts, double percent, double most, List<Tally.Reject> rejects) {
    Map<String, Long> byRule =
        rejects.stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.column() == null ? r.rule() : r.rule() + " in " + r.column(),
                    TreeMap::new,
                    Collectors.counting()));
    String worst =
        byRule.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    return new Refusal(
        "too_many_bad_rows",
        String.format(
            Locale.UK,
            "%,d of %,d rows (%.2f %%) break a rule, more than the %s %% of its contract;"
                + " most often %s, first at line %,d; mend the file and deliver it again",
            counts.quarantined(),
            counts.rowsIn(),
            percent,
            most,
            worst,
            rejects.get(0).line()));
  }

  private static String unit(List<Arrival> arrivals, String runId) {
    return "ingest "
        + runId
        + arrivals.stream().map(a -> " " + a.deliveryId()).collect(Collectors.joining());
  }

  /** The rows that the files replace; null where they replace all. */
  private static String predicate(Feed feed, List<Arrival> arrivals) {
    if (!feed.replacesMonths()) {
      return null;
    }
    if (!feed.delivery().replaces().contains("sender_code")) {
      return arrivals.stream()
          .map(a -> a.month().orElseThrow())
          .sorted()
          .map(YearMonth::toString)
          .collect(Collectors.joining("-01', DATE'", "month IN (DATE'", "-01')"));
    }
    Map<YearMonth, TreeSet<String>> senders = new TreeMap<>();
    for (Arrival arrival : arrivals) {
      senders
          .computeIfAbsent(arrival.month().orElseThrow(), m -> new TreeSet<>())
          .add(arrival.declared().sender());
    }
    return senders.entrySet().stream()
        .map(
            e ->
                "(month = DATE'"
                    + e.getKey()
                    + "-01' AND sender_code IN ('"
                    + String.join("', '", e.getValue())
                    + "'))")
        .collect(Collectors.joining(" OR "));
  }

  private static void putBack(
      Tables tables, Feed feed, List<Arrival> refused, long version, String runId) {
    String predicate = predicate(feed, refused);
    Dataset<Row> before = tables.read(feed.table(), version);
    tables.replace(
        feed.table(),
        predicate == null ? before : before.where(predicate),
        predicate,
        "ingest " + runId + " puts back what refused files had replaced");
  }

  /**
   * The reconciliation: rows counted before parsing against their fates, and rows read as good
   * against the rows that Delta has written. A difference is a fault of the program.
   */
  private static void checkStored(
      Tables tables, Feed feed, Tallies tallies, List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      Counts counts = outcome.counts();
      if (!counts.balance()) {
        throw new IllegalStateException(
            String.format(
                Locale.UK,
                "%s: %,d rows in, but %,d accepted, %,d quarantined, %,d duplicate, %,d opted out, %,d out of scope",
                outcome.arrival().file().name(),
                counts.rowsIn(),
                counts.accepted(),
                counts.quarantined(),
                counts.duplicate(),
                counts.optedOut(),
                counts.outOfScope()));
      }
    }
    long accepted = tallies.value().values().stream().mapToLong(tally -> tally.accepted).sum();
    long written = Commit.latest(tables, feed.table()).orElseThrow().rowsWritten();
    if (written != accepted) {
      throw new IllegalStateException(
          String.format(
              Locale.UK,
              "%s: %,d rows accepted, but %,d written",
              feed.table(),
              accepted,
              written));
    }
  }
}
