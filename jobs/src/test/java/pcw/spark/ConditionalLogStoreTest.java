package pcw.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system that renames; the race on S3 is {@code .ci/store.py}. */
class ConditionalLogStoreTest {
  private final Configuration configuration = new Configuration();

  @TempDir Path folder;

  private void write(String entry, boolean overwrite) throws IOException {
    new ConditionalLogStore(configuration)
        .write(
            new org.apache.hadoop.fs.Path(folder.resolve("gold/a/_delta_log/1.json").toUri()),
            List.of(entry).iterator(),
            overwrite,
            configuration);
  }

  @Test
  void anEntryIsNotReplacedUnlessAskedFor() throws IOException {
    write("first", false);
    assertThatThrownBy(() -> write("second", false)).isInstanceOf(FileAlreadyExistsException.class);
    Path entry = folder.resolve("gold/a/_delta_log/1.json");
    assertThat(entry).hasContent("first\n");

    write("third", true);
    assertThat(entry).hasContent("third\n");
    try (var files = Files.list(entry.getParent())) {
      assertThat(files.filter(f -> f.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @Test
  void anAnswerThatWasLostIsNoConflictWithOurselves() throws IOException {
    write("ours", false);
    assertThatCode(() -> write("ours", false)).doesNotThrowAnyException();
  }

  /** The other process: tries to commit every version, and says which it has committed. */
  static final class Writer {
    private static final int LINES = 50;
    private static final long APART_MILLIS = 200;

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      Configuration configuration = SparkHadoopUtil.get().newConfiguration(new SparkConf());
      ConditionalLogStore store = new ConditionalLogStore(configuration);
      org.apache.hadoop.fs.Path log = new org.apache.hadoop.fs.Path(arguments[0]);
      for (int i = 0; i < 5; i++) { // The first requests of a process take far longer than others.
        store.write(
            new org.apache.hadoop.fs.Path(log, "warm/up/_delta_log/" + arguments[2] + i + ".json"),
            List.of(arguments[2]).iterator(),
            false,
            configuration);
      }
      Path start = Path.of(arguments[1]);
      Files.createFile(start.resolveSibling("ready-" + arguments[2]));
      while (!Files.exists(start)) {
        LockSupport.parkNanos(100_000);
      }
      List<String> committed = new ArrayList<>();
      long begun = Files.getLastModifiedTime(start).toMillis();
      for (int version = 0; version < Integer.parseInt(arguments[3]); version++) {
        LockSupport.parkUntil(begun + version * APART_MILLIS); // Both at the same moment.
        try {
          store.write(
              new org.apache.hadoop.fs.Path(log, String.format("%020d.json", version)),
              Collections.nCopies(LINES, arguments[2] + version).iterator(),
              false,
              configuration);
          committed.add(Integer.toString(version));
        } catch (FileAlreadyExistsException othersWereFirst) {
          // The version is the other process's; this one goes on to the next.
        }
      }
      System.out.println(String.join(" ", committed));
    }
  }
}
