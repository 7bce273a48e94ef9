package pcw.sampledata;

import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A case of continuing healthcare, up to the end of the sample's months.
 *
 * @param checklistOn null on the fast track
 * @param decision what the board decided; null before it did
 * @param endedOn the last day of eligibility
 */
record CareCase(
    String id,
    Person person,
    String board,
    boolean isFastTrack,
    LocalDate checklistOn,
    boolean isScreenedIn,
    LocalDate assessedOn,
    LocalDate recommendedOn,
    String recommendation,
    LocalDate decidedOn,
    String decision,
    boolean isAtHome,
    LocalDate reviewedOn,
    LocalDate endedOn) {

  /** The day on which it began. */
  LocalDate beganOn() {
    return checklistOn == null ? decidedOn : checklistOn;
  }

  /** Something of it happened after one day and up to another. */
  boolean changes(LocalDate after, LocalDate upTo) {
    return Stream.of(checklistOn, assessedOn, recommendedOn, decidedOn, reviewedOn, endedOn)
        .filter(Objects::nonNull)
        .anyMatch(day -> day.isAfter(after) && !day.isAfter(upTo));
  }
}
