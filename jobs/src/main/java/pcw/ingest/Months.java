package pcw.ingest;

import java.text.ParsePosition;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and months as senders write them. */
final class Months {
  private static final Pattern DIGITS = Pattern.compile("([0-9]{4})[-_ ]?([0-9]{2})");
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

  private Months() {}

  /**
   * The month that a part of a file's name means: {@code 202503}, {@code 2025-03}, {@code 2025_03}.
   *
   * @param ofYear the month that a year alone means, where it may stand alone
   */
  static Optional<YearMonth> inName(String text, Optional<Integer> ofYear) {
    if (YEAR.matcher(text).matches()) {
      return ofYear.map(month -> YearMonth.of(Integer.parseInt(text), month));
    }
    Matcher matcher = DIGITS.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int month = Integer.parseInt(matcher.group(2));
    return month < 1 || month > 12
        ? Optional.empty()
        : Optional.of(YearMonth.of(Integer.parseInt(matcher.group(1)), month));
  }

  /**
   * Readers for the formats of a contract, such as {@code ddMMMyyyy|dd-MMM-yy}. Names of months are
   * English in any case; a format without a day means the first of the month; two digits of a year
   * mean 2000 to 2099.
   */
  static List<DateTimeFormatter> formats(String formats) {
    return Arrays.stream(formats.split("\\|"))
        .map(
            pattern ->
                new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern.replace("yyyy", "uuuu").replace("yy", "uu"))
                    .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(java.time.format.ResolverStyle.STRICT))
        .toList();
  }

  /** The date in the first format that fits; null where none does. */
  static LocalDate parse(List<DateTimeFormatter> formats, String text) {
    for (DateTimeFormatter format : formats) {
      ParsePosition end = new ParsePosition(0);
      TemporalAccessor parsed = format.parseUnresolved(text, end);
      if (parsed != null && end.getIndex() == text.length()) {
        try {
          return LocalDate.parse(text, format);
        } catch (DateTimeParseException e) {
          return null;
        }
      }
    }
    return null;
  }
}
