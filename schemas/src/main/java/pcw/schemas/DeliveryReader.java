package pcw.schemas;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the custom property {@code delivery} of a landing contract. */
final class DeliveryReader {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final Pattern GROUP = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");

  private final ContractReader contract;
  private final List<Column> columns;
  private final Set<String> names = new HashSet<>();

  DeliveryReader(ContractReader contract, List<Column> columns) {
    this.contract = contract;
    this.columns = columns;
    columns.forEach(c -> names.add(c.name()));
  }

  Delivery read(Object value) {
    Odcs.DeliveryYaml y;
    try {
      y = MAPPER.convertValue(value, Odcs.DeliveryYaml.class);
    } catch (IllegalArgumentException e) {
      throw contract.problem(
          "delivery."
              + (e.getCause() instanceof JsonMappingException cause
                  ? ContractReader.reason(cause)
                  : e.getMessage()));
    }
    require(y.fileName() != null && !y.fileName().isEmpty(), "file_name is missing");
    boolean header = !Boolean.FALSE.equals(y.header());
    PeopleReader peopleReader = new PeopleReader(contract, columns);
    Optional<People> people = peopleReader.read(y.people());
    require(people.isEmpty() || header, "people: such a feed has a header");
    List<Delivery.Layout> layouts = header ? layouts(y) : List.of(positional(y));
    if (people.isPresent()) {
      layouts = peopleReader.withPseudonymised(layouts);
    }
    List<String> notStored = ContractReader.orEmpty(y.notStored());
    requireColumns("not_stored", notStored);
    requireColumns("ordered_by", ContractReader.orEmpty(y.orderedBy()));
    requireColumns("distinct_by", ContractReader.orEmpty(y.distinctBy()));
    require(
        y.distinctBy() == null || columns.stream().noneMatch(Column::primaryKey),
        "distinct_by is for feeds without a primary key");
    List<String> replaces = ContractReader.orEmpty(y.replaces());
    requireColumns("replaces", replaces.stream().filter(n -> !n.equals("month")).toList());
    String delimiter = y.delimiter() == null ? "," : y.delimiter();
    require(delimiter.length() == 1, "delimiter must be one character");
    double maxRejectedPercent =
        y.maxRejectedPercent() == null
            ? Delivery.DEFAULT_MAX_REJECTED_PERCENT
            : y.maxRejectedPercent();
    require(
        maxRejectedPercent >= 0 && maxRejectedPercent <= 100,
        "max_rejected_percent must be from 0 to 100");
    String missing = y.missing() == null ? "warn" : y.missing();
    require(Set.of("warn", "fail").contains(missing), "missing must be warn or fail");
    return new Delivery(
        fileNames(y),
        header,
        delimiter.charAt(0),
        encodings(y),
        Boolean.TRUE.equals(y.newlineInQuotes()),
        layouts,
        ContractReader.orEmpty(y.ignored()),
        month(y, replaces),
        notStored,
        outOfScope(y),
        replaces,
        ContractReader.orEmpty(y.distinctBy()),
        ContractReader.orEmpty(y.orderedBy()),
        maxRejectedPercent,
        missing,
        people);
  }

  /** A file's name may say its month, its sender and that it is final, and nothing else. */
  private List<Pattern> fileNames(Odcs.DeliveryYaml y) {
    List<Pattern> patterns = new ArrayList<>();
    for (String text : y.fileName()) {
      patterns.add(contract.pattern("delivery.file_name: ", text));
      for (String group : groups(text)) {
        require(
            Set.of("month", "final").contains(group)
                || (group.equals("sender") && y.people() != null),
            "file_name: group '"
                + group
                + "' is read by nobody; only month, final and, with people, sender are");
      }
    }
    return List.copyOf(patterns);
  }

