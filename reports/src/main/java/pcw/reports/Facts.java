package pcw.reports;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.sf.jasperreports.engine.JRDataSource;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.data.JRMapCollectionDataSource;

/**
 * All that is said of one organisation in words, and the trend of its lead measure: made once,
 * printed in its pack and on its page.
 *
 * @param month the organisation's own last month of the lead measure
 * @param ancestors the areas above it, England first, the main one of each level before the others
 * @param trend its months, oldest first; may be empty
 * @param twelveMonths the lead measure over twelve months, in words; empty where not published
 */
public record Facts(
    Organisation organisation,
    PublishedSet set,
    LocalDate month,
    List<Row> ancestors,
    List<Row> trend,
    TrendSeries series,
    Row definition,
    String headline,
    String alternative,
    List<Row> figures,
    Movers movers,
    Charts charts,
    String twelveMonths) {

  /** What the signs in the tables mean. */
  public static final String LEGEND =
      "[x] not submitted · [z] not applicable · [c] withheld · [u] unreliable ·"
          + " [r] revised since release · [b] break · [low] rounds to 0"
          + " · ° covers <95%";

  /** How the figures of a table were rounded. */
  public static final String ROUNDING =
      "Changes are computed before rounding. – no figure. “Higher than, in 100”: among all organisations of the level, where there are 20 or more.";

  /** How to read the comparisons. */
  public static final String READING =
      "These are measures, not judgements. A high figure can have good reasons, such as a specialist pain or palliative care service, or many residents of care homes. Months are"
          + " months of payment processing. Trends use today's organisation boundaries. ADQ: average daily quantity. ODS: Organisation Data Service.";

  private static final double DEFAULT_WORTH_NOTICING = 5;
  private static final int MONTHS_DRAWN = 36;

  static Facts read(PublishedSet set, Connection connection, Organisation organisation)
      throws SQLException {
    Map<String, Object> key = new HashMap<>();
    key.put("org_level", organisation.level().id());
    key.put("ods_code", organisation.code());
    key.put("measure_id", LeadMeasure.ID);
    List<Row> figures = Templates.rows(connection, "figures", key);
    Row excess = Templates.rows(connection, "excess", key).stream().findFirst().orElse(null);
    List<Row> trend = Templates.rows(connection, "trend", key);
    Row definition =
        set.definitions().stream()
            .filter(row -> row.text("measure_id").equals(LeadMeasure.ID))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("table measure has no row " + LeadMeasure.ID));
    LocalDate month =
        trend.isEmpty()
            ? set.period().atEndOfMonth()
            : trend.get(trend.size() - 1).day("period_end");
    String headline =
        trend.isEmpty()
            ? LeadMeasure.SUBJECT + " is not published for this organisation."
            : Sentences.headline(
                organisation.level(),
                LeadMeasure.SUBJECT,
                LeadMeasure.UNIT,
                trend,
                worthNoticing(definition.text("worth_noticing")));
    return new Facts(
        organisation,
        set,
        month,
        Templates.rows(connection, "ancestors", key),
        trend,
        TrendSeries.of(
            organisation.level() == Level.ENGLAND ? organisation.name() : organisation.code(),
            englandName(organisation, trend),
            trend,
            MONTHS_DRAWN),
        definition,
        headline,
        trend.isEmpty()
            ? headline
            : Sentences.alternative(headline, organisation.level(), LeadMeasure.UNIT, trend),
        figures,
        Movers.of(organisation.level(), isClosed(set, organisation), figures, excess),
        Charts.read(connection, key, trend, figures, organisation.name()),
        Sentences.twelveMonths(Templates.rows(connection, "rolling", ending(key, month))));
  }

  private static Map<String, Object> ending(Map<String, Object> key, LocalDate month) {
    Map<String, Object> ending = new HashMap<>(key);
    ending.put("period_end", Date.valueOf(month));
    return ending;
  }

  private static boolean isClosed(PublishedSet set, Organisation organisation) {
    LocalDate closed = set.latest().get(organisation.key()).day("closed_on");
    return closed != null && !closed.isAfter(set.period().atEndOfMonth());
  }

  private static double worthNoticing(String text) {
    return text.endsWith("%")
        ? Double.parseDouble(text.substring(0, text.length() - 1).strip())
        : DEFAULT_WORTH_NOTICING;
  }

  /** The parameters that the chapters' queries ask for. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("facts", this);
    parameters.put("org_level", organisation.level().id());
    parameters.put("ods_code", organisation.code());
    parameters.put("measure_id", LeadMeasure.ID);
    parameters.put("period_end", Date.valueOf(month));
    Organisation.Key parent = organisation.parent();
    parameters.put("parent_level", parent == null ? "" : parent.level().id());
    parameters.put("parent_code", parent == null ? "" : parent.code());
    return parameters;
  }

  /** What the template of a chapter of measures asks for: its heading and its words as well. */
  public Map<String, Object> chapter(String chapter) {
    Map<String, Object> parameters = parameters();
    parameters.put("chapter", chapter);
    parameters.put("heading", Chapters.heading(chapter));
    parameters.put("lead", Sentences.chapter(Chapters.shown(figures, chapter)));
    parameters.put("needs", Chapters.needs(set, chapter));
    return parameters;
  }

  /** The charts of a chapter, whatever its measures are. */
  public JRDataSource charts(String chapter) {
    List<Map<String, ?>> charts = new ArrayList<>();
    if (!Chapters.shown(figures, chapter).isEmpty()) {
      for (ChartImage chart : charts().chapters().getOrDefault(chapter, List.of())) {
        charts.add(Map.of("chart", chart));
      }
    }
    return new JRMapCollectionDataSource(charts);
  }

  /** Another template, to be placed in one. */
  public JasperReport template(String name) {
    return Templates.report(name);
  }

  /** The organisation's name. */
  public String title() {
    return organisation.name();
  }

  /** Whether the name needs smaller letters to leave the first page its room. */
  public boolean hasLongTitle() {
    return organisation.name().length() > 42;
  }

  /** Level, code and the month, and what a reader should know of it. */
  public String kind() {
    return organisation.level().title()
        + code(organisation)
        + " · Prescribing in "
        + monthText()
        + coverageNote();
  }

  private String coverageNote() {
    if (trend.isEmpty()) {
      return "";
    }
    Row last = trend.get(trend.size() - 1);
    String label =
        Sentences.label(
            organisation.level(),
            "",
            last.whole("units_reporting"),
            last.whole("units_expected"),
            last.number("population_covered_percent"));
    return label.isEmpty() ? "" : " · " + label;
  }

  private static String code(Organisation organisation) {
    return switch (organisation.level()) {
      case ENGLAND -> "";
      case LOCALITY -> " · locality code " + organisation.code();
      default -> " · ODS code " + organisation.code();
    };
  }

  /** The areas above it with their codes, from England down; empty for England. */
  public String breadcrumbText() {
    return names(row -> row.flag("is_main"), " › ");
  }

  /** What a reader should know of the organisation, such as a closure or a second area. */
  public String noteText() {
    String others = names(row -> !row.flag("is_main"), ", ");
    return others.isEmpty() || organisation.note().contains("Also in")
        ? organisation.note()
        : (organisation.note() + " Also in " + others + ".").strip();
  }

  private String names(Predicate<Row> which, String between) {
    return ancestors.stream()
        .filter(which)
        .map(row -> row.text("org_name") + " (" + row.text("parent_code") + ")")
        .collect(Collectors.joining(between));
  }

  /** The page below {@code pages/}. */
  public String pageHref() {
    return organisation.page();
  }

  /** How much of the volume the listed presentations make up. */
  public String driversText(List<Row> drivers) {
    return Sentences.drivers(drivers);
  }

  /** The latest month held of each source. */
  public String freshnessText() {
    return "Latest data held: " + set.freshnessText() + set.noticeText();
  }

  /** The sources of a measure by their titles, where the definition has their ids. */
  public String sourcesText(String ids) {
    return set.sourcesText(ids);
  }

  /** Who may see it. */
  public String classification() {
    return set.policy().equals("internal")
        ? "OFFICIAL: management information, not for publication."
        : "Published data; small numbers of people are protected.";
  }

  /** The place among its peers, in words; empty where there is none. */
  public String placeText() {
    Row last = trend.isEmpty() ? null : trend.get(trend.size() - 1);
    return last == null ? "" : Sentences.place(organisation.level(), last);
  }

  /** What the chart shows and whether the latest month is beyond usual variation. */
  public String chartNote() {
    Row last = trend.isEmpty() ? null : trend.get(trend.size() - 1);
    String band =
        last == null || last.get("p50") == null
            ? organisation.level() == Level.ENGLAND ? "" : "Thin line: England. "
            : "Shaded: 10th to 90th percentile of %s %s, in steps of ten; dashed: their median. "
                .formatted(Figures.count(last.number("peers")), organisation.level().plural());
    return band + "Lower is better. " + (last == null ? "" : Sentences.variation(last));
  }

  /** At the foot of each page. */
  public String footer() {
    return "Personalised Care Warehouse · set " + set.setId() + " · policy: " + set.policy();
  }

  /** The month of the figures. */
  public String monthText() {
    return Figures.month(month);
  }

  /** The month a year before. */
  public String yearAgoText() {
    return Figures.month(month.minusMonths(12));
  }

  /** The heading of the comparison. */
  public String comparisonTitle() {
    return "How it compares: " + LeadMeasure.UNIT;
  }

  /** Whether there is an area above it other than England, which has a column anyway. */
  public boolean hasParent() {
    return organisation.parent() != null && organisation.parent().level() != Level.ENGLAND;
  }

  /** Whether England is another than the organisation itself. */
  public boolean hasEngland() {
    return organisation.level() != Level.ENGLAND;
  }

  /** The heading of the column of the area above. */
  public String parentHeading() {
    return hasParent() ? "Its " + organisation.parent().level().singular() : "";
  }

  /** What England's figure is called: by its name only where nearly all patients are covered. */
  public String englandHeading() {
    return series.england();
  }

  private static String englandName(Organisation organisation, List<Row> trend) {
    String column =
        organisation.level() == Level.ENGLAND ? "population_covered_percent" : "england_covered";
    return trend.isEmpty() || Sentences.isCovered(trend.get(trend.size() - 1).number(column))
        ? "England"
        : "All submitting";
  }

  /** What a chapter of measures is called. */
  public static String chapterHeading(String chapter) {
    return Chapters.heading(chapter);
  }

  /** The heading of the table of members. */
  public String membersTitle() {
    return "Members: " + LeadMeasure.UNIT;
  }

  /** Below the table of members. */
  public String membersNote() {
    return "Members are listed under the nearest area that has most of their patients. “Higher than, in 100” compares each with all others of its own level in England.";
  }

  /** In place of an empty table of presentations. */
  public String noDrivers() {
    String state = trend.isEmpty() ? "" : trend.get(trend.size() - 1).text("value_state");
    return switch (state) {
      case "not_submitted" ->
          "Nothing was submitted for " + monthText() + ", so nothing can be listed.";
      case "suppressed" -> "Withheld to protect small numbers.";
      case "not_applicable" ->
          "The measure does not apply in " + monthText() + ", so nothing is listed.";
      default -> "No presentation counts towards this measure in " + monthText() + ".";
    };
  }

  /** An organisation with its code, called by its name only where its coverage allows. */
  public static String name(
      String level, String code, String name, Integer reporting, Integer expected, Double covered) {
    return Sentences.label(Level.of(level), name + " (" + code + ")", reporting, expected, covered);
  }

  /** As {@code name}, among others of its level, where each must be told from the next. */
  public static String memberName(
      String level, String code, String name, Integer reporting, Integer expected, Double covered) {
    String member = name + " (" + code + ")";
    String label = Sentences.label(Level.of(level), member, reporting, expected, covered);
    return label.equals(member)
        ? member
        : member + ", " + label.substring(0, 1).toLowerCase(Locale.UK) + label.substring(1);
  }

  /** The trend among its peers. */
  public ChartImage trendImage() {
    return new ChartImage(
        (g, width, height, text) -> TrendChart.draw(g, series, width, height, text),
        headline,
        alternative,
        chartNote());
  }

  /** The control chart of the lead measure; null where there are no limits. */
  public ChartImage control() {
    return charts.control();
  }

  /** Opioids, referrals, activation and budgets on one axis of time. */
  public ChartImage joined() {
    return charts.joined();
  }

  /** How far referrals got. */
  public ChartImage funnel() {
    return charts.funnel();
  }

  /** Who is reached, by deprivation. */
  public ChartImage equity() {
    return charts.equity();
  }

  /** How the practices of an area differ, at their sizes. */
  public ChartImage spread() {
    return charts.spread();
  }

  /** Levels of activation. */
  public ChartImage levels() {
    return charts.levels();
  }

  /** Savings by comparator. */
  public ChartImage savings() {
    return charts.savings();
  }

  /** The ledger of budgets. */
  public ChartImage ledger() {
    return charts.ledger();
  }

  /** What was submitted when. */
  public ChartImage submissions() {
    return charts.submissions();
  }

  /** The notices about the sources. */
  public JRDataSource notices() {
    return new JRMapCollectionDataSource(
        set.notices().stream().<Map<String, ?>>map(row -> Map.of("row", row)).toList());
  }

  /** The n-th sentence of what got better; empty beyond the last. */
  public String better(int n) {
    return item(movers.better(), n);
  }

  /** The n-th sentence of what got worse. */
  public String worse(int n) {
    return item(movers.worse(), n);
  }

  /** The n-th thing to do next. */
  public String next(int n) {
    return item(movers.next(), n);
  }

  private static String item(List<String> sentences, int n) {
    return n < sentences.size() ? sentences.get(n) : "";
  }

  /** How many icons there are, and how many chance alone would show. */
  public String iconNote() {
    long judged = figures.stream().filter(r -> !r.text("spc_variation").isEmpty()).count();
    return "%d of the %d figures of this pack have an icon. About 2 in 100 icons of a month show a signal by chance alone. A dash, and not judged: too few points or too small numbers; under Target a dash is no target. ° Covers under 95%% of the patients: not the whole area."
        .formatted(judged, figures.size());
  }

  /** Whether people get support, in one paragraph. */
  public String joinedText() {
    return java.util.stream.Stream.of(headline, referralText(), activationText(), budgetText())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** People referred, in words. */
  public String referralText() {
    return Sentences.referred(figures);
  }

  /** The change of activation, in words. */
  public String activationText() {
    return Sentences.activation(figures);
  }

  /** Personal health budgets, in words. */
  public String budgetText() {
    return Sentences.budgets(figures);
  }

  /** Who reports, in words. */
  public String coverageText() {
    return trend.isEmpty()
        ? ""
        : "Prescribing of %s: %s practices with data (share of registered patients)."
            .formatted(monthText(), trend.get(trend.size() - 1).coverageText());
  }

  /** How many definitions are printed, and where all are. */
  public String methodsText() {
    StringBuilder text = new StringBuilder();
    set.codes().forEach(row -> text.append(Words.sentenceEnd(row.text("message"))).append(' '));
    return text.append(
            "Below: the measures of the scorecard. All %d measures with their definitions, owners and change logs are in pages/measures.html and in data/measure.csv of the set."
                .formatted(set.definitions().size()))
        .toString();
  }

  /** The page of an organisation, below {@code pages/}. */
  public static String page(String level, String code) {
    return Organisation.page(Level.of(level), code);
  }
}
