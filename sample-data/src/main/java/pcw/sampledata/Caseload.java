package pcw.sampledata;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pcw.sampledata.Region.Practice;

/** All referrals of the region, with the people they are about. */
final class Caseload {
  /** Referrals a month among 1,000 patients, all roles together, at the start. */
  private static final double RATE = 0.40;

  private static final double GROWTH_PER_MONTH = 0.007;
  private static final double SEEN_BEFORE = 0.12;

  private final Scale scale;
  private final ListSize lists;
  private final Population population;
  private final List<Referral> referrals = new ArrayList<>();
  private final Map<String, List<Person>> known = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private Caseload(Scale scale, Region region, Population population) {
    this.scale = scale;
    this.lists = new ListSize(scale, region);
    this.population = population;
  }

  /** The referrals in order of their day. */
  static List<Referral> of(Scale scale, Region region, Population population) {
    Caseload caseload = new Caseload(scale, region, population);
    for (YearMonth month : scale.calendar()) {
      for (Practice practice : region.practices()) {
        if (practice.isOpen(month)) {
          caseload.refer(practice, month);
        }
      }
    }
    caseload.referrals.addAll(new PlantedReferrals(region, population).all());
    caseload.referrals.sort(Comparator.comparing(Referral::referredOn).thenComparing(Referral::id));
    return List.copyOf(caseload.referrals);
  }

  private void refer(Practice practice, YearMonth month) {
    String sender = sender(practice, month);
    if (PeopleStory.ZERO_PCN.equals(sender) && month.equals(PeopleStory.ZERO_MONTH)) {
      return;
    }
    double habit =
        StrictMath.exp(0.22 * Dice.of(scale.seed(), "referral habit", practice.code()).normal());
    long age = scale.firstMonth().until(month, java.time.temporal.ChronoUnit.MONTHS);
    double summer = month.getMonthValue() == 8 || month.getMonthValue() == 12 ? 0.85 : 1;
    double mean =
        RATE
            * lists.patients(practice, month)
            / 1000
            * habit
            * summer
            * StrictMath.exp(GROWTH_PER_MONTH * age + 0.12 * practice.deprivation());
    for (Role role : Role.values()) {
      boolean isCoached =
          role == Role.COACH
              && PeopleStory.COACHED_PCN.equals(sender)
              && !month.atDay(1).isBefore(PeopleStory.COACHED_FROM);
      Dice dice = Dice.of(scale.seed(), "referrals", practice.code(), month, role);
      int count = dice.poisson(mean * role.share * (isCoached ? 1.8 : 1));
      for (int i = 0; i < count; i++) {
        refer(practice, sender, role, month.atDay(1 + dice.below(month.lengthOfMonth())), i);
      }
    }
  }

  private void refer(Practice practice, String sender, Role role, LocalDate on, int nth) {
    String key = practice.code() + "|" + role + "|" + on + "|" + nth;
    Dice dice = Dice.of(scale.seed(), "referral", key);
    Person person = dice.chance(SEEN_BEFORE) ? seenBefore(dice, practice, on) : null;
    if (person == null) {
      person = population.invent(key, practice, on, role.meanAge, role.ageSpread);
      known.computeIfAbsent(practice.code(), code -> new ArrayList<>()).add(person);
    }
    String service = sender == null ? practice.code() : sender;
    String id = "R" + Names.digits(numbers.merge(service, 1, Integer::sum), 5);
    LocalDate end = scale.firstMonth().plusMonths(scale.months()).atDay(1).minusDays(1);
    referrals.add(
        new ReferralCourse(dice, person, sender, role, on, end).referral(id, practice.code()));
  }

  private Person seenBefore(Dice dice, Practice practice, LocalDate on) {
    List<Person> people = known.getOrDefault(practice.code(), List.of());
    if (people.isEmpty()) {
      return null;
    }
    Person person = people.get(dice.below(people.size()));
    return practice.code().equals(person.practiceOn(on)) ? person : null;
  }

  /** The PCN whose service takes the referrals of a practice; null where it is in none. */
  static String sender(Practice practice, YearMonth month) {
    Integer pcn = practice.pcnIn(month);
    return pcn == null ? null : Names.pcnCode(pcn);
  }
}
