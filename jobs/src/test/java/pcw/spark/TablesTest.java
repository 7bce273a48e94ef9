package pcw.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pcw.ops.Lease;
import pcw.ops.Ledger;
import pcw.schemas.Column;
import pcw.schemas.Contract;

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

  /** As an earlier release made it: without the last columns, and with one that is gone. */
  private void madeByAnEarlierRelease(Tables tables, String table, int columns) {
    var builder =
        DeltaTable.createIfNotExists(earlier())
            .location(tables.path(table))
            .addColumn("gone", "INT");
    for (StructField column :
        Arrays.copyOf(Tables.schema(tables.contracts().table(table)).fields(), columns)) {
      builder = builder.addColumn(column.name(), column.dataType(), column.nullable());
    }
    builder.execute();
  }

  private static SparkSession earlier() {
    SparkSession session = TestSession.spark().newSession();
    session.conf().set("spark.sql.runSQLOnFiles", "true");
    return session;
  }

  @Test
  void aTableOfAnEarlierReleaseThatIsMadeAgainHasTheColumnsOfItsContract() {
    Tables tables = tables();
    madeByAnEarlierRelease(tables, TABLE, 3);
    Dataset<Row> rows =
        TestSession.spark()
            .createDataFrame(List.of(), Tables.schema(tables.contracts().table(TABLE)));
    tables.replace(TABLE, rows, null, "again");

    assertThat(tables.read(TABLE).columns())
        .containsExactly(Tables.schema(tables.contracts().table(TABLE)).fieldNames());
  }

  @Test
  void rowsOfAnEarlierReleaseStayAndHaveNothingInWhatCameSince() {
    Tables tables = tables();
    Contract contract = tables.contracts().table("bronze.board_aim");
    int known = Tables.columns(contract).size() - 3;
    madeByAnEarlierRelease(tables, "bronze.board_aim", known);
    Object[] values = new Object[known + 1];
    values[0] = 1;
    StructType stored =
        TestSession.spark().read().format("delta").load(tables.path("bronze.board_aim")).schema();
    for (int i = 1; i <= known; i++) {
      values[i] = stored.apply(i).dataType().equals(DataTypes.StringType) ? "old" : null;
    }
    TestSession.spark()
        .createDataFrame(List.of(RowFactory.create(values)), stored)
        .write()
        .format("delta")
        .mode("append")
        .save(tables.path("bronze.board_aim"));
    String[] names = Tables.columns(contract).stream().map(Column::name).toArray(String[]::new);
    Dataset<Row> old = tables.read("bronze.board_aim").selectExpr(names);
    assertThat(old.collectAsList()).hasSize(1).allMatch(row -> row.isNullAt(row.length() - 1));

    tables.append("bronze.board_aim", old, "one more");
    tables.replace(
        "bronze.board_aim", old.limit(0), names[names.length - 1] + " = 'none such'", "none");
    assertThat(tables.read("bronze.board_aim").count()).isEqualTo(2);
  }

  /** One row, with the same text in every column of text, and the numbers that must be there. */
  private static Dataset<Row> row(Tables tables, String table, String text) {
    StructType schema = Tables.schema(tables.contracts().table(table));
    Object[] values =
        Arrays.stream(schema.fields())
            .map(c -> c.dataType().equals(DataTypes.StringType) ? text : c.nullable() ? null : 1)
            .toArray();
    return TestSession.spark()
        .createDataFrame(List.of(RowFactory.create(values)), nullable(schema));
  }

  private static StructType nullable(StructType schema) {
    return new StructType(
        Arrays.stream(schema.fields())
            .map(c -> DataTypes.createStructField(c.name(), c.dataType(), true))
            .toArray(StructField[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"warehouse", "50% of all", "{of} all [1]"})
  void aSmallTableIsReadAsItStandsAndAsItStood(String folder) {
    Tables tables = TestSession.tables(warehouse.resolve(folder));
    String table = "bronze.board_aim";
    assertThat(tables.readSmall(table).count()).isZero();
    madeByAnEarlierRelease(tables, table, Tables.columns(tables.contracts().table(table)).size());
    assertThat(tables.readSmall(table).count()).isZero();
    tables.append(table, row(tables, table, "first"), "first");
    tables.append(table, row(tables, table, "second"), "second");
    long both = Commit.latest(tables, table).orElseThrow().version();
    tables.replace(table, row(tables, table, "third"), null, "third");

    assertThat(tables.readSmall(table).collectAsList())
        .isEqualTo(tables.read(table).collectAsList())
        .hasSize(1);
    assertThat(tables.readSmall(table, both).drop("gone").collectAsList())
        .containsExactlyInAnyOrderElementsOf(tables.read(table, both).drop("gone").collectAsList())
        .hasSize(2);
  }

  @Test
  void filesThatDoNotHoldTheRowsAsTheyAreAreNotListed() {
    Tables tables = tables();
    String inFolders = "bronze.epd";
    tables.create(inFolders);
    assertThat(listed(tables, inFolders)).isEmpty();
    assertThat(tables.readSmall(inFolders).columns()).isEqualTo(tables.read(inFolders).columns());

    String table = "bronze.board_aim";
    tables.create(table);
    assertThat(listed(tables, table)).isPresent();
    earlier()
        .sql(
            "ALTER TABLE delta.`"
                + tables.path(table)
                + "` SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    assertThat(listed(tables, table)).isEmpty();
    assertThat(tables.readSmall(table).count()).isZero();
  }

  private static Optional<List<String>> listed(Tables tables, String table) {
    return FileList.of(
        tables.path(table),
        OptionalLong.empty(),
        tables.spark().sparkContext().hadoopConfiguration());
  }
}
