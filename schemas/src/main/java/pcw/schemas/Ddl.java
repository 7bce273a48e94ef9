package pcw.schemas;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Spark's data definition language that {@code physicalType} may be written in. */
final class Ddl {
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d{1,2}),(\\d{1,2})\\)");
  private static final int MAX_PRECISION = 38;

  private Ddl() {}

  /** The logical types that a physical type may stand for; empty where it is none that we use. */
  static Set<String> logicalTypes(String physicalType) {
    return switch (physicalType) {
      case "STRING" -> Set.of("string");
      case "DATE" -> Set.of("date");
      case "TIMESTAMP" -> Set.of("timestamp");
      case "BOOLEAN" -> Set.of("boolean");
      case "INT", "BIGINT" -> Set.of("integer");
      case "DOUBLE" -> Set.of("number");
      case "MAP<STRING,STRING>" -> Set.of("object");
      case "ARRAY<STRING>" -> Set.of("array");
      default -> isDecimal(physicalType) ? Set.of("number") : Set.of();
    };
  }

  private static boolean isDecimal(String physicalType) {
    Matcher matcher = DECIMAL.matcher(physicalType);
    if (!matcher.matches()) {
      return false;
    }
    int precision = Integer.parseInt(matcher.group(1));
    int scale = Integer.parseInt(matcher.group(2));
    return precision >= 1 && precision <= MAX_PRECISION && scale <= precision;
  }
}
