package pcw.reports;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * Sentences made from figures. They name measure, direction, size, window and comparison, and never
 * say more than the figures do: no cause, no judgement, no trend from two points, nothing at all
 * where the coverage is low.
 */
final class Sentences {
  private static final double FULL_COVERAGE = 95;
  private static final double LOW_COVERAGE = 80;
  private static final double FEW = 20;
  private static final int MOST_NAMED = 6;
  private static final int MOST_DECIMALS = 3;

  /**
   * A series that moves by more than this share of its value has no direction between two months.
   */
  private static final double LARGE_SPREAD = 0.5;

  private Sentences() {}

  /**
   * The finding of one organisation.
   *
   * @param trend its months, oldest first, as {@code trend.sql} gives them
   * @param worthNoticing the smallest relative change that is called a rise or a fall, in percent
   */
  static String headline(
      Level level, String subject, String unit, List<Row> trend, double worthNoticing) {
    Row last = trend.get(trend.size() - 1);
    LocalDate month = last.day("period_end");
    if (!last.isShown("value")) {
      return notShown(subject, unit, trend, last);
    }
    if (hasLowCoverage(last)) {
      return "Too few have submitted for a finding: %s, %s of patients, for %s."
          .formatted(
              units(last, level),
              Figures.number(last.number("population_covered_percent"), 0) + "%",
              Figures.month(month));
    }
    double now = last.number("value");
    Row before = at(trend, month.minusMonths(12));
    if (before == null || !before.isShown("value") || hasLowCoverage(before)) {
      return "%s was %s %s in %s; there is no figure for %s to compare it with."
          .formatted(
              subject,
              plain(now, now),
              unit,
              Figures.month(month),
              Figures.month(month.minusMonths(12)));
    }
    if (isBroken(trend, before.day("period_end"))) {
      return "%s was %s %s in %s; a break in the series means that it cannot be compared with %s."
          .formatted(
              subject,
              plain(now, now),
              unit,
              Figures.month(month),
              Figures.month(month.minusMonths(12)));
    }
    // Where a control chart has judged the latest month, its word stands.
    String swings =
        last.text("spc_point").isEmpty() ? swings(subject, unit, trend, before, last) : "";
    return swings.isEmpty()
        ? movement(subject, unit, before, last, worthNoticing)
            + england(level, before, last, worthNoticing)
            + "."
        : swings;
  }

  /**
   * Where the months between lie much further apart than the two ends, the two ends are named
   * without a direction; else empty.
   */
  private static String swings(String subject, String unit, List<Row> trend, Row before, Row last) {
    double then = before.number("value");
    double now = last.number("value");
    DoubleSummaryStatistics between =
        trend.stream()
            .filter(row -> !row.day("period_end").isBefore(before.day("period_end")))
            .filter(row -> row.isShown("value"))
            .mapToDouble(row -> row.number("value"))
            .summaryStatistics();
    double spread = between.getMax() - between.getMin();
    if (now == then || spread < 5 * Math.abs(now - then) || spread < now * LARGE_SPREAD) {
      return "";
    }
    return "%s was %s %s in %s and %s in %s; its months ranged from %s to %s."
        .formatted(
            subject,
            plain(now, then),
            unit,
            last.monthText("period_end"),
            plain(then, now),
            before.monthText("period_end"),
            plain(between.getMin(), between.getMax()),
            plain(between.getMax(), between.getMin()));
  }

  private static String movement(
      String subject, String unit, Row before, Row last, double worthNoticing) {
    double then = before.number("value");
    double now = last.number("value");
    String from = plain(then, now);
    String to = plain(now, then);
    String months =
        Figures.month(before.day("period_end")) + " and " + Figures.month(last.day("period_end"));
    if (from.equals(to)) {
      return "%s was the same in %s, at %s %s".formatted(subject, months, to, unit);
    }
    String share =
        then > 0 && before.number("numerator") >= FEW
            ? " (" + Figures.signed(100 * (now - then) / then, 0) + "%)"
            : "";
    if (then > 0 && Math.abs(now - then) / then * 100 < worthNoticing) {
      return "%s changed little, from %s to %s %s between %s%s"
          .formatted(subject, from, to, unit, months, share);
    }
    String signal = last.text("spc_point");
    boolean isFall = now < then;
    if (!signal.isEmpty() && direction(signal) != (isFall ? -1 : 1)) {
      return "%s moved within its usual variation, from %s to %s %s between %s%s"
          .formatted(subject, from, to, unit, months, share);
    }
    return "%s %s from %s to %s %s between %s%s%s"
        .formatted(
            subject,
            isFall ? "fell" : "rose",
            from,
            to,
            unit,
            months,
            share,
            signal.isEmpty() ? "" : ", beyond usual variation");
  }

