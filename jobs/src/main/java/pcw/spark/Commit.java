package pcw.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The latest commit of a Delta table, as its log names it. It tells in milliseconds, without a
 * Spark job, whether a table has changed since somebody last looked.
 *
 * @param unit what the writer said it was writing; empty where nothing was said
 * @param rowsWritten new rows, as Delta counted them where it wrote them; not those that it copied
 *     beside rows that were replaced
 */
public record Commit(long version, String unit, long rowsWritten) {
  private static final Pattern COMMIT_FILE = Pattern.compile("(\\d{20})\\.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The latest commit of a table such as {@code bronze.epd}; empty where it was never written. */
  public static Optional<Commit> latest(Tables tables, String table) {
    Path log = new Path(tables.path(table) + "/_delta_log");
    try {
      FileSystem files = log.getFileSystem(tables.spark().sparkContext().hadoopConfiguration());
      if (!files.exists(log)) {
        return Optional.empty();
      }
      long version = -1;
      for (FileStatus status : files.listStatus(log)) {
        Matcher name = COMMIT_FILE.matcher(status.getPath().getName());
        if (name.matches()) {
          version = Math.max(version, Long.parseLong(name.group(1)));
        }
      }
      return version < 0 ? Optional.empty() : Optional.of(read(files, log, version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Commit read(FileSystem files, Path log, long version) throws IOException {
    Path file = new Path(log, String.format("%020d.json", version));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode info = JSON.readTree(line).get("commitInfo");
        if (info != null) {
          JsonNode metrics = info.path("operationMetrics");
          return new Commit(
              version,
              Witness.unsigned(info.path("userMetadata").asText("")),
              metrics.path("numOutputRows").asLong(0) - metrics.path("numCopiedRows").asLong(0));
        }
      }
    }
    return new Commit(version, "", 0);
  }
}
