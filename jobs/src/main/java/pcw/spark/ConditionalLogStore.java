package pcw.spark;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import pcw.ops.ConditionalFile;

/**
 * Delta's log elsewhere than on a disk, safe against a second process: the store itself refuses a
 * log entry whose name exists. Delta's own store for S3 knows only of the writers in its process.
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {
  public ConditionalLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    StringBuilder text = new StringBuilder();
    actions.forEachRemaining(action -> text.append(action).append('\n'));
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    FileSystem files = path.getFileSystem(configuration);
    if (overwrite) {
      ConditionalFile.replace(files, path, content);
      return;
    }
    java.nio.file.Path entry = java.nio.file.Path.of(path.toUri().getPath());
    Witness.before(configuration, entry);
    ConditionalFile.putIfAbsent(files, path, content);
    Witness.after(configuration, entry, content);
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