  /** +1 for a signal of higher values, -1 for one of lower, 0 for none. */
  static int direction(String signal) {
    return switch (signal) {
      case "above_upper_limit", "trend_up", "two_in_three_high", "shift_high" -> 1;
      case "below_lower_limit", "trend_down", "two_in_three_low", "shift_low" -> -1;
      default -> 0;
    };
  }

  /** What the rules of statistical process control say of the latest month. */
  static String variation(Row last) {
    String month = last.monthText("period_end");
    String found =
        switch (last.text("spc_point")) {
          case "" -> null;
          case "above_upper_limit" -> "above the upper limit";
          case "below_lower_limit" -> "below the lower limit";
          case "trend_up" -> "the end of a run of seven rising months";
          case "trend_down" -> "the end of a run of seven falling months";
          case "two_in_three_high" -> "one of two months in three near the upper limit";
          case "two_in_three_low" -> "one of two months in three near the lower limit";
          case "shift_high" -> "in a run of seven months above the average";
          case "shift_low" -> "in a run of seven months below the average";
          default -> "";
        };
    if (found == null) {
      return "Usual variation is not judged for this series.";
    }
    return found.isEmpty()
        ? month + " is within usual variation."
        : month + " is beyond usual variation: " + found + ".";
  }

  private static String england(Level level, Row before, Row last, double worthNoticing) {
    Double then = before.number("england");
    Double now = last.number("england");
    if (level == Level.ENGLAND || then == null || now == null || then == 0) {
      return "";
    }
    double change = 100 * (now - then) / then;
    Double covered = last.number("england_covered");
    String who = isCovered(covered) ? "; England" : "; all submitting practices";
    if (Math.abs(change) < worthNoticing) {
      return who + " changed little (" + Figures.signed(change, 0) + "%)";
    }
    return who + (change < 0 ? " fell " : " rose ") + Figures.number(Math.abs(change), 0) + "%";
  }

  private static String notShown(String subject, String unit, List<Row> trend, Row last) {
    String why =
        switch (last.text("value_state")) {
          case "not_submitted" -> "nothing was submitted [x]";
          case "suppressed" -> "it is withheld to protect small numbers [c]";
          default -> "it does not apply [z]";
        };
    String text =
        "%s is not shown for %s: %s".formatted(subject, Figures.month(last.day("period_end")), why);
    for (int i = trend.size() - 2; i >= 0; i--) {
      Row row = trend.get(i);
      if (row.isShown("value")) {
        double value = row.number("value");
        return text
            + ". The latest figure is %s %s, for %s."
                .formatted(plain(value, value), unit, Figures.month(row.day("period_end")));
      }
    }
    return text + ".";
  }

  /** A level is called by its name only where nearly all of its patients are covered. */
  static String label(
      Level level, String name, Integer reporting, Integer expected, Double covered) {
    boolean isNamed = isCovered(covered) || level.compareTo(Level.ICB) > 0;
    return isNamed
        ? name
        : "All submitting practices (%s of %s, %s%% of patients)"
            .formatted(
                Figures.count(reporting), Figures.count(expected), Figures.number(covered, 0));
  }

  /** Whether nearly all patients are covered, or it is not known that they are not. */
  static boolean isCovered(Double percent) {
    return percent == null || percent >= FULL_COVERAGE;
  }