  private static List<String> groups(String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = GROUP.matcher(pattern);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private List<String> encodings(Odcs.DeliveryYaml y) {
    List<String> encodings =
        y.encodings() == null ? List.of("UTF-8", "windows-1252") : y.encodings();
    for (String encoding : encodings) {
      boolean known;
      try {
        known = Charset.isSupported(encoding);
      } catch (IllegalCharsetNameException e) {
        known = false;
      }
      require(known, "encodings: '" + encoding + "' is unknown");
    }
    return encodings;
  }

  private List<Delivery.Layout> layouts(Odcs.DeliveryYaml y) {
    require(y.layouts() != null && !y.layouts().isEmpty(), "layouts is missing");
    List<Delivery.Layout> layouts = new ArrayList<>();
    Set<String> layoutNames = new HashSet<>();
    for (Odcs.LayoutYaml layout : y.layouts()) {
      require(layout.name() != null, "layouts: name is missing");
      String at = "layouts." + layout.name();
      require(layoutNames.add(layout.name()), at + " stands twice");
      require(layout.columns() != null, at + ": columns is missing");
      Map<String, List<String>> bound = new LinkedHashMap<>();
      Set<String> headers = new HashSet<>();
      layout
          .columns()
          .forEach(
              (column, value) -> {
                require(names.contains(column), at + ": no column '" + column + "'");
                List<String> aliases =
                    value instanceof List<?> many
                        ? many.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(value));
                for (String alias : aliases) {
                  require(headers.add(alias), at + ": header '" + alias + "' binds two columns");
                }
                bound.put(column, aliases);
              });
      for (Column column : columns) {
        require(
            !column.required()
                || bound.containsKey(column.name())
                || (y.people() != null && People.FILLED.contains(column.name())),
            at + ": the required column '" + column.name() + "' is not bound");
      }
      layouts.add(new Delivery.Layout(layout.name(), bound));
    }
    return List.copyOf(layouts);
  }

  /** Without a header every column stands for itself, in the order of the contract. */
  private Delivery.Layout positional(Odcs.DeliveryYaml y) {
    require(
        y.layouts() == null && y.ignored() == null,
        "layouts and ignored are for files with a header; without one the columns stand in the"
            + " order of the contract");
    Map<String, List<String>> bound = new LinkedHashMap<>();
    columns.forEach(c -> bound.put(c.name(), List.of(c.name())));
    return new Delivery.Layout("positional", bound);
  }

  private Delivery.MonthRule month(Odcs.DeliveryYaml y, List<String> replaces) {
    Odcs.MonthYaml month = y.month() == null ? new Odcs.MonthYaml(null, false, null) : y.month();
    require(
        month.column() == null || names.contains(month.column()), "month.column: no such column");
    List<Boolean> inName =
        y.fileName().stream().map(text -> groups(text).contains("month")).toList();
    require(
        !month.fromFileName() || inName.contains(true),
        "month.from_file_name needs a group (?<month>...) in file_name");
    boolean known = month.column() != null || (month.fromFileName() && !inName.contains(false));
    require(
        known || !replaces.contains("month"),
        "replaces month, but month.column is missing and not every file_name has a (?<month>...)");
    require(
        month.ofYear() == null
            || (month.fromFileName() && month.ofYear() >= 1 && month.ofYear() <= 12),
        "month.of_year is a month from 1 to 12, with from_file_name");
    return new Delivery.MonthRule(
        Optional.ofNullable(month.column()),
        month.fromFileName(),
        Optional.ofNullable(month.ofYear()));
  }

  private List<Delivery.OutOfScope> outOfScope(Odcs.DeliveryYaml y) {
    List<Delivery.OutOfScope> rules = new ArrayList<>();
    for (Odcs.OutOfScopeYaml rule : ContractReader.orEmpty(y.outOfScope())) {
      require(
          rule.rule() != null && rule.reason() != null,
          "out_of_scope: each needs a rule (its name) and a reason");
      requireColumns("out_of_scope", List.of(String.valueOf(rule.column())));
      List<String> in = ContractReader.orEmpty(rule.in());
      List<String> notIn = ContractReader.orEmpty(rule.notIn());
      require(
          in.isEmpty() != notIn.isEmpty(),
          "out_of_scope." + rule.rule() + ": give either in or not_in");
      rules.add(new Delivery.OutOfScope(rule.rule(), rule.column(), in, notIn, rule.reason()));
    }
    return List.copyOf(rules);
  }

  private void requireColumns(String key, List<String> wanted) {
    for (String name : wanted) {
      require(names.contains(name), key + ": no column '" + name + "'");
    }
  }

  private void require(boolean holds, String message) {
    contract.require(holds, "delivery." + message);
  }
}
