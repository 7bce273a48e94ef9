package pcw.sampledata;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import pcw.sampledata.Person.Registration;
import pcw.sampledata.Referral.Contact;
import pcw.sampledata.Referral.Score;
import pcw.sampledata.Region.Practice;

/** The referrals of {@link PeopleStory}, each written out. */
final class PlantedReferrals {
  private final Region region;
  private final Population population;

  PlantedReferrals(Region region, Population population) {
    this.region = region;
    this.population = population;
  }

  List<Referral> all() {
    Practice first = region.practice(PeopleStory.MOVED_FROM);
    LocalDate registered = LocalDate.of(2012, 3, 5);
    Person mover =
        population.invent(
            PeopleStory.MOVES_PRACTICE,
            first,
            LocalDate.of(2025, 6, 12),
            List.of(
                new Registration(first.code(), registered, PeopleStory.MOVED_ON.minusDays(1)),
                new Registration(PeopleStory.MOVED_TO, PeopleStory.MOVED_ON, null)));
    Person again = stays(PeopleStory.AGAIN_WITHIN_28_DAYS, "ZZ0010");
    Person declines = stays(PeopleStory.DECLINED_THEN_REFERRED, "ZZ0018");
    Person afterEightDays = stays(PeopleStory.AFTER_EIGHT_DAYS, "ZZ0036");
    Person disagrees = stays(PeopleStory.LEVEL_DISAGREES, "ZZ0045");
    Person mistyped = stays(PeopleStory.INVALID_NUMBER, "ZZ0005").mistyped();
    Person optsOut = optsOut(stays(PeopleStory.OPTED_OUT, "ZZ0022"));
    return List.of(
        accepted(
            PeopleStory.MOVES_PRACTICE,
            mover,
            Role.COACH,
            LocalDate.of(2025, 6, 12),
            List.of(
                new Score(LocalDate.of(2025, 6, 24), "52.9", 2, "pam_13"),
                new Score(LocalDate.of(2025, 12, 16), "60.6", 3, "pam_13"))),
        accepted(
            PeopleStory.AGAIN_WITHIN_28_DAYS,
            again,
            Role.LINK_WORKER,
            LocalDate.of(2026, 4, 7),
            List.of()),
        accepted("R900003", again, Role.LINK_WORKER, LocalDate.of(2026, 4, 24), List.of()),
        declined(
            PeopleStory.DECLINED_THEN_REFERRED,
            declines,
            Role.LINK_WORKER,
            LocalDate.of(2025, 2, 11)),
        accepted("R900005", declines, Role.LINK_WORKER, LocalDate.of(2025, 5, 20), List.of()),
        accepted(
            PeopleStory.AFTER_EIGHT_DAYS,
            afterEightDays,
            Role.COACH,
            LocalDate.of(2026, 1, 19),
            List.of(
                new Score(LocalDate.of(2026, 2, 3), "40.1", 1, "pam_13"),
                new Score(LocalDate.of(2026, 2, 11), "63.1", 3, "pam_13"))),
        accepted(
            PeopleStory.LEVEL_DISAGREES,
            disagrees,
            Role.COACH,
            LocalDate.of(2025, 9, 2),
            List.of(
                new Score(LocalDate.of(2025, 9, 16), "45.3", 2, "pam_13"),
                new Score(LocalDate.of(2026, 3, 3), "68.9", 3, "pam_13"))),
        accepted(
            PeopleStory.INVALID_NUMBER,
            mistyped,
            Role.LINK_WORKER,
            LocalDate.of(2026, 3, 10),
            List.of()),
        accepted(
            PeopleStory.OPTED_OUT,
            optsOut,
            Role.COACH,
            LocalDate.of(2026, 2, 17),
            List.of(new Score(LocalDate.of(2026, 3, 3), "49.9", 2, "pam_10"))));
  }

  private Person stays(String key, String practice) {
    LocalDate seen = LocalDate.of(2025, 1, 6);
    return population.invent(
        key,
        region.practice(practice),
        seen,
        List.of(new Registration(practice, LocalDate.of(2009, 9, 14), null)));
  }

  private Person optsOut(Person person) {
    Person out = person.optingOut(true);
    population.people().set(population.people().indexOf(person), out);
    return out;
  }

  /** Two contacts, at 12 and at 33 days, a plan at the first; closed after 60 days. */
  private Referral accepted(String id, Person person, Role role, LocalDate on, List<Score> scores) {
    List<Contact> contacts =
        List.of(
            new Contact(on.plusDays(12), "face_to_face", false, "attended", 45, "", ""),
            new Contact(on.plusDays(33), "telephone", false, "attended", 25, "green", ""));
    return referral(
        id,
        person,
        role,
        on,
        "accepted",
        on.plusDays(12),
        on.plusDays(60),
        "completed",
        "better",
        contacts,
        scores);
  }

  private Referral declined(String id, Person person, Role role, LocalDate on) {
    return referral(
        id,
        person,
        role,
        on,
        "declined",
        null,
        on.plusDays(3),
        "person_withdrew",
        "",
        List.of(),
        List.of());
  }

  private Referral referral(
      String id,
      Person person,
      Role role,
      LocalDate on,
      String decision,
      LocalDate plannedOn,
      LocalDate closedOn,
      String closureReason,
      String outcome,
      List<Contact> contacts,
      List<Score> scores) {
    String practice = person.practiceOn(on);
    String sender = Caseload.sender(region.practice(practice), YearMonth.from(on));
    return new Referral(
        id,
        person,
        practice,
        sender,
        role,
        on,
        "gp_practice",
        List.of(role.reasons()[0]),
        decision,
        on.plusDays(3),
        plannedOn,
        null,
        closedOn,
        closureReason,
        outcome,
        contacts,
        scores);
  }
}
