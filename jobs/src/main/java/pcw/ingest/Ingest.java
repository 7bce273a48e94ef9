package pcw.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import pcw.ops.Run;
import pcw.ops.StepResult;

/**
 * Takes every new file of the landing folder in. A file that is refused stops no other; a file that
 * was taken in before is skipped; of several files of one month, one that is FINAL beats those that
 * are not, otherwise the later arrival wins.
 */
public final class Ingest {
  private Ingest() {}

  /** Takes in what is new in {@link Run#landing()}. */
  public static StepResult run(Run run) {
    if (Journal.repair(run.warehouse(), run.tables())) {
      run.log()
          .say(
              "An earlier run was cut off while it took files in: its half-finished tables were put back.");
    }
    Path staging = run.warehouse().resolve("_staging");
    try {
      empty(staging);
      Files.createDirectories(staging);
      return takeIn(run, staging);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      empty(staging);
    }
  }

  private static void empty(Path staging) {
    if (!Files.isDirectory(staging)) {
      return;
    }
    try (Stream<Path> files = Files.walk(staging)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StepResult takeIn(Run run, Path staging) {
    List<Feed> feeds = Feed.all(run.contracts());
    Registry registry = Registry.read(run.tables(), feeds);
    Journal journal = new Journal(run.warehouse());
    Intake intake = new Intake(run, registry, journal);
    boolean withPeople = !run.keys().contains(Run.NO_PEOPLE);
    List<LandedFile> files =
        LandedFile.list(run.landing()).stream()
            .filter(file -> withPeople || !Candidate.of(file, feeds).isAboutPeople())
            .toList();
    List<Candidate> candidates =
        files.stream()
            .filter(f -> run.force() || registry.unchanged(f).isEmpty())
            .map(f -> Candidate.of(f, feeds))
            .toList();
    intake.count("files", files.size());
    intake.count("skipped_files", files.size() - candidates.size());

    // What everybody may deliver comes before people, and who may be used before what they did.
    List<Candidate> open = candidates.stream().filter(c -> !c.isAboutPeople()).toList();
    intake.takeIn(Inspection.all(open, c -> Inspection.look(c, staging), run.log()));
    List<Candidate> people = candidates.stream().filter(Candidate::isAboutPeople).toList();
    List<Candidate> lists = people.stream().filter(Candidate::isPermittedList).toList();
    if (!lists.isEmpty()) {
      Withdrawal withdrawal = new Withdrawal(run, feeds, registry, journal);
      if (intake.takeIn(withdrawal.believable(looks(run, lists, staging)))) {
        intake.withdrawn(withdrawal.recheck());
      }
    }
    List<Candidate> others = people.stream().filter(c -> !c.isPermittedList()).toList();
    if (!others.isEmpty()) {
      intake.takeIn(looks(run, others, staging));
    }
    boolean changed = intake.finish();
    return new StepResult("ingest", changed, intake.counts());
  }

  /** Looks at deliveries about people, on the terms that the warehouse holds by now. */
  private static List<Inspection> looks(Run run, List<Candidate> candidates, Path staging) {
    return Inspection.all(candidates, Doorway.open(run, staging)::look, run.log());
  }
}
