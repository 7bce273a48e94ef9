package pcw.sampledata;

import static pcw.sampledata.SendingSystem.CASEWORK;
import static pcw.sampledata.SendingSystem.PROCESSOR;
import static pcw.sampledata.SendingSystem.SHORTHAND;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pcw.sampledata.Referral.Contact;
import pcw.sampledata.Referral.Score;
import pcw.sampledata.Senders.Period;

/** Writes what link-worker systems send: referrals, contacts and activation scores. */
final class ServiceFiles {
  static final PeopleFeed REFERRAL =
      new PeopleFeed(
          "referral",
          "Referrals received, changed or closed",
          false,
          List.of(
              "referral_id",
              "nhs_number",
              "practice_code",
              "role",
              "referred_on",
              "source",
              "reason_1",
              "reason_2",
              "decision",
              "decided_on",
              "plan_agreed_on",
              "plan_reviewed_on",
              "closed_on",
              "closure_reason",
              "outcome"),
          Map.of(
              PROCESSOR,
              List.of(
                  "Service Request Identifier",
                  "NHS Number",
                  "General Medical Practice Code (Patient Registration)",
                  "Role",
                  "Referral Request Received Date",
                  "Source of Referral",
                  "Reason for Referral",
                  "Reason 2",
                  "Decision",
                  "Decision Date",
                  "Care Plan Date",
                  "Plan Review Date",
                  "Service Discharge Date",
                  "Discharge Reason",
                  "Outcome"),
              CASEWORK,
              List.of(
                  "Referral Number",
                  "Patient NHS Number",
                  "Practice ODS Code",
                  "Service Type",
                  "Date of Referral",
                  "Referral Source",
                  "Referral Reason 1",
                  "Referral Reason 2",
                  "Accepted or Declined",
                  "Decision Date",
                  "Plan Agreed Date",
                  "Plan Reviewed Date",
                  "Closure Date",
                  "Closure Reason",
                  "Person Reported Outcome"),
              SHORTHAND,
              List.of(
                  "Case ID",
                  "NHS No",
                  "ODS Code",
                  "Service",
                  "Referred Date",
                  "Source",
                  "Reason",
                  "Reason 2",
                  "Referral Status",
                  "Date Accepted",
                  "Plan Date",
                  "Plan Review Date",
                  "Closed Date",
                  "Closure Reason",
                  "Overall Outcome")));

  static final PeopleFeed CONTACT =
      new PeopleFeed(
          "contact",
          "Contacts and sessions",
          false,
          List.of(
              "contact_id",
              "referral_id",
              "nhs_number",
              "role",
              "contact_on",
              "mode",
              "is_group",
              "attendance",
              "duration_minutes",
              "onward_activity",
              "unmet_need"),
          Map.of(
              PROCESSOR,
              List.of(
                  "Care Contact Identifier",
                  "Service Request Identifier",
                  "NHS Number",
                  "Role",
                  "Care Contact Date",
                  "Consultation Mechanism",
                  "Group Session",
                  "Attendance Status",
                  "Duration Minutes",
                  "Onward Activity",
                  "Unmet Need"),
              CASEWORK,
              List.of(
                  "Appointment ID",
                  "Referral Number",
                  "Patient NHS Number",
                  "Service Type",
                  "Appointment Date",
                  "Contact Type",
                  "Is Group",
                  "Outcome of Contact",
                  "Minutes",
                  "Referred On To",
                  "Service Gap"),
              SHORTHAND,
              List.of(
                  "Session ID",
                  "Case ID",
                  "NHS No",
                  "Service",
                  "Session Date",
                  "Contact Mode",
                  "Group",
                  "Attended",
                  "Duration",
                  "Activity",
                  "Gap")));

  static final PeopleFeed ACTIVATION =
      new PeopleFeed(
          "activation",
          "Patient activation scores",
          false,
          List.of(
              "nhs_number",
              "practice_code",
              "referral_id",
              "measured_on",
              "score",
              "level",
              "form"),
          Map.of(
              PROCESSOR,
              List.of(
                  "NHS Number",
                  "General Medical Practice Code (Patient Registration)",
                  "Referral ID",
                  "Assessment Tool Completion Date",
                  "Person Score",
                  "Activation Level",
                  "Form"),
              CASEWORK,
              List.of(
                  "Patient NHS Number",
                  "Practice ODS Code",
                  "Referral Number",
                  "Assessment Date",
                  "PAM Score",
                  "PAM Level",
                  "PAM Form"),
              SHORTHAND,
              List.of("NHS No", "ODS Code", "Case ID", "PAM Date", "Score", "Level", "Version")));

