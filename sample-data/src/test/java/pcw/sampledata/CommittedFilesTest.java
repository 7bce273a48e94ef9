package pcw.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed files are what the generator writes. {@code -Dpcw.refresh=true} renews them. */
class CommittedFilesTest {
  static final Path SAMPLE_DATA = Path.of(System.getProperty("pcw.home"), "sample-data");

  private static final long MOST_BYTES = 15_000_000;
  private static final int MOST_FILES = 1_500;

  @TempDir static Path again;

  @BeforeAll
  static void generate() throws IOException {
    Generator.writeSampleRegion(again);
    if (Boolean.getBoolean("pcw.refresh")) {
      Generator.writeSampleRegion(SAMPLE_DATA);
    }
  }

  @Test
  void everyFileHasTheSameContentAgain() throws IOException {
    for (String folder : new String[] {"landing", "late"}) {
      Map<String, byte[]> committed = Landing.contents(SAMPLE_DATA.resolve(folder));
      Map<String, byte[]> generated = Landing.contents(again.resolve(folder));
      assertThat(generated.keySet()).as(folder).isEqualTo(committed.keySet());
      generated.forEach(
          (name, content) ->
              assertThat(content).as(folder + "/" + name).isEqualTo(committed.get(name)));
    }
  }

  @Test
  void theSameSeedGivesTheSamePackedBytes() throws IOException {
    Path twice = Files.createTempDirectory(again, "twice");
    Generator.writeSampleRegion(twice);
    for (String name :
        new String[] {"EPD_SNOMED_202603.csv.gz", "EPD_202402.csv.zip", "practice_locality.csv"}) {
      assertThat(twice.resolve("landing").resolve(name))
          .hasSameBinaryContentAs(again.resolve("landing").resolve(name));
    }
  }

  @Test
  void theCommittedFilesStaySmall() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLE_DATA)) {
      LongSummaryStatistics sizes =
          files
              .filter(file -> !file.startsWith(SAMPLE_DATA.resolve("target")))
              .filter(Files::isRegularFile)
              .mapToLong(file -> file.toFile().length())
              .summaryStatistics();
      assertThat(sizes.getSum()).isLessThan(MOST_BYTES);
      assertThat(sizes.getCount()).isLessThan(MOST_FILES);
    }
  }
}
