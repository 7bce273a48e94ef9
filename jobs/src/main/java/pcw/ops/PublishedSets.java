package pcw.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where the published sets of one policy lie: {@code published/} for what may go to others, {@code
 * published/internal/} for a sender's own.
 *
 * @param root the folder that holds {@code sets/} and {@code latest}
 */
public record PublishedSets(Path root) {

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
