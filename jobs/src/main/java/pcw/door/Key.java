package pcw.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import pcw.ops.Exit;
import pcw.ops.Problem;

/**
 * A secret key of the door: 32 bytes or more, written as hexadecimal digits in a file that only its
 * owner can read, or in a variable of the environment. It is told apart by its id and never shown.
 */
public final class Key {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_BYTES = 32;
  private static final int MAX_CHARACTERS = 1024;
  private static final int MIN_DIFFERENT_BYTES = 16;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final String MAKE_ONE =
      "make one with: (umask 377; openssl rand -hex 32 > KEYFILE)";
  private static final byte[] DEMONSTRATION = demonstrationBytes();

  private final SecretKeySpec secret;
  private final boolean isDemonstration;

  private Key(byte[] bytes, boolean isDemonstration) {
    this.secret = new SecretKeySpec(bytes, ALGORITHM);
    this.isDemonstration = isDemonstration;
  }

  /**
   * The key that a setting names: {@code file:PATH} or {@code env:NAME}.
   *
   * @param environment such as {@link System#getenv()}
   */
  public static Key from(String source, Map<String, String> environment) {
    if (source.startsWith("file:")) {
      return fromFile(Path.of(source.substring("file:".length())));
    }
    if (source.startsWith("env:")) {
      return fromEnvironment(source.substring("env:".length()), environment);
    }
    throw new Problem(
        Exit.USAGE,
        "The key is named as file:PATH or env:NAME; a key itself is never an argument.");
  }

  /** The key in a file of mode 0400 or 0600. */
  public static Key fromFile(Path file) {
    byte[] text = new byte[0];
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (!OWNER_ONLY.containsAll(permissions)) {
        throw new Problem(
            Exit.REFUSED,
            file
                + ": the key file may be read or written by others than its owner; do: chmod 400 "
                + file
                + ", and if others could read it, make a new key");
      }
      text = read(file);
      return of(text, file.toString());
    } catch (NoSuchFileException e) {
      throw new Problem(Exit.CONFIGURATION, file + ": there is no key file; " + MAKE_ONE);
    } catch (UnsupportedOperationException e) {
      throw new Problem(
          Exit.REFUSED,
          file
              + ": this file system cannot say who may read the file; give the key in a variable of"
              + " the environment instead");
    } catch (IOException e) {
      throw new Problem(
          Exit.CONFIGURATION, file + ": the key file cannot be read; its owner must run this");
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** The key in a variable of the environment. */
  public static Key fromEnvironment(String name, Map<String, String> environment) {
    String text = environment.get(name);
    if (text == null || text.isBlank()) {
      throw new Problem(
          Exit.CONFIGURATION, "The environment has no variable " + name + " with a key");
    }
    return of(text.getBytes(StandardCharsets.UTF_8), "The variable " + name);
  }

  /** The key that everybody knows: for made-up people only, and for {@code demo} alone. */
  public static Key demonstration() {
    return new Key(DEMONSTRATION, true);
  }

  private static byte[] read(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(MAX_CHARACTERS + 1);
      int read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = channel.read(buffer);
      }
      byte[] text = Arrays.copyOf(buffer.array(), buffer.position());
      Arrays.fill(buffer.array(), (byte) 0);
      return text;
    }
  }

  private static Key of(byte[] text, String where) {
    int length = text.length;
    while (length > 0 && text[length - 1] <= ' ') {
      length--;
    }
    byte[] bytes = new byte[length / 2];
    boolean isHex = length % 2 == 0 && length <= MAX_CHARACTERS;
    for (int i = 0; isHex && i < bytes.length; i++) {
      int high = Character.digit((char) text[2 * i], 16);
      int low = Character.digit((char) text[2 * i + 1], 16);
      isHex = high >= 0 && low >= 0;
      bytes[i] = (byte) (high << 4 | low);
    }
    try {
      if (!isHex || bytes.length < MIN_BYTES || different(bytes) < MIN_DIFFERENT_BYTES) {
        throw new Problem(
            Exit.CONFIGURATION,
            where
                + ": no key; it must be one line of 64 or more hexadecimal digits, at random; "
                + MAKE_ONE);
      }
      if (MessageDigest.isEqual(bytes, DEMONSTRATION)) {
        throw new Problem(
            Exit.REFUSED,
            where
                + ": this is the public demonstration key, which protects nobody; only demo uses"
                + " it; "
                + MAKE_ONE);
      }
      return new Key(bytes, false);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static long different(byte[] bytes) {
    boolean[] seen = new boolean[256];
    long different = 0;
    for (byte b : bytes) {
      if (!seen[b & 0xff]) {
        seen[b & 0xff] = true;
        different++;
      }
    }
    return different;
  }

  private static byte[] demonstrationBytes() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest("pcw demonstration key, known to all".getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everybody knows this key. */
  public boolean isDemonstration() {
    return isDemonstration;
  }

  /** Eight hexadecimal digits that tell this key from others and nothing about it. */
  public String id() {
    return idAfter("");
  }

  /**
   * The id of pseudonyms that this key made from those of another.
   *
   * @param before the id of those; blank where this key made them from numbers
   */
  String idAfter(String before) {
    return HexFormat.of().formatHex(hash("pcw|key|v1|" + before), 0, 4);
  }

  private byte[] hash(String text) {
    return mac().doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A new HMAC-SHA-256 with this key; one a thread. */
  Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "key " + id();
  }
}
