package pcw.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over several parts, each with its name, so that no two lists of parts look alike. */
public final class Digest {
  private final MessageDigest sha256;

  public Digest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public Digest add(String name, String text) {
    return add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public Digest add(String name, Path file) {
    try {
      return add(name, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Digest add(String name, byte[] bytes) {
    sha256.update((name + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
    sha256.update(bytes);
    return this;
  }

  /** The 64 hexadecimal digits; the digest starts afresh. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
