package pcw.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the key {@code people} of a delivery, and checks that no column can carry free text. */
final class PeopleReader {
  private static final Set<String> ALWAYS =
      Set.of("person_token", "key_id", "sender_code", "month");
  private static final int DEFAULT_PREAMBLE_ROWS = 0;

  private final ContractReader contract;
  private final List<Column> columns;

  PeopleReader(ContractReader contract, List<Column> columns) {
    this.contract = contract;
    this.columns = columns;
  }

  Optional<People> read(Odcs.PeopleYaml y) {
    if (y == null) {
      return Optional.empty();
    }
    for (String name : ALWAYS.stream().sorted().toList()) {
      require(column(name).isPresent(), "the column '" + name + "' is missing");
    }
    for (Column column : columns) {
      require(
          !column.physicalType().equals("STRING")
              || column.pattern().isPresent()
              || column.format().isPresent()
              || !column.allowed().isEmpty(),
          "column '"
              + column.name()
              + "' is open text, which may name a person; give it an enum, a pattern or a format");
    }
    List<String> localIds = ContractReader.orEmpty(y.localIds());
    for (String name : localIds) {
      require(column(name).isPresent(), "local_ids: no column '" + name + "'");
    }
    List<String> blanked = ContractReader.orEmpty(y.blanked());
    for (String name : blanked) {
      require(
          column(name).isPresent() && !column(name).get().required(),
          "blanked: '" + name + "' must be a column that is not required");
    }
    List<String> birthDate = ContractReader.orEmpty(y.birthDate());
    require(
        birthDate.isEmpty() || column("birth_year").isPresent(),
        "birth_date needs a column 'birth_year'");
    require(
        y.nhsNumber() != null && !y.nhsNumber().isEmpty(),
        "nhs_number is missing: the headers under which a number arrives");
    int preambleRows = y.preambleRows() == null ? DEFAULT_PREAMBLE_ROWS : y.preambleRows();
    require(preambleRows >= 0 && preambleRows <= 100, "preamble_rows must be from 0 to 100");
    return Optional.of(
        new People(
            List.copyOf(y.nhsNumber()),
            birthDate,
            localIds,
            blanked,
            ContractReader.orEmpty(y.dropped()),
            values(y.values()),
            preambleRows,
            Optional.ofNullable(y.bareList())
                .map(text -> contract.pattern("delivery.people.bare_list: ", text)),
            !Boolean.FALSE.equals(y.type1Applies())));
  }

  private Map<String, Map<String, String>> values(Map<String, Map<String, Object>> yaml) {
    Map<String, Map<String, String>> values = new HashMap<>();
    for (Map.Entry<String, Map<String, Object>> entry :
        (yaml == null ? Map.<String, Map<String, Object>>of() : yaml).entrySet()) {
      Optional<Column> column = column(entry.getKey());
      String at = "values." + entry.getKey();
      require(column.isPresent(), at + ": no such column");
      Map<String, String> spellings = new HashMap<>();
      for (Map.Entry<String, Object> ours : entry.getValue().entrySet()) {
        require(
            column.get().allowed().contains(ours.getKey())
                || column.get().pattern().stream()
                    .anyMatch(p -> p.matcher(ours.getKey()).matches()),
            at + ": '" + ours.getKey() + "' is not a value that the column may have");
        List<?> theirs = ours.getValue() instanceof List<?> many ? many : List.of(ours.getValue());
        for (Object spelling : theirs) {
          require(
              spellings.put(String.valueOf(spelling), ours.getKey()) == null,
              at + ": '" + spelling + "' stands twice");
        }
      }
      values.put(entry.getKey(), Map.copyOf(spellings));
    }
    return Map.copyOf(values);
  }

  /** The layouts of a feed with people: what the door writes, then what senders deliver. */
  List<Delivery.Layout> withPseudonymised(List<Delivery.Layout> delivered) {
    Map<String, List<String>> own = new LinkedHashMap<>();
    columns.forEach(c -> own.put(c.name(), List.of(c.name())));
    List<Delivery.Layout> layouts = new ArrayList<>();
    layouts.add(new Delivery.Layout(People.PSEUDONYMISED, own));
    layouts.addAll(delivered);
    return List.copyOf(layouts);
  }

  private Optional<Column> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  private void require(boolean holds, String message) {
    contract.require(holds, "delivery.people: " + message);
  }
}
