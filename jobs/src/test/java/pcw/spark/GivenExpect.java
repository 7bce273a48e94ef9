package pcw.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DynamicTest;

/**
 * The cases beside a query, {@code <name>.test.yaml}: tables with only the columns that matter, and
 * the rows that the query must give, compared as a set on the columns that are named.
 */
public final class GivenExpect {
  private static final ObjectMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private GivenExpect() {}

  /**
   * One case.
   *
   * @param expect the rows of the query
   * @param expectDrivers the rows of the second query, {@code <name>.drivers.sql}
   */
  public record Case(
      @JsonProperty(required = true) String it,
      @JsonProperty(required = true) Map<String, List<Map<String, String>>> given,
      List<Map<String, String>> expect,
      List<Map<String, String>> expectDrivers) {}

  /** The cases of a file. */
  public static List<Case> cases(Path file) {
    try {
      return YAML.readValue(file.toFile(), new TypeReference<List<Case>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The tests of one query.
   *
   * @param schemas of the tables that may be given; one that is not given has no rows
   * @param prepare what else a case needs, from the case
   * @param rows the rows of the query, over what is registered
   * @param drivers the rows of the second query
   */
  public static Stream<DynamicTest> tests(
      Path file,
      Map<String, StructType> schemas,
      Function<Case, Case> prepare,
      Function<Case, Dataset<Row>> rows,
      Function<Case, Dataset<Row>> drivers) {
    return cases(file).stream()
        .map(
            written ->
                DynamicTest.dynamicTest(
                    written.it(),
                    file.toUri(),
                    () -> {
                      Case c = prepare.apply(written);
                      register(schemas, c);
                      assertThat(c.expect() == null && c.expectDrivers() == null)
                          .as("a case expects something")
                          .isFalse();
                      if (c.expect() != null) {
                        check(rows.apply(c), c.expect());
                      }
                      if (c.expectDrivers() != null) {
                        check(drivers.apply(c), c.expectDrivers());
                      }
                    }));
  }

  private static void register(Map<String, StructType> schemas, Case c) {
    SparkSession spark = TestSession.ofFewRows();
    assertThat(schemas.keySet()).as("tables that may be given").containsAll(c.given().keySet());
    schemas.forEach(
        (name, schema) ->
            LocalRows.of(spark, schema, c.given().getOrDefault(name, List.of()))
                .createOrReplaceTempView(name));
  }

  private static void check(Dataset<Row> actual, List<Map<String, String>> expected) {
    Set<String> columns = new LinkedHashSet<>();
    expected.forEach(row -> columns.addAll(row.keySet()));
    if (columns.isEmpty()) {
      assertThat(actual.collectAsList()).isEmpty();
      return;
    }
    List<String> given = new ArrayList<>();
    for (Row row : actual.collectAsList()) {
      Map<String, String> values = new TreeMap<>();
      for (String column : columns) {
        values.put(column, text(row.get(row.fieldIndex(column))));
      }
      given.add(values.toString());
    }
    List<String> wanted = new ArrayList<>();
    for (Map<String, String> row : expected) {
      Map<String, String> values = new TreeMap<>();
      for (String column : columns) {
        values.put(column, row.get(column) == null ? null : number(row.get(column)));
      }
      wanted.add(values.toString());
    }
    assertThat(given).containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static String text(Object value) {
    return value == null ? null : number(value.toString());
  }

  /** Numbers are the same however many zeros they end in; anything else stands as it is. */
  private static String number(String text) {
    return text.matches("-?\\d{1,20}\\.\\d+(E-?\\d+)?|-?[1-9]\\d*|0|-?\\d+E-?\\d+")
        ? new BigDecimal(text).stripTrailingZeros().toPlainString().replaceFirst("^-?0$", "0")
        : text;
  }

  /** A case with rows put in. */
  public static Case with(Case c, String table, List<Map<String, String>> rows) {
    Map<String, List<Map<String, String>>> given = new LinkedHashMap<>(c.given());
    given.put(table, rows);
    return new Case(c.it(), given, c.expect(), c.expectDrivers());
  }
}
