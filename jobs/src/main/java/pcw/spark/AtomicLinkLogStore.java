package pcw.spark;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on a local disk, safe against a second process: a log entry is written to a temporary
 * file, forced to disk, and published by a hard link, which fails where the name exists. Delta's
 * own store for local disks checks and then renames, and so loses commits of two processes without
 * an error.
 */
public final class AtomicLinkLogStore extends HadoopFileSystemLogStore {
  public AtomicLinkLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    java.nio.file.Path target = java.nio.file.Path.of(path.toUri().getPath());
    java.nio.file.Path folder = target.getParent();
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder();
    actions.forEachRemaining(action -> text.append(action).append('\n'));
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    java.nio.file.Path temporary =
        folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        out.write(content);
        out.getFD().sync();
      }
      if (overwrite) {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Witness.before(configuration, target);
        Files.createLink(target, temporary);
      }
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
      if (!overwrite) {
        Witness.after(configuration, target, content);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
