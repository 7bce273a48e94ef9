package pcw.sampledata;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A care and support plan as a plan system holds it.
 *
 * @param practice where the person is registered on the day on which it was begun
 * @param agreedOn null while it is not, as the later days are while they have not come
 * @param answered for each of the seven prompts
 */
record CarePlan(
    String id,
    Person person,
    String practice,
    String pathway,
    LocalDate createdOn,
    LocalDate agreedOn,
    LocalDate reviewedOn,
    LocalDate endedOn,
    List<Boolean> answered,
    LocalDate assessmentOfferedOn,
    LocalDate assessmentCompletedOn) {

  /** Something was begun, agreed, reviewed or ended after one day and up to another. */
  boolean changes(LocalDate after, LocalDate upTo) {
    return Stream.of(createdOn, agreedOn, reviewedOn, endedOn, assessmentCompletedOn)
        .filter(Objects::nonNull)
        .anyMatch(day -> day.isAfter(after) && !day.isAfter(upTo));
  }

  /** Its row, as it stood at the end of a day. */
  List<Object> asOf(LocalDate day) {
    LocalDate agreed = upTo(agreedOn, day);
    Object[] row = new Object[17];
    row[0] = id;
    row[1] = person.nhsNumber();
    row[2] = practice;
    row[3] = pathway;
    row[4] = createdOn;
    row[5] = agreed;
    row[6] = upTo(reviewedOn, day);
    row[7] = upTo(endedOn, day);
    for (int i = 0; i < answered.size(); i++) {
      row[8 + i] = agreed == null ? null : answered.get(i) ? "Y" : "N";
    }
    row[15] = assessmentOfferedOn;
    row[16] = upTo(assessmentCompletedOn, day);
    return Arrays.asList(row);
  }

  private static LocalDate upTo(LocalDate date, LocalDate day) {
    return date == null || date.isAfter(day) ? null : date;
  }
}
