package pcw.spark;

import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * The files of a table, told by Delta Kernel in the thread that asks. Spark's own reader runs a job
 * over the log of each table: for small tables that takes longer than their rows.
 */
final class FileList {
  private static final int READER_OF_PLAIN_FILES = 1;

  private static final Pattern PATTERN = Pattern.compile("[{}\\[\\]*?\\\\]");

  private FileList() {}

  /**
   * The addresses of the table's files; empty where they do not hold its rows as they are: where
   * folders hold values, or rows are deleted or columns renamed beside the files. Nor where Spark
   * would take an address for a pattern.
   *
   * @param path of a table that exists
   * @param version the commit after which the table stood so; empty for the latest
   */
  static Optional<List<String>> of(String path, OptionalLong version, Configuration configuration) {
    if (PATTERN.matcher(path).find()) {
      return Optional.empty();
    }
    Engine engine = DefaultEngine.create(configuration);
    SnapshotBuilder builder = TableManager.loadSnapshot(path);
    Snapshot snapshot =
        (version.isPresent() ? builder.atVersion(version.getAsLong()) : builder).build(engine);
    if (!snapshot.getPartitionColumnNames().isEmpty()
        || snapshot.getProtocol().getMinReaderVersion() > READER_OF_PLAIN_FILES) {
      return Optional.empty();
    }
    List<String> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files.add(InternalScanFileUtils.getAddFileStatus(rows.next()).getPath());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(files);
  }
}
