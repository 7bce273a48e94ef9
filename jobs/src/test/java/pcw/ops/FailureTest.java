package pcw.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pcw.schemas.ContractException;

class FailureTest {
  private static final String CELL = "943 476 5919";

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new Problem(66, "no file"), 66),
        Arguments.of(new IllegalStateException(new Problem(75, "lost")), 75),
        Arguments.of(new ContractException("x.yaml: …"), 78),
        Arguments.of(
            new RuntimeException(new FileSystemException("/w/x", null, "No space left on device")),
            73),
        Arguments.of(new RuntimeException(new AccessDeniedException("/w")), 73),
        Arguments.of(new RuntimeException(new IOException("x (Read-only file system)")), 73),
        Arguments.of(new OutOfMemoryError(), 78),
        Arguments.of(new RuntimeException("Job aborted: java.lang.OutOfMemoryError: heap"), 78),
        Arguments.of(new RuntimeException(new ConnectException("refused")), 69),
        Arguments.of(new NumberFormatException("For input string: " + CELL), 70));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureHasAnExitCodeAndNoCell(Throwable thrown, int exitCode) {
    Failure failure = Failure.of(thrown);
    assertThat(failure.exitCode()).isEqualTo(exitCode);
    assertThat(failure.trace().isEmpty()).isEqualTo(exitCode != 70);
    assertThat(failure.message() + failure.trace()).doesNotContain(CELL);
  }
}
