package pcw.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Turns one YAML file into a contract, or fails with the file, the place and the rule.
 *
 * @param file named in every message
 */
record ContractReader(Path file, Layer layer) {
  private static final Set<String> CLASSIFICATIONS =
      Set.of("public", "internal", "personal", "identifier");
  private static final Set<String> STATUSES =
      Set.of("proposed", "draft", "active", "deprecated", "retired");
  private static final Set<String> EXPECTATIONS = Set.of("frequency", "latency");
  private static final Set<String> UNITS = Set.of("day", "week", "month", "quarter", "year");

  private static final ObjectMapper YAML =
      JsonMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static Contract read(Path file, Layer layer) {
    Odcs.Document document;
    try {
      document = YAML.readValue(file.toFile(), Odcs.Document.class);
    } catch (JsonMappingException e) {
      throw new ContractException(file + ": " + reason(e), e);
    } catch (JsonProcessingException e) {
      throw new ContractException(file + ": " + syntax(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ContractReader(file, layer).contract(document);
  }

  /** The key that failed and why, such as {@code schema[0].name: …}, without Java's words. */
  static String reason(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    String at = path.isEmpty() ? "" : path.append(": ").toString();
    if (e instanceof UnrecognizedPropertyException unknown) {
      return at
          + "this key is read by nobody; known are "
          + unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    }
    if (e instanceof MismatchedInputException) {
      return at + "a value of another kind is expected here";
    }
    return at + syntax(e);
  }

  private static String syntax(JsonProcessingException e) {
    String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
    return line + "not valid YAML: " + e.getOriginalMessage().lines().findFirst().orElse("");
  }

  private Contract contract(Odcs.Document d) {
    String stem = file.getFileName().toString().replaceFirst("\\.yaml$", "");
    require("v3.2.0".equals(d.apiVersion()), "apiVersion must be v3.2.0");
    require("DataContract".equals(d.kind()), "kind must be DataContract");
    require(stem.equals(d.id()), "id must be '" + stem + "', the file's stem");
    require(
        d.version() != null && d.version().matches("\\d+\\.\\d+\\.\\d+"),
        "version must be like 1.0.0");
    require(STATUSES.contains(String.valueOf(d.status())), "status must be one of " + STATUSES);
    require(d.name() != null, "name is missing");
    require(d.domain() != null, "domain is missing");
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
    int key = 0;
    for (Odcs.Property p : table.properties()) {
      columns.add(column(p));
      require(names.add(p.name()), "column '" + p.name() + "' stands twice");
      for (Odcs.Relationship r : orEmpty(p.relationships())) {
        require(r.to() != null, at(p) + "relationships.to is missing");
        references.add(new Contract.Reference(p.name(), r.to()));
      }
      if (p.primaryKey()) {
        key++;
        require(
            p.primaryKeyPosition() != null && p.primaryKeyPosition() == key,
            at(p) + "primaryKeyPosition must be " + key);
      }
    }

    Optional<Delivery> delivery = Optional.empty();
    boolean materialized = true;
    Optional<String> source = Optional.empty();
    for (Odcs.CustomProperty property : orEmpty(d.customProperties())) {
      switch (String.valueOf(property.property())) {
        case "delivery" ->
            delivery = Optional.of(new DeliveryReader(this, columns).read(property.value()));
        case "materialized" -> materialized = Boolean.TRUE.equals(property.value());
        case "source" -> source = Optional.of(String.valueOf(property.value()));
        default ->
            throw problem("customProperties: '" + property.property() + "' is read by nobody");
      }
    }
    require(
        (layer == Layer.LANDING) == delivery.isPresent(),
        "a landing contract, and only one, has a 'delivery'");
    require(
        (layer != Layer.LANDING && layer != Layer.CODELIST) || source.isPresent(),
        "customProperties.source is missing: who publishes it, and under which licence");
    String physical =
        layer == Layer.LANDING || layer == Layer.CODELIST
            ? "file"
            : materialized ? "table" : "view";
    require(
        physical.equals(table.physicalType()), "schema[0].physicalType must be '" + physical + "'");
    return new Contract(
        d.id(),
        layer,
        d.version(),
        d.name(),
        d.description().purpose(),
        Optional.ofNullable(d.description().usage()),
        Optional.ofNullable(d.description().limitations()),
        table.dataGranularityDescription(),
        List.copyOf(columns),
        List.copyOf(references),
        delivery,
        materialized,
        orEmpty(d.slaProperties()).stream().map(this::expectation).toList(),
        source);
  }

  private Column column(Odcs.Property p) {
    String at = at(p);
    require(
        p.name() != null && p.name().matches("[a-z][a-z0-9_]*"), at + "name must be snake_case");
    require(p.description() != null && !p.description().isBlank(), at + "description is missing");
    require(p.physicalType() != null, at + "physicalType is missing (Spark DDL, such as STRING)");
    Set<String> logicalTypes = Ddl.logicalTypes(p.physicalType());
    require(
        !logicalTypes.isEmpty(),
        at
            + "physicalType '"
            + p.physicalType()
            + "' is none of STRING, DATE, TIMESTAMP, BOOLEAN, INT, BIGINT, DOUBLE, DECIMAL(p,s),"
            + " MAP<STRING,STRING>, ARRAY<STRING>");
    require(
        logicalTypes.contains(String.valueOf(p.logicalType())),
        at + "logicalType of " + p.physicalType() + " must be one of " + logicalTypes);
    require(!p.primaryKey() || p.required(), at + "a part of the primary key must be required");
    String classification = p.classification() == null ? "public" : p.classification();
    require(
        CLASSIFICATIONS.contains(classification),
        at + "classification must be one of " + CLASSIFICATIONS);
    Odcs.Options o = p.logicalTypeOptions() == null ? Odcs.Options.NONE : p.logicalTypeOptions();
    String type = p.logicalType();
    boolean isText = "string".equals(type);
    boolean isNumber = "number".equals(type) || "integer".equals(type);
    require(o.pattern() == null || isText, at + "pattern is for strings");
    require(o.maxLength() == null || isText, at + "maxLength is for strings");
    require(
        (o.minimum() == null && o.maximum() == null) || isNumber,
        at + "minimum and maximum are for numbers");
    require(
        o.format() == null
            || "date".equals(type)
            || "timestamp".equals(type)
            || (isText && o.format().equals(Column.SNOMED)),
        at + "format is for dates, or '" + Column.SNOMED + "' for strings");
    checkFormats(at, isText ? null : o.format());
    List<String> allowed = new ArrayList<>();
    Map<String, String> meanings = new LinkedHashMap<>();
    for (Odcs.EnumValue value : orEmpty(p.allowed())) {
      require(value.value() != null, at + "enum: value is missing");
      require(!allowed.contains(value.value()), at + "enum: " + value.value() + " stands twice");
      allowed.add(value.value());
      if (value.description() != null) {
        meanings.put(value.value(), value.description());
      }
    }
    return new Column(
        p.name(),
        p.description(),
        type,
        p.physicalType(),
        p.required(),
        p.primaryKey(),
        classification,
        List.copyOf(allowed),
        Map.copyOf(meanings),
        Optional.ofNullable(o.pattern()).map(text -> pattern(at, text)),
        Optional.ofNullable(o.minimum()),
        Optional.ofNullable(o.maximum()),
        Optional.ofNullable(o.maxLength()),
        Optional.ofNullable(o.format()),
        List.copyOf(orEmpty(p.examples())));
  }

  private void checkFormats(String at, String formats) {
    if (formats == null) {
      return;
    }
    for (String format : formats.split("\\|", -1)) {
      try {
        DateTimeFormatter unused = DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
      } catch (IllegalArgumentException e) {
        throw problem(at + "format '" + format + "' is no java.time pattern: " + e.getMessage());
      }
    }
  }

  private Contract.Expectation expectation(Odcs.Sla sla) {
    require(
        EXPECTATIONS.contains(String.valueOf(sla.property())),
        "slaProperties: property must be one of " + EXPECTATIONS);
    require(
        sla.value() != null && sla.value() > 0,
        "slaProperties." + sla.property() + ": value must be a whole number above 0");
    require(
        UNITS.contains(String.valueOf(sla.unit())),
        "slaProperties." + sla.property() + ": unit must be one of " + UNITS);
    require(
        sla.description() != null, "slaProperties." + sla.property() + ": description is missing");
    return new Contract.Expectation(sla.property(), sla.value(), sla.unit(), sla.description());
  }

  private static String at(Odcs.Property p) {
    return "column '" + p.name() + "': ";
  }

  Pattern pattern(String at, String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw problem(at + "'" + text + "' is not a regular expression: " + e.getDescription());
    }
  }

  void require(boolean holds, String message) {
    if (!holds) {
      throw problem(message);
    }
  }

  ContractException problem(String message) {
    return new ContractException(file + ": " + message);
  }

  static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
