package pcw.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import pcw.schemas.Contracts;

/** The one Spark session of a test JVM, and the contracts of the checkout. */
public final class TestSession {
  private static SparkSession session;
  private static SparkSession ofFewRows;
  private static Contracts contracts;

  private TestSession() {}

  public static synchronized SparkSession spark() {
    if (session == null) {
      session = Session.open();
      session.conf().set("spark.sql.shuffle.partitions", "1");
    }
    return session;
  }

  /**
   * A session for queries over a few rows, which interprets them: compiling each would take longer
   * than running it. It has views of its own.
   */
  public static synchronized SparkSession ofFewRows() {
    if (ofFewRows == null) {
      ofFewRows = spark().newSession();
      ofFewRows.conf().set("spark.sql.shuffle.partitions", "1");
      ofFewRows.conf().set("spark.sql.adaptive.enabled", "false");
      ofFewRows.conf().set("spark.sql.codegen.wholeStage", "false");
      ofFewRows.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    }
    return ofFewRows;
  }

  /** The checkout. */
  public static Path home() {
    return Path.of(System.getProperty("pcw.home"));
  }

  public static synchronized Contracts contracts() {
    if (contracts == null) {
      contracts = Contracts.load(home().resolve("schemas"));
    }
    return contracts;
  }

  /** The tables of a warehouse, which need not exist yet. */
  public static Tables tables(Path warehouse) {
    return new Tables(spark(), warehouse.toString(), contracts());
  }
}
