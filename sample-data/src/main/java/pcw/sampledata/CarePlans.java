package pcw.sampledata;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Invents the care and support plans of people who were referred. */
final class CarePlans {
  private static final String CANCER = "cancer";
  private static final String PALLIATIVE = "palliative";
  private static final String[] PATHWAYS = {
    "long_term_conditions",
    "cardiovascular",
    CANCER,
    PALLIATIVE,
    "residential_care",
    "other",
    "maternity_antenatal",
    "maternity_birth",
    "maternity_postnatal"
  };

  /** How often each of the seven prompts is answered. */
  private static final double[] PROMPTS = {0.95, 0.8, 0.7, 0.85, 0.6, 0.4, 0.22};

  private final LocalDate end;

  private CarePlans(Scale scale) {
    this.end = scale.firstMonth().plusMonths(scale.months()).atDay(1).minusDays(1);
  }

  /** In the order of the referrals. */
  static List<CarePlan> of(Scale scale, List<Referral> referrals) {
    CarePlans plans = new CarePlans(scale);
    List<CarePlan> all = new ArrayList<>();
    for (Referral referral : referrals) {
      Dice dice =
          Dice.of(scale.seed(), "plan", referral.id(), referral.practice(), referral.referredOn());
      boolean isInService = referral.planAgreedOn() != null;
      if (dice.chance(isInService ? 0.38 : 0.05)) {
        LocalDate created =
            isInService
                ? referral.planAgreedOn().minusDays(dice.below(20))
                : referral.referredOn().plusDays(dice.below(40));
        CarePlan plan = plans.plan(dice, "CP" + Names.digits(all.size() + 1, 5), referral, created);
        if (plan != null) {
          all.add(plan);
        }
      }
    }
    return all;
  }

  private CarePlan plan(Dice dice, String id, Referral referral, LocalDate created) {
    Person person = referral.person();
    String practice = person.practiceOn(created);
    if (practice == null || created.isAfter(end)) {
      return null;
    }
    String pathway = pathway(dice, person, created);
    boolean isCancer = pathway.equals(CANCER);
    LocalDate assessed =
        isCancer && dice.chance(0.7) ? by(created.plusDays(3 + dice.below(70))) : null;
    boolean isAgreed = dice.chance(isCancer && assessed == null ? 0.35 : 0.9);
    LocalDate agreed =
        isAgreed ? by((assessed == null ? created : assessed).plusDays(dice.below(21))) : null;
    boolean isStory = PeopleStory.UNREVIEWED_PCN.equals(referral.sender());
    LocalDate reviewed =
        agreed != null && dice.chance(isStory ? 0.12 : 0.68)
            ? by(agreed.plusDays(240 + dice.below(190)))
            : null;
    LocalDate ended =
        agreed != null && dice.chance(0.3) ? by(agreed.plusDays(150 + dice.below(550))) : null;
    List<Boolean> answered = new ArrayList<>();
    for (int i = 0; i < PROMPTS.length; i++) {
      boolean isLast = i == PROMPTS.length - 1;
      answered.add(dice.chance(isLast && pathway.equals(PALLIATIVE) ? 0.85 : PROMPTS[i]));
    }
    return new CarePlan(
        id,
        person,
        practice,
        pathway,
        created,
        agreed,
        reviewed != null && ended != null && reviewed.isAfter(ended) ? null : reviewed,
        ended,
        answered,
        isCancer ? created : null,
        assessed);
  }

  private static String pathway(Dice dice, Person person, LocalDate on) {
    long age = person.bornOn().until(on, ChronoUnit.YEARS);
    boolean mayBeMother = person.sex().equals("F") && age >= 18 && age < 45;
    double old = age >= 75 ? 1 : 0;
    double mother = mayBeMother ? 1 : 0;
    return PATHWAYS[
        dice.weighted(
            40, 12, 9, 3 + 9 * old, 2 + 12 * old, 10, 14 * mother, 6 * mother, 9 * mother)];
  }

  private LocalDate by(LocalDate day) {
    return day.isAfter(end) ? null : day;
  }
}
