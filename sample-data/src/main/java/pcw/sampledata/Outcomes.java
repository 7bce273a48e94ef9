package pcw.sampledata;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pcw.sampledata.Referral.Contact;

/**
 * Invents how people fare: pain health checks, scores before and after, reviews of pain medicines,
 * and goals.
 */
final class Outcomes {
  private static final String PAIN = "coach_chronic_pain";
  private static final String[] WELLBEING = {
    "ons4_satisfied", "ons4_worthwhile", "ons4_happy", "ons4_anxious"
  };

  /** The published case: two scores eight days apart, and therefore no pair. */
  private static final String[][] CASE = {
    {"disability", "20", "7"},
    {"pain", "9", "3"},
    {"fear", "28", "9"},
    {"catastrophising", "30", "6"},
    {"self_efficacy", "17", "52"},
    {"general_health", "75", "90"},
    {"risk", "7", "3"},
    {"distress_anxiety_total", "144", "34"}
  };

  private final Scale scale;
  private final LocalDate end;
  private final List<Entry> checks = new ArrayList<>();
  private final List<Entry> scores = new ArrayList<>();
  private final List<Entry> reviews = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();

  /** A row of one day. */
  record Entry(String practice, LocalDate on, List<Object> row) {}

  /**
   * What somebody wants to reach.
   *
   * @param reviewedOn null where nobody looked at it again
   */
  record Goal(
      String id,
      Person person,
      String practice,
      LocalDate setOn,
      LocalDate reviewedOn,
      String result) {

    boolean changes(LocalDate after, LocalDate upTo) {
      return isWithin(setOn, after, upTo) || isWithin(reviewedOn, after, upTo);
    }

    List<Object> asOf(LocalDate day) {
      boolean isReviewed = reviewedOn != null && !reviewedOn.isAfter(day);
      return Arrays.asList(
          id,
          person.nhsNumber(),
          practice,
          setOn,
          isReviewed ? reviewedOn : null,
          isReviewed ? result : "");
    }

    private static boolean isWithin(LocalDate date, LocalDate after, LocalDate upTo) {
      return date != null && date.isAfter(after) && !date.isAfter(upTo);
    }
  }

  private Outcomes(Scale scale) {
    this.scale = scale;
    this.end = scale.firstMonth().plusMonths(scale.months()).atDay(1).minusDays(1);
  }

  static Outcomes of(Scale scale, List<Referral> referrals) {
    Outcomes outcomes = new Outcomes(scale);
    referrals.forEach(outcomes::add);
    return outcomes;
  }

  List<Entry> checks() {
    return checks;
  }

  List<Entry> scores() {
    return scores;
  }

  List<Entry> reviews() {
    return reviews;
  }

  List<Goal> goals() {
    return goals;
  }

  private void add(Referral referral) {
    LocalDate first =
        referral.contacts().stream()
            .filter(Contact::isAttended)
            .map(Contact::on)
            .findFirst()
            .orElse(null);
    if (first == null) {
      return;
    }
    Dice dice =
        Dice.of(scale.seed(), "outcome", referral.id(), referral.practice(), referral.referredOn());
    Person person = referral.person();
    if (referral.id().equals(PeopleStory.AFTER_EIGHT_DAYS)) {
      for (String[] part : CASE) {
        score(person, part[0], first, part[1]);
        score(person, part[0], first.plusDays(8), part[2]);
      }
      return;
    }
    LocalDate later = dice.chance(0.6) ? by(first.plusDays(110 + dice.below(150))) : null;
    switch (referral.role()) {
      case LINK_WORKER -> {
        if (dice.chance(0.1)) {
          wellbeing(dice, person, first, later);
        }
      }
      case COACH -> {
        boolean isGaining = PeopleStory.COACHED_PCN.equals(referral.sender());
        if (referral.reasons().contains(PAIN)) {
          pain(dice, referral, first, later, isGaining);
        } else {
          coached(dice, person, referral.reasons().get(0), first, later, isGaining);
        }
        goal(dice, referral, first);
      }
      case COORDINATOR -> {}
    }
  }

