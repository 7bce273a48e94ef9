package pcw.reports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pcw.reports.BarChart.Bar;
import pcw.reports.PanelChart.Look;
import pcw.reports.PanelChart.Panel;
import pcw.reports.PanelChart.Point;

/**
 * The charts of a chapter of measures whose kind is not known beforehand: how the first measures
 * went, what their categories are, and how many categories went over time.
 */
final class ChapterCharts {
  private static final int MOST_PANELS = 3;
  private static final int MOST_BARS = 3;
  private static final int MOST_CATEGORIES = 20;
  private static final int MANY_CATEGORIES = 7;
  private static final int FEWEST_FOR_A_TREND = 3;
  private static final int FEWEST_PERIODS = 2;

  /** Categories that are states, of which no direction of the measure holds. */
  private static final Set<String> STATES =
      Set.of("score", "change", "level", "starting_level", "readiness_stage", "transition");

  private ChapterCharts() {}

  /** By chapter; of one organisation, of which all chapters are read at once. */
  static Map<String, List<ChartImage>> read(Connection connection, Map<String, Object> key)
      throws SQLException {
    Map<String, List<Row>> series = byChapter(Templates.rows(connection, "chapter_series", key));
    Map<String, List<Row>> categories =
        byChapter(Templates.rows(connection, "chapter_categories", key));
    Set<String> chapters = new TreeSet<>(series.keySet());
    chapters.addAll(categories.keySet());
    Map<String, List<ChartImage>> charts = new HashMap<>();
    for (String chapter : chapters) {
      charts.put(
          chapter,
          read(
              series.getOrDefault(chapter, List.of()),
              categories.getOrDefault(chapter, List.of()),
              Chapters.heading(chapter)));
    }
    return charts;
  }

  private static Map<String, List<Row>> byChapter(List<Row> rows) {
    return rows.stream().collect(Collectors.groupingBy(r -> r.text("chapter")));
  }

  private static List<ChartImage> read(List<Row> series, List<Row> categories, String heading) {
    List<ChartImage> charts = new ArrayList<>();
    trends(charts, grouped(series), heading);
    Map<String, List<Row>> breakdowns = grouped(categories);
    int bars = 0;
    for (List<Row> rows : breakdowns.values()) {
      LocalDate latest = latest(rows);
      List<Row> now = rows.stream().filter(r -> r.day("period_end").equals(latest)).toList();
      long shown = now.stream().filter(r -> r.isShown("value")).count();
      if (shown < 2 || now.size() > MOST_CATEGORIES) {
        continue;
      }
      long periods = rows.stream().map(r -> r.day("period_end")).distinct().count();
      if (now.size() >= MANY_CATEGORIES && periods >= FEWEST_PERIODS) {
        charts.add(overTime(rows));
      } else if (bars++ < MOST_BARS) {
        charts.add(bars(now));
      }
    }
    return charts;
  }

