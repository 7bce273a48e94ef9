package pcw.sampledata;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import pcw.sampledata.Referral.Contact;
import pcw.sampledata.Referral.Score;

/** What becomes of a referral: decision, contacts, plan, scores and how it ends. */
final class ReferralCourse {
  private static final String[] SOURCES = {
    "gp_practice",
    "case_finding",
    "self",
    "hospital",
    "social_care",
    "other_primary_care",
    "voluntary_sector",
    "nhs_111"
  };
  private static final double[] SOURCE_SHARES = {62, 9, 8, 7, 5, 4, 3, 2};
  private static final String[] MODES = {
    "face_to_face", "telephone", "home_visit", "video", "message"
  };
  private static final double[] MODE_SHARES = {42, 36, 12, 6, 4};
  private static final String[] ACTIVITIES = {
    "physical_activity",
    "green",
    "peer_support",
    "arts_and_creative",
    "advice_benefits_debt",
    "befriending",
    "self_management_course",
    "mental_health_support",
    "blue",
    "carers_support",
    "housing",
    "employment_and_learning",
    "lifestyle_service"
  };
  private static final double[] ACTIVITY_SHARES = {16, 14, 13, 10, 12, 10, 6, 6, 4, 3, 2, 2, 2};
  private static final String[] NEEDS = {
    "transport",
    "befriending",
    "housing",
    "mental_health_support",
    "digital_access",
    "advice_benefits_debt",
    "language_support"
  };
  private static final double[] NEED_SHARES = {30, 16, 15, 15, 10, 8, 6};

  /** Levels of the original cut-offs begin above 47.0 and at these. */
  private static final double LEVEL_3 = 55.2;

  private static final double LEVEL_4 = 67.1;

  private final Dice dice;
  private final Person person;
  private final String sender;
  private final Role role;
  private final LocalDate referredOn;
  private final LocalDate end;
  private final boolean isHeldBack;

  /**
   * @param end the last day of the sample; what would come later has not happened
   */
  ReferralCourse(
      Dice dice, Person person, String sender, Role role, LocalDate referredOn, LocalDate end) {
    this.dice = dice;
    this.person = person;
    this.sender = sender;
    this.role = role;
    this.referredOn = referredOn;
    this.end = end;
    this.isHeldBack = PeopleStory.UNFAIR_PCN.equals(sender) && person.quintile() == 1;
  }

  Referral referral(String id, String practice) {
    String decision = decision();
    LocalDate decidedOn = decision.equals("pending") ? null : by(referredOn.plusDays(days(1, 9)));
    decision = decidedOn == null ? "pending" : decision;
    boolean isAccepted = decision.equals("accepted");
    boolean isReached = isAccepted && dice.chance(isHeldBack ? 0.62 : 0.93);
    List<Contact> contacts = isReached ? contacts() : List.of();
    LocalDate first = firstAttended(contacts);
    LocalDate planned =
        first != null && dice.chance(role == Role.COORDINATOR ? 0.78 : 0.64)
            ? by(first.plusDays(days(0, 50)))
            : null;
    LocalDate reviewed =
        planned != null && dice.chance(0.55) ? by(planned.plusDays(days(120, 240))) : null;
    LocalDate closedOn = closedOn(isAccepted, decidedOn, contacts);
    String reason = closedOn == null ? "" : closureReason(isAccepted, first);
    return new Referral(
        id,
        person,
        practice,
        sender,
        role,
        referredOn,
        SOURCES[dice.weighted(SOURCE_SHARES)],
        reasons(),
        decision,
        decidedOn,
        planned,
        reviewed != null && closedOn != null && reviewed.isAfter(closedOn) ? null : reviewed,
        closedOn,
        reason,
        closedOn == null || !isAccepted ? "" : outcome(reason),
        contacts,
        first == null ? List.of() : scores(first));
  }

  private String decision() {
    double[] weights = isHeldBack ? new double[] {48, 34, 18} : new double[] {86, 11, 3};
    return new String[] {"accepted", "declined", "pending"}[dice.weighted(weights)];
  }

  private List<String> reasons() {
    String[] known = role.reasons();
    double[] weights = new double[known.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1.0 / (i + 1.5);
    }
    List<String> reasons = new ArrayList<>();
    int count = dice.chance(0.35) ? 2 : 1;
    while (reasons.size() < count) {
      String reason = dice.chance(0.04) ? "Practice request" : known[dice.weighted(weights)];
      if (!reasons.contains(reason)) {
        reasons.add(reason);
      }
    }
    return reasons;
  }

