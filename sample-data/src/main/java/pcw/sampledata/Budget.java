package pcw.sampledata;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A personal health budget with its payments, up to the end of the sample's months. Amounts are
 * whole pounds.
 *
 * @param id the team's own number
 * @param group why the person may have it, as the contract names it
 * @param isOneOff paid once, as wheelchairs are
 * @param conventional yearly cost of the conventional package; null where nobody worked it out
 * @param status where that cost comes from
 */
record Budget(
    String id,
    Person person,
    String board,
    String group,
    boolean isFastTrack,
    boolean isAtHome,
    String mode,
    boolean isOneOff,
    LocalDate agreedOn,
    LocalDate startedOn,
    LocalDate endedOn,
    int pounds,
    Integer conventional,
    String status,
    boolean isNeedUnchanged,
    int setUp,
    int brokerage,
    int employer,
    LocalDate reviewedOn,
    String outcome,
    List<Payment> payments) {

  /** An entry of the ledger of a budget. */
  record Payment(
      LocalDate on, String category, int paid, int evidenced, int unspent, int reclaimed) {}

  /** An amount, which each team writes in its own way. */
  record Pounds(int amount) {}

  /** The same with other payments. */
  Budget paying(List<Payment> others) {
    return new Budget(
        id,
        person,
        board,
        group,
        isFastTrack,
        isAtHome,
        mode,
        isOneOff,
        agreedOn,
        startedOn,
        endedOn,
        pounds,
        conventional,
        status,
        isNeedUnchanged,
        setUp,
        brokerage,
        employer,
        reviewedOn,
        outcome,
        others);
  }

  /** It was agreed, started, reviewed or ended after one day and up to another. */
  boolean changes(LocalDate after, LocalDate upTo) {
    return Stream.of(agreedOn, startedOn, endedOn, reviewedOn)
        .filter(Objects::nonNull)
        .anyMatch(day -> day.isAfter(after) && !day.isAfter(upTo));
  }

  /** In payment at some time between two days, both included. */
  boolean isLive(LocalDate first, LocalDate last) {
    return startedOn != null
        && !startedOn.isAfter(last)
        && (endedOn == null || !endedOn.isBefore(first));
  }

  boolean isOfChild(LocalDate day) {
    return person.bornOn().plusYears(18).isAfter(day);
  }

  /** The financial year of a day, such as 2025/26. */
  static String financialYear(LocalDate day) {
    int from = day.getMonthValue() < 4 ? day.getYear() - 1 : day.getYear();
    return from + "/" + Names.digits((from + 1) % 100, 2);
  }
}
