package pcw.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The local folder that stands for a warehouse elsewhere. Tables are not in it: Spark reads and
 * writes them where they are. Published sets are made here, as on a disk, and copied: first what is
 * in them, then their manifest, then what points at them, so that whoever follows a pointer finds a
 * whole set. {@code latest.json} is there what the link {@code latest} is on a disk.
 */
public final class Desk {
  /** The file that tells a desk from a warehouse: it holds the address. */
  static final String ADDRESS = "_elsewhere";

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:/.*");
  private static final Pattern UNFINISHED =
      Pattern.compile("(.*/)?\\.[^/]+(\\.tmp|\\.[0-9a-f-]{36})(/.*)?");
  private static final List<String> ROOTS = List.of("published/", "published/internal/");
  private static final List<String> BULK = List.of("packs", "pages", "workbooks");
  private static final int THREADS = 8;
  private static final int LAST = 4;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Desk> OPEN = new ConcurrentHashMap<>();

  private final Path folder;
  private final ObjectBooks books;
  private final FileLock lock;

  /** What lies here as it lies there. */
  private Map<String, Stamp> same = Map.of();

  /** What was latest there when this desk last looked, by root. */
  private final Map<String, String> pointers = new HashMap<>();

  private record Stamp(long bytes, long changed) {}

  private Desk(Path folder, ObjectBooks books, FileLock lock) {
    this.folder = folder;
    this.books = books;
    this.lock = lock;
  }

  /**
   * The folder of a warehouse: itself on a disk, its desk where it lies elsewhere.
   *
   * @param warehouse a folder, or an address such as {@code s3a://bucket/warehouse}
   * @param work where desks are kept; each is used by one process at a time
   */
  public static Path folder(String warehouse, Path work) {
    if (!SCHEME.matcher(warehouse).matches()) {
      return Path.of(warehouse).toAbsolutePath().normalize();
    }
    if (warehouse.startsWith("file:")) {
      return Path.of(URI.create(warehouse).getPath()).toAbsolutePath().normalize();
    }
    return at(warehouse.replaceAll("/+$", ""), work);
  }

  /** The desk of an address. */
  static Path at(String address, Path work) {
    return OPEN.computeIfAbsent(work + " " + address, a -> open(address, work)).folder;
  }

