package pcw.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import pcw.spark.Tables;

/** Writes rejected rows to {@code quarantine.row}, in one commit for all files. */
final class Quarantine {
  private static final String TABLE = "quarantine.row";

  private Quarantine() {}

  /**
   * @param readBefore rows of these files may be there already
   */
  static void write(
      Tables tables, List<Load.Outcome> outcomes, boolean readBefore, Journal journal) {
    List<Load.Outcome> withRejects = outcomes.stream().filter(o -> !o.rejects().isEmpty()).toList();
    if (withRejects.isEmpty()) {
      return;
    }
    List<Row> rows = new ArrayList<>();
    for (Load.Outcome outcome : withRejects) {
      Arrival arrival = outcome.arrival();
      for (Tally.Reject reject : outcome.rejects()) {
        rows.add(
            RowFactory.create(
                arrival.feed().id(),
                arrival.deliveryId(),
                arrival.file().name(),
                arrival.month().map(m -> java.sql.Date.valueOf(m.atDay(1))).orElse(null),
                reject.line(),
                reject.rule(),
                reject.column(),
                reject.fields()));
      }
    }
    journal.open(tables, TABLE);
    Dataset<Row> written =
        tables
            .spark()
            .createDataFrame(rows, Tables.schema(tables.contracts().table(TABLE)))
            .coalesce(1);
    String unit = "ingest " + journal.token();
    if (readBefore) {
      String deliveries =
          withRejects.stream()
              .map(o -> o.arrival().deliveryId())
              .sorted()
              .collect(Collectors.joining("', '", "delivery_id IN ('", "')"));
      tables.replace(TABLE, written, deliveries, unit);
    } else {
      tables.append(TABLE, written, unit);
    }
  }
}
