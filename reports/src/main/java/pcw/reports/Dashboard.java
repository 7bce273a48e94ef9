package pcw.reports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.data.JRMapCollectionDataSource;

/**
 * One landscape page of an area and its members: who has not submitted, the matrix of members and
 * measures, how the practices differ, and what moved. Made for England, regions and ICBs.
 */
public final class Dashboard {
  private static final Set<Level> LEVELS = Set.of(Level.ENGLAND, Level.REGION, Level.ICB);
  private static final int MOST_COLUMNS = 10;
  private static final int MOST_MOVERS = 2;

  /** About two in a hundred icons show a signal though nothing happened. */
  private static final double CHANCE = 0.02;

  private final Facts facts;
  private final List<Row> figures;
  private final List<Row> columns;
  private final List<MatrixRow> rows;

  private Dashboard(Facts facts, List<Row> figures, List<Row> columns, List<MatrixRow> rows) {
    this.facts = facts;
    this.figures = figures;
    this.columns = columns;
    this.rows = rows;
  }

  /** Whether organisations of this level have one. */
  static boolean isFor(Level level) {
    return LEVELS.contains(level);
  }

  static Dashboard read(Facts facts, Connection connection) throws SQLException {
    List<Row> figures = Templates.rows(connection, "dashboard_members", facts.parameters());
    List<Integer> places =
        figures.stream()
            .map(r -> r.whole("measure_place"))
            .distinct()
            .sorted()
            .limit(MOST_COLUMNS)
            .toList();
    Map<String, List<Row>> byMember = new LinkedHashMap<>();
    figures.forEach(
        r ->
            byMember
                .computeIfAbsent(r.text("org_level") + r.text("ods_code"), k -> new ArrayList<>())
                .add(r));
    List<Row> columns =
        places.stream()
            .map(
                place ->
                    figures.stream()
                        .filter(r -> r.whole("measure_place").equals(place))
                        .min(Comparator.comparing(r -> r.whole("member_place")))
                        .orElseThrow())
            .toList();
    List<MatrixRow> rows = new ArrayList<>();
    byMember
        .values()
        .forEach(
            member -> {
              Row any = member.get(0);
              rows.add(
                  new MatrixRow(
                      any.text("org_level"),
                      any.text("ods_code"),
                      shortName(any) + " (" + any.text("ods_code") + ")",
                      columns.stream().map(column -> cell(column, member)).toList()));
            });
    return new Dashboard(facts, figures, columns, rows);
  }

  /** Names of members as they are short enough for a line of the matrix. */
  private static String shortName(Row member) {
    return member
        .text("org_name")
        .replaceFirst("^NHS ", "")
        .replaceFirst("(?i) Integrated Care Board$", " ICB")
        .replaceFirst("(?i) Primary Care Network$", " PCN")
        .replaceFirst("(?i) sub-ICB location$", "");
  }

  private static String way(Row column) {
    return switch (column.text("better")) {
      case "lower" -> "lower better";
      case "higher" -> "higher better";
      default -> "neither better";
    };
  }

  private static String period(Row r) {
    return Words.period(r.text("window"), r.day("period_start"), r.day("period_end"));
  }

  private static MatrixRow.Cell cell(Row column, List<Row> member) {
    return member.stream()
        .filter(r -> r.text("measure_id").equals(column.text("measure_id")))
        .findFirst()
        .map(
            r ->
                new MatrixRow.Cell(
                    Figures.figure(
                            r.number("value"),
                            r.text("value_state"),
                            r.text("value_marks"),
                            r.whole("decimals"),
                            r.text("unit"),
                            r.number("population_covered_percent"))
                        + (period(r).equals(period(column)) || !r.isShown("value") ? "" : "*"),
                    r.isShown("value") ? r.text("spc_variation") : ""))
        .orElse(new MatrixRow.Cell(Figures.NONE, ""));
  }

  /** The dashboard, laid out: its PDF and its page are both made of it. */
  JasperPrint fill() throws JRException {
    JasperPrint print =
        JasperFillManager.fillReport(
            Templates.report("dashboard"),
            new LinkedHashMap<>(
                Map.of(
                    "facts",
                    facts,
                    "dashboard",
                    this,
                    JRParameter.REPORT_LOCALE,
                    java.util.Locale.UK)),
            new JRMapCollectionDataSource(
                rows.stream().<Map<String, ?>>map(row -> Map.of("row", row)).toList()));
    if (print.getPages().isEmpty()) {
      throw new IllegalStateException("the dashboard has no page");
    }
    return print;
  }

  String documentTitle() {
    return "%s (%s): personalised care dashboard, %s"
        .formatted(facts.title(), facts.organisation().code(), facts.monthText());
  }

  /** The heading of a column: measure, period, direction; empty beyond the last. */
  public String column(int n) {
    return n < columns.size()
        ? columns.get(n).text("label") + "\n" + period(columns.get(n)) + "\n" + way(columns.get(n))
        : "";
  }

