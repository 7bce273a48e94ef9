package pcw.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where the published sets of one policy lie: {@code published/} for what may go to others, {@code
 * published/internal/} for a sender's own.
 *
 * @param root the folder that holds {@code sets/} and {@code latest}
 */
public record PublishedSets(Path root) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RELEASES = "releases";
  private static final String JSON_ENDING = ".json";

  public static PublishedSets of(Path warehouse, String policy) {
    Path published = warehouse.resolve("published");
    return new PublishedSets(policy.equals("internal") ? published.resolve("internal") : published);
  }

  /** The folder of one set. */
  public Path set(String setId) {
    return root.resolve("sets").resolve(setId);
  }

  /** What readers follow: a link to the set that was sealed last. */
  public Path latest() {
    return root.resolve("latest");
  }

  /** The set of every release, by label in their order. */
  public NavigableMap<String, String> releases() throws IOException {
    NavigableMap<String, String> releases = new TreeMap<>();
    Path folder = root.resolve(RELEASES);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (!name.startsWith(".") && name.endsWith(JSON_ENDING)) {
            releases.put(
                name.substring(0, name.length() - JSON_ENDING.length()),
                JSON.readTree(file.toFile()).path("set_id").asText());
          }
        }
      }
    }
    return releases;
  }

  /** What is kept of the release of a label. */
  public Path release(String label) {
    return root.resolve(RELEASES).resolve(label + JSON_ENDING);
  }

  /** The set that publish wrote last: what render and seal work on. */
  public Optional<String> next() {
    Path pointer = root.resolve("next");
    try {
      return Files.exists(pointer)
          ? Optional.of(Files.readString(pointer).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says which set publish wrote, in one step. */
  public void setNext(String setId) throws IOException {
    Files.createDirectories(root);
    Path temporary = root.resolve("next.tmp");
    Files.writeString(temporary, setId + "\n");
    Files.move(
        temporary,
        root.resolve("next"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
