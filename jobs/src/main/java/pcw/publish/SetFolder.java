package pcw.publish;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set while it is written: beside its final place, under a name of its own, so that a folder
 * named as a set is always complete.
 */
record SetFolder(Path set, Path temporary) {

  /** Makes an empty folder; what an interrupted run left there goes. */
  static SetFolder begin(Path set) throws IOException {
    Path temporary = set.resolveSibling("." + set.getFileName() + ".tmp");
    if (Files.exists(temporary)) {
      for (Path path : below(temporary, true)) {
        Files.delete(path);
      }
    }
    Files.createDirectories(temporary);
    return new SetFolder(set, temporary);
  }

  /**
   * Forces everything to disk and gives the set its name. Where the set is there already its files
   * are replaced one by one: they are the same, and readers may have them open.
   */
  void finish() throws IOException {
    for (Path path : below(temporary, false)) {
      force(path);
    }
    if (Files.isDirectory(set)) {
      for (Path path : below(temporary, false)) {
        Path target = set.resolve(temporary.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.move(
              path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      for (Path path : below(temporary, true)) {
        Files.delete(path);
      }
    } else {
      Files.move(temporary, set, StandardCopyOption.ATOMIC_MOVE);
    }
    force(set.getParent());
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static List<Path> below(Path folder, boolean deepestFirst) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      Comparator<Path> order = Comparator.naturalOrder();
      return paths.sorted(deepestFirst ? order.reversed() : order).toList();
    }
  }
}
