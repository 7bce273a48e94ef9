package pcw.ingest;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import pcw.door.PermittedList;
import pcw.ops.Run;
import pcw.spark.Commit;
import pcw.spark.Tables;

/**
 * Takes stored rows of people away who may no longer be used: everybody who is missing from a newer
 * list of people who have not opted out, or who is named. The rows leave bronze, and count as opted
 * out in the books of their deliveries, so that these still reconcile.
 */
final class Withdrawal {
  /** A list that would take away more than this share of the stored people is not believed. */
  private static final int MOST_PERCENT = 20;

  /** So few people are believed, whatever their share. */
  private static final long FEW_PEOPLE = 100;

  private static final String TOKEN = "person_token";
  private static final String KEY = "key_id";

  private final Run run;
  private final Tables tables;
  private final List<Feed> feeds;
  private final Registry registry;
  private final Journal journal;

  Withdrawal(Run run, List<Feed> feeds, Registry registry, Journal journal) {
    this.run = run;
    this.tables = run.tables();
    this.feeds = feeds.stream().filter(Feed::isAboutPeople).toList();
    this.registry = registry;
    this.journal = journal;
  }

  /**
   * The looks at tonight's lists of people who have not opted out; refused where they would take
   * away so many people that one of them must be cut short. By force they are believed.
   */
  List<Inspection> believable(List<Inspection> lists) {
    List<Arrival> good = lists.stream().map(Inspection::arrival).filter(Objects::nonNull).toList();
    Optional<LocalDate> newest =
        good.stream().map(a -> a.declared().ndoAppliedOn()).max(Comparator.naturalOrder());
    Optional<PermittedList> held = Doorway.permitted(run);
    List<Feed> stored = stored();
    if (run.force()
        || stored.isEmpty()
        || newest.isEmpty()
        || held.map(h -> h.checkedOn().isAfter(newest.get())).orElse(false)) {
      return lists;
    }
    PermittedList list =
        held.filter(h -> h.checkedOn().equals(newest.get()))
            .orElseGet(
                () -> PermittedList.of(newest.get(), keyId(good), Collections.emptyIterator()));
    good.stream()
        .filter(a -> a.declared().ndoAppliedOn().equals(newest.get()))
        .forEach(a -> list.add(a.probe().plain()));
    Dataset<Row> people = people(stored).where(functions.col(KEY).equalTo(keyId(good)));
    long withheld =
        list.recheck(people.select(TOKEN).as(Encoders.STRING()).toLocalIterator(), token -> {});
    long all = people.count();
    if (withheld <= FEW_PEOPLE || withheld * 100 <= all * MOST_PERCENT) {
      return lists;
    }
    Refusal refusal =
        new Refusal(
            "implausible_list",
            String.format(
                Locale.UK,
                "with it, %,d of the %,d people who are stored would have opted out, more than %d %%: it may be"
                    + " cut short. Deliver it whole; or, where it is right, run again with --force",
                withheld,
                all,
                MOST_PERCENT));
    return lists.stream()
        .map(one -> one.arrival() == null ? one : one.refusedBecause(refusal))
        .toList();
  }

  private static String keyId(List<Arrival> lists) {
    return lists.get(0).declared().keyId();
  }

  /** Feeds with stored people, but for the lists themselves. */
  private List<Feed> stored() {
    return feeds.stream()
        .filter(feed -> !feed.id().equals(Doorway.PERMITTED) && tables.exists(feed.table()))
        .toList();
  }

  private Dataset<Row> people(List<Feed> stored) {
    return stored.stream()
        .map(feed -> tables.read(feed.table()).select(TOKEN, KEY))
        .reduce(Dataset::union)
        .orElseThrow()
        .distinct();
  }

  /**
   * Checks stored people again, against the newest list. People whose pseudonyms another key made
   * cannot be told apart by it, and stay.
   *
   * @return rows taken away
   */
  long recheck() {
    List<Feed> stored = stored();
    if (stored.isEmpty()) {
      return 0;
    }
    Dataset<Row> permitted = Doorway.newestList(run).select(TOKEN, KEY).distinct();
    Dataset<Row> keys = permitted.select(KEY).distinct();
    Dataset<Row> withheld =
        people(stored)
            .join(keys, new String[] {KEY}, "left_semi")
            .join(permitted, new String[] {TOKEN, KEY}, "left_anti");
    return remove(stored, withheld.select(TOKEN));
  }

  /**
   * Takes people away by their pseudonyms, from the list of those who may be used too, so that
   * later deliveries do not bring them back while that list holds.
   *
   * @param people one column, {@code person_token}
   * @return rows taken away
   */
  long erase(Dataset<Row> people) {
    return remove(feeds.stream().filter(feed -> tables.exists(feed.table())).toList(), people);
  }

  private long remove(List<Feed> stored, Dataset<Row> people) {
    Dataset<Row> gone = people.distinct().persist();
    try {
      if (gone.isEmpty()) {
        return 0;
      }
      Map<Feed, Map<String, Long>> rows = new TreeMap<>(Comparator.comparing(Feed::id));
      for (Feed feed : stored) {
        rows.put(
            feed,
            rowsByDelivery(
                tables.read(feed.table()).join(gone, new String[] {TOKEN}, "left_semi")));
      }
      long all = rows.values().stream().mapToLong(Withdrawal::sum).sum();
      rows.forEach((feed, byDelivery) -> rewrite(feed, byDelivery, gone));
      return all;
    } finally {
      gone.unpersist();
    }
  }

  private static Map<String, Long> rowsByDelivery(Dataset<Row> rows) {
    return rows.groupBy("delivery_id").count().collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0), row -> row.getLong(1), Long::sum, TreeMap::new));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Writes the deliveries again without the people, and corrects their books. */
  private void rewrite(Feed feed, Map<String, Long> goneByDelivery, Dataset<Row> gone) {
    if (goneByDelivery.isEmpty()) {
      return;
    }
    String predicate =
        goneByDelivery.keySet().stream()
            .collect(Collectors.joining("', '", "delivery_id IN ('", "')"));
    journal.open(tables, feed.table());
    tables.replace(
        feed.table(),
        tables.read(feed.table()).where(predicate).join(gone, new String[] {TOKEN}, "left_anti"),
        predicate,
        "ingest " + journal.token() + " withdraws people");
    long expected = 0;
    for (Entry entry : registry.accepted(feed)) {
      Long rows = goneByDelivery.get(entry.deliveryId());
      if (rows != null) {
        Counts left = entry.counts().withdrawn(rows);
        expected += left.accepted();
        registry.put(entry.with(left));
      }
    }
    long written = Commit.latest(tables, feed.table()).orElseThrow().rowsWritten();
    if (written != expected) {
      throw new IllegalStateException(
          String.format(
              Locale.UK,
              "%s: %,d rows should be left, but %,d were written",
              feed.table(),
              expected,
              written));
    }
    run.log().say("  %s: %d rows of people taken away", feed.id(), sum(goneByDelivery));
  }
}
