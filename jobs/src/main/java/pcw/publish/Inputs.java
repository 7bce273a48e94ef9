package pcw.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.schemas.Layer;
import pcw.spark.CodeLists;
import pcw.spark.Commit;
import pcw.spark.Tables;

/** Reads the tables that publish works on, as plain records. Spark does nothing else here. */
final class Inputs {
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9].*");
  private static final String ADQ_CHANGE = "silver.adq_change";

  /** Every table that is read. */
  static final List<String> READ =
      List.of(
          "gold.measure",
          "gold.measure_count",
          "gold.driver_count",
          "silver.practice_membership",
          "silver.practice_month",
          "silver.organisation",
          "silver.registered_patients",
          "silver.prescribing_reconciliation",
          ADQ_CHANGE,
          "bronze.target",
          "bronze.intervention",
          "bronze.spc_rebase",
          "bronze.evidence",
          "bronze.board_aim",
          "ops.file");

  private static final int AGED = 65;

  private final Tables tables;
  private final Map<String, Long> versions;

  /**
   * @param versions of the tables, as they stood for an earlier set; a table that is not named is
   *     read as it stands
   */
  Inputs(Tables tables, Map<String, Long> versions) {
    this.tables = tables;
    this.versions = versions;
  }

  private Dataset<Row> read(String table) {
    return versions.containsKey(table)
        ? tables.readSmall(table, versions.get(table))
        : tables.readSmall(table);
  }

  /** The versions of all tables that a set is made of, as they stand. */
  static Map<String, Long> versions(Tables tables) {
    Map<String, Long> versions = new TreeMap<>();
    for (String table : READ) {
      Commit.latest(tables, table).ifPresent(commit -> versions.put(table, commit.version()));
    }
    return versions;
  }

  /** The number of a month column, counted from year 0. */
  private static Column monthNumber(String column) {
    return year(col(column)).multiply(12).plus(month(col(column))).minus(1);
  }

  /** Rows of a table in these columns. */
  Iterable<Row> rows(String table, String... columns) {
    Dataset<Row> rows =
        read(table).select(Arrays.stream(columns).map(c -> col(c)).toArray(Column[]::new));
    return rows::toLocalIterator;
  }

  /** Rows of a small table, with decimals as the doubles that published tables have. */
  List<Object[]> table(String table, String... columns) {
    List<Object[]> all = new ArrayList<>();
    for (Row row : rows(table, columns)) {
      Object[] values = new Object[columns.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = published(row.get(i));
      }
      all.add(values);
    }
    return all;
  }

  private static Object published(Object value) {
    if (value instanceof Date day) {
      return day.toLocalDate();
    }
    return value instanceof BigDecimal number ? (Object) number.doubleValue() : value;
  }

  /** The first and the last month that has counts; none where nothing was counted. */
  Months months() {
    Row row =
        read("gold.measure_count")
            .agg(min(monthNumber("month")), max(monthNumber("month")))
            .first();
    return row.isNullAt(0)
        ? new Months(0, 0)
        : new Months(row.getInt(0), row.getInt(1) - row.getInt(0) + 1);
  }

  /**
   * The counts must be made of the codes that this run publishes.
   *
   * @param official of verified codes only
   */
  void requireCodes(boolean official) {
    if (Commit.latest(tables, "gold.measure")
        .map(commit -> CodeLists.areVerifiedOnly(commit) != official)
        .orElse(false)) {
      throw new Problem(
          Exit.CONFIGURATION,
          official
              ? "The counts are not for official figures: run conform and measure with --official."
              : "The counts are for official figures: publish with --official, or run conform and"
                  + " measure without it.");
    }
  }

  /** Rows of a feed that is on record; none where no contract or no delivery of it is held. */
  List<Row> register(String feed, String... columns) {
    boolean known =
        tables.contracts().layer(Layer.LANDING).stream().anyMatch(c -> c.id().equals(feed));
    if (!known || !tables.exists("bronze." + feed)) {
      return List.of();
    }
    List<Row> all = new ArrayList<>();
    rows("bronze." + feed, columns).forEach(all::add);
    return all;
  }

  /** A feed that is published as it was delivered, in these columns. */
  List<Object[]> asDelivered(String feed, String... columns) {
    List<Object[]> all = new ArrayList<>();
    for (Row row : register(feed, columns)) {
      Object[] values = new Object[row.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = published(row.get(i));
      }
      all.add(values);
    }
    return all;
  }

  /** The change log of each measure that has one, as JSON. */
  Map<String, String> measureChanges() {
    Map<String, String> changes = new TreeMap<>();
    for (Row row : rows("gold.measure", "measure_id", "changes")) {
      if (!row.isNullAt(1) && !row.getString(1).isBlank()) {
        changes.put(row.getString(0), row.getString(1));
      }
    }
    return changes;
  }

  /**
   * People of each practice by the youngest age of a five-year band, in a month; empty where ages
   * are not held.
   */
  Map<String, Map<Integer, Integer>> lists(int month) {
    Map<String, Map<Integer, Integer>> lists = new TreeMap<>();
    Dataset<Row> rows =
        read("silver.registered_patients")
            .where(
                monthNumber("month")
                    .equalTo(month)
                    .and(col("age_band").notEqual("all"))
                    .and(col("sex").notEqual("all")))
            .select(col("practice_code"), col("age_band"), col("patients"));
    Iterable<Row> each = rows::toLocalIterator;
    for (Row row : each) {
      int youngest = Integer.parseInt(NO_DIGIT.matcher(row.getString(1)).replaceFirst(""));
      lists
          .computeIfAbsent(row.getString(0), p -> new TreeMap<>())
          .merge(youngest, row.getInt(2), Integer::sum);
    }
    return lists;
  }

  /** Share of each practice's list that is aged 65 and over. */
  static Map<String, Double> agedShare(Map<String, Map<Integer, Integer>> lists) {
    Map<String, Double> shares = new TreeMap<>();
    lists.forEach(
        (practice, byAge) -> {
          double all = 0;
          double aged = 0;
          for (Map.Entry<Integer, Integer> band : byAge.entrySet()) {
            all += band.getValue();
            aged += band.getKey() >= AGED ? band.getValue() : 0;
          }
          shares.put(practice, all == 0 ? 0 : aged / all);
        });
    return shares;
  }

  /** Changes of reference data between months of prescribing. */
  List<Notices.AdqChange> adqChanges() {
    List<Notices.AdqChange> changes = new ArrayList<>();
    if (tables.exists(ADQ_CHANGE)) {
      for (Row row :
          rows(
              ADQ_CHANGE, "month", "bnf_name", "adq_per_unit", "adq_per_unit_before", "is_mixed")) {
        changes.add(
            new Notices.AdqChange(
                day(row, 0),
                row.getString(1),
                row.getDouble(2),
                row.isNullAt(3) ? null : row.getDouble(3),
                row.getBoolean(4)));
      }
    }
    return changes;
  }

  /** The day on which each definition was last reviewed. */
  Map<String, LocalDate> reviews() {
    Map<String, LocalDate> reviews = new TreeMap<>();
    for (Row row : rows("gold.measure", "measure_id", "reviewed_on")) {
      if (!row.isNullAt(1)) {
        reviews.put(row.getString(0), day(row, 1));
      }
    }
    return reviews;
  }

  List<Membership> memberships() {
    List<Membership> memberships = new ArrayList<>();
    Level[] levels = {Level.PCN, Level.LOCALITY, Level.SUB_ICB, Level.ICB, Level.REGION};
    for (Row row :
        rows(
            "silver.practice_membership",
            "practice_code",
            "valid_from",
            "valid_to",
            "source",
            "pcn_code",
            "locality_code",
            "sub_icb_code",
            "icb_code",
            "region_code")) {
      Map<Level, String> ancestors = new EnumMap<>(Level.class);
      for (int i = 0; i < levels.length; i++) {
        if (!row.isNullAt(4 + i)) {
          ancestors.put(levels[i], row.getString(4 + i));
        }
      }
      memberships.add(
          new Membership(
              row.getString(0),
              day(row, 1),
              day(row, 2),
              ancestors,
              row.getString(3).equals("map")));
    }
    return memberships;
  }

  List<PracticeMonth> practiceMonths() {
    List<PracticeMonth> all = new ArrayList<>();
    Dataset<Row> rows =
        read("silver.practice_month")
            .select(
                col("practice_code"),
                monthNumber("month"),
                col("registered_patients"),
                col("has_prescribing"),
                col("is_in_map"));
    Iterable<Row> each = rows::toLocalIterator;
    Map<String, String> shared = new HashMap<>();
    for (Row row : each) {
      all.add(
          new PracticeMonth(
              shared.computeIfAbsent(row.getString(0), code -> code),
              row.getInt(1),
              row.isNullAt(2) ? null : row.getInt(2),
              row.getBoolean(3),
              row.getBoolean(4)));
    }
    return all;
  }

  /** The organisations that the conformed tables name, by level and code. */
  Map<Level, Map<String, Organisation>> organisations() {
    Map<Level, Map<String, Organisation>> organisations = new EnumMap<>(Level.class);
    for (Level level : Level.values()) {
      organisations.put(level, new HashMap<>());
    }
    for (Row row :
        rows(
            "silver.organisation",
            "org_level",
            "org_code",
            "org_name",
            "ons_code",
            "opened_on",
            "closed_on",
            "first_month",
            "last_month",
            "is_gp_practice")) {
      Level level = Level.of(row.getString(0));
      organisations
          .get(level)
          .put(
              row.getString(1),
              new Organisation(
                  level,
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  day(row, 4),
                  day(row, 5),
                  day(row, 6),
                  day(row, 7),
                  row.isNullAt(8) ? null : row.getBoolean(8)));
    }
    return organisations;
  }

  /** The files that made the set, and those that were refused or replaced, ordered by SHA-256. */
  List<InputFile> files() {
    List<InputFile> files = new ArrayList<>();
    for (Row row :
        rows(
            "ops.file",
            "sha256",
            "feed",
            "file_name",
            "month",
            "status",
            "message",
            "rows_in",
            "accepted",
            "quarantined",
            "duplicate",
            "opted_out",
            "out_of_scope")) {
      if (!row.isNullAt(1) && !row.getString(4).equals("unmatched")) {
        Long[] rowsByFate = new Long[6];
        for (int i = 0; i < rowsByFate.length; i++) {
          rowsByFate[i] = row.isNullAt(6 + i) ? null : row.getLong(6 + i);
        }
        files.add(
            new InputFile(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                day(row, 3),
                row.getString(4),
                row.getString(5),
                Arrays.asList(rowsByFate)));
      }
    }
    files.sort(InputFile.ORDER);
    return files;
  }

  /**
   * The counts of each measure in turn, by practice. One measure is in memory at a time.
   *
   * @throws IllegalStateException where a practice is counted that has no membership, or twice
   */
  Iterator<MeasureCounts> counts(int measures, Boundaries boundaries) {
    Dataset<Row> counts =
        read("gold.measure_count")
            .select(
                col("measure_id"),
                col("window"),
                col("breakdown"),
                col("category"),
                col("organisation_code"),
                monthNumber("month"),
                col("numerator"),
                col("denominator"),
                col("sum_of_squares"),
                col("level"),
                col("value"))
            .repartition(Math.max(1, measures), col("measure_id"))
            .sortWithinPartitions("measure_id");
    return new CountIterator(counts.toLocalIterator(), boundaries);
  }

  /**
   * What each presentation adds to each measure, by practice: the rows that {@link Drivers} reads.
   */
  Iterable<Row> drivers() {
    Dataset<Row> rows =
        read("gold.driver_count")
            .select(
                col("measure_id"),
                col("organisation_code"),
                monthNumber("month"),
                col("item_code"),
                col("item_name"),
                col("items"),
                col("quantity"),
                col("adq"),
                col("actual_cost_gbp"),
                col("contribution"));
    return rows::toLocalIterator;
  }

  /** A day; null where there is none. */
  static LocalDate day(Row row, int column) {
    return row.isNullAt(column) ? null : row.<Date>getAs(column).toLocalDate();
  }
}