  private static Desk open(String address, Path work) {
    try {
      Path desks = work.toAbsolutePath().normalize();
      Files.createDirectories(desks);
      for (int number = 1; ; number++) {
        Path folder = desks.resolve(sha256(address).substring(0, 12) + "-" + number);
        if (!Files.exists(folder)) {
          Files.createDirectories(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        FileChannel channel =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
          channel.close();
          continue;
        }
        Files.writeString(folder.resolve(ADDRESS), address + "\n");
        return new Desk(folder, ObjectBooks.at(address), lock);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new Problem(
          Exit.CONFIGURATION,
          "The warehouse "
              + address
              + " cannot be opened ("
              + Failure.words(e)
              + "): is its file system among the libraries, and set up?");
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  /** Brings what readers follow, and what the next set is made with; nothing for a disk. */
  public static void bring(Path warehouse) {
    of(warehouse).ifPresent(desk -> desk.bring(false));
  }

  /** Brings every set that there is. */
  public static void bringAll(Path warehouse) {
    of(warehouse).ifPresent(desk -> desk.bring(true));
  }

  /**
   * Copies what was published since; nothing for a disk.
   *
   * @param lease is checked before readers are pointed at another set
   */
  public static void hand(Path warehouse, Lease lease) {
    of(warehouse).ifPresent(desk -> desk.hand(lease));
  }

  private static Optional<Desk> of(Path warehouse) {
    return OPEN.values().stream()
        .filter(desk -> desk.folder.equals(warehouse) && desk.lock.isValid())
        .findFirst();
  }

  private synchronized void bring(boolean everySet) {
    try {
      Map<String, Stamp> there = there();
      Set<String> wanted = wantedSets();
      there.keySet().removeIf(name -> !everySet && isOfAnotherSet(name, wanted));
      Map<String, Stamp> here = here();
      List<String> missing = new ArrayList<>();
      for (Map.Entry<String, Stamp> file : there.entrySet()) {
        if (!file.getValue().equals(here.remove(file.getKey()))) {
          missing.add(file.getKey());
        }
      }
      for (String stale : here.keySet()) {
        Files.delete(folder.resolve(stale));
      }
      removeEmptyFolders();
      atOnce(missing, name -> fetch(name, there.get(name)));
      for (String root : ROOTS) {
        String latest = latestThere(root);
        if (latest == null) {
          Files.deleteIfExists(folder.resolve(root + "latest"));
        } else {
          link(root, latest);
          pointers.put(root, latest);
        }
      }
      same = there;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The latest set, the one that is being made, and those that they remember. */
  private Set<String> wantedSets() throws IOException {
    Set<String> wanted = new HashSet<>();
    for (String root : ROOTS) {
      List<String> sets = new ArrayList<>();
      Optional.ofNullable(latestThere(root)).ifPresent(sets::add);
      books
          .read(root + "next")
          .ifPresent(id -> sets.add(new String(id, StandardCharsets.UTF_8).strip()));
      for (String set : List.copyOf(sets)) {
        Optional<byte[]> facts = books.read(root + "sets/" + set + "/publish.json");
        if (facts.isPresent()) {
          String earlier = JSON.readTree(facts.get()).path("earlier_set").asText(null);
          Optional.ofNullable(earlier).ifPresent(sets::add);
        }
      }
      sets.forEach(set -> wanted.add(root + "sets/" + set + "/"));
    }
    return wanted;
  }

  private static boolean isOfAnotherSet(String name, Set<String> wanted) {
    return name.contains("/sets/") && wanted.stream().noneMatch(name::startsWith);
  }

  private synchronized void hand(Lease lease) {
    try {
      Map<String, Stamp> here = here();
      List<String> changed = new ArrayList<>();
      here.forEach(
          (name, stamp) -> {
            if (!stamp.equals(same.get(name))) {
              changed.add(name);
            }
          });
      List<String> gone = same.keySet().stream().filter(name -> !here.containsKey(name)).toList();
      // Within a set notes are written after what they are about.
      changed.sort(
          Comparator.<String>comparingInt(Desk::rank)
              .thenComparingLong(name -> here.get(name).changed())
              .thenComparing(Comparator.naturalOrder()));
      atOnce(changed.stream().filter(name -> rank(name) == 0).toList(), this::send);
      for (String name : changed) {
        if (rank(name) == LAST) {
          lease.check();
        }
        if (rank(name) > 0) {
          send(name);
        }
      }
      for (String name : gone) {
        books.delete(name);
      }
      for (String root : ROOTS) {
        String latest = latestHere(root);
        if (latest != null && !latest.equals(pointers.get(root))) {
          lease.check();
          Failpoint.reach("before:latest.json");
          books.replace(root + "latest.json", pointer(latest));
          pointers.put(root, latest);
        }
      }
      if (!changed.isEmpty()) {
        Map<String, Stamp> there = there();
        for (String name : changed) {
          Stamp stamp = there.get(name);
          if (stamp != null) {
            stamp(folder.resolve(name), stamp);
          }
        }
      }
      same = here();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In which order files are copied: many reports, the rest of a set, manifests, what points. */
  private static int rank(String name) {
    int inSet = name.indexOf("/sets/");
    if (inSet < 0) {
      return name.endsWith("/next") ? LAST : 3;
    }
    // sets/<id>/packs/…
    Path below = Path.of(name.substring(inSet + 1));
    if (below.endsWith("manifest.json")) {
      return 2;
    }
    return below.getNameCount() > 3 && BULK.contains(below.getName(2).toString()) ? 0 : 1;
  }

  private void fetch(String name, Stamp stamp) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Path temporary = Files.createTempFile(folder, ".brought", ".tmp");
    try (InputStream in = books.files().open(books.path(name))) {
      Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
    }
    stamp(temporary, stamp);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void send(String name) throws IOException {
    try (OutputStream out = books.files().create(books.path(name), true)) {
      Files.copy(folder.resolve(name), out);
    }
  }

  private static void stamp(Path file, Stamp stamp) throws IOException {
    if (Files.size(file) == stamp.bytes()) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(stamp.changed()));
    }
  }

  private Map<String, Stamp> there() throws IOException {
    Map<String, Stamp> found = new TreeMap<>();
    FileSystem files = books.files();
    if (files.exists(books.path("published"))) {
      int prefix = books.path("published").toString().length() - "published".length();
      RemoteIterator<LocatedFileStatus> all = files.listFiles(books.path("published"), true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        String name = file.getPath().toString().substring(prefix);
        if (!name.endsWith("/latest.json")) {
          found.put(name, new Stamp(file.getLen(), file.getModificationTime()));
        }
      }
    }
    return found;
  }

  private Map<String, Stamp> here() throws IOException {
    Map<String, Stamp> found = new TreeMap<>();
    Path published = folder.resolve("published");
    if (Files.isDirectory(published)) {
      try (Stream<Path> files = Files.walk(published)) {
        for (Path file : files.toList()) {
          String name = folder.relativize(file).toString();
          if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && !UNFINISHED.matcher(name).matches()) {
            found.put(
                name, new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis()));
          }
        }
      }
    }
    return found;
  }

  /** A folder named as a set is a whole set. */
  private void removeEmptyFolders() throws IOException {
    Path published = folder.resolve("published");
    if (!Files.isDirectory(published)) {
      return;
    }
    try (Stream<Path> files = Files.walk(published)) {
      for (Path below : files.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
          try (Stream<Path> inside = Files.list(below)) {
            if (inside.findAny().isPresent()) {
              continue;
            }
          }
          Files.delete(below);
        }
      }
    }
  }

  private String latestThere(String root) throws IOException {
    Optional<byte[]> pointer = books.read(root + "latest.json");
    return pointer.isPresent() ? JSON.readTree(pointer.get()).path("set_id").asText(null) : null;
  }

  private String latestHere(String root) throws IOException {
    Path link = folder.resolve(root + "latest");
    return Files.isSymbolicLink(link)
        ? Files.readSymbolicLink(link).getFileName().toString()
        : null;
  }

  private void link(String root, String setId) throws IOException {
    Path temporary = folder.resolve(root + ".latest.tmp");
    Files.createDirectories(temporary.getParent());
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, Path.of("sets", setId));
    Files.move(temporary, folder.resolve(root + "latest"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] pointer(String setId) throws IOException {
    return (JSON.writeValueAsString(new TreeMap<>(Map.of("set_id", setId, "path", "sets/" + setId)))
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private interface Work {
    void on(String name) throws IOException;
  }

  private static void atOnce(List<String> names, Work work) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> pending = new ArrayList<>();
      for (String name : names) {
        pending.add(
            threads.submit(
                () -> {
                  work.on(name);
                  return null;
                }));
      }
      for (Future<?> one : pending) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
