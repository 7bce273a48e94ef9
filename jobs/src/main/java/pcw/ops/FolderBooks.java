package pcw.ops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Books on a disk that knows hard links; what is written is forced to it. */
record FolderBooks(Path folder) implements Books {
  @Override
  public String address() {
    return folder.toString();
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }

  @Override
  public List<String> list(String below) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(below))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  @Override
  public void putIfAbsent(String name, byte[] bytes) throws IOException {
    AtomicFile.putIfAbsent(folder.resolve(name), bytes);
  }

  @Override
  public void replace(String name, byte[] bytes) throws IOException {
    AtomicFile.replace(folder.resolve(name), bytes);
  }

  @Override
  public void move(String name, String newName) throws IOException {
    Path target = folder.resolve(newName);
    Files.createDirectories(target.getParent());
    Files.move(folder.resolve(name), target);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void append(String name, String line) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(false);
    }
  }

  @Override
  public List<String> lines(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Override
  public void rewrite(String name, List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    replace(name, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void fold(String name) {}

  @Override
  public void touch(String name) throws IOException {
    Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Clock.systemUTC().instant()));
  }

  @Override
  public Duration silence(String name) throws IOException {
    return Duration.between(
        Files.getLastModifiedTime(folder.resolve(name)).toInstant(), Clock.systemUTC().instant());
  }

  @Override
  public Optional<Long> bytes(String below) throws IOException {
    if (!Files.isDirectory(folder.resolve(below))) {
      return Optional.empty();
    }
    long[] total = {0};
    Files.walkFileTree(
        folder.resolve(below),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            total[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return Optional.of(total[0]);
  }
}
