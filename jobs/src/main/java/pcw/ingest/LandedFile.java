package pcw.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file found in the landing folder.
 *
 * @param name its path below the landing folder, with forward slashes
 */
record LandedFile(Path path, String name, long bytes, long modifiedMillis) {

  private static final String DECLARATION = ".delivery.yaml";

  /**
   * Every file below {@code landing} that is not hidden, ordered by name; a declaration counts as
   * part of the delivery that it lies beside.
   */
  static List<LandedFile> list(Path landing) {
    List<LandedFile> files = all(landing);
    Set<String> names = files.stream().map(LandedFile::name).collect(Collectors.toSet());
    return files.stream().filter(file -> !isDeclaration(file.name(), names)).toList();
  }

  private static List<LandedFile> all(Path landing) {
    try (Stream<Path> paths = Files.walk(landing)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> isVisible(landing.relativize(path)))
          .map(path -> of(landing, path))
          .sorted(Comparator.comparing(LandedFile::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isVisible(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static LandedFile of(Path landing, Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new LandedFile(
          path,
          landing.relativize(path).toString().replace('\\', '/'),
          attributes.size(),
          attributes.lastModifiedTime().toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of ours, under the name of the delivery that it was made from. */
  static LandedFile at(Path path, String name) {
    LandedFile found = of(path.getParent(), path);
    return new LandedFile(path, name, found.bytes(), found.modifiedMillis());
  }

  /** It only says what the delivery beside it is, and is read with that one. */
  private static boolean isDeclaration(String name, Set<String> names) {
    return name.endsWith(DECLARATION)
        && names.contains(name.substring(0, name.length() - DECLARATION.length()));
  }

  boolean isGzip() {
    return hasSuffix(name, ".gz");
  }

  boolean isZip() {
    return hasSuffix(name, ".zip");
  }

  private static boolean hasSuffix(String name, String suffix) {
    return name.toLowerCase(Locale.ROOT).endsWith(suffix);
  }

  /** What a file may be called without its folders and without {@code .gz} or {@code .zip}. */
  static List<String> unpackedNames(String name) {
    String base = name.substring(name.lastIndexOf('/') + 1);
    if (hasSuffix(base, ".gz")) {
      return List.of(base.substring(0, base.length() - 3));
    }
    if (hasSuffix(base, ".zip")) {
      String stem = base.substring(0, base.length() - 4);
      return List.of(stem, stem + ".csv");
    }
    return List.of(base);
  }

  /** Fails where the file has gone or changed since it was found. */
  void checkUnchanged() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      if (now.size() == bytes && now.lastModifiedTime().toMillis() == modifiedMillis) {
        return;
      }
    } catch (IOException e) {
      throw Refusal.vanished();
    }
    throw Refusal.stillGrowing();
  }
}
