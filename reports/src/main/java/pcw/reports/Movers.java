package pcw.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the headline page says of all measures: what moved beyond its usual variation and by more
 * than is worth noticing, and what to do next.
 */
record Movers(List<String> better, List<String> worse, List<String> next) {
  static final String NONE = "No measure moved beyond its usual variation.";

  /** There are icons, and none is of a change worth noticing. */
  static final String NONE_TO_NAME =
      "No measure moved beyond its usual variation by enough to name here.";

  static final String CLOSED = "Nothing: the organisation has closed.";
  private static final int MOST = 3;
  private static final double FEWEST_PAIRS = 30;
  private static final double HALF_PERCENT = 50;

  /** Measures of pairs of scores. */
  private static final Set<String> OF_PAIRS =
      Set.of(
          "activation_mean_change", "activation_improved_percent", "activation_level_up_percent");

  static Movers of(Level level, boolean isClosed, List<Row> figures, Row excess) {
    List<Row> worse = moved(figures, "concern_");
    return new Movers(
        sentences(figures, "improvement_"),
        sentences(figures, "concern_"),
        isClosed ? List.of(CLOSED) : next(level, figures, worse, excess));
  }

  private static List<String> sentences(List<Row> figures, String icon) {
    List<Row> rows = moved(figures, icon);
    return rows.isEmpty()
        ? List.of(none(figures, icon))
        : rows.stream().map(Sentences::mover).toList();
  }

  /** What is said where no change is named: not that there is no signal where icons show one. */
  static String none(List<Row> figures, String icon) {
    return figures.stream().anyMatch(r -> r.text("spc_variation").startsWith(icon))
        ? NONE_TO_NAME
        : NONE;
  }

  /** The largest relative changes, one of each family of measures. */
  private static List<Row> moved(List<Row> figures, String icon) {
    Set<String> families = new HashSet<>();
    // Of each family the first of the chapter speaks; then the largest changes come first.
    return figures.stream()
        .filter(r -> r.text("spc_variation").startsWith(icon))
        .filter(Movers::isSound)
        .filter(r -> r.text("alternative_of").isEmpty())
        .filter(r -> hasEnoughPairs(r, figures))
        .filter(r -> families.add(family(r.text("measure_id"))))
        .sorted(
            Comparator.comparingDouble(
                    (Row r) ->
                        r.number("relative_change_percent") == null
                            ? 0
                            : -Math.abs(r.number("relative_change_percent")))
                .thenComparing(r -> r.text("measure_id")))
        .limit(MOST)
        .toList();
  }

  /**
   * Both years are shown, coverage and definition allow the comparison, and it is worth noticing.
   */
  static boolean isSound(Row r) {
    return r.isShown("value")
        && r.isShown("year_ago")
        && !r.text("value_marks").contains("u")
        && !r.text("value_marks").contains("b")
        && isWorthNoticing(r);
  }

  static String family(String measure) {
    int second = measure.indexOf('_', measure.indexOf('_') + 1);
    return second < 0 ? measure : measure.substring(0, second);
  }

  /**
   * The change is published, in the direction of the icon, and at least the measure's own limit.
   */
  static boolean isWorthNoticing(Row figure) {
    Double absolute = figure.number("absolute_change");
    if (absolute == null
        || absolute == 0
        || (absolute > 0) != figure.text("spc_variation").endsWith("_high")) {
      return false;
    }
    String limit = figure.text("worth_noticing");
    double least = Double.parseDouble(limit.replaceAll("[^0-9.]", ""));
    if (limit.endsWith("%") && !Words.isShare(figure.text("unit"))) {
      Double relative = figure.number("relative_change_percent");
      return relative != null && Math.abs(relative) >= least;
    }
    return Math.abs(absolute) >= least;
  }

  /** No headline of a change of activation under 30 pairs, or where fewer than half are paired. */
  static boolean hasEnoughPairs(Row figure, List<Row> figures) {
    if (!OF_PAIRS.contains(figure.text("measure_id"))) {
      return true;
    }
    boolean isHalfPaired =
        figures.stream()
            .filter(r -> r.text("measure_id").equals("activation_paired_percent"))
            .map(r -> r.number("value"))
            .allMatch(percent -> percent == null || percent >= HALF_PERCENT);
    Double pairs = figure.number("denominator");
    return isHalfPaired && pairs != null && pairs >= FEWEST_PAIRS;
  }

  /**
   * The figure for which submissions are asked first: of data that practices send, those of the
   * headline page before others, the latest before older ones. Surveys, which most never run, are
   * not asked for, nor is what is public anyway.
   */
  static Optional<Row> missing(List<Row> figures) {
    return figures.stream()
        .filter(r -> r.text("disclosure").equals("protected"))
        .filter(r -> !r.text("chapter").equals("experience"))
        .filter(r -> Sentences.missing(r) > 0)
        .min(
            Comparator.comparing((Row r) -> r.get("headline_place") == null)
                .thenComparing(r -> r.day("period_end"), Comparator.reverseOrder())
                .thenComparing(Sentences::missing, Comparator.reverseOrder())
                .thenComparing(
                    r -> r.get("headline_place") == null ? 0 : r.whole("headline_place")));
  }

  private static List<String> next(Level level, List<Row> figures, List<Row> worse, Row excess) {
    List<String> steps = new ArrayList<>();
    missing(figures)
        .ifPresent(r -> steps.add(Sentences.submissions(level, r, Sentences.notSubmitted(r))));
    if (excess != null && excess.get("practice_codes") != null && level != Level.PRACTICE) {
      steps.add(Sentences.excess(excess));
    }
    List<Row> about =
        worse.isEmpty()
            ? figures.stream().filter(r -> r.text("measure_id").equals(LeadMeasure.ID)).toList()
            : worse;
    about.stream()
        .limit(2)
        .forEach(
            r -> steps.add(Words.shortTitle(r.text("title")) + ": " + r.text("what_you_can_do")));
    return List.copyOf(steps.subList(0, Math.min(4, steps.size())));
  }
}
