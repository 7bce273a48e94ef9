package pcw.sampledata;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import pcw.sampledata.Person.Registration;
import pcw.sampledata.Region.Practice;

/** Invents the people of the programme. Each belongs to a practice of the region. */
final class Population {
  private static final String[] ETHNIC_CATEGORIES = {
    "A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "R", "S", "Z", "99", ""
  };
  private static final double[] ETHNIC_SHARES = {
    755, 9, 40, 6, 3, 6, 5, 22, 33, 9, 12, 11, 16, 5, 6, 9, 20, 9, 24
  };

  /** How much more often people of an area of this fifth need the programme. */
  private static final double[] NEED = {1.45, 1.2, 1.0, 0.85, 0.7};

  private static final String[] CONDITIONS = {
    "HYP", "DEP", "DM", "OB", "AST", "CHD", "COPD", "CKD", "AF", "DEM", "OST", "MH", "LD"
  };
  private static final double[] CONDITION_SHARES = {
    0.26, 0.19, 0.15, 0.11, 0.08, 0.07, 0.06, 0.07, 0.05, 0.03, 0.02, 0.02, 0.01
  };

  private final Scale scale;
  private final Region region;
  private final NhsNumbers numbers = new NhsNumbers();
  private final List<Person> people = new ArrayList<>();

  Population(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
  }

  /** Everybody, in the order in which they were invented. */
  List<Person> people() {
    return people;
  }

  /**
   * Somebody who is registered with a practice.
   *
   * @param key tells them apart from everybody else
   * @param seenOn a day on which they are on its list
   */
  Person invent(String key, Practice practice, LocalDate seenOn, double meanAge, double spread) {
    Dice dice = Dice.of(scale.seed(), "person", key);
    double youngest = meanAge < 18 ? 1 : 18;
    double oldest = meanAge < 18 ? 16 : 98;
    double age = Math.max(youngest, Math.min(oldest, meanAge + spread * dice.normal()));
    Person person = drawn(dice, practice, seenOn, age, registrations(dice, practice, seenOn));
    people.add(person);
    return person;
  }

  /** Somebody whose moves are decided by a story. */
  Person invent(String key, Practice practice, LocalDate seenOn, List<Registration> moves) {
    Dice dice = Dice.of(scale.seed(), "person", key);
    Person person = drawn(dice, practice, seenOn, 40 + dice.below(35), moves).optingOut(false);
    people.add(person);
    return person;
  }

  private Person drawn(
      Dice dice, Practice practice, LocalDate seenOn, double age, List<Registration> moves) {
    int quintile = quintile(dice, practice);
    return new Person(
        numbers.give(),
        seenOn.minusDays((long) (age * 365.25) + dice.below(365)),
        dice.chance(0.58) ? "F" : "M",
        ETHNIC_CATEGORIES[dice.weighted(ETHNIC_SHARES)],
        area(practice, quintile),
        dice.chance(0.03) ? 0 : quintile,
        conditions(dice, age),
        moves,
        dice.chance(0.02),
        dice.chance(0.001));
  }

  /** The area around a practice where people of a fifth live; the fifths are told by the code. */
  static String area(Region.Practice practice, int quintile) {
    return "E01" + (990_000 + practice.number() * 5 + quintile - 1);
  }

  private static int quintile(Dice dice, Practice practice) {
    double[] weights = new double[5];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = NEED[i] * StrictMath.exp(-0.42 * practice.deprivation() * (i - 2));
    }
    return dice.weighted(weights) + 1;
  }

  private static String conditions(Dice dice, double age) {
    List<String> held = new ArrayList<>();
    for (int i = 0; i < CONDITIONS.length; i++) {
      if (dice.chance(CONDITION_SHARES[i] * Math.min(1.6, age / 55))) {
        held.add(CONDITIONS[i]);
      }
    }
    held.sort(null);
    return String.join("|", held);
  }

  /** Most stay; some move to another practice or away, and a practice that closes moves all. */
  private List<Registration> registrations(Dice dice, Practice practice, LocalDate seenOn) {
    LocalDate from = seenOn.minusDays(30 + dice.below(6_000));
    if (practice.opened() != null && from.isBefore(practice.opened().atDay(1))) {
      from = practice.opened().atDay(1);
    }
    if (practice.closed() != null) {
      LocalDate last = practice.closed().atDay(1).minusDays(1);
      String next =
          Story.MERGES.isOf(practice.code())
              ? Story.MERGED_INTO
              : Story.TAKES_OVER.get(dice.below(Story.TAKES_OVER.size()));
      return List.of(
          new Registration(practice.code(), from, last),
          new Registration(next, last.plusDays(1), null));
    }
    LocalDate moved = seenOn.plusDays(60 + dice.below(500));
    boolean isKnown = moved.isBefore(end());
    if (isKnown && dice.chance(0.025)) {
      return List.of(
          new Registration(practice.code(), from, moved.minusDays(1)),
          new Registration(elsewhere(dice, practice, moved), moved, null));
    }
    return List.of(
        new Registration(practice.code(), from, isKnown && dice.chance(0.02) ? moved : null));
  }

  private String elsewhere(Dice dice, Practice practice, LocalDate day) {
    List<Practice> others =
        region.practices().stream()
            .filter(other -> other.icb() == practice.icb() && !other.equals(practice))
            .filter(other -> other.isOpen(YearMonth.from(day)) && other.closed() == null)
            .toList();
    return others.get(dice.below(others.size())).code();
  }

  private LocalDate end() {
    return scale.firstMonth().plusMonths(scale.months()).atDay(1);
  }
}
