package pcw.door;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import pcw.ops.Exit;
import pcw.schemas.Column;
import pcw.schemas.Contract;
import pcw.schemas.Delivery;
import pcw.schemas.People;

/**
 * Finds the header of a report, which may have other rows above it, and which of its fields is
 * which column. Headers that a contract does not know are never repeated in a message: what looks
 * like one may be a row.
 */
final class Headers {
  private static final Pattern GAPS = Pattern.compile("[\\s_-]+");

  private final Contract contract;
  private final People people;
  private final Map<String, Set<String>> aliases = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final String deliveredLayout;
  private Set<String> fewestMissing;

  Headers(Contract contract) {
    this.contract = contract;
    Delivery delivery = contract.delivery().orElseThrow();
    this.people = delivery.people().orElseThrow();
    for (Delivery.Layout layout : delivery.layouts()) {
      layout
          .columns()
          .forEach(
              (column, headers) ->
                  headers.forEach(
                      header ->
                          aliases
                              .computeIfAbsent(column, c -> new LinkedHashSet<>())
                              .add(normal(header))));
    }
    aliases.values().forEach(known::addAll);
    for (List<String> headers :
        List.of(people.nhsNumber(), people.birthDate(), people.dropped(), delivery.ignored())) {
      headers.forEach(header -> known.add(normal(header)));
    }
    this.deliveredLayout = delivery.layouts().get(delivery.layouts().size() - 1).name();
  }

  /** A header without what differs between spellings: case, spaces, underscores and hyphens. */
  static String normal(String header) {
    return GAPS.matcher(Normalizer.normalize(header, Normalizer.Form.NFKC).strip())
        .replaceAll(" ")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * How the fields of a file's rows are bound.
   *
   * @param isPseudonymised the file carries pseudonyms in the place of numbers
   * @param fieldOfColumn by column of the contract: its field, or -1
   * @param number the field with the NHS number, or -1
   * @param birthDate the field with a date of birth of which the year is wanted, or -1
   * @param unread positions, from 1, of fields that the contract does not know
   */
  record Header(
      String layout,
      boolean isPseudonymised,
      int width,
      List<Integer> fieldOfColumn,
      int number,
      int birthDate,
      List<Integer> unread) {}

  /** A file without a header: one number a row. */
  Header bareList() {
    List<Integer> fields = java.util.Collections.nCopies(contract.columns().size(), -1);
    return new Header("bare_list", false, -1, fields, 0, -1, List.of());
  }

  /** Binds a row if it is the header; null where it is not. */
  Header read(Path file, List<String> row) {
    Map<String, Integer> positions = new HashMap<>();
    Set<String> repeated = new HashSet<>();
    for (int i = 0; i < row.size(); i++) {
      String name = normal(row.get(i));
      if (!name.isEmpty() && positions.putIfAbsent(name, i) != null && known.contains(name)) {
        repeated.add(name);
      }
    }
    OptionalInt number = first(positions, people.nhsNumber());
    OptionalInt birthDate = first(positions, people.birthDate());
    List<Integer> fields = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>();
    boolean hasToken = false;
    for (Column column : contract.columns()) {
      OptionalInt field = first(positions, List.copyOf(aliases.get(column.name())));
      fields.add(field.orElse(-1));
      if (column.name().equals("person_token")) {
        hasToken = field.isPresent();
      } else if (column.required()
          && field.isEmpty()
          && !People.FILLED.contains(column.name())
          && (!column.name().equals("birth_year") || birthDate.isEmpty())) {
        missing.add(column.name());
      }
    }
    if (number.isEmpty() && !hasToken) {
      missing.add("NHS Number or person_token");
    }
    if (!missing.isEmpty()) {
      if (fewestMissing == null || missing.size() < fewestMissing.size()) {
        fewestMissing = missing;
      }
      return null;
    }
    if (!repeated.isEmpty()) {
      throw new Refused(
          Exit.BAD_DATA,
          "duplicate_header",
          file,
          "its header names '" + repeated.iterator().next() + "' twice; name each column once");
    }
    if (number.isPresent() && hasToken) {
      throw new Refused(
          Exit.REFUSED,
          "number_beside_token",
          file,
          "it carries NHS numbers beside their pseudonyms, which would give the key away; deliver"
              + " either");
    }
    List<Integer> unread = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      if (!known.contains(normal(row.get(i)))) {
        unread.add(i + 1);
      }
    }
    return new Header(
        hasToken ? People.PSEUDONYMISED : deliveredLayout,
        hasToken,
        row.size(),
        fields,
        number.orElse(-1),
        birthDate.orElse(-1),
        unread);
  }

  private static OptionalInt first(Map<String, Integer> positions, List<String> headers) {
    return headers.stream()
        .map(header -> positions.get(normal(header)))
        .filter(java.util.Objects::nonNull)
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /** None of the rows that were tried was the header. */
  Refused notFound(Path file) {
    return fewestMissing == null
        ? new Refused(
            Exit.BAD_DATA, "empty", file, "it is empty; a statement of zero is a header alone")
        : new Refused(
            Exit.BAD_DATA,
            "no_header",
            file,
            "none of its first "
                + (people.preambleRows() + 1)
                + " rows is the header; the nearest lacks "
                + String.join(", ", fewestMissing)
                + "; the headers are in schemas/landing/"
                + contract.id()
                + ".yaml");
  }
}
