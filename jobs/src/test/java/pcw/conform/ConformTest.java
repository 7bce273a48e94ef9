package pcw.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.schemas.Contracts;
import pcw.spark.LocalRows;
import pcw.spark.Tables;
import pcw.spark.TestSession;

/** The step over two of the conformed tables, one stored and one a view. */
class ConformTest {
  @TempDir Path home;
  private Tables tables;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void aHouseOfTwoTables() throws IOException {
    copy("schemas/landing/registered_patients.yaml");
    copy("schemas/landing/registered_patients_age.yaml");
    copy("schemas/landing/epd.yaml");
    copy("schemas/landing/bnf_code_mapping.yaml");
    copy("schemas/silver/registered_patients.yaml");
    copy("schemas/silver/prescribing.yaml");
    copy("jobs/conform/registered_patients.sql");
    copy("jobs/conform/registered_patients.check.sql");
    copy("jobs/conform/prescribing.sql");
    tables =
        new Tables(
            TestSession.spark(),
            home.resolve("warehouse").toString(),
            Contracts.load(home.resolve("schemas")));
    deliver(1000);
  }

  private void copy(String file) throws IOException {
    Files.createDirectories(home.resolve(file).getParent());
    Files.copy(TestSession.home().resolve(file), home.resolve(file));
  }

  private void deliver(int patients) {
    put("registered_patients", List.of(row("ALL", "ALL", patients)));
  }

  private void put(String feed, List<Map<String, String>> rows) {
    String table = "bronze." + feed;
    tables.replace(
        table,
        LocalRows.of(tables.spark(), Tables.schema(tables.contracts().table(table)), rows),
        null,
        "of the test");
  }

  private static Map<String, String> row(String sex, String ageBand, int patients) {
    return Map.of(
        "practice_code",
        "A10001",
        "month",
        "2025-01-01",
        "sex",
        sex,
        "age_band",
        ageBand,
        "patients",
        Integer.toString(patients));
  }

  private StepResult conform() {
    return Conform.run(
        Run.of(
            tables,
            home,
            null,
            home.resolve("warehouse"),
            new Log(new PrintStream(said, true, StandardCharsets.UTF_8))));
  }

  @Test
  void makesATableAgainOnlyWhereItsInputsHaveChanged() {
    assertThat(conform().counts()).containsEntry("tables", 1L);
    assertThat(conform())
        .isEqualTo(new StepResult("conform", false, Map.of("tables", 0L, "tables_unchanged", 1L)));
    deliver(1100);
    assertThat(conform().changed()).isTrue();
    assertThat(tables.read("silver.registered_patients").first().toString())
        .isEqualTo("[A10001,2025-01-01,all,all,1100]");
    assertThat(tables.exists("silver.prescribing")).isFalse();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();

    put(
        "registered_patients_age",
        List.of(row("ALL", "ALL", 9), row("MALE", "0_4", 5), row("FEMALE", "95+", 3)));
    assertThat(conform().changed()).isTrue();
    assertThat(said.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "registered_patients: 2025-01: the age bands of 1 practices do not add up to their"
                + " list, such as A10001");
  }

  @Test
  void namesTheFileThatIsMissingOrDoesNotFit() throws IOException {
    Path query = home.resolve("jobs/conform/registered_patients.sql");
    String text = Files.readString(query);
    Files.writeString(query, "SELECT practice_code, month FROM registered_patients");
    assertThatThrownBy(this::conform)
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(query + ": ")
        .hasMessageContaining("the contract has [age_band, month, patients, practice_code, sex]");
    Files.delete(query);
    assertThatThrownBy(this::conform)
        .hasMessage("silver.registered_patients has no query: write " + query + ".");
    Files.writeString(home.resolve("jobs/conform/another.sql"), "SELECT 1 AS x");
    Files.writeString(query, text);
    assertThatThrownBy(this::conform)
        .hasMessageContaining("another.sql has no contract: write schemas/silver/another.yaml");
    Files.delete(home.resolve("jobs/conform/another.sql"));
    Files.writeString(query, "SELECT * FROM prescribing");
    Files.writeString(
        home.resolve("jobs/conform/prescribing.sql"), "SELECT * FROM registered_patients");
    assertThatThrownBy(this::conform)
        .hasMessageContaining("queries read each other in a circle: [prescribing, registered_pat");
  }
}
