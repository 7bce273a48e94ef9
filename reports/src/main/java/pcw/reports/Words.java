package pcw.reports;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Names of measures, periods, categories and signals as packs and pages print them. */
public final class Words {
  private static final Map<String, String> CATEGORY =
      Map.ofEntries(
          Map.entry("in_payment", "In payment before: releases cash"),
          Map.entry("assessed", "Assessed, not in payment: assumed"),
          Map.entry("indicative", "Indicative: assumed"),
          Map.entry("comparator:not_stated", "Not stated: assumed"),
          Map.entry("deprivation_quintile:1", "1, most deprived fifth"),
          Map.entry("deprivation_quintile:2", "2"),
          Map.entry("deprivation_quintile:3", "3"),
          Map.entry("deprivation_quintile:4", "4"),
          Map.entry("deprivation_quintile:5", "5, least deprived fifth"));

  private Words() {}

  /** A title without what follows a colon, where that is only the unit or a caveat. */
  public static String shortTitle(String title) {
    if (title == null) {
      return "";
    }
    return title
        .replaceFirst(": our reconstruction.*", "")
        .replaceFirst(" \\(ADQ per 1,000 patients\\)", "")
        .replaceFirst("[:,] (ADQ|DDD|mg|ml|£|items|actual cost) per 1,000 patients$", "")
        .replaceFirst(": £ per 1,000 patients$", "")
        .replaceFirst(",? per (1,000 patients|50,000 adults)$", "")
        .strip();
  }

  /** {@code ADQ per 1,000 patients; lower is better}. */
  public static String unitAndDirection(String unit, String better) {
    return unit(unit)
        + switch (better == null ? "" : better) {
          case "lower" -> "; lower is better";
          case "higher" -> "; higher is better";
          default -> "; neither is better";
        };
  }

  /** {@code lower is better}, or that neither is. */
  public static String direction(String better) {
    return switch (better == null ? "" : better) {
      case "lower" -> "lower is better";
      case "higher" -> "higher is better";
      default -> "neither better nor worse";
    };
  }

  /** A breakdown as it follows "by": {@code age band}. */
  static String breakdown(String breakdown) {
    return breakdown.equals("deprivation_quintile")
        ? "deprivation of the person's own area"
        : breakdown.replace('_', ' ');
  }

  /** The unit as a reader says it. */
  public static String unit(String unit) {
    return switch (unit) {
      case "%", "per cent" -> "percent";
      case "£ per 1,000 patients" -> "pounds per 1,000 patients";
      default -> unit;
    };
  }

  static boolean isShare(String unit) {
    return unit.equals("%") || unit.equals("per cent");
  }

  static boolean isMoney(String unit) {
    return unit.startsWith("£") || unit.startsWith("pounds");
  }

  /** {@code Sep 2026}, {@code Q2 2026/27} or {@code Apr to Sep 2026}. */
  public static String period(String window, Date from, Date to) {
    return to == null
        ? Figures.NONE
        : period(window, from == null ? null : from.toLocalDate(), to.toLocalDate());
  }

  static String period(String window, LocalDate from, LocalDate to) {
    return switch (window) {
      case "quarter" -> quarter(to);
      case "financial_year_to_date", "rolling_12" ->
          from == null || (from.getMonth() == to.getMonth() && from.getYear() == to.getYear())
              ? Figures.month(to)
              : from.getYear() == to.getYear()
                  ? Figures.month(from).substring(0, 3) + " to " + Figures.month(to)
                  : Figures.month(from) + " to " + Figures.month(to);
      default -> Figures.month(to);
    };
  }

  private static String quarter(LocalDate end) {
    int year = end.getMonthValue() < 4 ? end.getYear() - 1 : end.getYear();
    int number = (end.getMonthValue() + 8) % 12 / 3 + 1;
    return "Q%d %d/%02d".formatted(number, year, (year + 1) % 100);
  }

  /** A category as a label: {@code care_coordinator} is "Care coordinator". */
  public static String category(String breakdown, String category) {
    String known = CATEGORY.getOrDefault(category, CATEGORY.get(breakdown + ":" + category));
    if (known != null) {
      return known;
    }
    if (breakdown.equals("level") || breakdown.equals("starting_level")) {
      return "Level " + category;
    }
    if (breakdown.equals("age_band")) {
      return category.replaceFirst("^(\\d+)_(\\d+)$", "$1 to $2").replace('_', ' ');
    }
    return sentence(category.replace('_', ' '));
  }

  /** With a capital at its start. */
  public static String sentence(String text) {
    return text == null || text.isEmpty()
        ? ""
        : text.substring(0, 1).toUpperCase(Locale.UK) + text.substring(1);
  }

  /** With a full stop at its end. */
  public static String sentenceEnd(String text) {
    return text == null ? "" : text.endsWith(".") ? text : text + ".";
  }

  /** A source's title without what is said after a colon. */
  public static String source(String title) {
    return title == null ? "" : title;
  }

  /** The months that are not held between the first and the latest. */
  public static String missing(String months) {
    if (months == null || months.isBlank()) {
      return "none";
    }
    String[] list = months.split(",", -1);
    return list.length <= 3
        ? String.join(", ", Arrays.stream(list).map(String::strip).toList())
        : list.length + " months";
  }

  /** What a control chart says of one point. */
  public static String signal(String point) {
    if (point == null || point.isEmpty()) {
      return Figures.NONE;
    }
    return switch (point) {
      case "common_cause" -> "usual";
      case "above_upper_limit" -> "above limit";
      case "below_lower_limit" -> "below limit";
      case "trend_up" -> "rising run";
      case "trend_down" -> "falling run";
      case "two_in_three_high" -> "near upper";
      case "two_in_three_low" -> "near lower";
      case "shift_high" -> "run above";
      case "shift_low" -> "run below";
      default -> point;
    };
  }
}
