package pcw.ops;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Books on an object store, or any file system that Hadoop knows by its address. Nothing can be
 * added to an object, so a file of lines is a folder of its lines, put together from time to time.
 */
final class ObjectBooks implements Books {
  private static final Map<String, ObjectBooks> KNOWN = new ConcurrentHashMap<>();
  private static final String BEAT = ".beat";
  private static final String PARTS = ".lines";

  private final Path root;
  private final FileSystem files;
  private final AtomicLong lastPart = new AtomicLong();

  /** A line, once written, stays as it is. */
  private final Map<Path, String> partsRead = new ConcurrentHashMap<>();

  private boolean isProbed;

  ObjectBooks(Path root, Configuration configuration) throws IOException {
    this.root = root;
    // Hadoop closes what it opened when the process is told to stop; the last word is ours.
    Configuration own = new Configuration(configuration);
    own.setBoolean("fs.automatic.close", false);
    this.files = FileSystem.newInstance(root.toUri(), own);
  }

  /** The books at an address, with the settings that a session would have. */
  static ObjectBooks at(String address) {
    return KNOWN.computeIfAbsent(
        address,
        a -> {
          try {
            return new ObjectBooks(
                new Path(a), SparkHadoopUtil.get().newConfiguration(new SparkConf()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  FileSystem files() {
    return files;
  }

  Path path(String name) {
    return new Path(root, name);
  }

  @Override
  public String address() {
    return root.toString();
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    return Optional.ofNullable(ConditionalFile.read(files, path(name)));
  }

  @Override
  public boolean exists(String name) throws IOException {
    return files.exists(path(name));
  }

  @Override
  public List<String> list(String folder) throws IOException {
    try {
      return Arrays.stream(files.listStatus(path(folder)))
          .filter(FileStatus::isFile)
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (FileNotFoundException none) {
      return List.of();
    }
  }

  @Override
  public void putIfAbsent(String name, byte[] bytes) throws IOException {
    probe();
    ConditionalFile.putIfAbsent(files, path(name), bytes);
  }

  /** Some stores answer "written" where they should say that the name exists: two runs at once. */
  private synchronized void probe() throws IOException {
    if (isProbed) {
      return;
    }
    Path probe = path("_probe/" + UUID.randomUUID());
    try {
      ConditionalFile.putIfAbsent(files, probe, new byte[] {'1'});
      ConditionalFile.putIfAbsent(files, probe, new byte[] {'2'});
    } catch (FileAlreadyExistsException asItShould) {
      isProbed = true;
      return;
    } finally {
      files.delete(probe, false);
    }
    throw new IOException(
        "the store at "
            + root
            + " writes over an object that it was told not to (If-None-Match): it cannot hold a"
            + " warehouse");
  }

  @Override
  public void replace(String name, byte[] bytes) throws IOException {
    ConditionalFile.replace(files, path(name), bytes);
  }

  @Override
  public void move(String name, String newName) throws IOException {
    byte[] bytes = read(name).orElseThrow(() -> new NoSuchFileException(name));
    replace(newName, bytes);
    delete(name);
  }

  @Override
  public void delete(String name) throws IOException {
    files.delete(path(name), false);
    files.delete(path(name + BEAT), false);
  }

  @Override
  public void append(String name, String line) throws IOException {
    long number =
        lastPart.updateAndGet(last -> Math.max(last + 1, Clock.systemUTC().millis() * 1000));
    Path part = path(name + PARTS + "/" + String.format("%019d-%s", number, UUID.randomUUID()));
    try (FSDataOutputStream out = files.create(part, false)) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public List<String> lines(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    read(name).ifPresent(whole -> text(whole).lines().forEach(lines::add));
    for (String part : list(name + PARTS)) {
      Path file = path(name + PARTS + "/" + part);
      String text = partsRead.get(file);
      if (text == null) {
        byte[] bytes = ConditionalFile.read(files, file);
        if (bytes == null) {
          continue;
        }
        text = text(bytes);
        partsRead.put(file, text);
      }
      text.lines().forEach(lines::add);
    }
    return lines;
  }

  @Override
  public void rewrite(String name, List<String> lines) throws IOException {
    List<String> parts = list(name + PARTS);
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    replace(name, text.toString().getBytes(StandardCharsets.UTF_8));
    for (String part : parts) {
      Path file = path(name + PARTS + "/" + part);
      files.delete(file, false);
      partsRead.remove(file);
    }
  }

  @Override
  public void fold(String name) throws IOException {
    List<String> lines = lines(name);
    if (!lines.isEmpty()) {
      rewrite(name, lines);
    }
  }

  @Override
  public void touch(String name) throws IOException {
    if (!exists(name)) {
      throw new NoSuchFileException(name);
    }
    replace(name + BEAT, new byte[] {'\n'});
  }

  @Override
  public Duration silence(String name) throws IOException {
    String clock = "_clock/" + UUID.randomUUID();
    replace(clock, new byte[] {'\n'});
    long now = changed(clock);
    delete(clock);
    return Duration.ofMillis(now - Math.max(changed(name), changed(name + BEAT)));
  }

  private long changed(String name) throws IOException {
    try {
      return files.getFileStatus(path(name)).getModificationTime();
    } catch (FileNotFoundException never) {
      return 0;
    }
  }

  @Override
  public Optional<Long> bytes(String folder) throws IOException {
    try {
      return Optional.of(files.getContentSummary(path(folder)).getLength());
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
