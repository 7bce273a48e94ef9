package pcw.reports;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.sf.jasperreports.engine.JRDataSource;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.data.JRMapCollectionDataSource;

/**
 * The paper of an integrated care board: four pages and an annex, of a release alone. What it says
 * is of PCNs and wider areas; practices are named in the annex, for public data.
 */
public final class BoardPaper {
  private static final int MOST_EXCEPTIONS = 12;
  private static final int MOST_REVISIONS = 6;
  private static final int MOST_AIM_ROWS = 16;

  private final Facts facts;
  private final BoardRelease release;
  private final List<Row> exceptions;
  private final int exceptionsInAll;
  private final List<Row> revisions;
  private final int revisionsInAll;
  private final List<Row> aims;
  private final List<Row> contrasts;
  private final List<Row> annex;

  private BoardPaper(Facts facts, BoardRelease release, Connection connection) throws SQLException {
    this.facts = facts;
    this.release = release;
    Map<String, Object> key = facts.parameters();
    Set<String> families = new HashSet<>();
    List<Row> moved =
        Templates.rows(connection, "board_exceptions", key).stream()
            .filter(Movers::isSound)
            .filter(r -> families.add(r.text("ods_code") + Movers.family(r.text("measure_id"))))
            .toList();
    this.exceptions = moved.stream().limit(MOST_EXCEPTIONS).toList();
    this.exceptionsInAll = moved.size();
    List<Row> revised = revised(release, Templates.rows(connection, "board_revisions", key));
    this.revisions = revised.stream().limit(MOST_REVISIONS).toList();
    this.revisionsInAll = revised.size();
    this.aims =
        Templates.rows(connection, "board_aims", key).stream().limit(MOST_AIM_ROWS).toList();
    this.contrasts = Templates.rows(connection, "board_equality", key);
    this.annex = Templates.rows(connection, "board_annex", key);
  }

  /**
   * Makes the paper of every ICB of a released set.
   *
   * @param set the folder of the released set
   * @param folder where the papers go: the folder of the release, for the set itself is sealed
   * @return how many were made
   */
  public static int render(Path set, BoardRelease release, Path folder)
      throws IOException, SQLException {
    int made = 0;
    try (PublishedSet published = PublishedSet.open(set, 1);
        Connection connection = published.connect()) {
      if (!published.setId().equals(release.setId())) {
        throw new IllegalArgumentException(
            "the release is of the set "
                + release.setId()
                + ", and "
                + set
                + " holds another: "
                + published.setId());
      }
      for (Organisation organisation : published.organisations().values()) {
        if (organisation.level() == Level.ICB) {
          Facts facts = Facts.read(published, connection, organisation);
          BoardPaper paper = new BoardPaper(facts, release, connection);
          Renderer.write(
              folder.resolve(published.packName(organisation).replace("pcw-pack", "pcw-board")),
              Pack.export(paper.fill(connection), paper.documentTitle(), published));
          made++;
        }
      }
    } catch (JRException e) {
      throw new IOException("a board paper cannot be made: " + e.getMessage(), e);
    }
    return made;
  }

  private JasperPrint fill(Connection connection) throws JRException {
    Map<String, Object> parameters = facts.parameters();
    parameters.put("board", this);
    List<Map<String, ?>> parts = new ArrayList<>();
    for (JasperReport part : Templates.ordered("pcw.board")) {
      parts.add(
          Map.of(
              "part", part,
              "parameters", parameters,
              "page", Integer.parseInt(part.getProperty("pcw.board")) / 100));
    }
    Map<String, Object> frame = new HashMap<>();
    frame.put("facts", facts);
    frame.put("board", this);
    frame.put(JRParameter.REPORT_CONNECTION, connection);
    return JasperFillManager.fillReport(
        Templates.report("board"), frame, new JRMapCollectionDataSource(parts));
  }

  String documentTitle() {
    return "%s (%s): personalised care, paper for the board, release %s"
        .formatted(facts.title(), facts.organisation().code(), release.label());
  }

  /** What it is and of which release. */
  public String kind() {
    return "Paper for the board · personalised care and opioid prescribing · release %s · figures to %s"
        .formatted(release.label(), facts.monthText());
  }

  /** The release in one line. */
  public String releaseText() {
    return "Release %s is the published set %s (policy: %s), approved by: %s. %s"
        .formatted(
            release.label(),
            release.setId(),
            facts.set().policy(),
            release.approvedBy(),
            facts.classification());
  }

  /** At the foot of each page. */
  public String footer() {
    return "Personalised Care Warehouse · release %s · set %s · policy: %s"
        .formatted(release.label(), release.setId(), facts.set().policy());
  }