  private void pain(
      Dice dice, Referral referral, LocalDate first, LocalDate later, boolean isGaining) {
    Person person = referral.person();
    double burden = dice.normal();
    check(PainAnswers.of(dice, burden), person, first);
    if (later != null) {
      double eased = burden - (isGaining ? 1.1 : 0.35) + 0.6 * dice.normal();
      check(PainAnswers.of(dice, eased), person, later);
    }
    if (dice.chance(0.3)) {
      pair(dice, person, "disability", first, later, 13 + 3 * burden, -2.5, 3, 0, 24);
      pair(dice, person, "self_efficacy", first, later, 26 - 6 * burden, 5, 7, 0, 60);
    }
    if (!person.hasType1OptOut() && dice.chance(0.62)) {
      boolean isTapering = PeopleStory.TAPER_PCN.equals(referral.sender());
      List<Medication> held = Medication.of(dice, first, end, isTapering);
      for (Medication review : held) {
        String practice = person.practiceOn(review.on());
        if (practice != null) {
          reviews.add(
              new Entry(
                  practice,
                  review.on(),
                  Arrays.asList(
                      person.nhsNumber(),
                      practice,
                      review.on(),
                      review.dose(),
                      review.readiness(),
                      review.sideEffects())));
        }
      }
    }
  }

  private void check(PainAnswers answers, Person person, LocalDate on) {
    String practice = person.practiceOn(on);
    if (practice != null) {
      checks.add(new Entry(practice, on, answers.row(person.nhsNumber(), practice, on)));
    }
  }

  private void wellbeing(Dice dice, Person person, LocalDate first, LocalDate later) {
    for (String part : WELLBEING) {
      boolean isAnxious = part.equals("ons4_anxious");
      pair(
          dice,
          person,
          part,
          first,
          later,
          5 + 1.6 * dice.normal(),
          isAnxious ? -0.5 : 0.7,
          1.6,
          0,
          10);
    }
  }

  private void coached(
      Dice dice,
      Person person,
      String reason,
      LocalDate first,
      LocalDate later,
      boolean isGaining) {
    double more = isGaining ? 1.8 : 1;
    switch (reason) {
      case "coach_long_term_condition" ->
          pair(
              dice,
              person,
              "systolic_blood_pressure",
              first,
              later,
              148 + 9 * dice.normal(),
              -3.5 * more,
              8,
              95,
              210);
      case "coach_weight_smoking_alcohol" ->
          pair(
              dice,
              person,
              "weight",
              first,
              later,
              98 + 14 * dice.normal(),
              -1.6 * more,
              3,
              50,
              190);
      case "coach_at_risk" ->
          pair(
              dice, person, "hba1c", first, later, 46 + 4 * dice.normal(), -1.4 * more, 3, 30, 110);
      default -> {}
    }
  }

  /** A first score, and where there is a later day a second one. */
  private void pair(
      Dice dice,
      Person person,
      String instrument,
      LocalDate first,
      LocalDate later,
      double level,
      double change,
      double spread,
      double least,
      double most) {
    double before = Math.max(least, Math.min(most, level));
    score(person, instrument, first, Long.toString(Math.round(before)));
    double after = before + change + spread * dice.normal();
    if (later != null) {
      after = Math.max(least, Math.min(most, after));
      score(person, instrument, later, Long.toString(Math.round(after)));
    }
  }

  private void score(Person person, String instrument, LocalDate on, String score) {
    String practice = person.practiceOn(on);
    if (practice != null && by(on) != null) {
      scores.add(
          new Entry(
              practice, on, Arrays.asList(person.nhsNumber(), practice, instrument, on, score)));
    }
  }

  private void goal(Dice dice, Referral referral, LocalDate first) {
    int count = dice.chance(0.4) ? 1 + dice.below(2) : 0;
    for (int i = 0; i < count; i++) {
      LocalDate set = by(first.plusDays(dice.below(30)));
      LocalDate reviewed =
          set != null && dice.chance(0.7) ? by(set.plusDays(20 + dice.below(150))) : null;
      String result =
          new String[] {"met", "partly_met", "not_met", "no_longer_wanted"}
              [dice.weighted(46, 28, 18, 8)];
      String practice = set == null ? null : referral.person().practiceOn(set);
      if (practice != null) {
        goals.add(
            new Goal(
                "G" + Names.digits(goals.size() + 1, 5),
                referral.person(),
                practice,
                set,
                reviewed,
                result));
      }
    }
  }

  private LocalDate by(LocalDate day) {
    return day.isAfter(end) ? null : day;
  }
}
