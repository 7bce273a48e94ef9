package pcw.door;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pcw.schemas.Column;
import pcw.schemas.People;

/**
 * Reads one column's values as people write them, and keeps the canonical form of the last: ISO
 * dates, plain numbers, true and false, our own spellings. What fits the contract in no way does
 * not pass, so that a name or a number cannot travel in a column that was meant for something else.
 */
final class Cell {
  private static final Pattern GROUPED = Pattern.compile("-?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?");
  private static final Pattern NUMBER =
      Pattern.compile("-?([0-9]{1,18}\\.?[0-9]{0,9}|\\.[0-9]{1,9})");
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
  private static final int REMEMBERED = 5000;

  private final Column column;
  private final Map<String, String> spellings = new HashMap<>();
  private final List<DateTimeFormatter> dates;
  private final Map<String, String> seen = new HashMap<>();
  private final boolean isSnomed;
  private final int wholeDigits;
  private final int scale;
  private String value = "";

  Cell(Column column, People people) {
    this.column = column;
    column.allowed().forEach(allowed -> spellings.put(Headers.normal(allowed), allowed));
    people
        .values()
        .getOrDefault(column.name(), Map.of())
        .forEach((theirs, ours) -> spellings.put(Headers.normal(theirs), ours));
    this.isSnomed = column.format().filter(Column.SNOMED::equals).isPresent();
    this.dates =
        column.logicalType().equals("date")
            ? formats(column.format().orElse("yyyy-MM-dd"))
            : List.of();
    Matcher decimal = DECIMAL.matcher(column.physicalType());
    this.scale = decimal.matches() ? Integer.parseInt(decimal.group(2)) : 0;
    this.wholeDigits =
        decimal.matches() ? Integer.parseInt(decimal.group(1)) - scale : Integer.MAX_VALUE;
  }

  String name() {
    return column.name();
  }

  boolean isRequired() {
    return column.required();
  }

  /** The canonical form of the value that was read last; empty where there was none. */
  String value() {
    return value;
  }

  /**
   * Reads a value.
   *
   * @param ownNumber the NHS number of the row, which may stand in no other column; empty where the
   *     row has none
   * @return the rule that it breaks, or null
   */
  String read(String text, String ownNumber) {
    value = "";
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return column.required() ? "required" : null;
    }
    if (!column.logicalType().equals("date") && carriesNumber(stripped, ownNumber)) {
      return "identifier_in_value";
    }
    return switch (column.logicalType()) {
      case "date" -> readDate(stripped);
      case "boolean" -> readBoolean(stripped);
      case "integer", "number" -> readNumber(stripped);
      default -> readText(stripped);
    };
  }

  /** Ten digits of a SNOMED CT identifier may pass the check by chance; the row's own cannot. */
  private boolean carriesNumber(String text, String ownNumber) {
    return isSnomed ? !ownNumber.isEmpty() && text.contains(ownNumber) : NhsNumber.standsIn(text);
  }

  private String readText(String text) {
    if (isSnomed && Snomed.isWellFormed(text)) {
      value = text;
      return null;
    }
    if (isSnomed && column.pattern().isEmpty()) {
      return "snomed";
    }
    value = seen(text, this::ours);
    return !value.isEmpty() ? null : column.allowed().isEmpty() ? "pattern" : "allowed_values";
  }

  /** Our spelling of a text; blank where it has none. */
  private String ours(String text) {
    if (column.pattern().isPresent()) {
      for (String way : List.of(text, Headers.normal(text).replace(' ', '_'))) {
        boolean isCode = isSnomed && Character.isDigit(way.charAt(0));
        if (!isCode && column.pattern().get().matcher(way).matches()) {
          return way;
        }
      }
    }
    String ours = spellings.get(Headers.normal(text));
    return ours != null ? ours : spellings.getOrDefault(People.ANY_OTHER, "");
  }

  /** Values repeat: each way of writing one is worked out once. */
  private String seen(String text, UnaryOperator<String> read) {
    String known = seen.get(text);
    if (known == null) {
      known = read.apply(text);
      if (seen.size() >= REMEMBERED) {
        seen.clear();
      }
      seen.put(text, known);
    }
    return known;
  }

  private String readDate(String text) {
    value = seen(text, this::date);
    return value.isEmpty() ? "date" : null;
  }

  private String date(String text) {
    return dates.stream()
        .map(format -> date(text, format))
        .filter(date -> !date.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String date(String text, DateTimeFormatter format) {
    try {
      return LocalDate.parse(text, format).toString();
    } catch (DateTimeParseException e) {
      return "";
    }
  }

  /**
   * Readers of the formats of a contract, separated by {@code |}: English names of months in any
   * case; a format without a day means the first of the month.
   */
  private static List<DateTimeFormatter> formats(String formats) {
    return Arrays.stream(formats.split("\\|"))
        .map(
            pattern ->
                new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern.replace("yyyy", "uuuu").replace("yy", "uu"))
                    .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT))
        .toList();
  }

  private String readBoolean(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "y", "yes", "true", "1" -> value = "true";
      case "n", "no", "false", "0" -> value = "false";
      default -> {
        return "boolean";
      }
    }
    return null;
  }

  private String readNumber(String text) {
    String plain = text.startsWith("£") ? text.substring(1).strip() : text;
    if (GROUPED.matcher(plain).matches()) {
      plain = plain.replace(",", "");
    }
    if (!NUMBER.matcher(plain).matches()) {
      return "number";
    }
    BigDecimal number = new BigDecimal(plain).stripTrailingZeros();
    if (number.scale() > scale || number.precision() - number.scale() > wholeDigits) {
      return "magnitude";
    }
    if (column.minimum().isPresent() && number.doubleValue() < column.minimum().get()) {
      return "minimum";
    }
    if (column.maximum().isPresent() && number.doubleValue() > column.maximum().get()) {
      return "maximum";
    }
    String canonical = number.toPlainString();
    if (!column.allowed().isEmpty() && !column.allowed().contains(canonical)) {
      return "allowed_values";
    }
    value = canonical;
    return null;
  }
}
