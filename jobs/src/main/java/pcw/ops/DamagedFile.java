package pcw.ops;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A data file of a table that cannot be read any more, and the way back. */
final class DamagedFile {
  private DamagedFile() {}

  /**
   * Which table it belongs to, and what to do.
   *
   * @param where the file, as Spark names it: an address or a path
   */
  static String words(String where) {
    Path file = where.startsWith("file:") ? Path.of(URI.create(where)) : Path.of(where);
    String what = "The data file " + file + " is damaged or missing";
    Path folder = file.getParent();
    while (folder != null && !Files.isDirectory(folder.resolve("_delta_log"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      return what + ": restore it from a backup.";
    }
    String layer = folder.getParent().getFileName().toString();
    String table = layer + "." + folder.getFileName();
    String back =
        layer.equals("silver") || layer.equals("gold")
            ? "'./pcw run --force' makes the table again."
            : before(folder.resolve("_delta_log"), file.getFileName().toString())
                .map(
                    version ->
                        "go back to the version before it by './pcw repair --table "
                            + table
                            + " --version "
                            + version
                            + "', then './pcw run --force' takes in again what lies in landing.")
                .orElse("then './pcw run --force'.");
    return String.format(
        "%s; it belongs to table %s. Way back: restore it from a backup; or %s", what, table, back);
  }

  /** The version before the one that added the file; empty where the log does not tell. */
  private static Optional<Long> before(Path log, String name) {
    try (Stream<Path> files = Files.list(log)) {
      List<Path> entries =
          files.filter(f -> f.getFileName().toString().matches("\\d{20}\\.json")).sorted().toList();
      for (Path entry : entries) {
        if (Files.readString(entry).contains(name)) {
          long version = Long.parseLong(entry.getFileName().toString().substring(0, 20));
          return version == 0 ? Optional.empty() : Optional.of(version - 1);
        }
      }
      return Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
