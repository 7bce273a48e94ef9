package pcw.schemas;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One column of a contract.
 *
 * @param logicalType ODCS logical type: string, date, timestamp, number, integer, boolean, object,
 *     array
 * @param physicalType Spark DDL, word for word, such as {@code DECIMAL(18,5)}
 * @param required no value may be missing
 * @param primaryKey part of the key that is unique in the table
 * @param classification {@code public}, {@code internal}, {@code personal} or {@code identifier}
 * @param allowed the allowed values; empty where any value is allowed
 * @param meanings what allowed values mean, for those that do not speak for themselves
 * @param pattern what a whole value must match, once spaces around it are gone
 * @param minimum inclusive lower bound of a number
 * @param maximum inclusive upper bound of a number
 * @param maxLength the most characters a value may have
 * @param format how a date is written (java.time patterns, separated by {@code |}); the first is
 *     the usual one; read in English, whatever the case of the letters; {@value #SNOMED} of a text
 * @param examples values as they stand in the source
 */
public record Column(
    String name,
    String description,
    String logicalType,
    String physicalType,
    boolean required,
    boolean primaryKey,
    String classification,
    List<String> allowed,
    Map<String, String> meanings,
    Optional<Pattern> pattern,
    Optional<Double> minimum,
    Optional<Double> maximum,
    Optional<Integer> maxLength,
    Optional<String> format,
    List<String> examples) {

  /** The format of a text that is a SNOMED CT identifier of a concept or description. */
  public static final String SNOMED = "snomed";

  /** A public column that may be missing, without rules: one that the program adds to a table. */
  public static Column added(
      String name, String description, String logicalType, String physicalType) {
    return new Column(
        name,
        description,
        logicalType,
        physicalType,
        false,
        false,
        "public",
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
