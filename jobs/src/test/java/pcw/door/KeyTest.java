package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pcw.ops.Exit;
import pcw.ops.Problem;

class KeyTest {
  @TempDir Path folder;

  private Path file(String content, String permissions) throws IOException {
    Path file = folder.resolve("key");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call, int exitCode) {
    return assertThatThrownBy(call)
        .isInstanceOf(Problem.class)
        .satisfies(e -> assertThat(((Problem) e).exitCode()).isEqualTo(exitCode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "rw-------"})
  void a_file_that_only_its_owner_reads_is_taken(String permissions) throws IOException {
    Key key = Key.fromFile(file(Deliveries.KEY + "\n", permissions));

    assertThat(key.id()).isEqualTo("ed60bb0d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r-----", "r-----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
  void a_file_that_others_can_reach_is_refused_with_the_remedy(String permissions)
      throws IOException {
    Path file = file(Deliveries.KEY, permissions);

    refused(() -> Key.fromFile(file), Exit.REFUSED)
        .hasMessageContaining("chmod 400 " + file)
        .hasMessageNotContaining(Deliveries.KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00010203",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f ab"
      })
  void what_is_no_key_is_refused_and_not_repeated(String text) throws IOException {
    Path file = file(text, "r--------");

    AbstractThrowableAssert<?, ?> problem =
        refused(() -> Key.fromFile(file), Exit.CONFIGURATION).hasMessageContaining("openssl rand");
    if (!text.isEmpty()) {
      problem.hasMessageNotContaining(text);
    }
  }

  @Test
  void a_missing_file_or_variable_is_named() {
    refused(() -> Key.fromFile(folder.resolve("none")), Exit.CONFIGURATION)
        .hasMessageContaining("none");
    refused(() -> Key.fromEnvironment("PCW_KEY", Map.of()), Exit.CONFIGURATION)
        .hasMessageContaining("PCW_KEY");
  }

  @Test
  void a_key_is_never_an_argument() {
    refused(() -> Key.from(Deliveries.KEY, Map.of()), Exit.USAGE)
        .hasMessageNotContaining(Deliveries.KEY);
    assertThat(Key.from("env:K", Map.of("K", Deliveries.KEY)).id()).isEqualTo("ed60bb0d");
  }

  @Test
  void a_key_does_not_show_itself() throws IOException {
    Key key = Key.from("file:" + file(Deliveries.KEY, "r--------"), Map.of());

    assertThat(key).hasToString("key ed60bb0d");
    assertThat(Keys.of(key)).hasToString("keys [ed60bb0d]");
    assertThat(java.io.Serializable.class.isAssignableFrom(Key.class)).isFalse();
  }

  @Test
  void only_the_demonstration_uses_the_key_that_everybody_knows() {
    String known = "46b7882ddbdc32181bb9f9f30d3284e82d0382e0bc2afdb0d2dd6bcc19cdaf13";

    assertThat(Key.demonstration().isDemonstration()).isTrue();
    assertThat(Deliveries.key(Deliveries.KEY).isDemonstration()).isFalse();
    refused(() -> Key.fromEnvironment("K", Map.of("K", known)), Exit.REFUSED)
        .hasMessageContaining("only demo");
    refused(() -> Keys.pseudonymsOnly(Key.demonstration().id()), Exit.REFUSED)
        .hasMessageContaining("only demo");
    refused(() -> Keys.pseudonymsOnly("Key 1"), Exit.CONFIGURATION);
  }
}
