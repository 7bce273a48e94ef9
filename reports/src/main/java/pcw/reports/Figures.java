package pcw.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How figures are printed, in packs and pages alike: rounded half up, thousands with a comma, a
 * true minus, and the shorthand of official statistics where nothing can be shown.
 */
public final class Figures {
  /** Printed where there is nothing to say, as opposed to a value that is withheld. */
  public static final String NONE = "–";

  private static final String MINUS = "−";
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.UK);

  private Figures() {}

  /**
   * A value with its state and marks: {@code 47.0 [u]}, {@code [x]}, or a dash where there is no
   * row.
   */
  public static String value(Double value, String state, String marks, int decimals) {
    if (state == null) {
      return NONE;
    }
    return switch (state) {
      case "not_submitted" -> "[x]";
      case "not_applicable" -> "[z]";
      case "suppressed" -> "[c]";
      default -> value == null ? NONE : number(value, decimals) + marks(marks);
    };
  }

  /** The marks as shorthand, each after a space: {@code " [p] [r]"}. */
  public static String marks(String marks) {
    if (marks == null || marks.isBlank()) {
      return "";
    }
    return Arrays.stream(marks.split(","))
        .map(String::strip)
        .filter(mark -> !mark.isEmpty())
        .map(mark -> " [" + mark + "]")
        .collect(Collectors.joining());
  }

  /** {@code 1,234.5}. */
  public static String number(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    String digits =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.UK))
            .format(rounded.abs());
    return (rounded.signum() < 0 ? MINUS : "") + digits;
  }

  /** A whole number, or a dash. */
  public static String count(Number value) {
    return value == null ? NONE : number(value.doubleValue(), 0);
  }

  /** {@code £1,235}. */
  public static String pounds(Double value) {
    return value == null ? NONE : "£" + number(value, 0);
  }

  /** A presentation's name as the source has it, with spaces for its underscores. */
  public static String presentation(String name) {
    return name == null ? NONE : name.replace('_', ' ');
  }

  /** With its sign, {@code 0} without one. */
  public static String signed(double value, int decimals) {
    String number = number(value, decimals);
    boolean zero = number.chars().allMatch(c -> c == '0' || c == '.' || c == MINUS.charAt(0));
    return zero ? number.replace(MINUS, "") : number.startsWith(MINUS) ? number : "+" + number;
  }

  /** {@code 12.3%}, or a dash. */
  public static String percent(Double value) {
    return value == null ? NONE : number(value, 1) + "%";
  }

  /** {@code 46 of 60 (78.4%)}: units that reported, and the share of patients they cover. */
  public static String coverage(Integer reporting, Integer expected, Double covered) {
    if (reporting == null || expected == null) {
      return NONE;
    }
    String units = count(reporting) + " of " + count(expected);
    return covered == null ? units : units + " (" + number(covered, 1) + "%)";
  }

  /** "higher than 87 in 100 practices"; no place is given among fewer than 20 peers. */
  public static String place(Double percentile, Integer peers, String level) {
    Level of = Level.of(level);
    if (of == Level.ENGLAND || peers == null) {
      return NONE;
    }
    if (percentile == null) {
      return peers < 20
          ? "no rank: only " + count(peers) + " " + (peers == 1 ? of.singular() : of.plural())
          : NONE;
    }
    // Rounded down: a share is never said to be larger than it is.
    return "higher than " + count(Math.floor(percentile)) + " in 100 " + of.plural();
  }

  /** The place as a number out of 100, for a column with that heading. */
  public static String rank(Double percentile) {
    return percentile == null ? NONE : count(Math.floor(percentile));
  }

  /** {@code Sep 2026}. */
  public static String month(LocalDate day) {
    return day == null ? NONE : shortMonths(MONTH.format(day));
  }

  /** Java's British "Sept" as every other month has it. */
  static String shortMonths(String text) {
    return text.replaceAll("\\bSept\\b", "Sep");
  }

  /** A target's value: {@code 70%}. */
  public static String target(double target, Integer decimals, String unit) {
    return withUnit(target, target % 1 == 0 || decimals == null ? 0 : decimals, unit);
  }

  /** {@code Sep 2026}, of a date as the database gives it. */
  public static String month(Date day) {
    return day == null ? NONE : month(day.toLocalDate());
  }

  /** As {@code value}, with the sign of its unit: {@code 82.1%}, {@code £1,235}. */
  public static String figure(
      Double value, String state, String marks, Integer decimals, String unit) {
    int places = decimals == null ? 1 : decimals;
    if (value == null || state == null || !state.equals("shown")) {
      return value(value, state, marks, places);
    }
    return withUnit(value, places, unit) + marks(marks);
  }

  /**
   * As {@code figure}, with a sign where under 95% of the patients are covered; a figure marked as
   * unreliable says so already.
   */
  public static String figure(
      Double value, String state, String marks, Integer decimals, String unit, Double covered) {
    String text = figure(value, state, marks, decimals, unit);
    boolean isMarked =
        "shown".equals(state)
            && value != null
            && !Sentences.isCovered(covered)
            && !text.contains("[u]");
    return isMarked ? text + "°" : text;
  }

  static String withUnit(double value, int decimals, String unit) {
    if (Words.isShare(unit)) {
      return number(value, decimals) + "%";
    }
    if (Words.isMoney(unit)) {
      return (value < 0 ? MINUS : "") + "£" + number(Math.abs(value), pence(value));
    }
    return number(value, decimals);
  }

  /** Whole pounds, but for amounts so small that pence matter. */
  private static int pence(double pounds) {
    return pounds % 1 == 0 || Math.abs(pounds) >= 10 ? 0 : 2;
  }

  /** {@code 0.3 to 0.5}, or a dash where no interval is right. */
  public static String interval(Double lower, Double upper, Integer decimals) {
    return lower == null || upper == null
        ? NONE
        : number(lower, decimals) + " to " + number(upper, decimals);
  }

  /** The published change, absolute and relative; of a share only the points. */
  public static String changeOf(Double absolute, Double relative, String unit, Integer decimals) {
    if (absolute == null) {
      return NONE;
    }
    int places = decimals == null ? 1 : decimals;
    String points = signed(absolute, Words.isMoney(unit) ? pence(absolute) : places);
    if (Words.isMoney(unit)) {
      points = points.replaceFirst("(?=[0-9])", "£");
    }
    return Words.isShare(unit)
        ? points + " points"
        : relative == null ? points : points + "\n" + signed(relative, 1) + "%";
  }

  /** A published relative change with its sign. */
  public static String signedPercent(Double value) {
    return value == null ? NONE : signed(value, 1) + "%";
  }

  /** A published change with its sign. */
  public static String signedDecimal(Double value, int decimals) {
    return value == null ? NONE : signed(value, decimals);
  }

  /** An effect with its interval: {@code −3.5 (−22.0 to 15.0)}. */
  public static String effect(Double effect, Double lower, Double upper, Integer decimals) {
    return effect == null
        ? NONE
        : signed(effect, decimals)
            + (lower == null || upper == null ? "" : " (" + interval(lower, upper, decimals) + ")");
  }

  /**
   * The counts that a figure is made of, where they are shown: {@code 64 of 190}. None of a ratio,
   * nor where {@code per} turns one unit into another, as hours into whole-time equivalents: the
   * denominator is then not what the words of the measure say.
   */
  public static String counts(
      Double numerator, Double denominator, String kind, String state, Double per) {
    if (!"shown".equals(state)
        || denominator == null
        || List.of("count", "ratio").contains(kind)
        || (per != null && per % 1 != 0)) {
      return "";
    }
    return switch (kind) {
      case "proportion" -> numerator == null ? "" : count(numerator) + " of " + count(denominator);
      case "rate" -> numerator == null ? "" : count(numerator) + " in " + count(denominator);
      default -> "of " + count(denominator);
    };
  }

  /** How many of the expected units report; empty for a single one. */
  public static String reporting(Integer reporting, Integer expected) {
    return reporting == null || expected == null || expected < 2
        ? ""
        : count(reporting) + " of " + count(expected);
  }

  /** A number to so many decimals, or a dash. */
  public static String decimal(Double value, int decimals) {
    return value == null ? NONE : number(value, decimals);
  }

  /** {@code 21 Nov 2026}, or a dash. */
  public static String day(Date day) {
    return day == null ? NONE : day.toLocalDate().getDayOfMonth() + " " + month(day.toLocalDate());
  }
}
