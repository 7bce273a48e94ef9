package pcw.ops;

import java.nio.file.Files;
import java.nio.file.Path;

/** What this program is, and where its definitions lie. */
public final class Project {
  /** The version of the program; part of what names a published set. */
  public static final String VERSION = "0.1.0";

  private Project() {}

  /**
   * The folder with schemas, conform and measures: the system property {@code pcw.home}, which
   * {@code ./pcw} sets.
   */
  public static Path home() {
    String home = System.getProperty("pcw.home");
    if (home == null || !Files.isDirectory(Path.of(home, "schemas"))) {
      throw new Problem(
          Exit.CONFIGURATION,
          "The folder with schemas and measures is not known: start the program by ./pcw.");
    }
    return Path.of(home);
  }

  /** {@code jobs/<name>} in a checkout, {@code <name>} in an installed archive. */
  public static Path definitions(Path home, String name) {
    Path inCheckout = home.resolve("jobs").resolve(name);
    return Files.isDirectory(inCheckout) ? inCheckout : home.resolve(name);
  }
}
