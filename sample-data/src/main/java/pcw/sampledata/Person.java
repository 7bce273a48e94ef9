package pcw.sampledata;

import java.time.LocalDate;
import java.util.List;

/**
 * Somebody known to the programme, as the GP record has them.
 *
 * @param sex M or F
 * @param ethnicCategory 16+1 code; blank where it was never recorded
 * @param quintile fifth of areas by deprivation, 1 the most deprived; 0 where it is not known
 * @param conditions registers joined by a vertical bar
 * @param registrations in order of time
 * @param hasType1OptOut is in no extract from the GP record
 * @param hasOptedOut has a national data opt-out since the second list of permitted people
 */
record Person(
    String nhsNumber,
    LocalDate bornOn,
    String sex,
    String ethnicCategory,
    String area,
    int quintile,
    String conditions,
    List<Registration> registrations,
    boolean hasType1OptOut,
    boolean hasOptedOut) {

  /**
   * A time on the list of a practice.
   *
   * @param to last day; null while it lasts
   */
  record Registration(String practice, LocalDate from, LocalDate to) {
    boolean holds(LocalDate day) {
      return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
  }

  /** Where they are registered on a day; null where nowhere in the region. */
  String practiceOn(LocalDate day) {
    return registrations.stream()
        .filter(registration -> registration.holds(day))
        .map(Registration::practice)
        .findFirst()
        .orElse(null);
  }

  /** The same person under a number that somebody mistyped. */
  Person mistyped() {
    return new Person(
        NhsNumbers.mistyped(nhsNumber),
        bornOn,
        sex,
        ethnicCategory,
        area,
        quintile,
        conditions,
        registrations,
        hasType1OptOut,
        hasOptedOut);
  }

  /** The same person with no objection to any extract, or with a national data opt-out alone. */
  Person optingOut(boolean optsOut) {
    return new Person(
        nhsNumber,
        bornOn,
        sex,
        ethnicCategory,
        area,
        quintile,
        conditions,
        registrations,
        false,
        optsOut);
  }
}
