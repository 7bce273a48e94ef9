package pcw.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The small files that a warehouse keeps beside its tables: lease, ledger, journal, records of
 * runs. Names are relative to the warehouse, with slashes. On a disk each is a file; elsewhere an
 * object, and then the folder of the warehouse that everybody is given is a {@link Desk}.
 */
public sealed interface Books permits FolderBooks, ObjectBooks {
  /** The books of a warehouse, on a disk or behind a desk. */
  static Books of(Path warehouse) {
    try {
      Path elsewhere = warehouse.resolve(Desk.ADDRESS);
      return Files.exists(elsewhere)
          ? ObjectBooks.at(Files.readString(elsewhere).strip())
          : new FolderBooks(warehouse);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Where the warehouse lies: a path, or an address that Spark knows. */
  String address();

  /** What was written; empty where there is no such file. */
  Optional<byte[]> read(String name) throws IOException;

  /** The file is there. */
  boolean exists(String name) throws IOException;

  /** The names of the files directly below a folder, in their order; none where it is not there. */
  List<String> list(String folder) throws IOException;

  /**
   * Writes the file where it is not there yet. Of several processes exactly one succeeds.
   *
   * @throws java.nio.file.FileAlreadyExistsException where somebody was first
   */
  void putIfAbsent(String name, byte[] bytes) throws IOException;

  /** Writes the file, or replaces it; it is there whole or not at all. */
  void replace(String name, byte[] bytes) throws IOException;

  /** Gives the file another name. */
  void move(String name, String newName) throws IOException;

  /** Deletes the file, if it is there. */
  void delete(String name) throws IOException;

  /** Adds a line to a file of lines. */
  void append(String name, String line) throws IOException;

  /** A file of lines; none where it is not there. */
  List<String> lines(String name) throws IOException;

  /** Replaces a file of lines. */
  void rewrite(String name, List<String> lines) throws IOException;

  /** Puts a file of lines together, where it lies in pieces. */
  void fold(String name) throws IOException;

  /**
   * Says that the holder of the file is alive.
   *
   * @throws java.nio.file.NoSuchFileException where it is there no longer
   */
  void touch(String name) throws IOException;

  /** For how long nobody has touched the file, by the clock of where it lies. */
  Duration silence(String name) throws IOException;

  /** How many bytes lie below a folder; empty where it is not there. */
  Optional<Long> bytes(String folder) throws IOException;
}
