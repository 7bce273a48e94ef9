package pcw.reports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pcw.reports.BarChart.Bar;
import pcw.reports.PanelChart.Event;
import pcw.reports.PanelChart.Limits;
import pcw.reports.PanelChart.Look;
import pcw.reports.PanelChart.Panel;
import pcw.reports.PanelChart.Point;
import pcw.reports.PanelChart.Target;

/**
 * The charts of one organisation, each made of published rows alone; null where there is nothing to
 * draw. Nothing is computed but where to draw it.
 */
record Charts(
    ChartImage control,
    ChartImage joined,
    ChartImage funnel,
    ChartImage equity,
    ChartImage spread,
    ChartImage levels,
    ChartImage savings,
    ChartImage ledger,
    ChartImage submissions,
    Map<String, List<ChartImage>> chapters) {
  private static final int FEWEST_FOR_LIMITS = 13;
  private static final int FEWEST_IN_FUNNEL = 5;

  private static final List<String[]> JOINED =
      List.of(
          new String[] {
            LeadMeasure.ID, "High-dose opioids (LPI98): ADQs per 1,000 patients, each month", "1"
          },
          new String[] {
            "opioid_ome_per_1000",
            "All opioids: mg oral morphine equivalent per 1,000 patients, each month",
            "0"
          },
          new String[] {
            "people_referred_per_1000", "People referred per 1,000 patients, each quarter", "1"
          },
          new String[] {
            "activation_mean_change",
            "Change of activation, mean of pairs in points, each quarter",
            "1"
          },
          new String[] {
            "budgets_active_per_50000",
            "Personal health budgets active per 50,000 adults, end of each quarter",
            "1"
          });

  static Charts read(
      Connection connection,
      Map<String, Object> key,
      List<Row> trend,
      List<Row> figures,
      String name)
      throws SQLException {
    List<Row> events = Templates.rows(connection, "events", key);
    List<Row> categories = Templates.rows(connection, "categories", key);
    return new Charts(
        control(
            trend,
            Templates.rows(connection, "limits", key),
            Templates.rows(connection, "targets", key),
            events.stream().filter(r -> r.text("kind").equals("intervention")).toList(),
            name),
        joined(Templates.rows(connection, "series", key), events, figures, name),
        funnel(Templates.rows(connection, "funnel", key)),
        equity(categories),
        spread(Templates.rows(connection, "funnel_plot", key)),
        levels(of(categories, "activation_levels", "level")),
        savings(of(categories, "budget_saving_gbp", "comparator")),
        ledger(
            categories.stream()
                .filter(r -> r.text("measure_id").equals("budget_ledger_gbp"))
                .toList()),
        submissions(Templates.rows(connection, "submissions", key)),
        ChapterCharts.read(connection, key));
  }

  private static List<Row> of(List<Row> categories, String measure, String breakdown) {
    return categories.stream()
        .filter(r -> r.text("measure_id").equals(measure) && r.text("breakdown").equals(breakdown))
        .toList();
  }

  private static ChartImage control(
      List<Row> trend, List<Row> limits, List<Row> targets, List<Row> events, String name) {
    if (trend.isEmpty() || limits.isEmpty()) {
      return null;
    }
    LocalDate first = trend.get(Math.max(0, trend.size() - 36)).day("period_end");
    List<Point> points =
        trend.stream()
            .filter(r -> !r.day("period_end").isBefore(first))
            .map(r -> point(r, null, null, look(r.text("spc_point"))))
            .toList();
    Row last = trend.get(trend.size() - 1);
    Row segment = limits.get(limits.size() - 1);
    List<Limits> drawn =
        limits.stream()
            .map(
                r ->
                    new Limits(
                        r.day("period_start"),
                        r.day("period_end"),
                        r.number("mean"),
                        r.number("lower_limit"),
                        r.number("upper_limit")))
            .filter(l -> !l.to().isBefore(first))
            .toList();
    List<Target> lines =
        targets.stream()
            .map(
                r ->
                    new Target(
                        r.day("valid_from"), r.day("valid_to"), r.number("value"), r.text("label")))
            .toList();
    String finding = Sentences.variation(last);
    boolean isTrial = segment.whole("points") < FEWEST_FOR_LIMITS;
    String note =
        "%s, %d points%s. %s. Circle: usual variation; triangle: beyond it, pointing up or down (blue better, orange worse). Lower is better.%s"
            .formatted(
                name,
                segment.whole("points"),
                isTrial ? ", trial limits" : "",
                segment.text("settings"),
                lines.isEmpty() ? "" : " Red: target, drawn within its dates.");
    Panel panel =
        new Panel(
            "High-dose opioids (LPI98): ADQs per 1,000 patients", points, drawn, lines, 1, "");
    return new ChartImage(
        new PanelChart(List.of(panel), events(events)),
        finding,
        "Control chart of ADQs per 1,000 patients. %s Last value: %s; mean %s, limits %s to %s."
            .formatted(
                finding,
                last.valueText("value"),
                segment.decimalText("mean"),
                segment.decimalText("lower_limit"),
                segment.decimalText("upper_limit")),
        note);
  }

  private static ChartImage joined(
      List<Row> series, List<Row> events, List<Row> figures, String name) {
    if (series.isEmpty()) {
      return null;
    }
    List<Panel> panels = new ArrayList<>();
    List<String> lasts = new ArrayList<>();
    LocalDate latest =
        series.stream().map(r -> r.day("period_end")).max(LocalDate::compareTo).orElseThrow();
    LocalDate first = latest.minusMonths(36);
    for (String[] one : JOINED) {
      List<Row> rows =
          series.stream()
              .filter(r -> r.text("measure_id").equals(one[0]))
              .filter(r -> r.day("period_end").isAfter(first))
              .toList();
      String empty = notByQuarter(one[0], figures);
      if (rows.isEmpty() && !one[0].startsWith("opioid")) {
        lasts.add(one[1] + ": " + empty.replaceFirst("\\.$", ""));
      } else if (!rows.isEmpty()) {
        Row last = rows.get(rows.size() - 1);
        lasts.add(
            "%s: %s in %s"
                .formatted(
                    one[1],
                    last.valueText("value"),
                    Words.period(
                        last.text("window"), last.day("period_start"), last.day("period_end"))));
      }
      panels.add(
          new Panel(
              one[1],
              rows.stream()
                  .map(r -> point(r, r.number("lower_ci"), r.number("upper_ci"), Look.PLAIN))
                  .toList(),
              List.of(),
              List.of(),
              Integer.parseInt(one[2]),
              empty));
    }
    if (panels.stream().allMatch(p -> p.points().isEmpty())) {
      return null;
    }
    boolean isChanged = events.stream().anyMatch(r -> r.text("kind").equals("members"));
    String marks =
        (events.isEmpty()
            ? "No intervention is recorded here. "
            : "Dashed orange: an intervention begins"
                + (isChanged
                    ? ", or practices joined or left: figures of people count the members of the time. "
                    : ". "));
    return new ChartImage(
        new PanelChart(panels, events(events)),
        "Opioids, referrals, activation and budgets of " + name,
        "Five line charts on one axis of time. " + String.join("; ", lasts) + ".",
        marks
            + "Whiskers: 95% interval, where figures count people. [c] withheld, [x] not submitted. Series that move together need not be joined by anything else.");
  }

  /** Practices have some figures of people for the year to date alone. */
  private static String notByQuarter(String measure, List<Row> figures) {
    return figures.stream()
        .filter(r -> r.text("measure_id").equals(measure) && r.isShown("value"))
        .findFirst()
        .map(
            r -> "No quarter is published. %s: %s.".formatted(r.periodText(), r.valueText("value")))
        .orElse("Nothing has been published.");
  }

  private static List<Event> events(List<Row> rows) {
    return rows.stream().map(r -> new Event(r.day("on_date"), r.text("title"))).toList();
  }

  private static Point point(Row row, Double lower, Double upper, Look look) {
    boolean isShown = row.isShown("value");
    return new Point(
        row.day("period_end"),
        isShown ? row.number("value") : null,
        isShown ? lower : null,
        isShown ? upper : null,
        isShown ? "" : row.valueText("value"),
        look);
  }

  /** Lower is better for the lead measure. */
  private static Look look(String signal) {
    return switch (Sentences.direction(signal)) {
      case 1 -> Look.WORSE_UP;
      case -1 -> Look.BETTER_DOWN;
      default -> signal.isEmpty() ? Look.PLAIN : Look.COMMON;
    };
  }

  private static ChartImage funnel(List<Row> stages) {
    Row first = stages.stream().filter(r -> r.isShown("value")).findFirst().orElse(null);
    if (first == null) {
      return null;
    }
    String period =
        Words.period(first.text("window"), first.day("period_start"), first.day("period_end"));
    List<Bar> bars =
        stages.stream()
            .map(
                r ->
                    new Bar(
                        Words.sentence(
                            r.text("title").replaceFirst("^Referrals (with |where )?", "")),
                        r.isShown("value") ? r.number("value") : null,
                        r.isShown("value")
                            ? "%s of %s (%s%%)"
                                .formatted(
                                    r.countText("numerator"),
                                    r.countText("denominator"),
                                    r.valueText("value"))
                            : r.valueText("value"),
                        null,
                        null,
                        false))
            .toList();
    return new ChartImage(
        BarChart.shares(bars),
        "How far the referrals of " + period + " got",
        "Bar chart of referrals of "
            + period
            + ". "
            + bars.stream().map(b -> b.label() + ": " + b.text()).collect(Collectors.joining("; "))
            + ".",
        "Share of the referrals made in "
            + period
            + ", the latest period that is old enough for its stages; those not reached in time count as not met. Numbers are rounded to protect people.");
  }

  private static ChartImage equity(List<Row> categories) {
    for (String measure :
        List.of(
            "people_referred_per_1000",
            "referral_contacted_within_28_days_percent",
            "people_referred")) {
      List<Row> rows = of(categories, measure, "deprivation_quintile");
      if (rows.stream().filter(r -> r.isShown("value")).count() < 2) {
        continue;
      }
      boolean isCount = measure.equals("people_referred");
      Row any = rows.get(0);
      String period =
          Words.period(any.text("window"), any.day("period_start"), any.day("period_end"));
      List<Bar> bars = bars(rows, "deprivation_quintile");
      String what =
          switch (measure) {
            case "people_referred_per_1000" -> "People referred per 1,000 patients";
            case "people_referred" -> "People referred";
            default -> "Contacted within 28 days, percent of referrals";
          };
      return new ChartImage(
          isCount ? BarChart.bars(bars) : BarChart.dots(bars, null, ""),
          what + " by deprivation of the person's own area",
          words(what + " by deprivation fifth, " + period, bars),
          period
              + ". Fifths of England by the person's own area. "
              + (isCount
                  ? "Counts, not rates: fifths differ in size. "
                  : "Whiskers: 95% interval. ")
              + "Need is higher in deprived areas: equal figures need not be fair ones.");
    }
    return null;
  }

  private static ChartImage spread(List<Row> rows) {
    if (rows.size() < FEWEST_IN_FUNNEL) {
      return null;
    }
    Row any = rows.get(0);
    if (any.flag("is_unsuitable")) {
      return SortedDots.chart(rows);
    }
    String period =
        Words.period(any.text("window"), any.day("period_start"), any.day("period_end"));
    List<FunnelPlot.Point> points =
        rows.stream()
            .map(
                r ->
                    new FunnelPlot.Point(
                        r.text("ods_code"),
                        r.number("denominator"),
                        r.number("value"),
                        r.number("lower_95"),
                        r.number("upper_95"),
                        r.number("lower_998"),
                        r.number("upper_998")))
            .toList();
    List<String> outside =
        points.stream().filter(FunnelPlot.Point::isOutside).map(FunnelPlot.Point::code).toList();
    String finding =
        outside.isEmpty()
            ? "No practice lies outside the 99.8% limits"
            : outside.size() == 1
                ? "One practice lies outside the 99.8% limits"
                : outside.size() + " practices lie outside the 99.8% limits";
    return new ChartImage(
        new FunnelPlot(points, any.number("centre"), "registered patients"),
        finding + " of people referred",
        "Funnel plot of people referred per 1,000 patients by list size, %s, %d practices. %s%s. All together: %s."
            .formatted(
                period,
                points.size(),
                finding,
                outside.isEmpty() ? "" : ": " + String.join(", ", outside),
                any.decimalText("centre")),
        "People referred per 1,000 patients, %s; %d practices with a figure. Lines: 95%% and 99.8%% limits among %d practices%s (dispersion %s). Neither better nor worse: need differs."
            .formatted(
                period,
                points.size(),
                any.whole("organisations"),
                any.number("dispersion") > 1 ? ", widened for more spread than chance" : "",
                any.decimalText("dispersion")));
  }

  private static ChartImage levels(List<Row> rows) {
    if (rows.stream().noneMatch(r -> r.isShown("value"))) {
      return null;
    }
    Row any = rows.get(0);
    String period =
        Words.period(any.text("window"), any.day("period_start"), any.day("period_end"));
    List<Bar> bars = bars(rows, "level");
    return new ChartImage(
        BarChart.bars(bars),
        "Levels of activation at the start, scores",
        words("Scores by level of activation at the start, " + period, bars),
        period + ". Level 1: least able to manage their health; level 4: most able.");
  }

  private static ChartImage savings(List<Row> rows) {
    if (rows.stream().noneMatch(r -> r.isShown("value"))) {
      return null;
    }
    Row any = rows.get(0);
    String period =
        Words.period(any.text("window"), any.day("period_start"), any.day("period_end"));
    List<Bar> bars =
        List.of("in_payment", "assessed", "indicative", "not_stated").stream()
            .flatMap(c -> rows.stream().filter(r -> r.text("category").equals(c)))
            .map(r -> bar(r, "comparator", 0, !r.text("category").equals("in_payment")))
            .toList();
    return new ChartImage(
        BarChart.bars(bars),
        "Cost below the conventional package, mean pounds per budget",
        words("Mean pounds per budget below the conventional cost, by comparator, " + period, bars),
        period
            + ". Solid: the conventional package was in payment before, so that cash is released. Hatched: assumed. Negative savings stay.");
  }

  private static ChartImage ledger(List<Row> rows) {
    if (rows.stream().noneMatch(r -> r.isShown("value"))) {
      return null;
    }
    Row any = rows.get(0);
    String period =
        Words.period(any.text("window"), any.day("period_start"), any.day("period_end"));
    List<Bar> bars =
        List.of("agreed", "all", "evidenced", "unspent", "unaccounted", "reclaimed").stream()
            .flatMap(c -> rows.stream().filter(r -> r.text("category").equals(c)))
            .map(r -> bar(r, "ledger", 0, false))
            .toList();
    return new ChartImage(
        BarChart.bars(bars),
        "The ledger: pounds agreed, paid and accounted for, reclaimed",
        words("Pounds of personal health budgets, " + period, bars),
        period
            + ". Paid is evidenced, unspent, or not accounted for yet. Unspent is owed until it is reclaimed. Agreed: budgets that started in the period.");
  }

  private static ChartImage submissions(List<Row> rows) {
    if (rows.isEmpty()) {
      return null;
    }
    Map<String, List<SubmissionStrip.Period>> bySource = new LinkedHashMap<>();
    for (Row r : rows) {
      Integer reporting = r.whole("units_reporting");
      Integer expected = r.whole("units_expected");
      double share =
          reporting == null || expected == null || expected == 0
              ? r.text("value_state").equals("not_submitted") ? 0 : 1
              : (double) reporting / expected;
      bySource
          .computeIfAbsent(r.text("source"), s -> new ArrayList<>())
          .add(
              new SubmissionStrip.Period(
                  YearMonth.from(r.day("period_end")),
                  r.text("window").equals("month") ? 1 : 3,
                  share));
    }
    List<SubmissionStrip.Source> sources =
        bySource.entrySet().stream()
            .map(e -> new SubmissionStrip.Source(e.getKey(), e.getValue()))
            .toList();
    List<YearMonth> ends =
        rows.stream().map(r -> YearMonth.from(r.day("period_end"))).sorted().toList();
    return new ChartImage(
        new SubmissionStrip(sources, ends.get(0), ends.get(ends.size() - 1)),
        "What was submitted when",
        "Strips of what was submitted from %s to %s. %s."
            .formatted(
                Figures.month(ends.get(0).atDay(1)),
                Figures.month(ends.get(ends.size() - 1).atDay(1)),
                sources.stream().map(SubmissionStrip::gaps).collect(Collectors.joining("; "))),
        "Bar: share of practices that reported. Cross: nothing was submitted. Prescribing by month, data about people %s; no strip: not published here."
            .formatted(
                rows.stream().anyMatch(r -> r.text("window").equals("financial_year_to_date"))
                    ? "for the year to date at the end of each quarter"
                    : "by quarter"));
  }

  /** One decimal where any of the rows needs it, so that they read alike. */
  static int decimals(List<Row> rows) {
    return rows.stream()
            .filter(r -> r.isShown("value") && !Words.isMoney(r.text("unit")))
            .allMatch(r -> r.number("value") % 1 == 0)
        ? 0
        : 1;
  }

  static List<Bar> bars(List<Row> rows, String breakdown) {
    int decimals = decimals(rows);
    return rows.stream().map(r -> bar(r, breakdown, decimals, false)).toList();
  }

  static Bar bar(Row row, String breakdown, int decimals, boolean isHatched) {
    boolean isShown = row.isShown("value");
    String unit = row.text("unit");
    return new Bar(
        Words.category(breakdown, row.text("category")),
        isShown ? row.number("value") : null,
        isShown
            ? Figures.withUnit(row.number("value"), decimals, unit)
                + Figures.marks(row.text("value_marks"))
            : row.valueText("value"),
        isShown ? row.number("lower_ci") : null,
        isShown ? row.number("upper_ci") : null,
        isHatched);
  }

  private static String words(String what, List<Bar> bars) {
    return what
        + ". "
        + bars.stream().map(b -> b.label() + ": " + b.text()).collect(Collectors.joining("; "))
        + ".";
  }
}
