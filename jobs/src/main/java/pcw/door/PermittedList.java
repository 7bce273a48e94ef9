package pcw.door;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The people who have not opted out, by pseudonym, as the checking service answered on one day.
 * Whoever is not on it may not be used.
 */
public final class PermittedList {
  /** How many days a list may be used; assumed, not confirmed by a public source. */
  public static final int DEFAULT_DAYS = 21;

  private final LocalDate checkedOn;
  private final String keyId;
  private final TokenSet tokens;

  private PermittedList(LocalDate checkedOn, String keyId, TokenSet tokens) {
    this.checkedOn = checkedOn;
    this.keyId = keyId;
    this.tokens = tokens;
  }

  /**
   * A list from pseudonyms that are already stored.
   *
   * @param keyId which key they belong to
   */
  public static PermittedList of(LocalDate checkedOn, String keyId, Iterator<String> tokens) {
    TokenSet set = new TokenSet();
    tokens.forEachRemaining(set::add);
    return new PermittedList(checkedOn, keyId, set);
  }

  /** The list that the door made of a delivery of the feed {@code permitted_person}. */
  public static PermittedList of(Admission admission) {
    return of(admission.output(), admission.declaration().ndoAppliedOn(), admission.keyId());
  }

  private static PermittedList of(Path output, LocalDate checkedOn, String keyId) {
    PermittedList list = new PermittedList(checkedOn, keyId, new TokenSet());
    list.add(output);
    return list;
  }

  /** Adds the people of what the door made of another answer of the same day. */
  public void add(Path output) {
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(output)) {
      csv.forEach(row -> tokens.add(row.getField("person_token")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest of several lists that the service had answered by a day. */
  public static Optional<PermittedList> newest(Collection<PermittedList> lists, LocalDate asOf) {
    return lists.stream()
        .filter(list -> !list.checkedOn.isAfter(asOf))
        .max(Comparator.comparing(PermittedList::checkedOn));
  }

  /** The day on which the service answered. */
  public LocalDate checkedOn() {
    return checkedOn;
  }

  /** Which key its pseudonyms belong to. */
  public String keyId() {
    return keyId;
  }

  /** How many people are on it. */
  public int size() {
    return tokens.size();
  }

  /** It is younger than so many days, and not from the future. */
  public boolean isUsable(LocalDate asOf, int days) {
    return !checkedOn.isAfter(asOf) && checkedOn.isAfter(asOf.minusDays(days));
  }

  /** The person may be used. */
  public boolean permits(String token) {
    return tokens.contains(token);
  }

  /**
   * Checks again people whose rows are stored, against this newer list.
   *
   * @param withhold is given each pseudonym that may no longer be used
   * @return how many there are
   */
  public long recheck(Iterator<String> stored, Consumer<String> withhold) {
    long withheld = 0;
    while (stored.hasNext()) {
      String token = stored.next();
      if (!permits(token)) {
        withhold.accept(token);
        withheld++;
      }
    }
    return withheld;
  }

  @Override
  public String toString() {
    return "permitted list of " + checkedOn + ", " + size() + " people";
  }
}
