package pcw.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pcw.ops.Problem;

class SqlFileTest {
  private static final Path FILE = Path.of("measures/chapter/x.sql");

  private static SqlFile parse(String text) {
    return SqlFile.parse(TestSession.spark(), FILE, text);
  }

  @Test
  void namesWhatAQueryReadsButNotItsOwnParts() {
    assertThat(
            parse(
                    """
                    -- A comment.
                    WITH part AS (SELECT * FROM a WHERE x IN (SELECT y FROM b))
                    SELECT *, (SELECT max(z) FROM c) AS z FROM part JOIN d USING (x)
                    WHERE EXISTS (SELECT 1 FROM e WHERE e.x = part.x)
                    UNION ALL SELECT * FROM (SELECT * FROM f LATERAL VIEW explode(xs) AS x)
                    """)
                .names())
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM delta.`/warehouse/bronze/epd`",
        "SELECT * FROM parquet.`/etc`",
        "SELECT * FROM a WHERE x IN (SELECT y FROM csv.`/secret`)",
        "WITH a AS (SELECT * FROM text.`/secret`) SELECT * FROM a",
        "SELECT * FROM other_database.a",
        "SELECT * FROM range(10)",
        "SELECT * FROM a VERSION AS OF 1",
        "SELECT * FROM IDENTIFIER('delta.`/warehouse/bronze/epd`')",
        "DROP TABLE a",
        "CREATE TABLE a AS SELECT 1",
        "INSERT INTO a SELECT 1",
        "SET spark.sql.runSQLOnFiles = true",
        "SELECT 1; SELECT 2",
        "SELECT TRANSFORM (x) USING 'cat' AS (y) FROM a",
        "SELECT reflect('java.lang.System', 'getProperty', 'user.home') FROM a",
        "SELECT java_method('java.lang.System', 'exit', 1) FROM a",
        "SELECT * FROM a WHERE x = try_reflect('java.lang.System', 'lineSeparator')",
        "SELECT current_date FROM a",
        "SELECT current_timestamp() FROM a",
        "SELECT now() FROM a",
        "SELECT rand() FROM a",
        "SELECT uuid() FROM a",
        "SELECT * FROM a ORDER BY rand()",
        "SELEC x FROM a",
      })
  void refusesWhateverIsMoreThanOneQueryOverNames(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(FILE.toString());
  }

  @Test
  void saysWhichNameIsNotThere() {
    assertThatThrownBy(() -> parse("SELECT * FROM a").requireNames(java.util.List.of("b", "c")))
        .isInstanceOf(Problem.class)
        .hasMessage(FILE + ": reads 'a', which is not registered here. Known: [b, c].");
  }

  @Test
  void saysWhichColumnsAreNotThoseOfTheContract() {
    var rows = TestSession.spark().sql("SELECT 1 AS x, 'a' AS y");
    var schema = org.apache.spark.sql.types.StructType.fromDDL("x DECIMAL(30,10), y INT");
    assertThatThrownBy(() -> Silver.typed(FILE, rows, schema))
        .hasMessage(FILE + ": column 'y' is STRING; the contract has INT");
    assertThatThrownBy(() -> Silver.typed(FILE, rows.drop("y"), schema))
        .hasMessageContaining("gives the columns [x]; the contract has [x, y]");
    var numbers =
        Silver.typed(
            FILE,
            rows.drop("y"),
            org.apache.spark.sql.types.StructType.fromDDL("x DECIMAL(30,10)"));
    assertThat(numbers.schema().apply("x").dataType().sql()).isEqualTo("DECIMAL(30,10)");
  }
}
