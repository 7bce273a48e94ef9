package pcw.seal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import pcw.ops.PublishedSets;

/**
 * Sets that nobody needs any more. Needed are the newest, the one that readers see, the one that is
 * being made, every release, and the set that each of these remembers as the one before it.
 */
public final class OldSets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OldSets() {}

  /**
   * Deletes the others.
   *
   * @param newest so many of the newest are kept, whatever they are
   * @return how many were deleted
   */
  public static long delete(PublishedSets sets, int newest) throws IOException {
    Path folder = sets.set("x").getParent();
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    removeHalves(folder);
    Set<String> needed = needed(sets);
    List<Path> found = list(folder);
    found.subList(0, Math.min(newest, found.size())).forEach(set -> needed.add(name(set)));
    for (String set : List.copyOf(needed)) {
      Path madeFrom = sets.root().resolve("made-from").resolve(set + ".json");
      needed.add(text(madeFrom, "earlier_set"));
    }
    long deleted = 0;
    for (Path set : found) {
      if (!needed.contains(name(set))) {
        // Under its own name a set is whole, to the last moment.
        Path half = set.resolveSibling("." + name(set) + ".tmp");
        Files.move(set, half, StandardCopyOption.ATOMIC_MOVE);
        deleted++;
      }
    }
    removeHalves(folder);
    return deleted;
  }

  private static Set<String> needed(PublishedSets sets) throws IOException {
    Set<String> needed = new HashSet<>();
    sets.next().ifPresent(needed::add);
    if (Files.exists(sets.latest())) {
      needed.add(name(sets.latest().toRealPath()));
    }
    needed.addAll(sets.releases().values());
    return needed;
  }

  /** Whole sets, newest first. */
  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> sets = Files.list(folder)) {
      return sets.filter(set -> !name(set).startsWith("."))
          .sorted(Comparator.comparing((Path set) -> set.toFile().lastModified()).reversed())
          .toList();
    }
  }

  /** What a run that was killed had begun to write, or to delete. */
  private static void removeHalves(Path folder) throws IOException {
    try (Stream<Path> halves = Files.list(folder)) {
      for (Path half : halves.filter(f -> name(f).matches("\\..+\\.tmp")).toList()) {
        try (Stream<Path> files = Files.walk(half)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  private static String text(Path file, String key) throws IOException {
    return Files.exists(file) ? JSON.readTree(file.toFile()).path(key).asText() : "";
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
