package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pcw.sampledata.Region.Practice;

/**
 * Writes results of surveys, among them the published file of the GP Patient Survey, and the people
 * on each pathway: counts, no people.
 */
final class SurveyFiles {
  private static final YearMonth TOOLS_FROM = YearMonth.of(2025, 6);
  private static final int MARCH = 3;

  /** The published file has named its columns so since then. */
  private static final YearMonth PUBLISHED_FROM = YearMonth.of(2025, 3);

  /** Under so many answers the publisher gives none. */
  private static final int FEWEST_ANSWERS = 10;

  private static final String HIDDEN = "-98";

  /** Pathways, and how many of 1,000 patients are on each. */
  private static final String[][] PATHWAYS = {
    {"long_term_conditions", "300"},
    {"cardiovascular", "45"},
    {"cancer", "36"},
    {"palliative", "5"},
    {"residential_care", "6"},
    {"maternity_antenatal", "7"}
  };

  /** Columns of the published file: conversation, support, confidence, plan. */
  private static final List<String> PATIENT_SURVEY =
      List.of("healthconversation", "healthsupport", "healthconfidence", "healthcareplan");

  private static final int CONVERSATIONS = 60;

  private final Scale scale;
  private final Region region;

  SurveyFiles(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
  }

  void write(Path people, List<String> boards) throws IOException {
    Path surveys = Files.createDirectories(people.resolve("survey_result"));
    Path pathways = Files.createDirectories(people.resolve("pathway_population"));
    for (YearMonth month : scale.calendar()) {
      boolean isMarch = month.getMonthValue() == MARCH;
      boolean hasTools = month.getMonthValue() % 3 == 0 && !month.isBefore(TOOLS_FROM);
      if (isMarch || hasTools) {
        try (CsvWriter out =
            DeliveredFile.plain("survey_result_" + Dates.compact(month) + ".csv").open(surveys)) {
          writeSurveys(out, month, boards, isMarch, hasTools);
        }
      }
      if (isMarch && !month.isBefore(PUBLISHED_FROM)) {
        writePatientSurvey(Files.createDirectories(people.resolve("gp_patient_survey")), month);
      }
      if (isMarch && month.getYear() > scale.firstMonth().getYear() + 1) {
        writePathways(pathways, month);
      }
    }
  }

  private void writeSurveys(
      CsvWriter out, YearMonth month, List<String> boards, boolean isMarch, boolean hasTools) {
    out.writeRecord(
        "month",
        "source",
        "organisation_code",
        "org_level",
        "question",
        "respondent_group",
        "answer",
        "answers",
        "score_sum",
        "score_squares");
    Sheet sheet = new Sheet(out, Dates.iso(month));
    for (Practice practice : region.practices()) {
      if (practice.isOpen(month)) {
        Dice dice = Dice.of(scale.seed(), "survey", practice.code(), month);
        double habit = habit(practice);
        if (isMarch) {
          sheet.share(
              practice.code(),
              "gp_patient_survey",
              "what_matters",
              CONVERSATIONS,
              0.39 + habit,
              dice);
        }
        if (hasTools) {
          writeTools(sheet, practice, dice, habit);
        }
      }
    }
    if (isMarch) {
      for (String board : boards) {
        Dice dice = Dice.of(scale.seed(), "survey", board, month);
        sheet.holders(board, "wheelchair", 40 + dice.below(20), 0.74, dice);
        sheet.holders(board, "not_wheelchair", 110 + dice.below(40), 0.87, dice);
      }
    }
  }

  /**
   * Under the publisher's name, with a few of its thousand columns. The conversation is the one of
   * {@code survey_result}: both feeds say the same.
   */
  private void writePatientSurvey(Path folder, YearMonth month) throws IOException {
    String name = "GPPS_" + month.getYear() + "_Practice_data_(weighted)_(csv)_PUBLIC.csv";
    try (CsvWriter out = DeliveredFile.plain(name).open(folder)) {
      List<String> header = new ArrayList<>(List.of("ad_practicecode", "ad_practicename"));
      header.addAll(List.of("ad_icscode", "distributed", "received", "overallexp.pcteval"));
      for (String column : PATIENT_SURVEY) {
        header.addAll(List.of(column + ".pcteval", column + ".baseevaluw"));
      }
      out.writeRecord(header);
      for (Practice practice : region.practices()) {
        if (practice.isOpen(month)) {
          out.writeRecord(patientSurvey(practice, month));
        }
      }
    }
  }

  private List<String> patientSurvey(Practice practice, YearMonth month) {
    double habit = habit(practice);
    Dice same = Dice.of(scale.seed(), "survey", practice.code(), month);
    int talked = same.count(CONVERSATIONS);
    int yes = Sheet.positive(same, talked, 0.39 + habit);
    Dice dice = Dice.of(scale.seed(), "patient survey", practice.code(), month);
    int received = 2 * talked + dice.below(20);
    List<String> row =
        new ArrayList<>(
            List.of(
                practice.code(),
                practice.nameIn(month),
                Names.icbCode(practice.icb()),
                Integer.toString(4 * received),
                Integer.toString(received),
                share(Sheet.positive(dice, received, 0.73 + habit), received)));
    int needed = talked - dice.below(20);
    int planned = yes - dice.below(3);
    add(row, yes, talked);
    add(row, Sheet.positive(dice, needed, 0.66 + habit / 2), needed);
    add(row, Sheet.positive(dice, talked, 0.79), talked);
    add(row, Sheet.positive(dice, planned, 0.61), planned);
    return row;
  }

