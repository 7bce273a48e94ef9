package pcw.quality;

import java.sql.Date;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import pcw.ops.Run;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;
import pcw.schemas.People;
import pcw.spark.Held;
import pcw.spark.Tables;
import pcw.spark.Together;

/**
 * What the warehouse knows of deliveries about people.
 *
 * @param names of organisations by code
 * @param titles of feeds by id
 * @param latest the last month that any accepted delivery covers
 */
record Findings(
    List<Delivered> deliveries,
    List<Rejected> rejected,
    List<Filled> filled,
    List<Warned> warned,
    Map<String, String> names,
    Map<String, String> titles,
    YearMonth first,
    YearMonth latest) {
  /** The tables that are read beside those of {@link #feeds}. */
  static final List<String> READ =
      List.of(
          "ops.delivery",
          "ops.file",
          "quarantine.row",
          "silver.delivery_warning",
          "silver.organisation");

  private static final int MONTHS_OF_COMPLETENESS = 12;
  private static final int LINES_SHOWN = 20;

  /** Rows of one delivery that one rule set aside. */
  record Rejected(String deliveryId, String rule, String column, long rows, List<Long> lines) {}

  /** How often something that a sender sent looks odd. */
  record Warned(String sender, String feed, String rule, long times) {}

  /** How many stored rows of a sender have a value in a column that may be empty. */
  record Filled(String sender, String feed, String column, long filled, long rows) {}

  /** Reads everything; null where nobody has delivered. */
  static Findings read(Run run) {
    Tables tables = run.tables();
    List<Delivered> deliveries =
        tables
            .readSmall("ops.delivery")
            .join(
                tables.readSmall("ops.file").select("delivery_id", "file_name", "message"),
                "delivery_id")
            .collectAsList()
            .stream()
            .map(Delivered::of)
            .filter(d -> d.sender() != null)
            .toList();
    List<Delivered> accepted = deliveries.stream().filter(d -> d.is("accepted")).toList();
    if (deliveries.isEmpty()) {
      return null;
    }
    YearMonth latest =
        accepted.stream()
            .filter(d -> !d.feed().equals(Sender.PERMITTED))
            .flatMap(d -> d.period().stream())
            .map(Delivered.Period::to)
            .max(YearMonth::compareTo)
            .orElse(YearMonth.from(run.asOf()));
    YearMonth first =
        accepted.stream()
            .flatMap(d -> d.period().stream())
            .map(Delivered.Period::from)
            .min(YearMonth::compareTo)
            .orElse(latest);
    return new Findings(
        deliveries,
        rejected(tables),
        filled(tables, latest),
        warned(tables),
        names(tables),
        tables.contracts().layer(Layer.LANDING).stream()
            .collect(Collectors.toMap(Contract::id, Contract::title)),
        first,
        latest);
  }

  /** A feed as its contract calls it, with the id that its files are named by. */
  String feed(String id) {
    return titles.containsKey(id) ? titles.get(id) + " (" + id + ")" : id;
  }

  private static List<Warned> warned(Tables tables) {
    return tables
        .readSmall("silver.delivery_warning")
        .select("sender_code", "feed", "rule", "times")
        .orderBy("sender_code", "feed", "rule")
        .collectAsList()
        .stream()
        .map(
            row -> new Warned(row.getString(0), row.getString(1), row.getString(2), row.getLong(3)))
        .toList();
  }

  private static List<Rejected> rejected(Tables tables) {
    Column lines =
        functions.slice(
            functions.sort_array(functions.collect_list(functions.col("line_number"))),
            1,
            LINES_SHOWN);
    return tables
        .readSmall("quarantine.row")
        .where(functions.col("fields").isNull())
        .groupBy("delivery_id", "rule", "column_name")
        .agg(functions.count("*").as("rows"), lines.as("lines"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Rejected(
                    row.getString(0),
                    row.getString(1),
                    row.isNullAt(2) ? "" : row.getString(2),
                    row.getLong(3),
                    row.<Long>getList(4)))
        .toList();
  }

  /** The feeds about people that have columns that may be empty. */
  static Stream<Contract> feeds(Contracts contracts) {
    return contracts.layer(Layer.LANDING).stream()
        .filter(feed -> feed.isAboutPeople() && !optional(feed).isEmpty());
  }

  private static List<String> optional(Contract feed) {
    return feed.storedColumns().stream()
        .filter(c -> !c.required() && !People.FILLED.contains(c.name()))
        .map(pcw.schemas.Column::name)
        .toList();
  }

  /** Of the last twelve months, one query a feed. */
  private static List<Filled> filled(Tables tables, YearMonth latest) {
    Date since = Date.valueOf(latest.minusMonths(MONTHS_OF_COMPLETENESS - 1).atDay(1));
    List<Contract> delivered =
        feeds(tables.contracts()).filter(feed -> tables.exists(feed.tableName())).toList();
    try (Held held = Held.reading(tables, delivered.stream().map(Contract::tableName).toList())) {
      return Together.map(delivered, feed -> filled(tables, feed, since)).stream()
          .flatMap(List::stream)
          .toList();
    }
  }

  private static List<Filled> filled(Tables tables, Contract feed, Date since) {
    List<String> optional = optional(feed);
    Dataset<Row> counts =
        tables
            .readSmall(feed.tableName())
            .where(functions.col("month").geq(functions.lit(since)))
            .groupBy("sender_code")
            .agg(
                functions.count("*"),
                optional.stream().map(c -> functions.count(c).as(c)).toArray(Column[]::new));
    List<Filled> filled = new ArrayList<>();
    for (Row row : counts.collectAsList()) {
      for (int i = 0; i < optional.size(); i++) {
        filled.add(
            new Filled(
                row.getString(0), feed.id(), optional.get(i), row.getLong(i + 2), row.getLong(1)));
      }
    }
    return filled;
  }

  private static Map<String, String> names(Tables tables) {
    Map<String, String> names = new TreeMap<>();
    for (Row row :
        tables.readSmall("silver.organisation").select("org_code", "org_name").collectAsList()) {
      names.put(row.getString(0), row.getString(1));
    }
    return names;
  }
}
