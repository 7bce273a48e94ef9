package pcw.spark;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a process. */
public final class Session {
  private Session() {}

  /**
   * Opens the session: UTC, ANSI SQL, no user interface. The master is {@code local[*]}, and the
   * driver listens on loopback only, unless spark-submit, or the system properties {@code
   * spark.master} and {@code spark.driver.host}, have chosen otherwise.
   */
  public static SparkSession open() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("pcw")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/pcw-unused")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.sources.partitionOverwriteMode", "STATIC")
            .config("spark.sql.runSQLOnFiles", "false")
            .config("spark.sql.files.ignoreCorruptFiles", "false")
            .config("spark.sql.files.ignoreMissingFiles", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            // Delta cuts the listing of a vacuum into as many tasks, 10,000 unless told otherwise.
            .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "8")
            .config("spark.databricks.delta.commit.idempotencyCheck.enabled", "true")
            // A table that is made from nothing says so in its history, or it would be made every
            // night.
            .config("spark.databricks.delta.skipRecordingEmptyCommits", "false")
            .config("spark.databricks.delta.schema.autoMerge.enabled", "false")
            .config("spark.delta.logStore.file.impl", "pcw.spark.AtomicLinkLogStore")
            .config("spark.delta.logStore.s3a.impl", "pcw.spark.ConditionalLogStore")
            .config("spark.delta.logStore.hdfs.impl", "pcw.spark.ConditionalLogStore")
            .config("spark.delta.logStore.abfss.impl", "pcw.spark.ConditionalLogStore")
            .config("spark.hadoop.parquet.page.verify-checksum.enabled", "true")
            .config("spark.speculation", "false")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false");
    if (System.getProperty("spark.driver.host") == null) {
      builder.config("spark.driver.host", "127.0.0.1");
      builder.config("spark.driver.bindAddress", "127.0.0.1");
    }
    if (System.getProperty("spark.master") == null) {
      builder.master("local[*]");
    }
    return builder.getOrCreate();
  }
}
