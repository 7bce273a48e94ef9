package pcw.ingest;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One file in the register of files.
 *
 * @param declared null where the file's feed is public
 */
record Entry(
    String deliveryId,
    String sha256,
    String feed,
    String layout,
    String fileName,
    long bytes,
    Instant modifiedAt,
    Optional<YearMonth> month,
    String encoding,
    Declared declared,
    String status,
    String rule,
    String message,
    Counts counts,
    long sequence,
    String runId,
    Instant ingestedAt) {

  Entry as(String newStatus, String newRule, String newMessage) {
    return new Entry(
        deliveryId,
        sha256,
        feed,
        layout,
        fileName,
        bytes,
        modifiedAt,
        month,
        encoding,
        declared,
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
        deliveryId,
        sha256,
        feed,
        layout,
        fileName,
        bytes,
        modifiedAt,
        month,
        encoding,
        declared,
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

  String sender() {
    return declared == null ? null : declared.sender();
  }

  /** The row of {@code ops.file}. */
  Row fileRow() {
    return RowFactory.create(
        deliveryId,
        sha256,
        feed,
        layout,
        fileName,
        bytes,
        Timestamp.from(modifiedAt),
        firstDay(month.orElse(null)),
        encoding,
        status,
        rule,
        message,
        counts.rowsIn(),
        counts.accepted(),
        counts.quarantined(),
        counts.duplicate(),
        counts.optedOut(),
        counts.outOfScope(),
        sequence,
        runId,
        Timestamp.from(ingestedAt));
  }

  /** The row of {@code ops.delivery}; only of a file about people. */
  Row deliveryRow() {
    return RowFactory.create(
        deliveryId,
        feed,
        declared.sender(),
        firstDay(declared.from()),
        declared.to() == null ? null : Date.valueOf(declared.to().atEndOfMonth()),
        firstDay(declared.to()),
        status,
        rule,
        counts.rowsIn(),
        counts.accepted(),
        counts.quarantined(),
        counts.duplicate(),
        counts.optedOut(),
        counts.outOfScope(),
        declared.keyId(),
        declared.type1AppliedOn() == null ? null : Date.valueOf(declared.type1AppliedOn()),
        declared.ndoAppliedOn() == null ? null : Date.valueOf(declared.ndoAppliedOn()),
        declared.agreement(),
        sequence,
        runId,
        Timestamp.from(ingestedAt));
  }

  private static Date firstDay(YearMonth month) {
    return month == null ? null : Date.valueOf(month.atDay(1));
  }

  private static YearMonth month(Date date) {
    return date == null ? null : YearMonth.from(date.toLocalDate());
  }

  /** What a row of {@code ops.delivery} says the sender declared. */
  static Declared declared(Row row) {
    Date type1 = row.getAs("type1_applied_on");
    Date ndo = row.getAs("ndo_applied_on");
    return new Declared(
        row.getAs("sender_code"),
        month(row.getAs("period_from")),
        month(row.getAs("period_to")),
        row.getAs("key_id"),
        type1 == null ? null : type1.toLocalDate(),
        ndo == null ? null : ndo.toLocalDate(),
        row.getAs("agreement_reference"));
  }

  /** The entry that a row of {@code ops.file} describes. */
  static Entry of(Row row, Declared declared) {
    return new Entry(
        row.getAs("delivery_id"),
        row.getAs("sha256"),
        row.getAs("feed"),
        row.getAs("layout"),
        row.getAs("file_name"),
        row.<Long>getAs("bytes"),
        row.<Timestamp>getAs("modified_at").toInstant(),
        Optional.ofNullable(month(row.getAs("month"))),
        row.getAs("encoding"),
        declared,
        row.getAs("status"),
        row.getAs("rule"),
        row.getAs("message"),
        new Counts(
            row.<Long>getAs("rows_in"),
            row.<Long>getAs("accepted"),
            row.<Long>getAs("quarantined"),
            row.<Long>getAs("duplicate"),
            row.<Long>getAs("opted_out"),
            row.<Long>getAs("out_of_scope")),
        row.<Long>getAs("sequence"),
        row.getAs("run_id"),
        row.<Timestamp>getAs("ingested_at").toInstant());
  }
}
