package pcw.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import pcw.ops.Log;
import pcw.ops.Problem;

/**
 * What the first look at a file told, before Spark is asked for anything.
 *
 * @param sha256 empty where the file could not be read at all
 * @param deliveryId tells it from every other delivery; see {@link Candidate#deliveryId}
 * @param feed null where no contract fits
 * @param arrival null where no contract fits or the file is refused
 * @param refusal null where the file is good so far
 * @param declared what its sender said, where it is about people; else null
 */
record Inspection(
    LandedFile file,
    String sha256,
    String deliveryId,
    String feed,
    Arrival arrival,
    Refusal refusal,
    Declared declared) {

  static Inspection good(LandedFile file, Arrival arrival) {
    return new Inspection(file, "", "", arrival.feed().id(), arrival, null, arrival.declared());
  }

  static Inspection refused(LandedFile file, String feed, Refusal refusal, Declared declared) {
    return new Inspection(file, "", "", feed, null, refusal, declared);
  }

  /** The same file, refused after all. */
  Inspection refusedBecause(Refusal newRefusal) {
    return new Inspection(file, sha256, deliveryId, feed, null, newRefusal, declared);
  }

  private static Inspection unmatched(LandedFile file) {
    return new Inspection(file, "", "", null, null, null, null);
  }

  /** Looks at every file, several at a time; in the order of the files. */
  static List<Inspection> all(
      List<Candidate> candidates, Function<Candidate, Inspection> look, Log log) {
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<String>> digests = new ArrayList<>();
      List<Future<Inspection>> looks = new ArrayList<>();
      for (Candidate candidate : candidates) {
        digests.add(pool.submit(() -> Probe.sha256(candidate.file())));
        looks.add(pool.submit(() -> look.apply(candidate)));
      }
      Log.Progress progress = log.progress("files checked", candidates.size());
      List<Inspection> inspections = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        inspections.add(join(candidates.get(i), digests.get(i), looks.get(i)));
        progress.step();
      }
      return inspections;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Inspection join(
      Candidate candidate, Future<String> digest, Future<Inspection> look) {
    LandedFile file = candidate.file();
    try {
      String sha256 = digest.get();
      String deliveryId = candidate.deliveryId(sha256);
      Inspection found = look.get();
      return new Inspection(
          file,
          sha256,
          deliveryId,
          found.feed(),
          found.arrival() == null ? null : found.arrival().named(deliveryId),
          found.refusal(),
          found.declared());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        return new Inspection(file, "", "", null, null, refusal, null);
      }
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw new IllegalStateException(file.name() + " could not be checked", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while files were checked", e);
    }
  }

  /** A look at a file without people in it. */
  static Inspection look(Candidate candidate, Path staging) {
    LandedFile file = candidate.file();
    List<Feed.Match> matches = candidate.matches();
    if (matches.isEmpty()) {
      return unmatched(file);
    }
    Refusal first = null;
    try {
      Probe probe = Probe.of(file, matches.get(0).feed().delivery().delimiter(), staging);
      for (Feed.Match match : matches) {
        try {
          return good(file, Arrival.of(probe, "", 0, match));
        } catch (Refusal refusal) {
          first = first == null ? refusal : first;
        }
      }
    } catch (Refusal refusal) {
      first = refusal;
    }
    return refused(file, matches.get(0).feed().id(), first, null);
  }
}