  /**
   * What a reader who cannot see the chart is told: the finding, the last value, the middle of the
   * peers.
   */
  static String alternative(String headline, Level level, String unit, List<Row> trend) {
    StringBuilder text =
        new StringBuilder(
            "Line chart of %s, month by month from %s to %s. "
                .formatted(
                    unit,
                    trend.get(0).monthText("period_end"),
                    trend.get(trend.size() - 1).monthText("period_end")));
    text.append(headline);
    Row last = trend.get(trend.size() - 1);
    text.append(" Last value: ")
        .append(
            Figures.value(
                last.number("value"), last.text("value_state"), last.text("value_marks"), 1))
        .append(" in ")
        .append(last.monthText("period_end"));
    if (last.get("p50") != null) {
      text.append("; the median of ")
          .append(Figures.count(last.number("peers")))
          .append(' ')
          .append(level.plural())
          .append(" is ")
          .append(Figures.number(last.number("p50"), 1))
          .append(", the 10th percentile ")
          .append(Figures.number(last.number("p10"), 1))
          .append(" and the 90th ")
          .append(Figures.number(last.number("p90"), 1));
    }
    return text.append('.').toString();
  }

  /** How much of the volume the listed presentations make up. */
  static String drivers(List<Row> drivers) {
    if (drivers.isEmpty()) {
      return "No presentation counts towards this measure in the month shown.";
    }
    double share =
        drivers.stream()
            .map(d -> d.number("share_percent"))
            .filter(s -> s != null)
            .mapToDouble(s -> s)
            .sum();
    return "%s %s%% of the volume."
        .formatted(
            drivers.size() == 1
                ? "This presentation makes up"
                : "These " + drivers.size() + " presentations make up",
            Figures.number(Math.min(share, 100), 0));
  }

  private static String units(Row row, Level level) {
    String reporting = Figures.count(row.number("units_reporting"));
    String expected = Figures.count(row.number("units_expected"));
    return level == Level.PRACTICE
        ? reporting + " of " + expected
        : reporting + " of " + expected + " practices";
  }

  private static boolean hasLowCoverage(Row row) {
    Double covered = row.number("population_covered_percent");
    return (covered != null && covered < LOW_COVERAGE) || hasMark(row, "u");
  }

  private static boolean hasMark(Row row, String mark) {
    return List.of(row.text("value_marks").split(",")).contains(mark);
  }

  private static boolean isBroken(List<Row> trend, LocalDate after) {
    return trend.stream()
        .filter(row -> row.day("period_end").isAfter(after))
        .anyMatch(row -> hasMark(row, "b"));
  }

  private static Row at(List<Row> trend, LocalDate month) {
    return trend.stream()
        .filter(row -> row.day("period_end").withDayOfMonth(1).equals(month.withDayOfMonth(1)))
        .findFirst()
        .orElse(null);
  }

  /** The place among the peers, as a sentence; empty for England and where nothing is shown. */
  static String place(Level level, Row last) {
    Integer peers = last.whole("peers");
    if (level == Level.ENGLAND || peers == null || !last.isShown("value")) {
      return "";
    }
    if (hasLowCoverage(last)) {
      return "No place among its peers is given: too few have submitted.";
    }
    return last.get("percentile") == null
        ? "No place among its peers is given: there are fewer than 20 %s.".formatted(level.plural())
        : "In %s it was %s (%s %s with a figure)."
            .formatted(
                last.monthText("period_end"),
                Figures.place(last.number("percentile"), peers, level.id()),
                Figures.count(peers),
                level.plural());
  }

  /**
   * Whole numbers from ten up, one decimal below, and one more where two figures would look the
   * same.
   */
  private static String plain(double value, double other) {
    int decimals = Math.max(value, other) >= 10 ? 0 : 1;
    boolean hides =
        value != other && Figures.number(value, decimals).equals(Figures.number(other, decimals));
    return Figures.number(value, hides ? decimals + 1 : decimals);
  }

