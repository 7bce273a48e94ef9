package pcw.door;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import pcw.ops.Exit;

/**
 * What one reading of a delivered file's bytes tells, before any of it is believed.
 *
 * @param sha256 of the file as it lies there
 * @param encoding the first of the allowed ones in which every byte is valid
 */
record Content(Path file, String sha256, Charset encoding) {
  private static final int BLOCK = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  static Content of(Path file, List<String> encodings) throws IOException {
    String sha256 = sha256(file);
    for (String name : encodings) {
      Content content = new Content(file, sha256, Charset.forName(name));
      if (content.isText()) {
        return content;
      }
    }
    throw new Refused(
        Exit.BAD_DATA,
        "encoding",
        file,
        "its bytes are not text in " + String.join(" or ", encodings) + "; save it as UTF-8");
  }

  static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        DigestInputStream in = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isText() throws IOException {
    char[] block = new char[BLOCK];
    try (Reader reader = decoded()) {
      for (int n = reader.read(block); n >= 0; n = reader.read(block)) {
        for (int i = 0; i < n; i++) {
          if (block[i] == 0) {
            return false;
          }
        }
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private Reader decoded() throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BLOCK);
    boolean isGzip = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    return new InputStreamReader(
        isGzip ? new GZIPInputStream(bytes, BLOCK) : bytes,
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** The text, without a byte order mark. */
  Reader open() throws IOException {
    Reader reader = new java.io.BufferedReader(decoded(), BLOCK);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }
}