  /** The cover: a heading, then what is said under it. */
  public JRDataSource cover() {
    List<Map<String, ?>> lines = new ArrayList<>();
    section(
        lines,
        "Purpose",
        List.of(
            "To assure the board how personalised care and opioid prescribing stand in %s, and to ask for decisions where figures moved beyond their usual variation."
                .formatted(facts.title())));
    section(lines, "What the board is asked to do", asks());
    section(lines, "Risk", risks());
    section(lines, "Finance", finance());
    section(lines, "Equality", equality());
    section(lines, "Confidence in the data", List.of(confidence()));
    return new JRMapCollectionDataSource(lines);
  }

  private static void section(List<Map<String, ?>> lines, String heading, List<String> texts) {
    lines.add(Map.of("heading", heading, "text", ""));
    texts.forEach(text -> lines.add(Map.of("heading", "", "text", text)));
  }

  private List<String> asks() {
    List<String> asks = new ArrayList<>();
    asks.add(
        "Note the scorecard (page 2), the exceptions and the revised figures (page 3), and the five aims (page 4).");
    // A board names no practice for data about people.
    Movers.missing(facts.figures())
        .ifPresent(r -> asks.add(Sentences.submissions(Level.ICB, r, "")));
    worse().stream()
        .limit(2)
        .forEach(
            r ->
                asks.add(
                    "Agree who leads on this measure: "
                        + Words.shortTitle(r.text("title"))
                        + ". What can be done: "
                        + r.text("what_you_can_do")));
    if (aims.isEmpty()) {
      asks.add("Name an owner and measures for each aim: none is recorded.");
    }
    return asks;
  }

  private List<Row> worse() {
    return facts.figures().stream()
        .filter(r -> r.text("spc_variation").startsWith("concern_"))
        .filter(Movers::isSound)
        .toList();
  }

  private List<String> risks() {
    List<String> risks = new ArrayList<>();
    for (int i = 0; i < 3 && !facts.worse(i).isEmpty(); i++) {
      risks.add(facts.worse(i));
    }
    long unsure =
        facts.figures().stream()
            .filter(r -> List.of(r.text("value_marks").split(",", -1)).contains("u"))
            .count();
    if (unsure > 0) {
      risks.add(
          "Figures that rest on too few practices to be relied on [u]: %d of %d."
              .formatted(unsure, facts.figures().size()));
    }
    return risks;
  }

  private List<String> finance() {
    List<String> lines = new ArrayList<>();
    for (ChartImage chart : java.util.Arrays.asList(facts.ledger(), facts.savings())) {
      if (chart != null) {
        lines.add(chart.alternative());
      }
    }
    facts.figures().stream()
        .filter(r -> r.text("measure_id").equals("opioid_cost_per_1000") && r.isShown("value"))
        .findFirst()
        .ifPresent(
            r ->
                lines.add(
                    "Opioids cost £%s per 1,000 patients in %s%s."
                        .formatted(
                            Figures.number(r.number("value"), 0),
                            period(r),
                            r.number("relative_change_percent") == null
                                ? ""
                                : " ("
                                    + Figures.signed(r.number("relative_change_percent"), 0)
                                    + "% on a year before)")));
    if (facts.ledger() == null) {
      lines.add("No pounds of personal health budgets can be shown for this board.");
    }
    return lines;
  }

  private List<String> equality() {
    if (!contrasts.isEmpty()) {
      return contrasts.stream().map(BoardPaper::contrast).toList();
    }
    return facts.equity() != null
        ? List.of(facts.equity().alternative(), facts.equity().note())
        : List.of(
            "No figure by deprivation or ethnic group can be given for this board: too few people are registered with one, or the numbers are too small.");
  }

  private static String contrast(Row r) {
    return "%s, %s: %s against %s, ratio %s (95%% interval %s to %s)%s."
        .formatted(
            Words.shortTitle(r.text("title")),
            period(r),
            Words.category(r.text("breakdown"), r.text("of_category")),
            Words.category(r.text("breakdown"), r.text("to_category")),
            Figures.number(r.number("ratio"), 2),
            Figures.number(r.number("ratio_lower"), 2),
            Figures.number(r.number("ratio_upper"), 2),
            r.number("recorded_percent") == null
                ? ""
                : ", recorded for " + Figures.count(r.number("recorded_percent")) + "%");
  }

  private static String period(Row r) {
    return Words.period(r.text("window"), r.day("period_start"), r.day("period_end"));
  }

