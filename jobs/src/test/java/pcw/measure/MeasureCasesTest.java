package pcw.measure;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import pcw.schemas.Contract;
import pcw.schemas.Layer;
import pcw.spark.CodeLists;
import pcw.spark.GivenExpect;
import pcw.spark.Tables;
import pcw.spark.TestSession;

/** Every case beside every measure. */
class MeasureCasesTest {
  private static final Path FOLDER = TestSession.home().resolve("jobs/measures");

  @TestFactory
  Stream<DynamicNode> cases() {
    return Catalogue.files(FOLDER).stream()
        .map(
            file -> {
              Catalogue.Measure measure =
                  Catalogue.read(TestSession.ofFewRows(), TestSession.contracts(), file);
              return DynamicContainer.dynamicContainer(
                  measure.id(),
                  GivenExpect.tests(
                      file.resolveSibling(measure.id() + ".test.yaml"),
                      schemas(),
                      MeasureCasesTest::prepare,
                      c -> counts(measure, c),
                      c ->
                          Counts.drivers(
                              TestSession.ofFewRows(), measure, TestSession.contracts())));
            });
  }

  private static Dataset<Row> counts(Catalogue.Measure measure, GivenExpect.Case c) {
    List<YearMonth> months =
        c.given().get(Catalogue.REPORTING_MONTH).stream()
            .map(row -> YearMonth.parse(row.get("month").substring(0, 7)))
            .toList();
    return Counts.of(TestSession.ofFewRows(), measure, TestSession.contracts(), months);
  }

  private static Map<String, StructType> schemas() {
    Map<String, StructType> schemas = new LinkedHashMap<>();
    for (Contract contract : TestSession.contracts().layer(Layer.SILVER)) {
      schemas.put(contract.id(), Tables.schema(contract));
    }
    schemas.put(Catalogue.REPORTING_MONTH, new StructType().add("month", DataTypes.DateType));
    return schemas;
  }

  /**
   * The shipped code lists where the case gives none; all months of the practices as reporting
   * months; and the parts of a BNF code beside the code.
   */
  private static GivenExpect.Case prepare(GivenExpect.Case c) {
    GivenExpect.Case prepared = c;
    if (!c.given().containsKey(Catalogue.REPORTING_MONTH)) {
      TreeSet<String> months = new TreeSet<>();
      c.given()
          .getOrDefault("practice_month", List.of())
          .forEach(row -> months.add(row.get("month")));
      prepared =
          GivenExpect.with(
              prepared,
              Catalogue.REPORTING_MONTH,
              months.stream().map(month -> Map.of("month", month)).toList());
    }
    CodeLists.register(TestSession.ofFewRows(), TestSession.contracts());
    return GivenExpect.with(
        prepared,
        "prescribing",
        c.given().getOrDefault("prescribing", List.of()).stream()
            .map(MeasureCasesTest::withParts)
            .toList());
  }

  private static Map<String, String> withParts(Map<String, String> row) {
    Map<String, String> whole = new LinkedHashMap<>(row);
    String code = row.get("bnf_code");
    if (code != null) {
      whole.putIfAbsent("bnf_chemical", code.substring(0, 9));
      whole.putIfAbsent("bnf_suffix", code.length() == 15 ? code.substring(13) : null);
    }
    return whole;
  }
}
