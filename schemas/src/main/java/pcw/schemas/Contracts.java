package pcw.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Every contract of a {@code schemas} folder, loaded strictly: a key that nobody reads is an error.
 */
public final class Contracts {
  private static final Set<String> LOGICAL_TYPES =
      Set.of(
          "string", "date", "timestamp", "time", "number", "integer", "boolean", "object", "array");
  private static final Set<String> CLASSIFICATIONS =
      Set.of("public", "internal", "personal", "identifier");

  private static final ObjectMapper YAML = mapper(false);
  private static final ObjectMapper DELIVERY = mapper(true);

  private final Path folder;
  private final Map<String, Contract> byTable;

  private Contracts(Path folder, Map<String, Contract> byTable) {
    this.folder = folder;
    this.byTable = byTable;
  }

  /**
   * Reads every contract below {@code folder}: {@code <layer>/<id>.yaml}.
   *
   * @throws ContractException naming the file and the key that is wrong
   */
  public static Contracts load(Path folder) {
    Map<String, Contract> byTable = new TreeMap<>();
    for (Layer layer : Layer.values()) {
      Path layerFolder = folder.resolve(layer.folder());
      if (!Files.isDirectory(layerFolder)) {
        continue;
      }
      try (Stream<Path> files = Files.list(layerFolder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          Contract contract = read(file, layer);
          byTable.put(contract.tableName(), contract);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (byTable.isEmpty()) {
      throw new ContractException(
          folder + ": no contract found; expected folders such as landing/ with YAML files");
    }
    Contracts contracts = new Contracts(folder, byTable);
    contracts.checkReferences();
    return contracts;
  }

  /** Where the contracts were read from; code lists lie beside theirs. */
  public Path folder() {
    return folder;
  }

  /** All contracts, ordered by table name. */
  public List<Contract> all() {
    return List.copyOf(byTable.values());
  }

  /** The contracts of one layer, ordered by id. */
  public List<Contract> layer(Layer layer) {
    return byTable.values().stream().filter(c -> c.layer() == layer).toList();
  }

  /** The contract of a table such as {@code silver.prescribing} or {@code bronze.epd}. */
  public Contract table(String tableName) {
    Contract contract = byTable.get(tableName);
    if (contract == null) {
      throw new ContractException(
          "No contract for table '"
              + tableName
              + "'; write schemas/"
              + tableName.replace('.', '/')
              + ".yaml");
    }
    return contract;
  }

  /** The CSV file of a code list. */
  public Path codeListFile(Contract contract) {
    return folder.resolve("codelist").resolve(contract.id() + ".csv");
  }

  private static ObjectMapper mapper(boolean snakeCase) {
    JsonMapper.Builder builder =
        JsonMapper.builder(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                .build());
    builder.enable(
        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    if (snakeCase) {
      builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    }
    return builder.build();
  }

  private static Contract read(Path file, Layer layer) {
    Odcs.Document document;
    try {
      document = YAML.readValue(file.toFile(), Odcs.Document.class);
    } catch (JsonMappingException e) {
      throw new ContractException(
          file + ": " + e.getPathReference() + ": " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new ContractException(file + ": not valid YAML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Reader(file, layer).contract(document);
  }

  private void checkReferences() {
    for (Contract contract : byTable.values()) {
      for (Contract.Reference reference : contract.references()) {
        int dot = reference.to().lastIndexOf('.');
        Contract target = dot < 0 ? null : byTable.get(reference.to().substring(0, dot));
        if (target == null
            || target.columns().stream()
                .noneMatch(c -> c.name().equals(reference.to().substring(dot + 1)))) {
          throw new ContractException(
              contract.tableName()
                  + "."
                  + reference.column()
                  + ": relationship to unknown column '"
                  + reference.to()
                  + "'");
        }
      }
    }
  }

  /** Turns one document into a contract, failing with the file and the place. */
  private record Reader(Path file, Layer layer) {

    Contract contract(Odcs.Document d) {
      String stem = file.getFileName().toString().replaceFirst("\\.yaml$", "");
      require("v3.2.0".equals(d.apiVersion()), "apiVersion must be v3.2.0");
      require("DataContract".equals(d.kind()), "kind must be DataContract");
      require(stem.equals(d.id()), "id must be '" + stem + "', the file's stem");
      require(
          d.version() != null && d.version().matches("\\d+\\.\\d+\\.\\d+"),
          "version must be like 1.0.0");
      require(d.status() != null, "status is missing");
      require(d.name() != null, "name is missing");
      require(
          d.description() != null && d.description().purpose() != null,
          "description.purpose is missing");
      require(d.schema() != null && d.schema().size() == 1, "schema must hold exactly one table");
      Odcs.Table table = d.schema().get(0);
      require(stem.equals(table.name()), "schema[0].name must be '" + stem + "'");
      require(
          table.dataGranularityDescription() != null
              && table.dataGranularityDescription().startsWith("One row per"),
          "schema[0].dataGranularityDescription must begin with 'One row per'");
      require(
          table.properties() != null && !table.properties().isEmpty(),
          "schema[0].properties is empty");

      List<Column> columns = new ArrayList<>();
      List<Contract.Reference> references = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (Odcs.Property p : table.properties()) {
        columns.add(column(p));
        require(names.add(p.name()), "column '" + p.name() + "' stands twice");
        for (Odcs.Relationship r : orEmpty(p.relationships())) {
          references.add(new Contract.Reference(p.name(), r.to()));
        }
      }

      Optional<Delivery> delivery = Optional.empty();
      boolean materialized = true;
      Optional<String> source = Optional.empty();
      for (Odcs.CustomProperty property : orEmpty(d.customProperties())) {
        switch (property.property()) {
          case "delivery" -> delivery = Optional.of(delivery(property.value(), columns));
          case "materialized" -> materialized = Boolean.TRUE.equals(property.value());
          case "source" -> source = Optional.of(String.valueOf(property.value()));
          default ->
              throw problem("customProperties: '" + property.property() + "' is read by nobody");
        }
      }
      require(
          (layer == Layer.LANDING) == delivery.isPresent(),
          "a landing contract, and only one, has a 'delivery'");
      return new Contract(
          d.id(),
          layer,
          d.version(),
          d.name(),
          d.description().purpose(),
          table.dataGranularityDescription(),
          List.copyOf(columns),
          List.copyOf(references),
          delivery,
          materialized,
          source);
    }

    private Column column(Odcs.Property p) {
      String at = "column '" + p.name() + "': ";
      require(
          p.name() != null && p.name().matches("[a-z][a-z0-9_]*"), at + "name must be snake_case");
      require(p.description() != null && !p.description().isBlank(), at + "description is missing");
      require(
          LOGICAL_TYPES.contains(p.logicalType()),
          at + "logicalType must be one of " + LOGICAL_TYPES);
      require(p.physicalType() != null, at + "physicalType is missing (Spark DDL, such as STRING)");
      String classification = p.classification() == null ? "public" : p.classification();
      require(
          CLASSIFICATIONS.contains(classification),
          at + "classification must be one of " + CLASSIFICATIONS);
      Odcs.Options options =
          p.logicalTypeOptions() == null
              ? new Odcs.Options(null, null, null, null, null, null)
              : p.logicalTypeOptions();
      return new Column(
          p.name(),
          p.description(),
          p.logicalType(),
          p.physicalType(),
          p.required(),
          p.primaryKey(),
          classification,
          List.copyOf(orEmpty(p.allowed())),
          Optional.ofNullable(options.pattern()).map(text -> pattern(at, text)),
          Optional.ofNullable(options.minimum()),
          Optional.ofNullable(options.maximum()),
          Optional.ofNullable(options.maxLength()),
          Optional.ofNullable(options.format()));
    }

    private Delivery delivery(Object value, List<Column> columns) {
      Odcs.DeliveryYaml y;
      try {
        y = DELIVERY.convertValue(value, Odcs.DeliveryYaml.class);
      } catch (IllegalArgumentException e) {
        throw problem("delivery: " + e.getMessage().lines().findFirst().orElse(""));
      }
      Set<String> names = new HashSet<>();
      columns.forEach(c -> names.add(c.name()));
      require(y.fileName() != null && !y.fileName().isEmpty(), "delivery.file_name is missing");
      require(y.layouts() != null && !y.layouts().isEmpty(), "delivery.layouts is missing");
      List<Delivery.Layout> layouts = new ArrayList<>();
      for (Odcs.LayoutYaml layout : y.layouts()) {
        Map<String, List<String>> bound = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : layout.columns().entrySet()) {
          require(
              names.contains(entry.getKey()),
              "delivery.layouts." + layout.name() + ": no column '" + entry.getKey() + "'");
          bound.put(
              entry.getKey(),
              entry.getValue() instanceof List<?> many
                  ? many.stream().map(String::valueOf).toList()
                  : List.of(String.valueOf(entry.getValue())));
        }
        layouts.add(new Delivery.Layout(layout.name(), bound));
      }
      for (String name : orEmpty(y.notStored())) {
        require(names.contains(name), "delivery.not_stored: no column '" + name + "'");
      }
      for (String name : orEmpty(y.orderedBy())) {
        require(names.contains(name), "delivery.ordered_by: no column '" + name + "'");
      }
      List<Delivery.OutOfScope> outOfScope = new ArrayList<>();
      for (Odcs.OutOfScopeYaml rule : orEmpty(y.outOfScope())) {
        require(
            names.contains(rule.column()),
            "delivery.out_of_scope: no column '" + rule.column() + "'");
        outOfScope.add(
            new Delivery.OutOfScope(
                rule.rule(),
                rule.column(),
                orEmpty(rule.in()),
                orEmpty(rule.notIn()),
                rule.reason()));
      }
      Odcs.MonthYaml month = y.month() == null ? new Odcs.MonthYaml(null, false) : y.month();
      require(
          month.column() == null || names.contains(month.column()),
          "delivery.month.column: no such column");
      String delimiter = y.delimiter() == null ? "," : y.delimiter();
      require(delimiter.length() == 1, "delivery.delimiter must be one character");
      require(
          y.missing() == null || Set.of("warn", "fail").contains(y.missing()),
          "delivery.missing: warn or fail");
      return new Delivery(
          y.fileName().stream().map(text -> pattern("delivery.file_name: ", text)).toList(),
          !Boolean.FALSE.equals(y.header()),
          delimiter.charAt(0),
          y.encodings() == null ? List.of("UTF-8", "windows-1252") : y.encodings(),
          Boolean.TRUE.equals(y.newlineInQuotes()),
          List.copyOf(layouts),
          orEmpty(y.ignored()),
          new Delivery.MonthRule(Optional.ofNullable(month.column()), month.fromFileName()),
          orEmpty(y.notStored()),
          List.copyOf(outOfScope),
          orEmpty(y.replaces()),
          orEmpty(y.orderedBy()),
          y.maxRejectedPercent() == null ? 1.0 : y.maxRejectedPercent(),
          y.missing() == null ? "warn" : y.missing());
    }

    private Pattern pattern(String at, String text) {
      try {
        return Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw problem(at + "'" + text + "' is not a regular expression: " + e.getDescription());
      }
    }

    private void require(boolean holds, String message) {
      if (!holds) {
        throw problem(message);
      }
    }

    private ContractException problem(String message) {
      return new ContractException(file + ": " + message);
    }

    private static <T> List<T> orEmpty(List<T> list) {
      return list == null ? List.of() : list;
    }
  }
}
