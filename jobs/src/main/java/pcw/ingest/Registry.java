package pcw.ingest;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import pcw.spark.Tables;

/** What became of every file that was ever found: the table {@code ops.file}. */
final class Registry {
  static final String TABLE = "ops.file";

  /** Rows of a file by fate. */
  record Counts(long rowsIn, long accepted, long quarantined, long duplicate, long outOfScope) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** Every row has exactly one fate; nobody can opt out of a feed that has no people in it. */
    boolean balance() {
      return rowsIn == accepted + quarantined + duplicate + outOfScope;
    }
  }

  /** One file. */
  record Entry(
      String sha256,
      String feed,
      String layout,
      String fileName,
      long bytes,
      Instant modifiedAt,
      Optional<YearMonth> month,
      String encoding,
      String status,
      String rule,
      String message,
      Counts counts,
      long sequence,
      String runId,
      Instant ingestedAt) {

    Entry as(String newStatus, String newRule, String newMessage) {
      return new Entry(
          sha256,
          feed,
          layout,
          fileName,
          bytes,
          modifiedAt,
          month,
          encoding,
          newStatus,
          newRule,
          newMessage,
          counts,
          sequence,
          runId,
          ingestedAt);
    }

    Entry with(Counts newCounts) {
      return new Entry(
          sha256,
          feed,
          layout,
          fileName,
          bytes,
          modifiedAt,
          month,
          encoding,
          status,
          rule,
          message,
          newCounts,
          sequence,
          runId,
          ingestedAt);
    }

    boolean is(String other) {
      return status.equals(other);
    }

    private Row row() {
      return RowFactory.create(
          Arrival.deliveryId(sha256),
          sha256,
          feed,
          layout,
          fileName,
          bytes,
          Timestamp.from(modifiedAt),
          month.map(m -> java.sql.Date.valueOf(m.atDay(1))).orElse(null),
          encoding,
          status,
          rule,
          message,
          counts.rowsIn(),
          counts.accepted(),
          counts.quarantined(),
          counts.duplicate(),
          0L,
          counts.outOfScope(),
          sequence,
          runId,
          Timestamp.from(ingestedAt));
    }

    private static Entry of(Row row) {
      java.sql.Date month = row.getAs("month");
      return new Entry(
          row.getAs("sha256"),
          row.getAs("feed"),
          row.getAs("layout"),
          row.getAs("file_name"),
          row.<Long>getAs("bytes"),
          row.<Timestamp>getAs("modified_at").toInstant(),
          Optional.ofNullable(month).map(m -> YearMonth.from(m.toLocalDate())),
          row.getAs("encoding"),
          row.getAs("status"),
          row.getAs("rule"),
          row.getAs("message"),
          new Counts(
              row.<Long>getAs("rows_in"),
              row.<Long>getAs("accepted"),
              row.<Long>getAs("quarantined"),
              row.<Long>getAs("duplicate"),
              row.<Long>getAs("out_of_scope")),
          row.<Long>getAs("sequence"),
          row.getAs("run_id"),
          row.<Timestamp>getAs("ingested_at").toInstant());
    }
  }

  private final Map<String, Entry> bySha256 = new TreeMap<>();
  private final List<Entry> added = new ArrayList<>();
  private boolean rewritten;
  private long lastSequence;

  private Registry() {}

  static Registry read(Tables tables) {
    Registry registry = new Registry();
    for (Row row : tables.read(TABLE).collectAsList()) {
      Entry entry = Entry.of(row);
      registry.bySha256.put(entry.sha256(), entry);
      registry.lastSequence = Math.max(registry.lastSequence, entry.sequence());
    }
    return registry;
  }

  /** The file of this name that has not been touched since it was registered. */
  Optional<Entry> unchanged(LandedFile file) {
    return bySha256.values().stream()
        .filter(
            e ->
                e.fileName().equals(file.name())
                    && e.bytes() == file.bytes()
                    && e.modifiedAt().toEpochMilli() == file.modifiedMillis())
        .findFirst();
  }

  Optional<Entry> find(String sha256) {
    return Optional.ofNullable(bySha256.get(sha256));
  }

  /** The file whose rows a unit of a feed holds now. */
  Optional<Entry> held(Feed feed, String unit) {
    return bySha256.values().stream()
        .filter(
            e ->
                e.is("accepted") && feed.id().equals(e.feed()) && feed.unit(e.month()).equals(unit))
        .findFirst();
  }

  /** A place in the order of arrival that no file had yet. */
  long nextSequence() {
    return ++lastSequence;
  }

  void put(Entry entry) {
    Entry before = bySha256.put(entry.sha256(), entry);
    if (before == null) {
      added.add(entry);
    } else if (!before.equals(entry)) {
      rewritten |= !added.remove(before);
      if (!rewritten) {
        added.add(entry);
      }
    }
  }

  /** Writes what has changed; false where nothing has. */
  boolean write(Tables tables, String runId) {
    if (rewritten) {
      tables.replace(TABLE, rows(tables, bySha256.values()), null, "ingest " + runId);
    } else if (!added.isEmpty()) {
      tables.append(TABLE, rows(tables, added), "ingest " + runId);
    } else {
      return false;
    }
    added.clear();
    rewritten = false;
    return true;
  }

  private static Dataset<Row> rows(Tables tables, Collection<Entry> entries) {
    return tables
        .spark()
        .createDataFrame(
            entries.stream().map(Entry::row).toList(),
            Tables.schema(tables.contracts().table(TABLE)))
        .coalesce(1);
  }
}