  /** How much more than elsewhere a practice listens. */
  private double habit(Practice practice) {
    return 0.09 * Dice.of(scale.seed(), "listens", practice.code()).normal();
  }

  private static void add(List<String> row, int positive, int answers) {
    boolean isHidden = answers < FEWEST_ANSWERS;
    row.add(isHidden ? HIDDEN : share(positive, answers));
    row.add(isHidden ? HIDDEN : Integer.toString(answers));
  }

  private static String share(int positive, int answers) {
    return String.format(Locale.ROOT, "%.9f", (double) positive / answers);
  }

  private static void writeTools(Sheet sheet, Practice practice, Dice dice, double habit) {
    int number = practice.number();
    if (number % 2 == 1) {
      int mean = practice.code().equals(PeopleStory.FEW_ANSWERS) ? 18 : 55;
      sheet.tool(practice.code(), "collaborate", "all_nine", "fewer", mean, 0.56 + habit, dice);
    }
    if (number % 3 == 0) {
      sheet.tool(practice.code(), "sure", "four_yes", "fewer", 40, 0.66 + habit, dice);
    }
    if (number % 4 == 0) {
      sheet.scores(practice.code(), "sdm_q_9", 34, 71 + 40 * habit, dice);
      sheet.scores(practice.code(), "sdm_q_doc", 22, 80 + 20 * habit, dice);
    }
    if (number % 5 == 0) {
      for (int statement = 1; statement <= 4; statement++) {
        sheet.tool(
            practice.code(),
            "choice_" + statement,
            "agree",
            "disagree",
            45,
            0.74 - 0.08 * statement + habit,
            dice);
      }
    }
  }

  private void writePathways(Path folder, YearMonth month) throws IOException {
    ListSize lists = new ListSize(scale, region);
    String name = "pathway_population_" + Dates.compact(month) + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).open(folder)) {
      out.writeRecord("month", "practice_code", "pathway", "people", "source");
      for (Practice practice : region.practices()) {
        if (practice.isOpen(month)) {
          for (String[] pathway : PATHWAYS) {
            Dice dice = Dice.of(scale.seed(), "pathway", practice.code(), month, pathway[0]);
            double mean = Double.parseDouble(pathway[1]) * lists.patients(practice, month) / 1000;
            out.writeRecord(
                Dates.iso(month),
                practice.code(),
                pathway[0],
                Integer.toString(dice.count(mean)),
                "Invented count");
          }
        }
      }
    }
  }

  /** Rows of one file. */
  private record Sheet(CsvWriter out, String month) {
    void share(String code, String source, String question, int mean, double share, Dice dice) {
      int answers = dice.count(mean);
      int yes = positive(dice, answers, share);
      row(source, code, "practice", question, "all", "yes", yes);
      row(source, code, "practice", question, "all", "no", answers - yes);
      row(source, code, "practice", question, "all", "dont_know", dice.below(9));
    }

    void tool(
        String code,
        String question,
        String counts,
        String other,
        int mean,
        double share,
        Dice dice) {
      int answers = dice.count(mean);
      int positive = positive(dice, answers, share);
      row("service_survey", code, "practice", question, "all", counts, positive);
      row("service_survey", code, "practice", question, "all", other, answers - positive);
    }

    void holders(String board, String group, int answers, double share, Dice dice) {
      int yes = positive(dice, answers, share);
      row("budget_holder_survey", board, "icb", "budget_achieved", group, "yes", yes);
      row("budget_holder_survey", board, "icb", "budget_achieved", group, "no", answers - yes);
    }

    void scores(String code, String question, int mean, double level, Dice dice) {
      int answers = dice.count(mean);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < answers; i++) {
        double score = Math.max(0, Math.min(100, Math.round(level + 15 * dice.normal())));
        sum += score;
        squares += score * score;
      }
      out.writeRecord(
          month,
          "service_survey",
          code,
          "practice",
          question,
          "all",
          "scored",
          Integer.toString(answers),
          String.format(Locale.ROOT, "%.0f", sum),
          String.format(Locale.ROOT, "%.0f", squares));
    }

    private void row(
        String source,
        String code,
        String level,
        String question,
        String group,
        String answer,
        int answers) {
      out.writeRecord(
          month, source, code, level, question, group, answer, Integer.toString(answers), "", "");
    }

    static int positive(Dice dice, int answers, double share) {
      int positive = 0;
      for (int i = 0; i < answers; i++) {
        positive += dice.chance(share) ? 1 : 0;
      }
      return positive;
    }
  }
}
