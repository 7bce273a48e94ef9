package pcw.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import pcw.ops.Log;

/**
 * What the first look at a file told, before Spark is asked for anything.
 *
 * @param sha256 empty where the file could not be read at all
 * @param feed null where no contract fits
 * @param arrival null where no contract fits or the file is refused
 * @param refusal null where the file is good so far
 */
record Inspection(LandedFile file, String sha256, String feed, Arrival arrival, Refusal refusal) {

  /** Looks at every file, several at a time; in the order of the files. */
  static List<Inspection> all(List<LandedFile> files, List<Feed> feeds, Path staging, Log log) {
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<String>> digests = new ArrayList<>();
      List<Future<Inspection>> looks = new ArrayList<>();
      for (LandedFile file : files) {
        digests.add(pool.submit(() -> Probe.sha256(file)));
        looks.add(pool.submit(() -> look(file, feeds, staging)));
      }
      Log.Progress progress = log.progress("files checked", files.size());
      List<Inspection> inspections = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        inspections.add(join(files.get(i), digests.get(i), looks.get(i)));
        progress.step();
      }
      return inspections;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Inspection join(LandedFile file, Future<String> digest, Future<Inspection> look) {
    try {
      Inspection found = look.get();
      String sha256 = digest.get();
      return new Inspection(
          file,
          sha256,
          found.feed(),
          found.arrival() == null ? null : found.arrival().named(sha256),
          found.refusal());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        return new Inspection(file, "", null, null, refusal);
      }
      throw new IllegalStateException(file.name() + " could not be checked", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while files were checked", e);
    }
  }

  private static Inspection look(LandedFile file, List<Feed> feeds, Path staging) {
    List<String> names = new ArrayList<>(LandedFile.unpackedNames(file.name()));
    if (file.isZip()) {
      names.add(Unpacking.zipMemberName(file));
    }
    List<Feed.Match> matches = Feed.matching(feeds, names);
    if (matches.isEmpty()) {
      return new Inspection(file, "", null, null, null);
    }
    if (matches.stream().anyMatch(match -> match.feed().isAboutPeople())) {
      return new Inspection(file, "", matches.get(0).feed().id(), null, aboutPeople());
    }
    Refusal first = null;
    try {
      Probe probe = Probe.of(file, matches.get(0).feed().delivery().delimiter(), staging);
      for (Feed.Match match : matches) {
        try {
          Arrival arrival = Arrival.of(probe, "", 0, match);
          return new Inspection(file, "", match.feed().id(), arrival, null);
        } catch (Refusal refusal) {
          first = first == null ? refusal : first;
        }
      }
    } catch (Refusal refusal) {
      first = refusal;
    }
    return new Inspection(file, "", matches.get(0).feed().id(), null, first);
  }

  /** Nothing of such a file is unpacked or read but its digest. */
  private static Refusal aboutPeople() {
    return new Refusal(
        "about_people",
        "it is about people, and deliveries about people are not taken in yet; nothing of it was"
            + " read. Take it out of the landing folder");
  }
}
