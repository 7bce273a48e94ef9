package pcw.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import pcw.spark.Tables;

/**
 * What became of every file that was ever found: the table {@code ops.file} and, for those about
 * people, {@code ops.delivery}. Several feeds may be loaded at once, and ask and tell it.
 */
final class Registry {
  static final String TABLE = "ops.file";
  private static final String DELIVERIES = "ops.delivery";

  private final Map<String, Feed> feeds;
  private final Map<String, Entry> byId = new TreeMap<>();
  private final Map<String, List<Entry>> readByName = new HashMap<>();
  private final Map<String, Entry> heldByUnit = new HashMap<>();
  private final Set<String> written = new HashSet<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private long lastSequence;

  private Registry(List<Feed> feeds) {
    this.feeds = feeds.stream().collect(Collectors.toMap(Feed::id, feed -> feed));
  }

  static Registry read(Tables tables, List<Feed> feeds) {
    Registry registry = new Registry(feeds);
    Map<String, Declared> declared = new HashMap<>();
    for (Row row : tables.read(DELIVERIES).collectAsList()) {
      declared.put(row.getAs("delivery_id"), Entry.declared(row));
    }
    for (Row row : tables.read(TABLE).collectAsList()) {
      Entry entry = Entry.of(row, declared.get(row.<String>getAs("delivery_id")));
      registry.set(entry);
      registry.written.add(entry.deliveryId());
      registry.readByName.computeIfAbsent(entry.fileName(), n -> new ArrayList<>()).add(entry);
      registry.lastSequence = Math.max(registry.lastSequence, entry.sequence());
    }
    return registry;
  }

  /**
   * The file of this name that has not been touched since it was registered and need not be read
   * again. A refused delivery about people is: the terms on which it may come, or the declaration
   * beside it, may have changed.
   */
  Optional<Entry> unchanged(LandedFile file) {
    return readByName.getOrDefault(file.name(), List.of()).stream()
        .filter(
            e ->
                e.bytes() == file.bytes()
                    && e.modifiedAt().toEpochMilli() == file.modifiedMillis()
                    && !mayBeTakenNow(e))
        .findFirst();
  }

  /**
   * It was refused on terms that may have changed since, or for the moment at which it was read.
   */
  boolean mayBeTakenNow(Entry entry) {
    return entry.is("refused") && (isAboutPeople(entry) || Refusal.isOfTheMoment(entry.rule()));
  }

  private boolean isAboutPeople(Entry entry) {
    return entry.declared() != null;
  }

  synchronized Optional<Entry> find(String deliveryId) {
    return Optional.ofNullable(byId.get(deliveryId));
  }

  /** The file whose rows a unit of a feed holds now. */
  synchronized Optional<Entry> held(Feed feed, String unit) {
    return Optional.ofNullable(heldByUnit.get(feed.id() + " " + unit));
  }

  /** The files whose rows a feed holds now. */
  synchronized List<Entry> accepted(Feed feed) {
    return byId.values().stream()
        .filter(e -> e.is("accepted") && feed.id().equals(e.feed()))
        .toList();
  }

  /** A place in the order of arrival that no file had yet. */
  long nextSequence() {
    return ++lastSequence;
  }

  synchronized void put(Entry entry) {
    Entry before = byId.get(entry.deliveryId());
    if (!entry.equals(before)) {
      set(entry);
      changed.add(entry.deliveryId());
    }
  }

  private void set(Entry entry) {
    Entry before = byId.put(entry.deliveryId(), entry);
    if (before != null && before.is("accepted")) {
      unit(before).ifPresent(unit -> heldByUnit.remove(unit, before));
    }
    if (entry.is("accepted")) {
      unit(entry).ifPresent(unit -> heldByUnit.put(unit, entry));
    }
  }

  private Optional<String> unit(Entry entry) {
    return Optional.ofNullable(feeds.get(entry.feed()))
        .map(feed -> feed.id() + " " + feed.unit(entry.month(), entry.sender()));
  }

  /** Writes what has changed, the files last; false where nothing has. */
  boolean write(Tables tables, Journal journal) {
    if (changed.isEmpty()) {
      return false;
    }
    List<Entry> deliveries = byId.values().stream().filter(this::isAboutPeople).toList();
    if (deliveries.stream().anyMatch(e -> changed.contains(e.deliveryId()))) {
      journal.open(tables, DELIVERIES);
      write(tables, DELIVERIES, deliveries, Entry::deliveryRow, journal.token());
    }
    write(tables, TABLE, byId.values(), Entry::fileRow, journal.token());
    written.addAll(changed);
    changed.clear();
    return true;
  }

  private void write(
      Tables tables,
      String table,
      Collection<Entry> entries,
      Function<Entry, Row> row,
      String token) {
    boolean adds = entries.stream().noneMatch(this::isRewritten);
    List<Row> rows =
        entries.stream()
            .filter(entry -> !adds || changed.contains(entry.deliveryId()))
            .map(row)
            .toList();
    var data =
        tables
            .spark()
            .createDataFrame(rows, Tables.schema(tables.contracts().table(table)))
            .coalesce(1);
    if (adds) {
      tables.append(table, data, "ingest " + token);
    } else {
      tables.replace(table, data, null, "ingest " + token);
    }
  }

  private boolean isRewritten(Entry entry) {
    return changed.contains(entry.deliveryId()) && written.contains(entry.deliveryId());
  }
}
