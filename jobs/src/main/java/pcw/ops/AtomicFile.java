package pcw.ops;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A small file that is there whole or not at all, whatever happens to the machine. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the file, or replaces it. */
  public static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = temporary(file, bytes);
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(file.toAbsolutePath().getParent());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes the file where it is not there yet. Of several processes exactly one succeeds: a hard
   * link fails where the name exists.
   *
   * @throws java.nio.file.FileAlreadyExistsException where somebody was first
   */
  public static void putIfAbsent(Path file, byte[] bytes) throws IOException {
    Path temporary = temporary(file, bytes);
    try {
      Files.createLink(file, temporary);
      force(file.toAbsolutePath().getParent());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path temporary(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      out.write(bytes);
      out.getFD().sync();
    }
    return temporary;
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
