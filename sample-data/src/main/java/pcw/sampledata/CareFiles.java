package pcw.sampledata;

import static pcw.sampledata.SendingSystem.CASEWORK;
import static pcw.sampledata.SendingSystem.PROCESSOR;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcw.sampledata.Senders.Period;

/**
 * Writes what the boards send about continuing healthcare and the end of life: cases as they stood
 * at the end of each delivery, and people who died with a plan.
 */
final class CareFiles {
  private static final PeopleFeed CASE =
      new PeopleFeed(
          "chc_case",
          "Continuing healthcare cases begun, changed or ended",
          false,
          List.of(
              "case_id",
              "nhs_number",
              "practice_code",
              "is_fast_track",
              "checklist_on",
              "is_screened_in",
              "assessed_on",
              "recommended_on",
              "recommendation",
              "decided_on",
              "decision",
              "is_care_at_home",
              "reviewed_on",
              "ended_on"),
          Map.of(
              PROCESSOR,
              List.of(
                  "Case ID",
                  "NHS Number",
                  "General Medical Practice Code (Patient Registration)",
                  "Fast Track",
                  "Checklist Date",
                  "Screened In",
                  "Assessment Date",
                  "Recommendation Date",
                  "Recommendation",
                  "Decision Date",
                  "Decision",
                  "Care at Home",
                  "Review Date",
                  "End Date"),
              CASEWORK,
              List.of(
                  "CHC ID",
                  "NHS No.",
                  "ODS Code",
                  "Fast Track",
                  "Date of Checklist",
                  "Positive Checklist",
                  "DST Date",
                  "Date Recommended",
                  "MDT Recommendation",
                  "Date Decided",
                  "ICB Decision",
                  "Home Care",
                  "Reviewed Date",
                  "Date Ended")));

  private static final PeopleFeed END_OF_LIFE =
      new PeopleFeed(
          "end_of_life",
          "People with a plan who died",
          false,
          List.of(
              "plan_id",
              "nhs_number",
              "practice_code",
              "died_on",
              "preferred_place",
              "actual_place"),
          Map.of(
              PROCESSOR,
              List.of(
                  "Plan ID",
                  "NHS Number",
                  "General Medical Practice Code (Patient Registration)",
                  "Date of Death",
                  "Preferred Place of Death",
                  "Actual Place of Death"),
              CASEWORK,
              List.of(
                  "EPaCCS ID",
                  "NHS No.",
                  "ODS Code",
                  "Died On",
                  "Preferred Place",
                  "Place of Death")));

  private static final String[] PLACES = {"home", "care_home", "hospice", "hospital", "other"};

  /** Somebody who died with a plan. */
  private record Death(String id, Person person, String board, LocalDate on, boolean hasBudget) {}

  private final Scale scale;
  private final Senders senders;
  private final List<CareCase> cases;
  private final List<Death> deaths;

  CareFiles(Scale scale, Senders senders, List<CareCase> cases, List<Budget> budgets) {
    this.scale = scale;
    this.senders = senders;
    this.cases = cases;
    this.deaths = deaths(cases, budgets);
  }

  /** Those of the fast track, and one in six of the others, when their eligibility ends. */
  private static List<Death> deaths(List<CareCase> cases, List<Budget> budgets) {
    Set<String> counted = new HashSet<>();
    List<Death> deaths = new ArrayList<>();
    for (CareCase care : cases) {
      boolean dies = care.isFastTrack() || Math.floorMod(care.id().hashCode(), 6) == 0;
      String practice = care.endedOn() == null ? null : care.person().practiceOn(care.endedOn());
      if (dies && practice != null && counted.add(care.person().nhsNumber())) {
        boolean hasBudget =
            budgets.stream()
                .filter(budget -> budget.person().equals(care.person()))
                .anyMatch(budget -> budget.isLive(care.endedOn().minusDays(30), care.endedOn()));
        deaths.add(
            new Death(
                "EOL-" + care.board() + care.id().substring(3),
                care.person(),
                care.board(),
                care.endedOn(),
                hasBudget));
      }
    }
    return deaths;
  }

  void write(Path people) throws IOException {
    for (String board : senders.boards()) {
      LocalDate after = LocalDate.MIN;
      for (Period period : senders.periods(board)) {
        LocalDate from = after;
        LocalDate upTo = period.to().atEndOfMonth();
        write(
            people,
            CASE,
            board,
            period,
            cases.stream()
                .filter(care -> care.board().equals(board) && care.changes(from, upTo))
                .map(care -> row(care, upTo))
                .toList());
        write(
            people,
            END_OF_LIFE,
            board,
            period,
            deaths.stream()
                .filter(death -> death.board().equals(board))
                .filter(death -> death.on().isAfter(from) && !death.on().isAfter(upTo))
                .map(this::row)
                .toList());
        after = upTo;
      }
    }
  }

  private void write(
      Path people, PeopleFeed feed, String board, Period period, List<List<Object>> rows)
      throws IOException {
    new PeopleDelivery(feed, senders.boardSystem(board), board, period.from(), period.to())
        .write(people.resolve(feed.name()), rows);
  }

  private static List<Object> row(CareCase care, LocalDate upTo) {
    return Arrays.asList(
        care.id(),
        care.person().nhsNumber(),
        care.person().practiceOn(care.beganOn()),
        care.isFastTrack() ? "Y" : "N",
        come(care.checklistOn(), upTo),
        care.checklistOn() == null ? "" : care.isScreenedIn() ? "Y" : "N",
        come(care.assessedOn(), upTo),
        come(care.recommendedOn(), upTo),
        come(care.recommendedOn(), upTo) == null ? "" : care.recommendation(),
        come(care.decidedOn(), upTo),
        come(care.decidedOn(), upTo) == null ? "" : care.decision(),
        care.isAtHome() ? "Y" : "N",
        come(care.reviewedOn(), upTo),
        come(care.endedOn(), upTo));
  }

  /** Those with a budget die where they wish more often; it is no effect, for nobody was drawn. */
  private List<Object> row(Death death) {
    Dice dice = Dice.of(scale.seed(), "end of life", death.id());
    String preferred = PLACES[dice.weighted(60, 15, 22, 2, 1)];
    boolean isKnown = dice.chance(0.9);
    String actual =
        dice.chance(death.hasBudget() ? 0.78 : 0.52)
            ? preferred
            : PLACES[dice.weighted(8, 10, 6, 75, 1)];
    return Arrays.asList(
        death.id(),
        death.person().nhsNumber(),
        death.person().practiceOn(death.on()),
        death.on(),
        isKnown ? preferred : "",
        actual);
  }

  private static LocalDate come(LocalDate day, LocalDate upTo) {
    return day == null || day.isAfter(upTo) ? null : day;
  }
}
