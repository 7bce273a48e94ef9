package pcw.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pcw.schemas.ContractException;
import scala.collection.immutable.Map;
import scala.jdk.javaapi.CollectionConverters;

class FailureTest {
  private static final String CELL = "943 476 5919";

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new Problem(Exit.INPUT_MISSING, "no file"), Exit.INPUT_MISSING),
        Arguments.of(new IllegalStateException(new Problem(Exit.BUSY, "lost")), Exit.BUSY),
        Arguments.of(new ContractException("x.yaml: …"), Exit.CONFIGURATION),
        Arguments.of(
            new RuntimeException(new FileSystemException("/w/x", null, "No space left on device")),
            Exit.CANNOT_WRITE),
        Arguments.of(
            new IllegalStateException(
                new java.sql.SQLException("IO Error: Could not write all bytes to file \"/w/x\"")),
            Exit.CANNOT_WRITE),
        Arguments.of(new RuntimeException(new AccessDeniedException("/w")), Exit.CANNOT_WRITE),
        Arguments.of(
            new RuntimeException(new IOException("x (Read-only file system)")), Exit.CANNOT_WRITE),
        Arguments.of(new RuntimeException(missing("/w/silver/x/y.parquet")), Exit.UNAVAILABLE),
        Arguments.of(new OutOfMemoryError(), Exit.CONFIGURATION),
        Arguments.of(
            new RuntimeException("Job aborted: java.lang.OutOfMemoryError: heap"),
            Exit.CONFIGURATION),
        Arguments.of(new RuntimeException(new ConnectException("refused")), Exit.UNAVAILABLE),
        Arguments.of(new NumberFormatException("For input string: " + CELL), Exit.FAULT));
  }

  private static Exception missing(String file) {
    Map<String, String> parameters =
        Map.from(CollectionConverters.asScala(java.util.Map.of("path", file)));
    return new AnalysisException("PATH_NOT_FOUND", parameters);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureHasAnExitCodeAndNoCell(Throwable thrown, int exitCode) {
    Failure failure = Failure.of(thrown);
    assertThat(failure.exitCode()).isEqualTo(exitCode);
    assertThat(failure.trace().isEmpty()).isEqualTo(exitCode != Exit.FAULT);
    assertThat(failure.message() + failure.trace()).doesNotContain(CELL);
  }
}
