package pcw.ingest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What one pass over a delivered file's content told.
 *
 * @param plain the content, unpacked and with LF line ends: the file itself, or a copy that is
 *     removed when the run ends
 * @param hasBom it begins with the byte order mark of UTF-8
 */
record Probe(LandedFile file, Path plain, boolean hasBom, Scan.Result scan) {
  private static final int BLOCK = 1 << 20;
  private static final int SMALL_BLOCK = 1 << 13;
  private static final long LONGEST_LINE = 1L << 20;

  /** SHA-256 of the file as delivered. */
  static String sha256(LandedFile file) {
    try (InputStream in = Files.newInputStream(file.path())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = block(file);
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchFileException e) {
      throw Refusal.vanished();
    } catch (IOException e) {
      throw unreadable();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SHA-256 of a short text. */
  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads the whole file.
   *
   * @param delimiter of its fields
   * @param staging where unpacked content goes
   * @throws Refusal where it is no text, empty, cut short or changing
   */
  static Probe of(LandedFile file, char delimiter, Path staging) {
    if (file.bytes() == 0) {
      throw new Refusal("empty", "it is empty; deliver it again, with its header");
    }
    boolean packed = file.isGzip() || file.isZip();
    try {
      Path plain = packed ? Files.createTempFile(staging, "unpacked", ".csv") : file.path();
      Head head = new Head();
      Scan.Result scan = scan(file, delimiter, packed ? plain : null, head);
      if (scan.returnsOnly()) {
        Path rewritten = Files.createTempFile(staging, "lines", ".csv");
        rewriteReturns(plain, rewritten);
        plain = rewritten;
        head = new Head();
        LandedFile copy = new LandedFile(plain, plain.toString(), file.bytes(), 0);
        scan = scan(copy, delimiter, null, head);
      }
      Probe probe = new Probe(file, plain, head.is(0xEF, 0xBB, 0xBF), scan);
      probe.check(head);
      file.checkUnchanged();
      return probe;
    } catch (NoSuchFileException e) {
      throw Refusal.vanished();
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No space left")) {
        throw new UncheckedIOException(e);
      }
      throw unreadable();
    }
  }

  /** Thousands of small files need no large blocks. */
  private static byte[] block(LandedFile file) {
    return new byte[(int) Math.max(SMALL_BLOCK, Math.min(BLOCK, file.bytes() + 1))];
  }

  private static Refusal unreadable() {
    return new Refusal("unreadable", "it cannot be read; check its permissions and the disk");
  }

  private static Scan.Result scan(LandedFile file, char delimiter, Path copyTo, Head head)
      throws IOException {
    Scan scan = new Scan(delimiter);
    byte[] block = block(file);
    try (InputStream in = Unpacking.open(file);
        OutputStream out =
            copyTo == null
                ? OutputStream.nullOutputStream()
                : new BufferedOutputStream(Files.newOutputStream(copyTo), BLOCK)) {
      for (int n = in.readNBytes(block, 0, block.length);
          n > 0;
          n = in.readNBytes(block, 0, block.length)) {
        head.keep(block, n);
        scan.update(block, n);
        out.write(block, 0, n);
      }
    }
    return scan.finish();
  }

  private static void rewriteReturns(Path from, Path to) throws IOException {
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        for (int i = 0; i < n; i++) {
          if (block[i] == '\r') {
            block[i] = '\n';
          }
        }
        out.write(block, 0, n);
      }
    }
  }

  private void check(Head head) {
    if (head.is(0xFF, 0xFE) || head.is(0xFE, 0xFF)) {
      throw new Refusal("utf_16", "it is written in UTF-16; save it as UTF-8 and deliver it again");
    }
    if (scan.nulBytes() > 0) {
      throw new Refusal(
          "nul_bytes",
          "it holds "
              + scan.nulBytes()
              + " NUL bytes: it is no text, or UTF-16; save it as UTF-8 and deliver it again");
    }
    if (scan.filledLines() == 0) {
      throw new Refusal("empty", "it holds no line; deliver it again, with its header");
    }
    if (scan.longestLine() > LONGEST_LINE) {
      throw new Refusal(
          "long_line",
          "a line of "
              + scan.longestLine()
              + " bytes is no row of a table; check the line ends and quotes");
    }
  }

  /**
   * The first of the encodings in which every byte of the file is valid.
   *
   * @throws Refusal where there is none
   */
  String encoding(List<String> allowed) {
    for (String encoding : allowed) {
      boolean valid =
          switch (encoding.toUpperCase(java.util.Locale.ROOT)) {
            case "UTF-8" -> scan.isUtf8();
            case "WINDOWS-1252" -> scan.isWindows1252() && !hasBom;
            case "ISO-8859-1" -> !hasBom;
            default -> throw new IllegalStateException("encodings: '" + encoding + "' is unknown");
          };
      if (valid) {
        return encoding;
      }
    }
    throw new Refusal(
        "encoding",
        "its bytes are not valid in "
            + String.join(" or ", allowed)
            + "; save it as UTF-8 and deliver it again");
  }

  /** The first bytes of a file. */
  private static final class Head {
    private byte[] bytes;

    void keep(byte[] block, int length) {
      if (bytes == null) {
        bytes = java.util.Arrays.copyOf(block, Math.min(length, 4));
      }
    }

    boolean is(int... expected) {
      if (bytes == null || bytes.length < expected.length) {
        return false;
      }
      for (int i = 0; i < expected.length; i++) {
        if ((bytes[i] & 0xff) != expected[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
