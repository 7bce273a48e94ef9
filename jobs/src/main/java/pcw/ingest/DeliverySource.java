package pcw.ingest;

import java.io.Serializable;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsReportOrdering;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Spark's view of deliveries: each input partition is some pieces of files, read by one task,
 * checked, typed and ordered before Spark sees a row. A plan is read once; what became of its rows
 * is told by its tallies.
 */
public final class DeliverySource implements TableProvider {
  private static final String OPTION = "plan";
  private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();

  /** What to read. */
  record Plan(Recipe recipe, StructType schema, List<Split> splits, Tallies tallies) {}

  /** What one task reads. */
  record Split(List<Piece> pieces) implements InputPartition {}

  /** The rows of a plan that are accepted; reading them fills the plan's tallies. */
  static Dataset<Row> rows(SparkSession spark, Plan plan) {
    String id = UUID.randomUUID().toString();
    PLANS.put(id, plan);
    try {
      return spark.read().format(DeliverySource.class.getName()).option(OPTION, id).load();
    } finally {
      PLANS.remove(id);
    }
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return PLANS.get(options.get(OPTION)).schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new Deliveries(PLANS.get(new CaseInsensitiveStringMap(properties).get(OPTION)));
  }

  private record Deliveries(Plan plan) implements Table, SupportsRead {
    @Override
    public String name() {
      return "deliveries of " + plan.recipe().feed();
    }

    @Override
    public Column[] columns() {
      return Arrays.stream(plan.schema().fields())
          .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
          .toArray(Column[]::new);
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return () -> new Pieces(plan);
    }
  }

  private record Pieces(Plan plan) implements Scan, Batch, SupportsReportOrdering {
    @Override
    public StructType readSchema() {
      return plan.schema();
    }

    @Override
    public SortOrder[] outputOrdering() {
      return new SortOrder[] {
        Expressions.sort(Expressions.column("month"), SortDirection.ASCENDING)
      };
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return plan.splits().toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new Readers(plan.recipe(), plan.tallies());
    }

    @Override
    public String description() {
      return "deliveries of " + plan.recipe().feed();
    }
  }

  private record Readers(Recipe recipe, Tallies tallies) implements PartitionReaderFactory {
    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      return new Reader(recipe, tallies, (Split) partition);
    }
  }

  private static final class Reader implements PartitionReader<InternalRow>, Serializable {
    private final Recipe recipe;
    private final Tallies tallies;
    private final Split split;
    private transient ColumnarBatch rows;
    private int next;

    Reader(Recipe recipe, Tallies tallies, Split split) {
      this.recipe = recipe;
      this.tallies = tallies;
      this.split = split;
    }

    @Override
    public boolean next() {
      if (rows == null) {
        Rows read = new Rows(recipe);
        for (Piece piece : split.pieces()) {
          Tally tally = PieceReader.read(recipe, piece, read);
          tallies.add(
              new SimpleImmutableEntry<>(new Tallies.Key(piece.delivery(), piece.number()), tally));
        }
        rows = read.arranged();
      }
      return next++ < rows.numRows();
    }

    @Override
    public InternalRow get() {
      return rows.getRow(next - 1);
    }

    @Override
    public void close() {
      rows = null;
    }
  }
}
