package pcw.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.statistics.Better;

/**
 * What publish needs of a measure's definition.
 *
 * @param level the lowest level that it is counted at
 * @param per multiplier of a rate; 1 where the definition names none
 * @param averagesDenominator a stock, such as a list: averaged over a longer window, not added up
 * @param makesWindows longer windows are made here from months; false where the measure counts each
 *     window itself, because people cannot be added up over months
 * @param countsQuantity the numerator is a quantity, not people or events
 * @param countsPeople a person counts once in a window
 * @param better which way is good
 * @param isPublic false: the counts need protection
 * @param contrast breakdown and the two categories that are held against each other; empty for none
 * @param changedOn days from which the definition is another
 */
record MeasureDefinition(
    String id,
    String kind,
    Level level,
    double per,
    String unit,
    boolean averagesDenominator,
    boolean makesWindows,
    boolean countsQuantity,
    boolean countsPeople,
    Better better,
    List<Window> windows,
    boolean isPublic,
    List<LocalDate> changedOn,
    List<String> contrast,
    String sha256) {
  /** The kind whose counts come by whole values. */
  static final String MEDIAN = "median";

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The definitions that were counted by, by id. */
  static Map<String, MeasureDefinition> read(Inputs inputs) {
    Map<String, MeasureDefinition> measures = new TreeMap<>();
    for (Row row :
        inputs.rows(
            "gold.measure",
            "measure_id",
            "kind",
            "per",
            "unit",
            "numerator_is",
            "denominator_is",
            "level",
            "windows",
            "disclosure",
            "changes",
            "definition_sha256",
            "better",
            "contrast")) {
      String id = row.getString(0);
      String kind = row.getString(1);
      measures.put(
          id,
          new MeasureDefinition(
              id,
              kind,
              Level.of(row.getString(6)),
              row.isNullAt(2) ? 1 : row.getDouble(2),
              row.getString(3),
              "stock".equals(row.getString(5)),
              !row.getString(4).equals("people"),
              row.getString(4).equals("quantity"),
              row.getString(4).equals("people"),
              Variation.better(row.getString(11)),
              Arrays.stream(row.getString(7).split(",")).map(w -> Window.of(w.strip())).toList(),
              row.getString(8).equals("public"),
              changes(id, row.getString(9)),
              row.isNullAt(12) ? List.of() : List.of(row.getString(12).split(":")),
              row.getString(10)));
    }
    return measures;
  }

  /** The first day in each change of a definition's log. */
  private static List<LocalDate> changes(String measure, String json) {
    if (json == null || json.isBlank()) {
      return List.of();
    }
    try {
      List<LocalDate> days = new ArrayList<>();
      for (JsonNode change : JSON.readTree(json)) {
        Matcher day = DAY.matcher(change.toString());
        if (!day.find()) {
          throw new Problem(Exit.CONFIGURATION, measure + ": a change has no date (YYYY-MM-DD).");
        }
        days.add(LocalDate.parse(day.group()));
      }
      return days;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(measure + ": changes are not JSON", e);
    }
  }

  /**
   * The same where the measure delivers no months: then it counts each window itself, whatever its
   * numerator is.
   */
  MeasureDefinition delivering(boolean months) {
    return months || !makesWindows
        ? this
        : new MeasureDefinition(
            id,
            kind,
            level,
            per,
            unit,
            averagesDenominator,
            false,
            countsQuantity,
            countsPeople,
            better,
            windows,
            isPublic,
            changedOn,
            contrast,
            sha256);
  }

  /** A mean or median: people are in its denominator, and their values in its numerator. */
  boolean isOfValues() {
    return kind.equals("mean") || kind.equals(MEDIAN);
  }

  boolean isCount() {
    return kind.equals("count");
  }
}
