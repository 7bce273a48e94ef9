package pcw.sampledata;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One referral with all that came of it, up to the end of the sample's months.
 *
 * @param id the service's own number
 * @param practice where the person is registered on the day of the referral
 * @param sender the PCN whose service takes it; null where the practice has none
 * @param decision accepted, declined or pending
 * @param decidedOn null while pending, as the later days are while they have not come
 */
record Referral(
    String id,
    Person person,
    String practice,
    String sender,
    Role role,
    LocalDate referredOn,
    String source,
    List<String> reasons,
    String decision,
    LocalDate decidedOn,
    LocalDate planAgreedOn,
    LocalDate planReviewedOn,
    LocalDate closedOn,
    String closureReason,
    String outcome,
    List<Contact> contacts,
    List<Score> scores) {

  /**
   * A meeting with the link worker, coach or coordinator.
   *
   * @param activity what the person was connected with; blank for nothing
   * @param need for which nothing was found; blank for none
   */
  record Contact(
      LocalDate on,
      String mode,
      boolean isGroup,
      String attendance,
      int minutes,
      String activity,
      String need) {
    boolean isAttended() {
      return attendance.equals("attended");
    }
  }

  /** A completed questionnaire of patient activation, as the licensed tool gave it. */
  record Score(LocalDate on, String score, int level, String form) {}

  boolean isAccepted() {
    return decision.equals("accepted");
  }

  /** Something was received, changed or closed after one day and up to another. */
  boolean changes(LocalDate after, LocalDate upTo) {
    return Stream.of(referredOn, decidedOn, planAgreedOn, planReviewedOn, closedOn)
        .filter(Objects::nonNull)
        .anyMatch(day -> day.isAfter(after) && !day.isAfter(upTo));
  }

  /** As it stood at the end of a day. */
  Referral asOf(LocalDate day) {
    boolean isDecided = decidedOn != null && !decidedOn.isAfter(day);
    boolean isClosed = closedOn != null && !closedOn.isAfter(day);
    return new Referral(
        id,
        person,
        practice,
        sender,
        role,
        referredOn,
        source,
        reasons,
        isDecided ? decision : "pending",
        isDecided ? decidedOn : null,
        upTo(planAgreedOn, day),
        upTo(planReviewedOn, day),
        isClosed ? closedOn : null,
        isClosed ? closureReason : "",
        isClosed ? outcome : "",
        contacts.stream().filter(contact -> !contact.on().isAfter(day)).toList(),
        scores.stream().filter(score -> !score.on().isAfter(day)).toList());
  }

  private static LocalDate upTo(LocalDate date, LocalDate day) {
    return date == null || date.isAfter(day) ? null : date;
  }
}