  /** By measure and breakdown, in the order of the rows. */
  private static Map<String, List<Row>> grouped(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                r -> r.text("measure_id") + " " + r.text("breakdown"),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static LocalDate latest(List<Row> rows) {
    return rows.stream().map(r -> r.day("period_end")).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static void trends(
      List<ChartImage> charts, Map<String, List<Row>> series, String heading) {
    List<Panel> panels = new ArrayList<>();
    List<String> lasts = new ArrayList<>();
    for (List<Row> rows : series.values()) {
      if (panels.size() == MOST_PANELS
          || rows.stream().filter(r -> r.isShown("value")).count() < FEWEST_FOR_A_TREND) {
        continue;
      }
      Row last = rows.get(rows.size() - 1);
      panels.add(
          new Panel(
              axis(last),
              rows.stream().map(ChapterCharts::point).toList(),
              List.of(),
              List.of(),
              last.text("kind").equals("count") ? 0 : 1,
              ""));
      lasts.add(last.text("title") + ": " + last.valueText("value") + " in " + period(last));
    }
    if (!panels.isEmpty()) {
      charts.add(
          new ChartImage(
              new PanelChart(panels, List.of()),
              heading + ": how the measures went",
              "Line charts on one axis of time. " + String.join("; ", lasts) + ".",
              "Whiskers: 95% interval, where figures count people or events. [c] withheld, [x] not submitted.",
              panels.size() == 1 ? 5 : panels.size() == 2 ? 10 : 16));
    }
  }

  private static String axis(Row row) {
    String unit = Words.unit(row.text("unit"));
    return row.text("title").contains(unit) ? row.text("title") : row.text("title") + ": " + unit;
  }

  private static String period(Row r) {
    return Words.period(r.text("window"), r.day("period_start"), r.day("period_end"));
  }

  private static Point point(Row row) {
    boolean isShown = row.isShown("value");
    return new Point(
        row.day("period_end"),
        isShown ? row.number("value") : null,
        isShown ? row.number("lower_ci") : null,
        isShown ? row.number("upper_ci") : null,
        isShown ? "" : row.valueText("value"),
        Look.PLAIN);
  }

  private static String title(Row row) {
    String by = ", by " + Words.breakdown(row.text("breakdown"));
    return row.text("title").endsWith(by) ? row.text("title") : row.text("title") + by;
  }

  private static ChartImage bars(List<Row> rows) {
    Row any = rows.get(0);
    boolean hasIntervals = rows.stream().anyMatch(r -> r.number("lower_ci") != null);
    List<Bar> bars = Charts.bars(rows, any.text("breakdown"));
    return new ChartImage(
        hasIntervals ? BarChart.dots(bars, null, "") : BarChart.bars(bars),
        title(any),
        title(any)
            + ", "
            + period(any)
            + ". "
            + bars.stream().map(b -> b.label() + ": " + b.text()).collect(Collectors.joining("; "))
            + ".",
        period(any)
            + ", "
            + Words.unit(any.text("unit"))
            + (hasIntervals ? ". Whiskers: 95% interval." : ".")
            + (STATES.contains(any.text("breakdown"))
                    || Words.direction(any.text("better")).startsWith("neither")
                ? ""
                : " " + Words.sentence(Words.direction(any.text("better"))) + "."),
        bars.size());
  }

  /** Many categories: a heat map of the last periods, with the figure in each cell. */
  private static ChartImage overTime(List<Row> rows) {
    Row any = rows.get(0);
    List<LocalDate> ends =
        List.copyOf(
            rows.stream()
                .map(r -> r.day("period_end"))
                .collect(Collectors.toCollection(TreeSet::new)));
    Map<String, Row> firstOf = new LinkedHashMap<>();
    rows.forEach(r -> firstOf.putIfAbsent(r.text("category"), r));
    int decimals = Charts.decimals(rows);
    List<HeatMap.Line> lines = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String category : firstOf.keySet()) {
      List<HeatMap.Cell> cells = new ArrayList<>();
      for (LocalDate end : ends) {
        cells.add(
            rows.stream()
                .filter(r -> r.text("category").equals(category))
                .filter(r -> r.day("period_end").equals(end))
                .findFirst()
                .map(r -> cell(r, decimals))
                .orElse(new HeatMap.Cell(null, Figures.NONE)));
      }
      String label = Words.category(any.text("breakdown"), category);
      lines.add(new HeatMap.Line(label, cells));
      words.add(label + ": " + cells.get(cells.size() - 1).text());
    }
    List<String> heads =
        ends.stream()
            .map(
                end ->
                    rows.stream()
                        .filter(r -> r.day("period_end").equals(end))
                        .findFirst()
                        .map(ChapterCharts::period)
                        .orElse(""))
            .toList();
    return new ChartImage(
        new HeatMap(heads, lines),
        title(any),
        title(any) + ", " + heads.get(heads.size() - 1) + ". " + String.join("; ", words) + ".",
        Words.sentence(Words.unit(any.text("unit")))
            + ". The darker, the higher; the figure is in each cell. [c] withheld, [x] not submitted.",
        lines.size() + 1);
  }

  private static HeatMap.Cell cell(Row r, int decimals) {
    boolean isShown = r.isShown("value");
    return new HeatMap.Cell(
        isShown ? r.number("value") : null,
        isShown
            ? Figures.withUnit(r.number("value"), decimals, r.text("unit"))
            : r.valueText("value"));
  }
}
