package pcw.sampledata;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A feed about people: its columns by our names, and what each system calls them.
 *
 * @param name of its contract
 * @param title what a report of it is called
 * @param isFromRecord rows are taken from the GP record, where people can opt out (type 1)
 * @param columns in the order of the rows; {@code nhs_number} is the person
 * @param headers by system, a header for each column; blank where the system does not deliver it
 */
record PeopleFeed(
    String name,
    String title,
    boolean isFromRecord,
    List<String> columns,
    Map<SendingSystem, List<String>> headers) {

  /** Numbers that are the sender's own. */
  static final Set<String> LOCAL =
      Set.of(
          "referral_id", "contact_id", "budget_id", "payment_id", "case_id", "plan_id", "goal_id");

  private static final String NUMBER = "nhs_number";

  /** Never leaves a sender that makes pseudonyms. */
  private static final String BIRTH_DATE = "birth_date";

  PeopleFeed {
    headers.forEach(
        (system, names) -> {
          if (names.size() != columns.size()) {
            throw new IllegalArgumentException(name + " has another width in " + system);
          }
        });
  }

  boolean isNumber(int column) {
    return columns.get(column).equals(NUMBER);
  }

  /** The header of a column in a system's report; blank where the column is left out. */
  String header(SendingSystem system, int column) {
    if (system == SendingSystem.PSEUDONYMISED) {
      String ours = columns.get(column);
      return ours.equals(NUMBER) ? "person_token" : ours.equals(BIRTH_DATE) ? "" : ours;
    }
    return headers.get(system).get(column);
  }
}