  /** In one sentence, how far the figures can be relied on. */
  String confidence() {
    List<Row> people =
        facts.figures().stream().filter(r -> !r.text("chapter").equals("prescribing")).toList();
    Function<String, Long> of =
        state -> people.stream().filter(r -> r.text("value_state").equals(state)).count();
    return "%s Of %d figures about people %d are withheld to protect small numbers and %d were not submitted."
        .formatted(
            facts.coverageText().isEmpty()
                ? "No prescribing is held."
                : facts.coverageText().replaceFirst("\\.$", ";"),
            people.size(),
            of.apply("suppressed"),
            of.apply("not_submitted"))
        .replace("; Of", "; of");
  }

  /** What moved beyond its usual variation in the board's areas, PCN and above. */
  public JRDataSource exceptions() {
    return source(exceptions);
  }

  /** How many there are, and how many chance alone would show. */
  public String exceptionsNote() {
    return exceptionsInAll == 0
        ? Movers.NONE
        : "Showing %d of %d: the board, its sub-ICB locations, localities and PCNs, where a control chart has a signal and the change on a year before is worth noticing. Concerns first. About 2 in 100 icons of a month show a signal by chance alone."
            .formatted(exceptions.size(), exceptionsInAll);
  }

  /** Figures that the release before showed otherwise. */
  public JRDataSource revisions() {
    return source(revisions);
  }

  /** How many were revised. */
  public String revisionsNote() {
    if (release.previous().isEmpty()) {
      return "This is the first release: there is none before it to compare with.";
    }
    return revisionsInAll == 0
        ? "No figure of this board, its areas and PCNs was revised since release %s."
            .formatted(release.previous())
        : "Figures of this board, its areas and PCNs that release %s showed otherwise: %d, of which %d are listed, newest first. All: pcw diff."
            .formatted(release.previous(), revisionsInAll, revisions.size());
  }

  /** The aims of the strategy board, a row for each of their measures. */
  public JRDataSource aims() {
    return source(aims);
  }

  /** What stands where no aim is recorded. */
  public String aimsNote() {
    return aims.isEmpty()
        ? "No aims are recorded: deliver board_aim.csv (aim, title, owner, measure_ids, note)."
        : "Status: what the control chart and the target say of the latest figure of each measure; no icon, no verdict.";
  }

  /** Practices, of public data alone. */
  public JRDataSource annex() {
    return source(annex);
  }

  private static JRDataSource source(List<Row> rows) {
    return new JRMapCollectionDataSource(
        rows.stream().<Map<String, ?>>map(row -> Map.of("row", row)).toList());
  }

  /** Revisions of figures that the paper may name, with the names of what they are of. */
  private static List<Row> revised(BoardRelease release, List<Row> named) {
    Map<String, Row> names =
        named.stream()
            .collect(
                Collectors.toMap(
                    r -> r.text("org_level") + r.text("ods_code") + r.text("measure_id"),
                    r -> r,
                    (a, b) -> a));
    List<Row> rows = new ArrayList<>();
    for (BoardRelease.Revision revision : release.revised()) {
      Row name = names.get(revision.level() + revision.code() + revision.measure());
      if (name != null) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("org_name", name.get("org_name"));
        row.put("ods_code", revision.code());
        row.put("title", name.get("title"));
        row.put("period", Words.period(revision.window(), (LocalDate) null, revision.periodEnd()));
        row.put("period_end", java.sql.Date.valueOf(revision.periodEnd()));
        row.put("before", shown(revision.before(), name));
        row.put("after", shown(revision.after(), name));
        row.put("cause", Words.sentence(revision.cause()));
        rows.add(new Row(row));
      }
    }
    rows.sort((a, b) -> b.day("period_end").compareTo(a.day("period_end")));
    return rows;
  }

  /** A number as the measure prints it, or the sign of a state. */
  private static String shown(String told, Row name) {
    String first = told.split(" / ", -1)[0];
    return first.matches("-?[0-9.]+(E-?[0-9]+)?")
        ? Figures.figure(
            Double.parseDouble(first), "shown", "", name.whole("decimals"), name.text("unit"))
        : Figures.value(null, first, "", 1);
  }

  /** What the control chart and the target say of an aim's measure. */
  public static String status(Row r) {
    if (r.get("value_state") == null) {
      return "No figure is published for this board.";
    }
    if (!r.isShown("value")) {
      return "Not shown " + r.valueText("value") + ".";
    }
    String assurance = r.text("spc_assurance");
    String variation = r.text("spc_variation");
    String target = assurance.isEmpty() ? "" : Icon.assurance(assurance).alternative() + ". ";
    return variation.isEmpty()
        ? target + "Not judged: too few points or no control chart."
        : target + Icon.variation(variation).alternative() + ".";
  }
}
