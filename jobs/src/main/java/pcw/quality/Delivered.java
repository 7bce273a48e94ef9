package pcw.quality;

import java.sql.Date;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * One row of {@code ops.delivery}, with the message that the register of files has of it.
 *
 * @param period the months that it covers; empty where it was refused without a readable
 *     declaration
 */
record Delivered(
    String id,
    String feed,
    String sender,
    Optional<Period> period,
    String fileName,
    String status,
    String rule,
    String message,
    long rowsIn,
    long accepted,
    long quarantined,
    long duplicate,
    long optedOut,
    long outOfScope,
    long sequence) {

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.UK);

  /** {@code Sep 2026}: Java's British "Sept" as every other month has it. */
  static String text(YearMonth month) {
    return MONTH.format(month).replace("Sept", "Sep");
  }

  /** From the first month to the last. */
  record Period(YearMonth from, YearMonth to) {
    boolean holds(YearMonth month) {
      return !month.isBefore(from) && !month.isAfter(to);
    }

    @Override
    public String toString() {
      return from.equals(to) ? text(from) : text(from) + " to " + text(to);
    }
  }

  static Delivered of(Row row) {
    Date from = row.getAs("period_from");
    Date to = row.getAs("period_to");
    return new Delivered(
        row.getAs("delivery_id"),
        row.getAs("feed"),
        row.getAs("sender_code"),
        from == null || to == null
            ? Optional.empty()
            : Optional.of(
                new Period(YearMonth.from(from.toLocalDate()), YearMonth.from(to.toLocalDate()))),
        row.getAs("file_name"),
        row.getAs("status"),
        row.getAs("rule"),
        row.getAs("message"),
        row.<Long>getAs("rows_in"),
        row.<Long>getAs("accepted"),
        row.<Long>getAs("quarantined"),
        row.<Long>getAs("duplicate"),
        row.<Long>getAs("opted_out"),
        row.<Long>getAs("out_of_scope"),
        row.<Long>getAs("sequence"));
  }

  boolean is(String other) {
    return status.equals(other);
  }

  boolean covers(YearMonth month) {
    return period.map(p -> p.holds(month)).orElse(false);
  }

  String periodText() {
    return period.map(Period::toString).orElse("not declared");
  }
}
