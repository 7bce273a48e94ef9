package pcw.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import pcw.schemas.Column;
import pcw.schemas.Contract;
import pcw.schemas.Delivery;

/**
 * How one feed's rows become typed values: the part of a contract that travels to where files are
 * read.
 *
 * @param fields the columns of the contract, in its order
 * @param monthField index of the column that holds the month, or -1
 * @param newlineInQuotes files are read whole by a parser that follows quotes over line ends
 * @param key indexes of the columns that are unique in a file; empty where rows may repeat
 * @param firstOfKeyWins a later row with the key of an earlier one is a duplicate, whatever else it
 *     says; otherwise only where all of it is the same
 * @param orderedBy indexes of the columns by which the stored copy is ordered
 * @param stored indexes of the columns that are kept
 * @param keepsFields a rejected row's values may be shown: the feed is public
 */
record Recipe(
    String feed,
    char delimiter,
    List<Field> fields,
    int monthField,
    boolean newlineInQuotes,
    List<Integer> key,
    boolean firstOfKeyWins,
    List<Integer> orderedBy,
    List<Integer> stored,
    List<Scope> outOfScope,
    boolean keepsFields)
    implements Serializable {

  /** One column and what its values must be. */
  record Field(
      String name,
      DataType type,
      boolean required,
      Set<String> allowed,
      Pattern pattern,
      Double minimum,
      Double maximum,
      int maxLength,
      String format)
      implements Serializable {}

  /** Rows that the contract leaves out by a named rule. */
  record Scope(String rule, int field, Set<String> in, Set<String> notIn) implements Serializable {
    boolean excludes(String value) {
      return in.contains(value) || (!notIn.isEmpty() && !notIn.contains(value));
    }
  }

  /** No public code or name is longer; what is longer is a broken quote. */
  private static final int LONGEST_VALUE = 4000;

  static Recipe of(Contract contract) {
    Delivery delivery = contract.delivery().orElseThrow();
    Map<String, Integer> index = new TreeMap<>();
    List<Field> fields = new ArrayList<>();
    List<Integer> key = new ArrayList<>();
    List<Integer> stored = new ArrayList<>();
    for (Column column : contract.columns()) {
      int i = fields.size();
      index.put(column.name(), i);
      if (column.primaryKey()) {
        key.add(i);
      }
      if (!delivery.notStored().contains(column.name())) {
        stored.add(i);
      }
      fields.add(
          new Field(
              column.name(),
              StructType.fromDDL("c " + column.physicalType()).apply(0).dataType(),
              column.required(),
              Set.copyOf(column.allowed()),
              column.pattern().orElse(null),
              column.minimum().orElse(null),
              column.maximum().orElse(null),
              column.maxLength().orElse(LONGEST_VALUE),
              column.format().orElse("yyyy-MM-dd")));
    }
    return new Recipe(
        contract.id(),
        delivery.delimiter(),
        List.copyOf(fields),
        delivery.month().column().map(index::get).orElse(-1),
        delivery.newlineInQuotes(),
        key.isEmpty() ? delivery.distinctBy().stream().map(index::get).toList() : List.copyOf(key),
        !delivery.distinctBy().isEmpty(),
        delivery.orderedBy().stream().map(index::get).toList(),
        List.copyOf(stored),
        delivery.outOfScope().stream()
            .map(
                rule ->
                    new Scope(
                        rule.rule(),
                        index.get(rule.column()),
                        Set.copyOf(rule.in()),
                        Set.copyOf(rule.notIn())))
            .toList(),
        contract.columns().stream()
            .noneMatch(
                c ->
                    Set.of("personal", "identifier")
                        .contains(c.classification().toLowerCase(Locale.ROOT))));
  }

  /** A file of this feed may be cut at line ends and read in pieces. */
  boolean isSplittable() {
    return !newlineInQuotes && key.isEmpty();
  }
}
