package pcw.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import pcw.door.Declaration;
import pcw.door.Refused;

/**
 * What is known of a delivery about people beside its rows. What a refused delivery does not tell
 * is null.
 *
 * @param agreement reference of the sharing agreement under which it was taken in
 */
record Declared(
    String sender,
    YearMonth from,
    YearMonth to,
    String keyId,
    LocalDate type1AppliedOn,
    LocalDate ndoAppliedOn,
    String agreement) {

  static Declared of(Declaration declaration, String agreement) {
    return new Declared(
        declaration.sender(),
        declaration.from(),
        declaration.to(),
        declaration.keyId().orElse(null),
        declaration.type1AppliedOn().orElse(null),
        declaration.ndoAppliedOn(),
        agreement);
  }

  /** As far as a refused delivery's declaration, or else its name, tells. */
  static Declared ofRefused(Path file, Feed.Match match) {
    try {
      return of(Declaration.of(file), null);
    } catch (Refused e) {
      return new Declared(match.sender().orElse(null), null, null, null, null, null, null);
    }
  }

  /** It covers every month that the other covers. */
  boolean covers(Declared other) {
    return from == null || other.from == null || !from.isAfter(other.from);
  }
}
