package pcw.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.schemas.CodeList;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;

/** The code lists that the product ships, as small tables. */
public final class CodeLists {

  /** Stands in the unit of a commit that was made from verified codes only. */
  public static final String VERIFIED_ONLY = ", from verified codes only";

  private CodeLists() {}

  /** Whether what was committed was made from verified codes only. */
  public static boolean areVerifiedOnly(Commit commit) {
    return commit.unit().contains(VERIFIED_ONLY);
  }

  /** The rows of a code list; an empty field is null. */
  public static Dataset<Row> read(SparkSession spark, Contracts contracts, Contract codeList) {
    List<Map<String, String>> rows = CodeList.load(contracts, codeList.id()).rows();
    try {
      return LocalRows.of(spark, Tables.schema(codeList), rows);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          Exit.CONFIGURATION, contracts.codeListFile(codeList) + ": " + e.getMessage());
    }
  }

  /** Adds what is read of a code list to what names the inputs of a table or measure. */
  public static void addTo(Digest digest, Contracts contracts, Contract codeList) {
    digest.add(codeList.id(), contracts.codeListFile(codeList));
    if (contracts.isOfficial() && !CodeList.unverified(contracts, codeList.id()).isEmpty()) {
      digest.add(codeList.id(), "verified rows only");
    }
  }

  /** Names every code list as a view under its id. */
  public static void register(SparkSession spark, Contracts contracts) {
    for (Contract codeList : contracts.layer(Layer.CODELIST)) {
      register(spark, contracts, codeList);
    }
  }

  /** Names a code list as a view under its id. */
  public static void register(SparkSession spark, Contracts contracts, Contract codeList) {
    read(spark, contracts, codeList).createOrReplaceTempView(codeList.id());
  }
}
