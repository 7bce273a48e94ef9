package pcw.door;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What became of a delivery that was taken in: {@code rows = accepted + rejected + opted out}.
 *
 * @param declaration what the sender said about it, with the size and SHA-256 as they were found
 * @param output the pseudonymised rows
 * @param layout the layout of its header
 * @param encoding the encoding that it was read in
 * @param keyId which key the pseudonyms in the output belong to
 * @param optedOut rows of people who are not on the list of those who may be used
 * @param lines where the accepted rows stood in the delivery
 * @param rejected rejected rows by rule, ordered by rule
 * @param warnings what is odd but harmless
 */
public record Admission(
    Declaration declaration,
    Path output,
    String layout,
    String encoding,
    String keyId,
    long rows,
    long accepted,
    long optedOut,
    LineMap lines,
    Map<String, Long> rejected,
    List<String> warnings) {

  /** Rejected rows, by whatever rule. */
  public long rejectedRows() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