  /** A measure that moved beyond its usual variation, with what England did. */
  static String mover(Row r) {
    double then = r.number("year_ago");
    double now = r.number("value");
    String unit = r.text("unit");
    int decimals = decimals(then, now, r.whole("decimals"), unit);
    boolean isShare = Words.isShare(unit);
    LocalDate end = r.day("period_end");
    String size =
        isShare
            ? " (" + Figures.signed(r.number("absolute_change"), 1) + " points)"
            : r.number("year_ago_numerator") != null
                    && r.number("year_ago_numerator") >= FEW
                    && r.number("relative_change_percent") != null
                ? " (" + Figures.signed(r.number("relative_change_percent"), 0) + "%)"
                : "";
    return "%s %s from %s to %s%s between %s and %s%s, beyond usual variation%s."
        .formatted(
            Words.shortTitle(r.text("title")),
            now < then ? "fell" : "rose",
            Figures.withUnit(then, decimals, unit),
            Figures.withUnit(now, decimals, unit),
            isShare ? "" : " " + Words.unit(unit).replaceFirst("^pounds ", ""),
            period(r, end.minusMonths(12)),
            period(r, end),
            size,
            england(r));
  }

  /** As many as tell the two values apart. */
  private static int decimals(double then, double now, int fewest, String unit) {
    int decimals = fewest;
    while (decimals < MOST_DECIMALS
        && Figures.withUnit(then, decimals, unit).equals(Figures.withUnit(now, decimals, unit))) {
      decimals++;
    }
    return decimals;
  }

  private static String period(Row r, LocalDate end) {
    return Words.period(
        r.text("window"),
        r.day("period_start").minusMonths(end.equals(r.day("period_end")) ? 0 : 12),
        end);
  }

  private static String england(Row r) {
    Double then = r.number("england_year_ago");
    Double now = r.number("england");
    if (r.text("org_level").equals("england")
        || Words.isShare(r.text("unit"))
        || then == null
        || now == null
        || then == 0) {
      return "";
    }
    double change = 100 * (now - then) / then;
    String who =
        isCovered(r.number("england_covered")) ? "; England" : "; all submitting practices";
    return Figures.number(Math.abs(change), 0).equals("0")
        ? who + " changed little"
        : who + (change < 0 ? " fell " : " rose ") + Figures.number(Math.abs(change), 0) + "%";
  }

  /** How many of the expected units have not reported; none where it is not known. */
  static int missing(Row r) {
    Integer reporting = r.whole("units_reporting");
    Integer expected = r.whole("units_expected");
    return reporting == null || expected == null ? 0 : expected - reporting;
  }

  /** The codes of those who have not submitted; empty where not all of them are known. */
  static String notSubmitted(Row r) {
    return r.get("not_submitted") != null && r.whole("not_submitted") == missing(r)
        ? named(r.text("not_submitted_codes").split(",", -1))
        : "";
  }

  static String named(String[] codes) {
    int named = Math.min(codes.length, MOST_NAMED);
    return String.join(", ", Arrays.copyOf(codes, named))
        + (codes.length > named ? " and " + (codes.length - named) + " more" : "");
  }

  /**
   * Who has not submitted, as something to do.
   *
   * @param who their names; empty where they are not named
   */
  static String submissions(Level level, Row r, String who) {
    int missing = missing(r);
    String what = Words.shortTitle(r.text("title"));
    return level == Level.PRACTICE
        ? "Submit the data for “%s”: nothing has been received for %s."
            .formatted(what, period(r, r.day("period_end")))
        : "Ask the %s that %s not submitted for %s%s. “%s”: %s of %s have."
            .formatted(
                missing == 1 ? "one practice" : Figures.count(missing) + " practices",
                missing == 1 ? "has" : "have",
                period(r, r.day("period_end")),
                who.isEmpty() ? "" : ": " + who,
                what,
                Figures.count(r.whole("units_reporting")),
                Figures.count(r.whole("units_expected")));
  }

  /** How few practices hold half of the volume above the middle practice. */
  static String excess(Row r) {
    return "Start where most can change: %s of %s practices %s half of the high-dose opioid volume above the middle practice (%s)."
        .formatted(
            Figures.count(r.whole("practices_for_half")),
            Figures.count(r.whole("practices")),
            r.whole("practices_for_half") == 1 ? "holds" : "hold",
            named(r.text("practice_codes").split(",", -1)));
  }

