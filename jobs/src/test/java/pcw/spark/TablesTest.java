package pcw.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Lease;
import pcw.ops.Ledger;

class TablesTest {
  private static final String TABLE = "gold.measure";

  @TempDir Path warehouse;

  private Tables tables() {
    return TestSession.tables(warehouse);
  }

  @Test
  void aTableWhoseFirstCommitWasCutOffIsCreatedAfterAll() throws Exception {
    Path log = Files.createDirectories(warehouse.resolve("gold/measure/_delta_log"));
    Files.writeString(log.resolve(".00000000000000000000.json.1.tmp"), "{\"commitInfo\":");

    assertThat(tables().create(TABLE)).isTrue();
    assertThat(tables().read(TABLE).count()).isZero();
    assertThat(tables().create(TABLE)).isFalse();
  }

  @Test
  void aTableMadeFromNothingSaysWhatItWasMadeFrom() {
    Tables tables = tables();
    tables.replace(TABLE, tables.read(TABLE), null, "from nothing");
    assertThat(Commit.latest(tables, TABLE))
        .get()
        .extracting(Commit::unit)
        .isEqualTo("from nothing");
  }

  @Test
  void everyCommitIsNotedAndWithoutTheLeaseRefused() {
    Tables tables = tables();
    try (Lease lease = Lease.take(warehouse, "one")) {
      tables.commitUnder(lease, "one");
      tables.create(TABLE);
      assertThat(new Ledger(warehouse).under(lease))
          .extracting(e -> e.table() + " " + e.version())
          .containsExactly(TABLE + " 0");

      lease.close();
      assertThatThrownBy(() -> tables.create("gold.measure_count"))
          .hasStackTraceContaining("has lost its lease");
      assertThat(tables.exists("gold.measure_count")).isFalse();
    } finally {
      TestSession.spark().sparkContext().hadoopConfiguration().unset(Lease.HELD);
    }
  }
}
