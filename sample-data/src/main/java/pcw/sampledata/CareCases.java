package pcw.sampledata;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pcw.sampledata.BudgetCourse.Group;

/**
 * All cases of continuing healthcare of the region: one for each budget that such a case led to,
 * and others of people whom the programme knows.
 */
final class CareCases {
  private static final int PER_BOARD = 330;
  private static final String ELIGIBLE = "continuing_healthcare";
  private static final String[] OUTCOMES = {
    ELIGIBLE, "funded_nursing_care", "joint_package", "not_eligible"
  };
  private static final int MOST_TRIES = 400;

  private final Scale scale;
  private final Region region;
  private final LocalDate first;
  private final LocalDate end;

  private CareCases(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
    this.first = scale.firstMonth().atDay(1);
    this.end = scale.firstMonth().plusMonths(scale.months()).atDay(1).minusDays(1);
  }

  /** In the order in which they began. */
  static List<CareCase> of(
      Scale scale, Region region, List<Person> people, List<Budget> budgets, List<String> boards) {
    CareCases cases = new CareCases(scale, region);
    List<CareCase> all = new ArrayList<>();
    for (Budget budget : budgets) {
      if (budget.group().equals(Group.ADULT_CHC.code) && !budget.agreedOn().isBefore(cases.first)) {
        all.add(cases.before(budget));
      }
    }
    for (String board : boards) {
      for (int i = 1; i <= PER_BOARD; i++) {
        all.add(cases.draw(board, "CHC-" + Names.digits(i, 4), people));
      }
    }
    all.sort(Comparator.comparing(CareCase::beganOn).thenComparing(CareCase::id));
    return List.copyOf(all);
  }

  /** The case that gave somebody the right to their budget. */
  private CareCase before(Budget budget) {
    Dice dice = Dice.of(scale.seed(), "care", budget.board(), budget.id());
    LocalDate decided = budget.agreedOn().minusDays(dice.below(20));
    LocalDate checklist = budget.isFastTrack() ? null : decided.minusDays(14 + dice.below(40));
    LocalDate assessed = checklist == null ? null : checklist.plusDays(9 + dice.below(4));
    return new CareCase(
        "CHC-" + budget.id().replaceAll("[^0-9]", "") + "B",
        budget.person(),
        budget.board(),
        budget.isFastTrack(),
        checklist,
        true,
        assessed,
        assessed,
        ELIGIBLE,
        decided,
        ELIGIBLE,
        budget.isAtHome(),
        budget.isFastTrack() ? null : by(decided.plusDays(80 + dice.below(40))),
        budget.endedOn());
  }

  private CareCase draw(String board, String id, List<Person> people) {
    Dice dice = Dice.of(scale.seed(), "care", board, id);
    LocalDate on = first.plusDays(dice.below((int) (end.toEpochDay() - first.toEpochDay())));
    Person person = person(dice, board, on, people);
    if (dice.chance(0.3)) {
      return new CareCase(
          id,
          person,
          board,
          true,
          null,
          true,
          null,
          null,
          "",
          on,
          dice.chance(0.96) ? ELIGIBLE : "not_eligible",
          dice.chance(0.55),
          null,
          by(on.plusDays(10 + dice.below(80))));
    }
    boolean isScreenedIn = dice.chance(0.82);
    boolean isSlow =
        board.equals(SystemStory.SLOWER_BOARD) && !on.isBefore(SystemStory.SLOWER_FROM);
    LocalDate assessed =
        isScreenedIn && dice.chance(0.94)
            ? by(on.plusDays(6 + dice.below(18) + (isSlow ? 21 : 0)))
            : null;
    LocalDate recommended = assessed == null ? null : by(assessed.plusDays(dice.below(4)));
    LocalDate decided = recommended == null ? null : by(recommended.plusDays(1 + dice.below(9)));
    String outcome = OUTCOMES[dice.weighted(24, 34, 8, 34)];
    boolean isHelped = decided != null && !outcome.equals("not_eligible");
    return new CareCase(
        id,
        person,
        board,
        false,
        on,
        isScreenedIn,
        assessed,
        recommended,
        recommended == null ? "" : dice.chance(0.95) ? outcome : OUTCOMES[0],
        decided,
        decided == null ? "" : outcome,
        outcome.equals(ELIGIBLE) && dice.chance(0.5),
        isHelped && dice.chance(0.85) ? by(decided.plusDays(75 + dice.below(45))) : null,
        isHelped && dice.chance(0.6) ? by(decided.plusDays(120 + dice.below(500))) : null);
  }

  /** Mostly somebody old, registered on the day with a practice of the board. */
  private Person person(Dice dice, String board, LocalDate on, List<Person> people) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Person person = people.get(dice.below(people.size()));
      String practice = person.practiceOn(on);
      boolean isOld = person.bornOn().plusYears(62).isBefore(on);
      if (practice != null
          && board.equals(Names.icbCode(region.practice(practice).icb()))
          && person.bornOn().plusYears(18).isBefore(on)
          && (isOld || dice.chance(0.15))) {
        return person;
      }
    }
    throw new IllegalStateException("nobody for a case of " + board + " on " + on);
  }

  private LocalDate by(LocalDate day) {
    return day.isAfter(end) ? null : day;
  }
}
