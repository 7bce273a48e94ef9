package pcw.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes that commit to one table at the same time: every version has exactly one writer.
 */
class AtomicLinkLogStoreTest {
  private static final int VERSIONS = Integer.getInteger("pcw.race", 100);
  private static final int LINES = 50;

  @TempDir Path folder;

  @Test
  void ofTwoProcessesExactlyOneWritesEachVersion() throws Exception {
    Path log = Files.createDirectories(folder.resolve("_delta_log"));
    Path start = folder.resolve("start");
    List<Process> writers = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      writers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  log.toString(),
                  start.toString(),
                  name,
                  Integer.toString(VERSIONS))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    while (!Files.exists(folder.resolve("ready-a")) || !Files.exists(folder.resolve("ready-b"))) {
      assertThat(writers).allMatch(Process::isAlive);
      Thread.sleep(10);
    }
    Files.createFile(start);

    int committed = 0;
    for (Process writer : writers) {
      String output =
          new String(
              writer.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(writer.waitFor()).isZero();
      committed += Integer.parseInt(output.strip());
    }

    assertThat(committed).isEqualTo(VERSIONS);
    for (int version = 0; version < VERSIONS; version++) {
      List<String> lines = Files.readAllLines(log.resolve(name(version)));
      assertThat(lines).hasSize(LINES).containsOnly(lines.get(0));
    }
    try (var files = Files.list(log)) {
      assertThat(files).hasSize(VERSIONS);
    }
  }

  @Test
  void anEntryIsNotReplacedUnlessAskedFor() throws IOException {
    AtomicLinkLogStore store = new AtomicLinkLogStore(new Configuration());
    org.apache.hadoop.fs.Path path =
        new org.apache.hadoop.fs.Path(folder.resolve("_delta_log/1.json").toUri());
    store.write(path, List.of("first").iterator(), false, new Configuration());

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> store.write(path, List.of("second").iterator(), false, new Configuration()))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readString(folder.resolve("_delta_log/1.json"))).isEqualTo("first\n");

    store.write(path, List.of("third").iterator(), true, new Configuration());
    assertThat(Files.readString(folder.resolve("_delta_log/1.json"))).isEqualTo("third\n");
  }

  private static String name(int version) {
    return String.format("%020d.json", version);
  }

  /** The other process: tries to commit every version, and says how many it has committed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      Path log = Path.of(arguments[0]);
      Configuration configuration = new Configuration();
      AtomicLinkLogStore store = new AtomicLinkLogStore(configuration);
      Files.createFile(log.resolveSibling("ready-" + arguments[2]));
      while (!Files.exists(Path.of(arguments[1]))) {
        Thread.onSpinWait();
      }
      int committed = 0;
      for (int version = 0; version < Integer.parseInt(arguments[3]); version++) {
        List<String> entry = java.util.Collections.nCopies(LINES, arguments[2] + version);
        try {
          store.write(
              new org.apache.hadoop.fs.Path(log.resolve(name(version)).toUri()),
              entry.iterator(),
              false,
              configuration);
          committed++;
        } catch (FileAlreadyExistsException othersWereFirst) {
          assertThat(log.resolve(name(version))).isNotEmptyFile();
        }
      }
      System.out.println(committed);
    }
  }
}
