package pcw.sampledata;

import static pcw.sampledata.SendingSystem.EMIS;
import static pcw.sampledata.SendingSystem.PROCESSOR;
import static pcw.sampledata.SendingSystem.SYSTMONE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import pcw.sampledata.Person.Registration;
import pcw.sampledata.Senders.Period;

/** Writes what comes from GP records: coded events, and people of the programme registered. */
final class RecordFiles {
  static final PeopleFeed CODED_EVENT =
      new PeopleFeed(
          "coded_event",
          "Personalised care: all entries of the month",
          true,
          List.of(
              "practice_code",
              "nhs_number",
              "event_on",
              "recorded_on",
              "snomed_code",
              "value",
              "unit",
              "staff_role",
              "source_system"),
          Map.of(
              EMIS,
              List.of(
                  "",
                  "NHS Number",
                  "Date",
                  "Date Recorded",
                  "SNOMED CT Concept ID",
                  "Value",
                  "Unit of Measurement",
                  "User Role",
                  ""),
              SYSTMONE,
              List.of(
                  "",
                  "NHS Number",
                  "Event Date",
                  "Date Entered",
                  "SNOMED Code",
                  "Numeric Value",
                  "Unit",
                  "Staff Role",
                  "System"),
              PROCESSOR,
              List.of(
                  "Practice Code",
                  "NHS Number",
                  "Activity Date",
                  "Recorded Date",
                  "SNOMED Code",
                  "Value",
                  "Unit",
                  "Staff Role",
                  "Source System")));

  static final PeopleFeed REGISTERED_PERSON =
      new PeopleFeed(
          "registered_person",
          "Registered people of the programme",
          true,
          List.of(
              "practice_code",
              "nhs_number",
              "birth_date",
              "birth_year",
              "sex",
              "ethnic_category",
              "lsoa_code",
              "lsoa_year",
              "deprivation_quintile",
              "long_term_conditions",
              "registered_on",
              "left_on"),
          Map.of(
              EMIS,
              List.of(
                  "Organisation Code",
                  "NHS Number",
                  "Date of Birth",
                  "",
                  "Gender",
                  "Ethnic Category",
                  "LSOA",
                  "LSOA Year",
                  "IMD Quintile",
                  "QOF Registers",
                  "Date Registered",
                  "Deducted Date"),
              SYSTMONE,
              List.of(
                  "ODS Code",
                  "NHS Number",
                  "",
                  "Year of Birth",
                  "Sex",
                  "Ethnicity Code",
                  "",
                  "",
                  "Deprivation Quintile",
                  "Long Term Conditions",
                  "Registration Date",
                  "Deregistration Date"),
              PROCESSOR,
              List.of(
                  "Practice Code",
                  "NHS Number",
                  "",
                  "Birth Year",
                  "Sex",
                  "Ethnic Category",
                  "",
                  "",
                  "IMD Quintile",
                  "LTC",
                  "Registered Date",
                  "Left Date")));

  private final Senders senders;
  private final List<Person> people;
  private final List<CodedEvent> events;

  RecordFiles(Senders senders, List<Person> people, List<CodedEvent> events) {
    this.senders = senders;
    this.people = people.stream().filter(person -> !person.hasType1OptOut()).toList();
    this.events = events.stream().filter(event -> !event.person().hasType1OptOut()).toList();
  }

  /** Writes into one folder a feed. */
  void write(Path folder) throws IOException {
    Map<String, String> senderOf = senders.ofRecords();
    for (String sender : new TreeSet<>(senderOf.values())) {
      for (Period period : senders.periods(sender)) {
        write(folder, CODED_EVENT, sender, period, events(senderOf, sender, period));
        write(folder, REGISTERED_PERSON, sender, period, registered(senderOf, sender, period));
      }
    }
    repeat(folder.resolve(CODED_EVENT.name()));
  }

  private void write(
      Path folder, PeopleFeed feed, String sender, Period period, List<List<Object>> rows)
      throws IOException {
    PeopleDelivery delivery =
        new PeopleDelivery(feed, senders.recordSystem(sender), sender, period.from(), period.to());
    boolean isUndeclared =
        feed.equals(CODED_EVENT)
            && sender.equals(PeopleStory.WITHOUT_DECLARATION)
            && period.to().equals(PeopleStory.REFUSED_MONTH);
    if (isUndeclared) {
      delivery.write(folder.resolve(feed.name()), delivery.fileName(), rows);
    } else {
      delivery.write(folder.resolve(feed.name()), rows);
    }
  }

  /** A practice sends a month again, under the other spelling of its name. */
  private static void repeat(Path folder) throws IOException {
    YearMonth month = PeopleStory.TWICE_MONTH;
    String name =
        new PeopleDelivery(CODED_EVENT, EMIS, PeopleStory.DELIVERS_TWICE, month, month).fileName();
    String again = name.replace('_', '-');
    for (String ending : List.of("", ".delivery.yaml")) {
      Files.write(
          folder.resolve(again + ending), Files.readAllBytes(folder.resolve(name + ending)));
    }
  }

  private List<List<Object>> events(Map<String, String> senderOf, String sender, Period period) {
    return events.stream()
        .filter(event -> sender.equals(senderOf.get(event.practice())))
        .filter(event -> isWithin(YearMonth.from(event.on()), period))
        .map(
            event ->
                Arrays.<Object>asList(
                    event.practice(),
                    event.person().nhsNumber(),
                    event.on(),
                    event.recordedOn(),
                    event.code(),
                    event.value(),
                    event.unit(),
                    event.staffRole(),
                    senders.clinicalSystem(event.practice())))
        .toList();
  }

  private static boolean isWithin(YearMonth month, Period period) {
    return !month.isBefore(period.from()) && !month.isAfter(period.to());
  }

  /** Who was on a list at some time of the period. */
  private List<List<Object>> registered(
      Map<String, String> senderOf, String sender, Period period) {
    LocalDate first = period.from().atDay(1);
    LocalDate last = period.to().atEndOfMonth();
    List<List<Object>> rows = new ArrayList<>();
    for (Person person : people) {
      for (Registration held : person.registrations()) {
        boolean isIn =
            !held.from().isAfter(last) && (held.to() == null || !held.to().isBefore(first));
        if (isIn && sender.equals(senderOf.get(held.practice()))) {
          rows.add(row(person, held, last));
        }
      }
    }
    return rows;
  }

  private List<Object> row(Person person, Registration held, LocalDate last) {
    boolean hasLeft = held.to() != null && !held.to().isAfter(last);
    return Arrays.asList(
        held.practice(),
        person.nhsNumber(),
        person.bornOn(),
        person.bornOn().getYear(),
        person.sex(),
        person.ethnicCategory(),
        person.area(),
        2021,
        person.quintile() == 0 ? "" : person.quintile(),
        person.conditions(),
        held.from(),
        hasLeft ? held.to() : null);
  }
}
