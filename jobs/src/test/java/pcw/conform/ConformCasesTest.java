package pcw.conform;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import pcw.schemas.Contract;
import pcw.schemas.Layer;
import pcw.spark.CodeLists;
import pcw.spark.GivenExpect;
import pcw.spark.Silver;
import pcw.spark.SqlFile;
import pcw.spark.Tables;
import pcw.spark.TestSession;

/** Every case beside every conform query. */
class ConformCasesTest {
  private static final Path FOLDER = TestSession.home().resolve("jobs/conform");

  @TestFactory
  Stream<DynamicNode> cases() {
    Tables tables =
        new Tables(TestSession.ofFewRows(), "no-warehouse-is-read", TestSession.contracts());
    return Silver.queries(tables, FOLDER).stream()
        .map(
            query ->
                DynamicContainer.dynamicContainer(
                    query.stem(),
                    GivenExpect.tests(
                        FOLDER.resolve(query.stem() + ".test.yaml"),
                        schemas(tables, query),
                        ConformCasesTest::prepare,
                        c ->
                            Silver.typed(
                                query,
                                TestSession.contracts().table("silver." + query.stem()),
                                TestSession.ofFewRows()),
                        c -> {
                          throw new IllegalStateException("conform queries have no drivers");
                        })));
  }

  private static GivenExpect.Case prepare(GivenExpect.Case c) {
    CodeLists.register(TestSession.ofFewRows(), TestSession.contracts());
    return c;
  }

  /** The tables that the query reads, each as it reads it. */
  private static Map<String, StructType> schemas(Tables tables, SqlFile query) {
    Map<String, StructType> schemas = new LinkedHashMap<>();
    Set<String> codeLists = new TreeSet<>();
    for (Contract contract : TestSession.contracts().layer(Layer.CODELIST)) {
      codeLists.add(contract.id());
    }
    for (String name : query.names()) {
      if (!codeLists.contains(name)) {
        schemas.put(
            name,
            Tables.schema(TestSession.contracts().table(Silver.tableOf(tables, query, name))));
      }
    }
    return schemas;
  }
}
