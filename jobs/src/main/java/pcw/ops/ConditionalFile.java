package pcw.ops;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * What {@link AtomicFile} is on a disk, elsewhere: an object of S3 is written on the condition that
 * there is none, which the store itself checks; any other file system must rename in one step, and
 * refuse to where the name exists.
 */
public final class ConditionalFile {
  private ConditionalFile() {}

  /** Writes the file, or replaces it; it is there whole or not at all. */
  public static void replace(FileSystem files, Path file, byte[] bytes) throws IOException {
    if (isObject(file)) {
      try (FSDataOutputStream out = files.create(file, true)) {
        out.write(bytes);
      }
    } else {
      rename(files, file, bytes, Options.Rename.OVERWRITE);
    }
  }

  /**
   * Writes the file where it is not there yet. Of several processes exactly one succeeds. A store
   * may have written it and its answer may be lost: whatever goes wrong, the file is looked at, and
   * where it has these very bytes it is ours. So each writer's bytes must be its own.
   *
   * @throws FileAlreadyExistsException where somebody was first
   */
  public static void putIfAbsent(FileSystem files, Path file, byte[] bytes) throws IOException {
    try {
      if (isObject(file)) {
        FSDataOutputStreamBuilder<?, ?> create = files.createFile(file).overwrite(false);
        create.must(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, "true");
        try (OutputStream out = (OutputStream) create.build()) {
          out.write(bytes);
        }
      } else {
        rename(files, file, bytes, Options.Rename.NONE);
      }
    } catch (IOException failed) {
      byte[] there = read(files, file);
      if (there == null) {
        throw failed;
      }
      if (!Arrays.equals(there, bytes)) {
        throw new FileAlreadyExistsException(file.toString());
      }
    }
  }

  /** The content; null where there is no such file. */
  static byte[] read(FileSystem files, Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      return in.readAllBytes();
    } catch (FileNotFoundException none) {
      return null;
    }
  }

  private static boolean isObject(Path file) {
    return "s3a".equals(file.toUri().getScheme());
  }

  private static void rename(FileSystem files, Path file, byte[] bytes, Options.Rename how)
      throws IOException {
    Path temporary =
        new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FSDataOutputStream out = files.create(temporary, false)) {
        out.write(bytes);
        out.hsync();
      }
      FileContext.getFileContext(file.toUri(), files.getConf()).rename(temporary, file, how);
    } finally {
      files.delete(temporary, false);
    }
  }
}