  private List<Contact> contacts() {
    List<Contact> contacts = new ArrayList<>();
    // Waiting times are skewed: most wait two or three weeks, some months.
    double wait = 4 - 13 * StrictMath.log(1 - dice.uniform());
    LocalDate on = weekday(referredOn.plusDays((long) wait + (isHeldBack ? 24 : 3)));
    while (contacts.size() < role.mostContacts && by(on) != null) {
      contacts.add(contact(on, contacts.isEmpty()));
      if (!dice.chance(role.goesOn)) {
        break;
      }
      on = weekday(on.plusDays(days(9, 20)));
    }
    return contacts;
  }

  private Contact contact(LocalDate on, boolean isFirst) {
    String attendance =
        new String[] {"attended", "did_not_attend", "cancelled_by_person", "cancelled_by_service"}
            [dice.weighted(86, 8, 4, 2)];
    boolean isAttended = attendance.equals("attended");
    boolean isConnected = isAttended && !isFirst && role != Role.COORDINATOR;
    boolean isGroup = role == Role.COACH && !isFirst && dice.chance(0.22);
    return new Contact(
        on,
        isGroup ? MODES[0] : MODES[dice.weighted(MODE_SHARES)],
        isGroup,
        attendance,
        isAttended ? 10 + 5 * dice.below(11) : 0,
        isConnected && dice.chance(role == Role.COACH ? 0.14 : 0.42)
            ? ACTIVITIES[dice.weighted(ACTIVITY_SHARES)]
            : "",
        isAttended && dice.chance(0.05) ? NEEDS[dice.weighted(NEED_SHARES)] : "");
  }

  private LocalDate closedOn(boolean isAccepted, LocalDate decidedOn, List<Contact> contacts) {
    if (!isAccepted) {
      return decidedOn;
    }
    LocalDate last =
        contacts.isEmpty() ? decidedOn.plusDays(60) : contacts.get(contacts.size() - 1).on();
    return dice.chance(0.93) ? by(last.plusDays(days(7, 45))) : null;
  }

  private String closureReason(boolean isAccepted, LocalDate first) {
    if (!isAccepted) {
      return dice.chance(0.8) ? "person_withdrew" : "inappropriate_referral";
    }
    if (first == null) {
      return dice.chance(0.75) ? "could_not_contact" : "person_withdrew";
    }
    return new String[] {"completed", "person_withdrew", "referred_elsewhere", "moved_away", "died"}
        [dice.weighted(78, 13, 6, 2, 1)];
  }

  private String outcome(String closureReason) {
    if (!closureReason.equals("completed")) {
      return "not_asked";
    }
    return new String[] {"better", "no_change", "worse", "not_asked"}[dice.weighted(60, 22, 4, 14)];
  }

  private List<Score> scores(LocalDate first) {
    boolean isStory =
        PeopleStory.COACHED_PCN.equals(sender)
            && role == Role.COACH
            && !referredOn.isBefore(PeopleStory.COACHED_FROM);
    List<Score> scores = new ArrayList<>();
    LocalDate on = by(weekday(first.plusDays(dice.below(19) - 8L)));
    if (on == null || !dice.chance(isStory ? 0.95 : role.isScored)) {
      return scores;
    }
    double before = Math.max(12, Math.min(95, 52 + 12 * dice.normal()));
    scores.add(score(on, before));
    LocalDate later = by(weekday(on.plusDays(days(100, 160))));
    if (later != null && dice.chance(isStory ? 0.86 : 0.58)) {
      // Who starts low tends to rise anyway.
      double rise = (isStory ? 10.5 : 2.6) - 0.18 * (before - 52) + 8 * dice.normal();
      scores.add(score(later, Math.max(5, Math.min(100, before + rise))));
    }
    return scores;
  }

  private Score score(LocalDate on, double exact) {
    BigDecimal score = BigDecimal.valueOf(exact).setScale(1, RoundingMode.HALF_UP);
    return new Score(
        on,
        score.toPlainString(),
        level(score.doubleValue()),
        dice.chance(0.8) ? "pam_13" : "pam_10");
  }

  static int level(double score) {
    return score <= 47.0 ? 1 : score < LEVEL_3 ? 2 : score < LEVEL_4 ? 3 : 4;
  }

  private static LocalDate firstAttended(List<Contact> contacts) {
    return contacts.stream().filter(Contact::isAttended).map(Contact::on).findFirst().orElse(null);
  }

  /** Services work from Monday to Friday. */
  private static LocalDate weekday(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0
        ? day.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
        : day;
  }

  private int days(int least, int span) {
    return least + dice.below(span);
  }

  /** The day, or null where it lies after the end of the sample. */
  private LocalDate by(LocalDate day) {
    return day.isAfter(end) ? null : day;
  }
}
