package pcw.sampledata;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pcw.sampledata.Referral.Contact;
import pcw.sampledata.Referral.Score;

/**
 * An entry in the GP record.
 *
 * @param value with the code, such as a score; blank for most
 */
record CodedEvent(
    Person person,
    String practice,
    LocalDate on,
    LocalDate recordedOn,
    String code,
    String value,
    String unit,
    String staffRole) {

  private static final String REFERRED = "871731000000106";
  private static final String DECLINED = "871711000000103";
  private static final String OFFERED = "871691000000100";
  private static final String PLAN_AGREED = "1187911000000105";
  private static final String SHARED_DECISION = "815691000000107";

  /** Codes that only the practices themselves use, in a namespace that nobody has. */
  private static final String COACHING = SnomedCode.of("coaching referral", 0);

  private static final String COORDINATION = SnomedCode.of("care co-ordinator referral", 0);
  private static final String ACTIVATION = SnomedCode.of("activation score", 0);

  private static final String[] STAFF = {
    "GP", "Practice Nurse", "Clinical Pharmacist", "Secretary"
  };

  /** What practices coded of the referrals, in order of days; some entries stand there twice. */
  static List<CodedEvent> of(Scale scale, List<Referral> referrals) {
    LocalDate end = scale.firstMonth().plusMonths(scale.months()).atDay(1).minusDays(1);
    List<CodedEvent> events = new ArrayList<>();
    for (Referral referral : referrals) {
      Dice dice =
          Dice.of(scale.seed(), "coded", referral.id(), referral.practice(), referral.referredOn());
      for (CodedEvent event : of(referral, dice)) {
        if (event.practice != null && !event.on.isAfter(end)) {
          events.add(event);
          if (dice.chance(0.025)) {
            events.add(event);
          }
        }
      }
    }
    events.sort(Comparator.comparing(CodedEvent::on).thenComparing(e -> e.person.nhsNumber()));
    return events;
  }

  private static List<CodedEvent> of(Referral referral, Dice dice) {
    List<CodedEvent> events = new ArrayList<>();
    String clinician = STAFF[dice.weighted(60, 20, 5, 15)];
    String worker =
        switch (referral.role()) {
          case LINK_WORKER -> "Social Prescribing Link Worker";
          case COACH -> "Health and Wellbeing Coach";
          case COORDINATOR -> "Care Coordinator";
        };
    boolean isSocial = referral.role() == Role.LINK_WORKER;
    if (isSocial && dice.chance(0.3)) {
      events.add(event(referral, referral.referredOn(), OFFERED, clinician, dice));
    }
    if (referral.decidedOn() != null && dice.chance(0.88)) {
      String code =
          switch (referral.role()) {
            case LINK_WORKER -> referral.isAccepted() ? REFERRED : DECLINED;
            case COACH -> COACHING;
            case COORDINATOR -> COORDINATION;
          };
      if (isSocial || referral.isAccepted()) {
        events.add(event(referral, referral.decidedOn(), code, clinician, dice));
      }
    }
    if (referral.planAgreedOn() != null && dice.chance(0.8)) {
      events.add(event(referral, referral.planAgreedOn(), PLAN_AGREED, worker, dice));
    }
    if (referral.contacts().stream().anyMatch(Contact::isAttended) && dice.chance(0.3)) {
      LocalDate on = referral.contacts().get(0).on().plusDays(dice.below(20));
      events.add(event(referral, on, SHARED_DECISION, clinician, dice));
    }
    for (Score score : referral.scores()) {
      if (dice.chance(0.3)) {
        CodedEvent plain = event(referral, score.on(), ACTIVATION, worker, dice);
        events.add(plain.with(score.score()));
      }
    }
    return events;
  }

  private static CodedEvent event(
      Referral referral, LocalDate on, String code, String staffRole, Dice dice) {
    return new CodedEvent(
        referral.person(),
        referral.person().practiceOn(on),
        on,
        on.plusDays(dice.chance(0.8) ? 0 : 1 + dice.below(6)),
        code,
        "",
        "",
        staffRole);
  }

  private CodedEvent with(String score) {
    return new CodedEvent(person, practice, on, recordedOn, code, score, "score", staffRole);
  }
}
