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
          Map.entry("comparator:in_payment", "In payment before: releases cash"),
          Map.entry("comparator:assessed", "Assessed, not in payment: assumed"),
          Map.entry("comparator:indicative", "Indicative: assumed"),
          Map.entry("comparator:not_stated", "Not stated: assumed"),
          Map.entry("ledger:all", "Paid"),
          Map.entry("unaccounted", "Not accounted for yet"),
          Map.entry("ae_attendance", "A&E attendance"),
          Map.entry("gp_code", "GP code"),
          Map.entry("gp_contact", "GP contact"),
          Map.entry("gp_practice", "GP practice"),
          Map.entry("nhs_111", "NHS 111"),
          Map.entry("adult_chc", "Adult continuing healthcare"),
          Map.entry("childrens_continuing_care", "Children's continuing care"),
          Map.entry("hba1c", "Long-term blood glucose (HbA1c)"),
          Map.entry("ons4_anxious", "Anxious yesterday (ONS4)"),
          Map.entry("ons4_happy", "Happy yesterday (ONS4)"),
          Map.entry("ons4_satisfied", "Satisfied with life (ONS4)"),
          Map.entry("ons4_worthwhile", "Things done are worthwhile (ONS4)"),
          Map.entry("pseq_2", "Confidence despite pain (PSEQ-2)"),
          Map.entry("self_efficacy", "Self-efficacy (PSEQ)"),
          Map.entry("who_5", "Wellbeing (WHO-5)"),
          Map.entry("advice_benefits_debt", "Advice, benefits, debt"),
          Map.entry("deprivation_quintile:1", "1, most deprived fifth"),
          Map.entry("deprivation_quintile:2", "2"),
          Map.entry("deprivation_quintile:3", "3"),
          Map.entry("deprivation_quintile:4", "4"),
          Map.entry("deprivation_quintile:5", "5, least deprived fifth"));

  private static final Map<String, String> BREAKDOWN =
      Map.of(
          "deprivation_quintile", "deprivation of the person's own area",
          "known_from", "where it is known from",
          "seen", "kind of contact, people who were seen",
          "not_seen", "kind of contact, people who were not seen",
          "put_first", "whether it was put first",
          "reason_group", "reason for referral",
          "respondent_group", "group of those who answered",
          "starting_level", "level at the start",
          "second_score", "whether there is a second score",
          "early_score", "whether there is an early score");

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
    return BREAKDOWN.getOrDefault(breakdown, breakdown.replace('_', ' '));
  }

  /** The unit as a reader says it. */
  public static String unit(String unit) {
    return switch (unit) {
      case "%" -> "percent";
      case "£ per 1,000 patients" -> "pounds per 1,000 patients";
      default -> unit.replaceFirst("^per cent", "percent");
    };
  }

  static boolean isShare(String unit) {
    return unit.equals("%") || unit.startsWith("per cent");
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
    if (breakdown.equals("statement")) {
      return "Statement " + category.replace("choice_", "");
    }
    if (breakdown.equals("transition")) {
      return category.replace(">", " to ");
    }
    if (breakdown.equals("age_band")) {
      return category.replaceFirst("^(\\d+)_(\\d+)$", "$1 to $2").replace('_', ' ');
    }
    return sentence(category.replaceFirst("^coach_", "coaching: ").replace('_', ' '));
  }

  /**
   * What is seen after an intervention. An interval without zero is no verdict by itself: where
   * comparators moved as much, they are named as the reason.
   */
  public static String verdict(
      String verdict, Integer asLarge, Integer comparators, Double lower, Double upper) {
    boolean leavesOutZero = lower != null && upper != null && (lower > 0 || upper < 0);
    return sentence(verdict)
        + ("no clear difference".equals(verdict) && leavesOutZero && asLarge != null && asLarge > 0
            ? ": %d of %d comparators moved as much".formatted(asLarge, comparators)
            : "");
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
