package pcw.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The part of the Open Data Contract Standard v3.2 that the contracts use, as it stands in YAML.
 * Unknown keys are refused.
 */
final class Odcs {
  private Odcs() {}

  record Document(
      String apiVersion,
      String kind,
      String id,
      String name,
      String version,
      String status,
      String domain,
      Description description,
      List<Table> schema,
      List<Sla> slaProperties,
      List<CustomProperty> customProperties) {}

  record Description(String purpose, String usage, String limitations) {}

  record Table(
      String name,
      String physicalType,
      String dataGranularityDescription,
      List<Property> properties) {}

  record Property(
      String name,
      String description,
      String logicalType,
      String physicalType,
      boolean required,
      boolean primaryKey,
      Integer primaryKeyPosition,
      String classification,
      @JsonProperty("enum") List<EnumValue> allowed,
      Options logicalTypeOptions,
      List<String> examples,
      List<Relationship> relationships) {}

  record EnumValue(String value, String description) {}

  record Options(String pattern, Double minimum, Double maximum, Integer maxLength, String format) {
    static final Options NONE = new Options(null, null, null, null, null);
  }

  record Relationship(String to) {}

  record Sla(String property, Integer value, String unit, String description) {}

  record CustomProperty(String property, Object value) {}

  record DeliveryYaml(
      List<String> fileName,
      Boolean header,
      String delimiter,
      List<String> encodings,
      Boolean newlineInQuotes,
      List<LayoutYaml> layouts,
      List<String> ignored,
      MonthYaml month,
      List<String> notStored,
      List<OutOfScopeYaml> outOfScope,
      List<String> replaces,
      List<String> distinctBy,
      List<String> orderedBy,
      Double maxRejectedPercent,
      String missing,
      PeopleYaml people) {}

  record PeopleYaml(
      List<String> nhsNumber,
      List<String> birthDate,
      List<String> localIds,
      List<String> blanked,
      List<String> dropped,
      Map<String, Map<String, Object>> values,
      Integer preambleRows,
      String bareList,
      Boolean type1Applies) {}

  record LayoutYaml(String name, Map<String, Object> columns) {}

  record MonthYaml(String column, boolean fromFileName, Integer ofYear) {}

  record OutOfScopeYaml(
      String rule, String column, List<String> in, List<String> notIn, String reason) {}
}
