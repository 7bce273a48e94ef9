package pcw.seal;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import pcw.ops.Exit;
import pcw.ops.Problem;

/** What a set is made of: its inputs, its reports, and every file with its SHA-256. */
final class Manifest {
  static final String FILE = "manifest.json";

  /** Its bytes differ from build to build; its content is that of the Parquet files. */
  private static final String DATABASE = "published.duckdb";

  private Manifest() {}

  /**
   * The manifest's bytes: the same for the same set, wherever and whenever it is made.
   *
   * @param publish what publish noted of the set
   * @param render what render noted; empty where nothing was rendered
   */
  static byte[] of(Path set, JsonNode publish, JsonNode render) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = publish.deepCopy();
    ObjectNode reports = manifest.putObject("reports");
    reports.set(
        "rendered",
        render.path("rendered").isMissingNode()
            ? json.createObjectNode()
            : render.path("rendered"));
    reports.set(
        "failed",
        render.path("failed").isMissingNode() ? json.createArrayNode() : render.path("failed"));
    ArrayNode files = manifest.putArray("files");
    for (Path file : filesOf(set)) {
      ObjectNode entry = files.addObject();
      entry.put("path", set.relativize(file).toString().replace('\\', '/'));
      if (!file.getFileName().toString().equals(DATABASE)) {
        entry.put("bytes", Files.size(file));
        entry.put("sha256", sha256(file));
      }
    }
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    String text =
        json.writer(
                    new DefaultPrettyPrinter()
                        .withObjectIndenter(indenter)
                        .withArrayIndenter(indenter))
                .writeValueAsString(manifest)
            + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> filesOf(Path set) throws IOException {
    try (Stream<Path> paths = Files.walk(set)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(p -> !p.equals(set.resolve(FILE)))
          .filter(p -> !p.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /**
   * Every file must be as the manifest says.
   *
   * @throws Problem naming the first that is not
   */
  static void check(Path set, JsonNode manifest) throws IOException {
    for (JsonNode entry : manifest.path("files")) {
      Path file = set.resolve(entry.path("path").asText());
      String expected = entry.path("sha256").asText(null);
      if (!Files.exists(file) || (expected != null && !expected.equals(sha256(file)))) {
        throw new Problem(
            Exit.BAD_DATA,
            file + " is not as the manifest of its set says: publish and seal the set again.");
      }
    }
  }

  static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
