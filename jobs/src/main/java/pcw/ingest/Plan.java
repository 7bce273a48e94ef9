package pcw.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pcw.ops.Run;

/** What ingest would read and replace. Opens no file of the landing folder and writes nothing. */
public final class Plan {
  private Plan() {}

  /** A line for each feed that has something new, and for each file that no contract fits. */
  public static List<String> of(Run run) {
    List<Feed> feeds = Feed.all(run.contracts());
    Registry registry = Registry.read(run.tables(), feeds);
    Map<String, List<Feed.Match>> byFeed = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    int known = 0;
    for (LandedFile file : LandedFile.list(run.landing())) {
      if (!run.force() && registry.unchanged(file).isPresent()) {
        known++;
        continue;
      }
      Candidate candidate = Candidate.of(file, feeds);
      if (candidate.matches().isEmpty()) {
        lines.add(file.name() + ": no contract fits its name; it would be left alone");
      }
      candidate
          .matches()
          .forEach(m -> byFeed.computeIfAbsent(m.feed().id(), id -> new ArrayList<>()).add(m));
    }
    byFeed.forEach((feed, matches) -> lines.add(words(matches)));
    feeds.stream()
        .map(Feed::id)
        .filter(feed -> !byFeed.containsKey(feed))
        .collect(Collectors.collectingAndThen(Collectors.joining(", "), List::of))
        .forEach(names -> lines.add("nothing new of: " + (names.isEmpty() ? "-" : names)));
    lines.add(known + " files were taken in before");
    return lines;
  }

  private static String words(List<Feed.Match> matches) {
    Feed feed = matches.get(0).feed();
    TreeSet<String> units = new TreeSet<>();
    matches.forEach(m -> units.add(feed.unit(m.month(), m.sender().orElse("?"))));
    return String.format(
        "%s: %d %s would be read; replaced in %s: %s",
        feed.id(),
        matches.size(),
        matches.size() == 1 ? "file" : "files",
        feed.table(),
        String.join(", ", units).strip());
  }
}