  /** How many figures of a chapter there are, and why there are not more. */
  static String chapter(List<Row> figures) {
    long hidden = figures.stream().filter(r -> r.text("value_state").equals("suppressed")).count();
    long missing =
        figures.stream().filter(r -> r.text("value_state").equals("not_submitted")).count();
    long shown = figures.stream().filter(r -> r.isShown("value")).count();
    String text =
        shown == figures.size()
            ? ""
            : figures.size() == 1
                ? "Its one measure has no figure."
                : "Of %d measures, %s a figure.".formatted(figures.size(), have(shown));
    return (text
            + (hidden > 0 ? " Withheld to protect small numbers [c]: %d.".formatted(hidden) : "")
            + (missing > 0 ? " Not submitted [x]: %d.".formatted(missing) : ""))
        .strip();
  }

  private static String have(long shown) {
    return shown == 0 ? "none has" : shown == 1 ? "one has" : shown + " have";
  }

  /** People referred in the latest period, with who reported; empty where nothing was published. */
  static String referred(List<Row> figures) {
    Row r = find(figures, "people_referred");
    if (r == null) {
      return "";
    }
    String when = period(r, r.day("period_end"));
    if (!r.isShown("value")) {
      return hidden("The number of people referred in " + when, r);
    }
    return "%s people were referred in %s%s."
        .formatted(Figures.count(r.number("value")), when, reporting(r));
  }

  /** The change of activation; too few pairs give no finding. */
  static String activation(List<Row> figures) {
    Row r = find(figures, "activation_mean_change");
    if (r == null) {
      return "";
    }
    String when = period(r, r.day("period_end"));
    if (!r.isShown("value") || r.number("denominator") == null) {
      return hidden("The change of activation in " + when, r);
    }
    if (r.number("denominator") < FEWEST_PAIRS) {
      return "Activation: %s pairs of scores in %s, too few for a finding (30 are needed)."
          .formatted(Figures.count(r.number("denominator")), when);
    }
    double change = r.number("value");
    return "Activation %s %s points%s in %s pairs of scores, %s; no comparison group."
        .formatted(
            change < 0 ? "fell" : "rose",
            Figures.number(Math.abs(change), 1),
            r.number("lower_ci") == null
                ? ""
                : " (95%% interval of the change %s to %s)"
                    .formatted(r.decimalText("lower_ci"), r.decimalText("upper_ci")),
            Figures.count(r.number("denominator")),
            when);
  }

  /** Budgets that are active. */
  static String budgets(List<Row> figures) {
    Row r = find(figures, "budgets_active_per_50000");
    if (r == null) {
      return "";
    }
    String when = "at the end of " + period(r, r.day("period_end"));
    return r.isShown("value")
        ? "%s personal health budgets were active per 50,000 adults %s."
            .formatted(Figures.number(r.number("value"), 1), when)
        : hidden("The number of personal health budgets active " + when, r);
  }

  private static final double FEWEST_PAIRS = 30;

  private static String hidden(String what, Row r) {
    return switch (r.text("value_state")) {
      case "not_submitted" -> what + " is not known: nothing was submitted [x].";
      case "suppressed" -> what + " is withheld to protect small numbers [c].";
      default -> what + " does not apply at this level [z].";
    };
  }

  private static String reporting(Row r) {
    Integer reporting = r.whole("units_reporting");
    Integer expected = r.whole("units_expected");
    return reporting == null || expected == null || r.text("org_level").equals("practice")
        ? ""
        : " (%s of %s practices reporting)"
            .formatted(Figures.count(reporting), Figures.count(expected));
  }

  private static Row find(List<Row> figures, String measure) {
    return figures.stream()
        .filter(r -> r.text("measure_id").equals(measure))
        .findFirst()
        .orElse(null);
  }

  /**
   * The lead measure over the twelve months to its month, beside England and the twelve before.
   *
   * @param rows of the organisation, then of England
   */
  static String twelveMonths(List<Row> rows) {
    if (rows.isEmpty() || !rows.get(0).isShown("value")) {
      return "";
    }
    Row own = rows.get(0);
    String england =
        rows.size() > 1 && rows.get(1).isShown("value")
            ? "; England " + rows.get(1).valueText("value")
            : "";
    return "Over the twelve months from %s: %s %s%s%s."
        .formatted(
            Words.period("rolling_12", own.day("period_start"), own.day("period_end")),
            own.valueText("value"),
            LeadMeasure.UNIT,
            england,
            own.isShown("year_ago") ? "; the twelve before " + own.valueText("year_ago") : "");
  }
}
