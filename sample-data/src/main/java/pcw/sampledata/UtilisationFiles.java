package pcw.sampledata;

import static pcw.sampledata.SendingSystem.CASEWORK;
import static pcw.sampledata.SendingSystem.PROCESSOR;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pcw.sampledata.Referral.Score;
import pcw.sampledata.Senders.Period;

/**
 * Writes how often people with an activation score used services, and some whom nobody reached. A
 * higher level goes with less use, and the months before the first score or the referral with more:
 * people come at a bad time. A few go to accident and emergency again and again.
 */
final class UtilisationFiles {
  static final YearMonth FIRST = YearMonth.of(2024, 10);

  static final PeopleFeed UTILISATION =
      new PeopleFeed(
          "utilisation",
          "Use of services by people with an activation score",
          true,
          List.of(
              "nhs_number",
              "practice_code",
              "activity_month",
              "gp_contacts",
              "ae_attendances",
              "emergency_admissions",
              "outpatient_attendances"),
          Map.of(
              PROCESSOR,
              List.of(
                  "NHS Number",
                  "Practice Code",
                  "Activity Month",
                  "GP Contacts",
                  "AE Attendances",
                  "Emergency Admissions",
                  "Outpatient Attendances"),
              CASEWORK,
              List.of(
                  "NHS No",
                  "ODS Code",
                  "Year Month",
                  "GP Appointments",
                  "ED Attendances",
                  "Emergency Admissions",
                  "Outpatients")));

  /** A month, by level 1 to 4: GP contacts, A&E, emergency admissions, outpatients. */
  private static final double[][] RATES = {
    {0.70, 0.058, 0.0210, 0.185},
    {0.66, 0.050, 0.0180, 0.172},
    {0.62, 0.045, 0.0160, 0.162},
    {0.57, 0.039, 0.0130, 0.150}
  };

  /** The records of some cannot be linked. */
  private static final double LINKED = 0.55;

  /** Of those who have no score, because they declined or nobody reached them. */
  private static final double LINKED_UNREACHED = 0.2;

  private static final double INTENSE = 0.05;
  private static final double[] INTENSE_TIMES = {1, 9, 4, 1};

  private final Scale scale;
  private final Region region;
  private final Senders senders;
  private final Map<Person, Course> courses = new LinkedHashMap<>();

  /** How somebody fares. */
  private record Course(int level, LocalDate badUntil) {}

  UtilisationFiles(Scale scale, Region region, Senders senders, List<Referral> referrals) {
    this.scale = scale;
    this.region = region;
    this.senders = senders;
    for (Referral referral : referrals) {
      Person person = referral.person();
      boolean isLinked =
          !person.hasType1OptOut()
              && Dice.of(scale.seed(), "linked", person.nhsNumber()).chance(LINKED);
      if (isLinked && !referral.scores().isEmpty()) {
        Score score = referral.scores().get(0);
        courses.putIfAbsent(person, new Course(score.level(), score.on()));
      }
    }
    for (Referral referral : referrals) {
      Person person = referral.person();
      boolean isLinked =
          !person.hasType1OptOut()
              && Dice.of(scale.seed(), "linked unreached", person.nhsNumber())
                  .chance(LINKED_UNREACHED);
      if (isLinked && referral.contacts().isEmpty()) {
        courses.putIfAbsent(person, new Course(2, referral.referredOn()));
      }
    }
  }

  /** Writes one file a board and period. */
  void write(Path people) throws IOException {
    for (String board : senders.boards()) {
      for (Period period : senders.periods(board, FIRST)) {
        List<List<Object>> rows = new ArrayList<>();
        courses.forEach((person, course) -> rows.addAll(rows(board, period, person, course)));
        new PeopleDelivery(
                UTILISATION, senders.boardSystem(board), board, period.from(), period.to())
            .write(people.resolve(UTILISATION.name()), rows);
      }
    }
  }

  private List<List<Object>> rows(String board, Period period, Person person, Course course) {
    List<List<Object>> rows = new ArrayList<>();
    for (YearMonth month = period.from();
        !month.isAfter(period.to());
        month = month.plusMonths(1)) {
      String practice = person.practiceOn(month.atEndOfMonth());
      if (practice != null && board.equals(Names.icbCode(region.practice(practice).icb()))) {
        rows.add(row(person, practice, month, course));
      }
    }
    return rows;
  }

  private List<Object> row(Person person, String practice, YearMonth month, Course course) {
    Dice dice = Dice.of(scale.seed(), "use", person.nhsNumber(), month);
    double[] rates = RATES[course.level() - 1];
    double bad = badTime(month, course.badUntil());
    boolean isIntense = Dice.of(scale.seed(), "intense", person.nhsNumber()).chance(INTENSE);
    return Arrays.asList(
        person.nhsNumber(),
        practice,
        month.toString(),
        dice.poisson(rates[0] * bad * (isIntense ? INTENSE_TIMES[0] : 1)),
        dice.poisson(rates[1] * bad * (isIntense ? INTENSE_TIMES[1] : 1)),
        dice.poisson(rates[2] * bad * (isIntense ? INTENSE_TIMES[2] : 1)),
        dice.poisson(rates[3] * bad * (isIntense ? INTENSE_TIMES[3] : 1)));
  }

  private static double badTime(YearMonth month, LocalDate badUntil) {
    long before = month.until(YearMonth.from(badUntil), ChronoUnit.MONTHS);
    return before >= 0 && before <= 3 ? 1.35 : 1;
  }
}
