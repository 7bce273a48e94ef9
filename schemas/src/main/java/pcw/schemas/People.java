package pcw.schemas;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the door does to a delivery with people in it, before anything else reads a row: the key
 * {@code people} of a landing contract's {@code delivery}.
 *
 * @param nhsNumber headers under which a number arrives; the door turns it into {@code
 *     person_token}
 * @param birthDate headers under which a date of birth arrives; of it {@code birth_year} is kept
 * @param localIds columns with the sender's own number of a record, which becomes a token too
 * @param blanked columns of which an unreadable value is left empty, and counted, where others
 *     reject the row
 * @param dropped headers of names, addresses and free text: known, and never read
 * @param values by column: how senders write a value, and ours; {@code *} stands for any other
 * @param preambleRows the most rows that a report may have above its header
 * @param bareList names of files that are a bare list of numbers, without a header
 * @param type1Applies the rows come from a GP record, so that type 1 opt-outs were to be applied
 */
public record People(
    List<String> nhsNumber,
    List<String> birthDate,
    List<String> localIds,
    List<String> blanked,
    List<String> dropped,
    Map<String, Map<String, String>> values,
    int preambleRows,
    Optional<Pattern> bareList,
    boolean type1Applies) {

  /** The layout of what the door writes: every column under its own name. */
  public static final String PSEUDONYMISED = "pseudonymised";

  /** Stands for every other spelling in {@link #values}. */
  public static final String ANY_OTHER = "*";

  /**
   * Columns that the door fills, from the identifier, the key and the declaration beside the file.
   */
  public static final Set<String> FILLED =
      Set.of("person_token", "key_id", "sender_code", "month", "checked_on");
}
