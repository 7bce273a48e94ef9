package pcw.spark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import pcw.ops.Failpoint;
import pcw.ops.Lease;
import pcw.ops.Ledger;

/**
 * Stands beside every commit: refuses that of a run that has lost its lease, notes the others in
 * the ledger, and signs their metadata with run and epoch.
 */
final class Witness {
  private static final String SIGNATURE = "\nrun ";
  private static final String RUN_ID = "pcw.run";

  private Witness() {}

  /** Tells a session under which lease, and for which run, it commits. */
  static void swear(SparkSession spark, Lease lease, String runId) {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    lease.file().ifPresent(file -> configuration.set(Lease.HELD, file.toString()));
    configuration.set(RUN_ID, runId);
  }

  /** What is about to be published as a log entry. */
  static void before(Configuration configuration, Path logEntry) {
    Failpoint.reach("before:" + table(logEntry));
    String lease = configuration.get(Lease.HELD);
    if (lease != null) {
      Lease.check(Path.of(lease));
    }
  }

  /** What was published. */
  static void after(Configuration configuration, Path logEntry, byte[] content) throws IOException {
    Failpoint.reach("between:" + table(logEntry));
    String lease = configuration.get(Lease.HELD);
    if (lease != null) {
      Ledger.note(Path.of(lease), logEntry, content);
    }
    Failpoint.reach("after:" + table(logEntry));
  }

  /** What a writer says it is writing, with run and epoch. */
  static String signed(SparkSession spark, String unit) {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    String lease = configuration.get(Lease.HELD);
    return lease == null
        ? unit
        : unit
            + SIGNATURE
            + configuration.get(RUN_ID)
            + " epoch "
            + Integer.parseInt(Path.of(lease).getFileName().toString().substring(0, 9));
  }

  /** What a writer said, without run and epoch. */
  static String unsigned(String metadata) {
    int signature = metadata.lastIndexOf(SIGNATURE);
    return signature < 0 ? metadata : metadata.substring(0, signature);
  }

  private static String table(Path logEntry) {
    Path table = logEntry.getParent().getParent();
    return table.getParent().getFileName() + "." + table.getFileName();
  }
}
