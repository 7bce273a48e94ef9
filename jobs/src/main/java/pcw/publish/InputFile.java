package pcw.publish;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * A delivered file, as the register of files knows it.
 *
 * @param rowsByFate rows in, accepted, quarantined, duplicate, opted out, out of scope
 */
record InputFile(
    String sha256,
    String feed,
    String name,
    LocalDate month,
    String status,
    String message,
    List<Long> rowsByFate) {

  /** Places in {@link #rowsByFate}. */
  static final int ACCEPTED = 1;

  static final int OPTED_OUT = 4;

  static final Comparator<InputFile> ORDER =
      Comparator.comparing(InputFile::sha256)
          .thenComparing(InputFile::feed)
          .thenComparing(InputFile::name);

  boolean isCurrent() {
    return status.equals("accepted");
  }
}
