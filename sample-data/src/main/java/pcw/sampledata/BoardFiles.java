package pcw.sampledata;

import static pcw.sampledata.SendingSystem.CASEWORK;
import static pcw.sampledata.SendingSystem.PROCESSOR;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import pcw.sampledata.Senders.Period;

/** Writes what the boards send for all services of their area: plans, checks, scores, reviews. */
final class BoardFiles {
  static final PeopleFeed CARE_PLAN =
      new PeopleFeed(
          "care_plan",
          "Care and support plans",
          false,
          List.of(
              "plan_id",
              "nhs_number",
              "practice_code",
              "pathway",
              "created_on",
              "agreed_on",
              "reviewed_on",
              "ended_on",
              "important_answered",
              "live_well_answered",
              "self_management_answered",
              "care_needed_answered",
              "good_support_answered",
              "future_answered",
              "end_of_life_answered",
              "needs_assessment_offered_on",
              "needs_assessment_completed_on"),
          Map.of(
              PROCESSOR,
              List.of(
                  "Care Plan Identifier",
                  "NHS Number",
                  "General Medical Practice Code (Patient Registration)",
                  "Care Plan Type",
                  "Care Plan Creation Date",
                  "Care Plan Agreed Date",
                  "Care Plan Last Updated Date",
                  "Plan End Date",
                  "What Is Important",
                  "Live Well",
                  "Self Management Support",
                  "Care And Support Needed",
                  "Good Support",
                  "Preparing For The Future",
                  "End Of Life Preferences",
                  "Needs Assessment Offered",
                  "Needs Assessment Completed"),
              CASEWORK,
              List.of(
                  "Plan ID",
                  "NHS No",
                  "ODS Code",
                  "Pathway",
                  "Created Date",
                  "Agreed Date",
                  "Reviewed Date",
                  "Ended Date",
                  "What Matters To Me",
                  "What I Can Do",
                  "Support For Self Management",
                  "Support Needed",
                  "What Good Support Looks Like",
                  "Future",
                  "End Of Life",
                  "HNA Offered Date",
                  "HNA Completed Date")));

  static final PeopleFeed PAIN_HEALTH_CHECK =
      new PeopleFeed(
          "pain_health_check",
          "Pain health checks",
          false,
          List.of(
              "nhs_number",
              "practice_code",
              "completed_on",
              "cheerful",
              "calm",
              "active",
              "rested",
              "interested",
              "pain",
              "distress",
              "lifestyle_confidence",
              "work_confidence",
              "needs",
              "priority_needs"),
          Map.of(
              PROCESSOR,
              List.of(
                  "NHS Number",
                  "Practice Code",
                  "Completion Date",
                  "Cheerful",
                  "Calm",
                  "Active",
                  "Rested",
                  "Interested",
                  "Pain Score",
                  "Distress Score",
                  "Confidence Lifestyle",
                  "Confidence Work",
                  "Needs",
                  "Priorities"),
              CASEWORK,
              List.of(
                  "NHS No",
                  "ODS Code",
                  "Check Date",
                  "WHO5 1",
                  "WHO5 2",
                  "WHO5 3",
                  "WHO5 4",
                  "WHO5 5",
                  "Pain Now",
                  "Distress",
                  "PSEQ2 1",
                  "PSEQ2 2",
                  "Problems",
                  "Top Three")));

  static final PeopleFeed OUTCOME_SCORE =
      new PeopleFeed(
          "outcome_score",
          "Outcome scores",
          false,
          List.of("nhs_number", "practice_code", "instrument", "measured_on", "score"),
          Map.of(
              PROCESSOR,
              List.of(
                  "NHS Number",
                  "Practice Code",
                  "Assessment Tool",
                  "Assessment Tool Completion Date",
                  "Person Score"),
              CASEWORK,
              List.of("NHS No", "ODS Code", "Questionnaire", "Assessment Date", "Total Score")));

  static final PeopleFeed MEDICATION_REVIEW =
      new PeopleFeed(
          "medication_review",
          "Reviews of pain medicines",
          true,
          List.of(
              "nhs_number",
              "practice_code",
              "reviewed_on",
              "dose_mg",
              "readiness_stage",
              "side_effects"),
          Map.of(
              PROCESSOR,
              List.of(
                  "NHS Number",
                  "Practice Code",
                  "Review Date",
                  "Morphine Equivalent",
                  "Readiness Stage",
                  "Side Effects"),
              CASEWORK,
              List.of(
                  "NHS No",
                  "ODS Code",
                  "Date of Review",
                  "OME mg per day",
                  "Stage of Change",
                  "Side Effects")));

  static final PeopleFeed GOAL =
      new PeopleFeed(
          "goal",
          "Goals set and reviewed",
          false,
          List.of("goal_id", "nhs_number", "practice_code", "set_on", "reviewed_on", "result"),
          Map.of(
              PROCESSOR,
              List.of(
                  "Goal Number",
                  "NHS Number",
                  "Practice Code",
                  "Goal Set Date",
                  "Goal Review Date",
                  "Result"),
              CASEWORK,
              List.of(
                  "Goal ID", "NHS No", "ODS Code", "Set Date", "Reviewed Date", "Goal Result")));

  /** What the boards may deliver beside budgets and use of services. */
  static final List<PeopleFeed> FEEDS =
      List.of(CARE_PLAN, PAIN_HEALTH_CHECK, OUTCOME_SCORE, MEDICATION_REVIEW, GOAL);

  private final Region region;
  private final Senders senders;

  BoardFiles(Region region, Senders senders) {
    this.region = region;
    this.senders = senders;
  }

  /** Writes plans and goals as they stood at the end of each period in which they changed. */
  void write(Path people, List<CarePlan> plans, Outcomes outcomes) throws IOException {
    for (String board : senders.boards()) {
      LocalDate after = LocalDate.MIN;
      for (Period period : senders.periods(board)) {
        LocalDate from = after;
        LocalDate upTo = period.to().atEndOfMonth();
        write(
            people,
            CARE_PLAN,
            board,
            period,
            plans.stream()
                .filter(plan -> isOf(board, plan.practice()) && plan.changes(from, upTo))
                .map(plan -> plan.asOf(upTo))
                .toList());
        write(
            people,
            GOAL,
            board,
            period,
            outcomes.goals().stream()
                .filter(goal -> isOf(board, goal.practice()) && goal.changes(from, upTo))
                .map(goal -> goal.asOf(upTo))
                .toList());
        write(people, PAIN_HEALTH_CHECK, board, period, rows(outcomes.checks(), board, from, upTo));
        write(people, OUTCOME_SCORE, board, period, rows(outcomes.scores(), board, from, upTo));
        write(
            people, MEDICATION_REVIEW, board, period, rows(outcomes.reviews(), board, from, upTo));
        after = upTo;
      }
    }
  }

  private List<List<Object>> rows(
      List<Outcomes.Entry> entries, String board, LocalDate after, LocalDate upTo) {
    return entries.stream()
        .filter(entry -> isOf(board, entry.practice()))
        .filter(entry -> entry.on().isAfter(after) && !entry.on().isAfter(upTo))
        .map(Outcomes.Entry::row)
        .toList();
  }

  private boolean isOf(String board, String practice) {
    return board.equals(Names.icbCode(region.practice(practice).icb()));
  }

  private void write(
      Path people, PeopleFeed feed, String board, Period period, List<List<Object>> rows)
      throws IOException {
    new PeopleDelivery(feed, senders.boardSystem(board), board, period.from(), period.to())
        .write(people.resolve(feed.name()), rows);
  }
}
