package pcw.sampledata;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pcw.sampledata.Budget.Payment;
import pcw.sampledata.BudgetCourse.Group;
import pcw.sampledata.Region.Practice;

/** All personal health budgets of the region. */
final class Budgets {
  private static final int PER_BOARD = 260;

  /** Some were agreed a year before the first month of the sample, and go on. */
  private static final long MONTHS_BEFORE = 12;

  private final Scale scale;
  private final Region region;
  private final Population population;
  private final LocalDate end;
  private final List<Person> known;

  private Budgets(Scale scale, Region region, Population population) {
    this.scale = scale;
    this.region = region;
    this.population = population;
    this.end = scale.firstMonth().plusMonths(scale.months()).atDay(1).minusDays(1);
    this.known = List.copyOf(population.people());
  }

  /**
   * The budgets of each board in the order in which they were agreed.
   *
   * @param mover the person of {@link PeopleStory#MOVES_PRACTICE}, who has one too
   */
  static List<Budget> of(
      Scale scale, Region region, Population population, List<String> boards, Person mover) {
    Budgets budgets = new Budgets(scale, region, population);
    List<Budget> all = new ArrayList<>();
    for (String board : boards) {
      for (int i = 0; i < PER_BOARD; i++) {
        all.add(budgets.draw(board, i));
      }
    }
    all.addAll(budgets.planted(boards, mover));
    all.sort(Comparator.comparing(Budget::agreedOn).thenComparing(Budget::id));
    return List.copyOf(all);
  }

  private Budget draw(String board, int number) {
    String id = "PHB-" + Names.digits(number + 1, 4);
    Dice dice = Dice.of(scale.seed(), "budget", board, id);
    Group[] groups = Group.values();
    double[] shares = new double[groups.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = groups[i].share;
    }
    Group group = groups[dice.weighted(shares)];
    LocalDate first = scale.firstMonth().minusMonths(MONTHS_BEFORE).atDay(1);
    // The square root: more and more are agreed.
    long days = (long) ((end.toEpochDay() - first.toEpochDay()) * StrictMath.sqrt(dice.uniform()));
    LocalDate agreedOn = first.plusDays(days);
    return new BudgetCourse(dice, group, agreedOn, end)
        .budget(id, person(dice, board, id, group, agreedOn), board);
  }

  private Person person(Dice dice, String board, String id, Group group, LocalDate on) {
    if (group != Group.CHILDREN && dice.chance(0.15)) {
      Person person = known.get(dice.below(known.size()));
      String practice = person.practiceOn(on);
      if (practice != null && board.equals(board(region.practice(practice)))) {
        return person;
      }
    }
    List<Practice> practices =
        region.practices().stream()
            .filter(practice -> board.equals(board(practice)) && practice.isOpen(month(on)))
            .toList();
    Practice practice = practices.get(dice.below(practices.size()));
    return population.invent(board + id, practice, on, group.meanAge, group.ageSpread);
  }

  private static String board(Practice practice) {
    return Names.icbCode(practice.icb());
  }

  private static YearMonth month(LocalDate day) {
    return YearMonth.from(day);
  }

  private List<Budget> planted(List<String> boards, Person mover) {
    String second = boards.get(boards.size() - 1);
    Practice practice =
        region.practices().stream()
            .filter(p -> board(p).equals(second) && p.closed() == null && p.opened() == null)
            .findFirst()
            .orElseThrow();
    LocalDate costly = LocalDate.of(2025, 2, 3);
    LocalDate unpaid = LocalDate.of(2025, 6, 9);
    Person first = population.invent(PeopleStory.COSTS_MORE, practice, costly, 70, 9);
    Person other = population.invent(PeopleStory.WITHOUT_PAYMENTS, practice, unpaid, 61, 9);
    return List.of(
        paid(planted(PeopleStory.BUDGET_OF_MOVER, mover, boards.get(0), LocalDate.of(2025, 8, 28))),
        paid(planted(PeopleStory.COSTS_MORE, first, second, costly)),
        planted(PeopleStory.WITHOUT_PAYMENTS, other, second, unpaid));
  }

  private Budget paid(Budget budget) {
    Dice dice = Dice.of(scale.seed(), "payments", budget.id());
    Budget paid =
        new BudgetCourse(dice, Group.ADULT_CHC, budget.agreedOn(), end).withPayments(budget);
    if (budget.id().equals(PeopleStory.COSTS_MORE)) {
      Payment refused =
          new Payment(LocalDate.of(2026, 7, 14), PeopleStory.REFUSED_CATEGORY, 60, 60, 0, 0);
      List<Payment> payments = new ArrayList<>(paid.payments());
      payments.add(refused);
      return paid.paying(payments);
    }
    return paid;
  }

  private static Budget planted(String id, Person person, String board, LocalDate agreedOn) {
    boolean isCostly = id.equals(PeopleStory.COSTS_MORE);
    return new Budget(
        id,
        person,
        board,
        "adult_chc",
        false,
        true,
        "direct_payment",
        false,
        agreedOn,
        agreedOn.plusDays(18),
        null,
        isCostly ? 58_240 : 33_800,
        isCostly ? 44_500 : 39_000,
        "in_payment",
        true,
        600,
        0,
        1_400,
        agreedOn.plusDays(200),
        "met",
        List.of());
  }
}
