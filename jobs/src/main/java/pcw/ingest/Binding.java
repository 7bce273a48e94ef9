package pcw.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pcw.schemas.Contract;
import pcw.schemas.Delivery;

/**
 * Which field of a file's rows is which column of its contract, found by the names in the header.
 *
 * @param layout the layout that the header follows
 * @param columnOfField by field: the index of its column in the contract, or -1 where it is unread
 * @param warnings what is odd but harmless
 */
record Binding(String layout, List<Integer> columnOfField, List<String> warnings) {

  /** Binds a file without a header: its fields are the contract's columns, in their order. */
  static Binding positional(Contract contract) {
    List<Integer> columns = IntStream.range(0, contract.columns().size()).boxed().toList();
    return new Binding(
        contract.delivery().orElseThrow().layouts().get(0).name(), columns, List.of());
  }

  /**
   * Binds by name, ignoring case and surrounding space, to the layout that explains most of the
   * header.
   *
   * @throws Refusal where a header stands twice, or every layout misses a required column
   */
  static Binding byName(Contract contract, List<String> header) {
    Delivery delivery = contract.delivery().orElseThrow();
    Map<String, Integer> fieldOf = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = normal(header.get(i));
      if (!name.isEmpty() && fieldOf.put(name, i) != null) {
        throw new Refusal(
            "duplicate_header",
            "its header names '" + header.get(i).strip() + "' twice; name it once");
      }
    }
    Fit best = null;
    for (Delivery.Layout layout : delivery.layouts()) {
      Fit fit = Fit.of(contract, layout, fieldOf);
      if (best == null || fit.isBetterThan(best)) {
        best = fit;
      }
    }
    Fit fit = java.util.Objects.requireNonNull(best);
    if (!fit.missingRequired().isEmpty()) {
      throw fit.refusal(contract);
    }
    return new Binding(
        fit.layout().name(),
        fit.columnOfField(contract, header.size()),
        fit.warnings(delivery, header));
  }

  private static String normal(String header) {
    return header.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** How well one layout explains a header. */
  private record Fit(
      Delivery.Layout layout,
      Map<String, Integer> bound,
      List<String> missingRequired,
      List<String> missingOptional) {

    static Fit of(Contract contract, Delivery.Layout layout, Map<String, Integer> fieldOf) {
      Map<String, Integer> bound = new LinkedHashMap<>();
      List<String> required = new ArrayList<>();
      List<String> optional = new ArrayList<>();
      for (Map.Entry<String, List<String>> column : layout.columns().entrySet()) {
        Optional<Integer> field =
            column.getValue().stream()
                .map(alias -> fieldOf.get(normal(alias)))
                .filter(java.util.Objects::nonNull)
                .findFirst();
        if (field.isPresent()) {
          bound.put(column.getKey(), field.get());
        } else if (contract.column(column.getKey()).required()) {
          required.add(column.getKey());
        } else {
          optional.add(column.getKey());
        }
      }
      return new Fit(layout, bound, required, optional);
    }

    boolean isBetterThan(Fit other) {
      if (missingRequired.size() != other.missingRequired.size()) {
        return missingRequired.size() < other.missingRequired.size();
      }
      if (missingOptional.size() != other.missingOptional.size()) {
        return missingOptional.size() < other.missingOptional.size();
      }
      return bound.size() > other.bound.size();
    }

    Refusal refusal(Contract contract) {
      String missing =
          missingRequired.stream()
              .map(
                  name ->
                      name + " (header " + String.join(" or ", layout.columns().get(name)) + ")")
              .collect(Collectors.joining(", "));
      return new Refusal(
          "missing_column",
          "its header lacks the required column "
              + missing
              + "; see layout '"
              + layout.name()
              + "' of the contract schemas/landing/"
              + contract.id()
              + ".yaml");
    }

    List<Integer> columnOfField(Contract contract, int fields) {
      Integer[] columns = new Integer[fields];
      Arrays.fill(columns, -1);
      for (int c = 0; c < contract.columns().size(); c++) {
        Integer field = bound.get(contract.columns().get(c).name());
        if (field != null) {
          columns[field] = c;
        }
      }
      return List.of(columns);
    }

    List<String> warnings(Delivery delivery, List<String> header) {
      Set<String> known = new HashSet<>();
      delivery.ignored().forEach(name -> known.add(normal(name)));
      delivery.layouts().stream()
          .flatMap(l -> l.columns().values().stream())
          .forEach(aliases -> aliases.forEach(alias -> known.add(normal(alias))));
      List<String> warnings = new ArrayList<>();
      String unknown =
          header.stream()
              .map(String::strip)
              .filter(name -> !name.isEmpty() && !known.contains(normal(name)))
              .collect(Collectors.joining(", "));
      if (!unknown.isEmpty() && !delivery.ignored().contains(Delivery.ALL_OTHERS)) {
        warnings.add("unknown header " + unknown + " is left unread");
      }
      if (!missingOptional.isEmpty()) {
        warnings.add(String.join(", ", missingOptional) + " not delivered: left empty");
      }
      return warnings;
    }
  }
}