  /** What its members are. */
  public String kind() {
    return facts.kind();
  }

  /** Who has not submitted, which is what a regional manager looks for first. */
  public String submissions() {
    List<String> missing = new ArrayList<>();
    Set<String> said = new LinkedHashSet<>();
    figures.stream()
        .filter(r -> r.whole("member_place") == 0 && missingElsewhere(r) > 0)
        .findFirst()
        .ifPresent(r -> missing.add(elsewhere(r)));
    for (Row r : figures) {
      if (r.whole("member_place") > 0 && Sentences.missing(r) > 0 && said.add(r.text("ods_code"))) {
        missing.add(
            "%s: %s of %s practices for %s, %s"
                .formatted(
                    r.text("org_name"),
                    Figures.count(r.whole("units_reporting")),
                    Figures.count(r.whole("units_expected")),
                    Words.shortTitle(r.text("title")),
                    period(r)));
      }
    }
    return missing.isEmpty()
        ? "Every practice that is expected has submitted for the figures of this page."
        : String.join("; ", missing.subList(0, Math.min(4, missing.size())))
            + (missing.size() > 4 ? "; and " + (missing.size() - 4) + " more" : "")
            + ".";
  }

  /**
   * How many of the area's practices have not submitted and are in no member; none where members
   * have figures of another period, which cannot be added up.
   */
  private int missingElsewhere(Row own) {
    List<Row> members = membersOf(own);
    return members.stream().allMatch(r -> r.day("period_end").equals(own.day("period_end")))
        ? Sentences.missing(own)
            - members.stream().mapToInt(Sentences::missing).filter(n -> n > 0).sum()
        : 0;
  }

  private List<Row> membersOf(Row own) {
    return figures.stream()
        .filter(r -> r.whole("member_place") > 0)
        .filter(r -> r.text("measure_id").equals(own.text("measure_id")))
        .toList();
  }

  private String elsewhere(Row own) {
    int missing = missingElsewhere(own);
    Set<String> codes =
        new LinkedHashSet<>(List.of(own.text("not_submitted_codes").split(",", -1)));
    membersOf(own)
        .forEach(r -> codes.removeAll(List.of(r.text("not_submitted_codes").split(",", -1))));
    String level =
        figures.stream()
            .filter(r -> r.whole("member_place") > 0)
            .findFirst()
            .map(r -> Level.of(r.text("org_level")).singular())
            .orElse("member");
    return "%s in no %s of this page %s not submitted for %s, %s%s"
        .formatted(
            missing == 1 ? "1 practice" : Figures.count(missing) + " practices",
            level,
            missing == 1 ? "has" : "have",
            Words.shortTitle(own.text("title")),
            period(own),
            codes.size() == missing && !codes.contains("")
                ? " (" + Sentences.named(codes.toArray(String[]::new)) + ")"
                : "");
  }

  /**
   * How many icons there are, how many of them are signals, and how many chance alone would show.
   */
  public String chance() {
    List<MatrixRow.Cell> judged =
        rows.stream()
            .flatMap(r -> r.cells().stream())
            .filter(c -> !c.variation().isEmpty())
            .toList();
    long signals = judged.stream().filter(c -> !c.variation().startsWith("common")).count();
    return "%d of the %d icons show a signal; about %s would by chance alone, more where measures move together. No icon: too few points, or numbers too small to judge."
        .formatted(
            signals,
            judged.size(),
            judged.size() * CHANCE < 1 ? "one or none" : Figures.number(judged.size() * CHANCE, 0));
  }

  /** Why a whole need not lie between its parts. */
  public String rounding() {
    return facts.set().policy().equals("internal")
        ? ""
        : "Counts of people are rounded to 5: an area need not agree with its parts. ";
  }

  /** The n-th of what got better among the members; empty beyond the last. */
  public String better(int n) {
    return moved("improvement_", n);
  }

  /** The n-th of what got worse. */
  public String worse(int n) {
    return moved("concern_", n);
  }

  private String moved(String icon, int n) {
    Set<String> families = new HashSet<>();
    List<Row> all =
        figures.stream()
            .filter(r -> r.whole("member_place") > 0)
            .filter(r -> r.text("spc_variation").startsWith(icon))
            .filter(Movers::isSound)
            .filter(r -> families.add(r.text("ods_code") + Movers.family(r.text("measure_id"))))
            .sorted(
                Comparator.comparingDouble(
                        (Row r) ->
                            -Math.abs(
                                Objects.requireNonNullElse(
                                    r.number("relative_change_percent"), 0.0)))
                    .thenComparing(r -> r.text("ods_code") + r.text("measure_id")))
            .limit(MOST_MOVERS)
            .toList();
    if (all.isEmpty() && n == 0) {
      return Movers.none(figures, icon);
    }
    return n < all.size() ? all.get(n).text("org_name") + ": " + Sentences.mover(all.get(n)) : "";
  }

  /** How the practices of the area differ; null where there are too few. */
  public ChartImage spread() {
    return facts.spread();
  }
}
