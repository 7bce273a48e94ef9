package pcw.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path warehouse;
  private Lease lease;
  private Ledger ledger;

  @BeforeEach
  void twoTables() throws Exception {
    lease = Lease.take(warehouse, "test");
    ledger = new Ledger(warehouse);
    commit("gold.a", 0, 10);
    commit("gold.a", 1, 20);
    commit("silver.b", 0, 5);
  }

  private Path commit(String table, long version, long rows) throws Exception {
    Path file = ledger.log(table).resolve(Ledger.fileName(version));
    byte[] content =
        ("{\"commitInfo\":{\"operationMetrics\":{\"numOutputRows\":\""
                + rows
                + "\"}}}\n{\"add\":{}}\n")
            .getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Ledger.note(lease.file().orElseThrow(), file, content);
    return file;
  }

  @Test
  void knowsTablesVersionsAndRows() {
    assertThat(ledger.under(lease))
        .extracting(e -> e.table() + " " + e.version() + " " + e.rows())
        .containsExactly("gold.a 0 10", "gold.a 1 20", "silver.b 0 5");
  }

  @Test
  void whatIsWholePasses() {
    assertThatCode(ledger::verify).doesNotThrowAnyException();
    assertThat(ledger.under(lease)).hasSize(2);
  }

  @Test
  void commitsThatTheLedgerDoesNotKnowYetPass() throws Exception {
    Files.writeString(ledger.log("gold.a").resolve(Ledger.fileName(2)), "{\"add\":{}}\n");
    assertThatCode(ledger::verify).doesNotThrowAnyException();
  }

  @Test
  void aMissingNewestEntryNamesTheTableAndTheWayBack() throws Exception {
    Files.delete(ledger.log("gold.a").resolve(Ledger.fileName(1)));
    assertThatThrownBy(ledger::verify)
        .hasMessageContaining("gold.a")
        .hasMessageContaining("version 1")
        .hasMessageContaining("is missing")
        .hasMessageContaining("repair --table gold.a --version 0");
  }

  @Test
  void anEmptyATornAndAForeignEntryAreDamage() throws Exception {
    Path file = ledger.log("silver.b").resolve(Ledger.fileName(0));
    String whole = Files.readString(file);
    for (String content :
        new String[] {"", whole.substring(0, whole.length() - 4), "{\"x\":1}\n"}) {
      Files.writeString(file, content);
      assertThatThrownBy(ledger::verify)
          .hasMessageContaining("silver.b")
          .hasMessageContaining("is damaged")
          .hasMessageContaining("from a backup");
    }
    Files.writeString(file, whole);
    assertThatCode(ledger::verify).doesNotThrowAnyException();
  }

  @Test
  void whatWasGivenUpIsNoLongerExpected() throws Exception {
    Files.delete(ledger.log("gold.a").resolve(Ledger.fileName(1)));
    ledger.giveUp("gold.a", 0);
    assertThatCode(ledger::verify).doesNotThrowAnyException();
  }

  @Test
  void aLineThatWasCutOffIsPassedOver() throws Exception {
    Path file = warehouse.resolve("ops/ledger.jsonl");
    Files.writeString(file, Files.readString(file) + "{\"table\":\"gold.a\",\"ver");
    assertThatCode(ledger::verify).doesNotThrowAnyException();
    commit("gold.a", 2, 1);
    assertThat(ledger.under(lease)).extracting(Ledger.Entry::version).contains(2L);
  }
}