  private final Senders senders;
  private final List<Referral> referrals;

  ServiceFiles(Senders senders, List<Referral> referrals) {
    this.senders = senders;
    this.referrals = referrals;
  }

  /** Writes into one folder a feed. */
  void write(Path people) throws IOException {
    for (String sender : senders.ofServices()) {
      List<Referral> taken =
          referrals.stream().filter(referral -> sender.equals(referral.sender())).toList();
      LocalDate after = LocalDate.MIN;
      for (Period period : senders.periods(sender)) {
        LocalDate upTo = period.to().atEndOfMonth();
        if (isZero(sender, period)) {
          write(people, REFERRAL, sender, period, List.of());
        } else {
          write(people, REFERRAL, sender, period, changed(taken, after, upTo));
          after = upTo;
        }
        LocalDate first = period.from().atDay(1);
        write(people, CONTACT, sender, period, contacts(taken, first, upTo));
        write(people, ACTIVATION, sender, period, scores(taken, first, upTo));
      }
    }
    writeWithoutAgreement(people);
  }

  private static boolean isZero(String sender, Period period) {
    return sender.equals(PeopleStory.ZERO_PCN) && period.to().equals(PeopleStory.ZERO_MONTH);
  }

  private void writeWithoutAgreement(Path people) throws IOException {
    String sender = PeopleStory.WITHOUT_AGREEMENT;
    YearMonth month = PeopleStory.REFUSED_MONTH;
    List<Referral> own =
        referrals.stream().filter(referral -> referral.practice().equals(sender)).toList();
    new PeopleDelivery(REFERRAL, PROCESSOR, sender, month, month)
        .write(
            people.resolve(REFERRAL.name()),
            changed(own, month.atDay(1).minusDays(1), month.atEndOfMonth()));
  }

  private static void write(
      Path people, PeopleFeed feed, String sender, Period period, List<List<Object>> rows)
      throws IOException {
    new PeopleDelivery(feed, Senders.serviceSystem(sender), sender, period.from(), period.to())
        .write(people.resolve(feed.name()), rows);
  }

  private static List<List<Object>> changed(
      List<Referral> referrals, LocalDate after, LocalDate upTo) {
    return referrals.stream()
        .filter(referral -> referral.changes(after, upTo))
        .map(referral -> row(referral.asOf(upTo)))
        .toList();
  }

  private static List<Object> row(Referral referral) {
    return Arrays.asList(
        referral.id(),
        referral.person().nhsNumber(),
        referral.practice(),
        referral.role().code,
        referral.referredOn(),
        referral.source(),
        referral.reasons().get(0),
        referral.reasons().size() > 1 ? referral.reasons().get(1) : "",
        referral.decision(),
        referral.decidedOn(),
        referral.planAgreedOn(),
        referral.planReviewedOn(),
        referral.closedOn(),
        referral.closureReason(),
        referral.outcome());
  }

  private static List<List<Object>> contacts(
      List<Referral> referrals, LocalDate first, LocalDate last) {
    List<List<Object>> rows = new ArrayList<>();
    for (Referral referral : referrals) {
      int number = 0;
      for (Contact contact : referral.contacts()) {
        String id = referral.id() + "-" + ++number;
        if (isWithin(contact, Contact::on, first, last)) {
          rows.add(
              Arrays.asList(
                  id,
                  referral.id(),
                  referral.person().nhsNumber(),
                  referral.role().code,
                  contact.on(),
                  contact.mode(),
                  contact.isGroup() ? "Y" : "N",
                  contact.attendance(),
                  contact.isAttended() ? contact.minutes() : null,
                  contact.activity(),
                  contact.need()));
        }
      }
    }
    return rows;
  }

  private static List<List<Object>> scores(
      List<Referral> referrals, LocalDate first, LocalDate last) {
    List<List<Object>> rows = new ArrayList<>();
    for (Referral referral : referrals) {
      for (Score score : referral.scores()) {
        if (isWithin(score, Score::on, first, last)) {
          rows.add(
              Arrays.asList(
                  referral.person().nhsNumber(),
                  referral.person().practiceOn(score.on()),
                  referral.id(),
                  score.on(),
                  score.score(),
                  score.level(),
                  score.form()));
        }
      }
    }
    return rows;
  }

  private static <T> boolean isWithin(
      T event, Function<T, LocalDate> day, LocalDate first, LocalDate last) {
    return !day.apply(event).isBefore(first) && !day.apply(event).isAfter(last);
  }
}
