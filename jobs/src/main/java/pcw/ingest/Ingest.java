package pcw.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.spark.Tables;

/**
 * Takes every new file of the landing folder in. A file that is refused stops no other; a file that
 * was taken in before is skipped; of several files of one month, one that is FINAL beats those that
 * are not, otherwise the later arrival wins.
 */
public final class Ingest {
  private final Run run;
  private final Tables tables;
  private final Registry registry;
  private final Journal journal;
  private final Instant now = Clock.systemUTC().instant();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, Registry.Entry> pending = new TreeMap<>();

  private Ingest(Run run) {
    this.run = run;
    this.tables = run.tables();
    this.registry = Registry.read(tables);
    this.journal = new Journal(run.warehouse());
    for (String name :
        List.of(
            "files",
            "accepted_files",
            "refused_files",
            "superseded_files",
            "unmatched_files",
            "skipped_files",
            "rows",
            "accepted",
            "quarantined",
            "duplicate",
            "out_of_scope")) {
      counts.put(name, 0L);
    }
  }

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
      return new Ingest(run).takeIn(staging);
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

  private StepResult takeIn(Path staging) {
    List<Feed> feeds = Feed.all(run.contracts());
    List<LandedFile> files = LandedFile.list(run.landing());
    count("files", files.size());
    List<LandedFile> unseen =
        files.stream().filter(f -> run.force() || registry.unchanged(f).isEmpty()).toList();
    count("skipped_files", files.size() - unseen.size());

    List<Arrival> arrivals = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean changed = false;
    for (Inspection inspection : Inspection.all(unseen, feeds, staging, run.log())) {
      Optional<Arrival> arrival = register(inspection, seen);
      arrival.ifPresent(arrivals::add);
      changed |= !inspection.sha256().isEmpty();
    }
    List<Load.Outcome> outcomes = new ArrayList<>();
    Map<String, List<Arrival>> byFeed = new TreeMap<>();
    arrivals.forEach(a -> byFeed.computeIfAbsent(a.feed().id(), id -> new ArrayList<>()).add(a));
    byFeed.values().forEach(ofFeed -> outcomes.addAll(takeIn(ofFeed.get(0).feed(), ofFeed)));
    Quarantine.write(tables, outcomes, run.force(), journal);
    boolean written = registry.write(tables, journal.token());
    journal.close();
    return new StepResult("ingest", written || (run.force() && changed), counts);
  }

  /** Notes what became of a file so far; the file itself where it is to be loaded. */
  private Optional<Arrival> register(Inspection inspection, Set<String> seen) {
    LandedFile file = inspection.file();
    if (inspection.sha256().isEmpty()) {
      say("refused", file.name(), inspection.refusal().getMessage());
      count("refused_files", 1);
      return Optional.empty();
    }
    Optional<Registry.Entry> known = registry.find(inspection.sha256());
    if (!seen.add(inspection.sha256()) || (known.isPresent() && !run.force())) {
      count("skipped_files", 1);
      return Optional.empty();
    }
    long sequence = known.map(Registry.Entry::sequence).orElseGet(registry::nextSequence);
    if (inspection.refusal() != null) {
      refuse(entry(inspection, sequence), inspection.refusal());
      return Optional.empty();
    }
    if (inspection.arrival() == null) {
      say(
          "unmatched",
          file.name(),
          "the file name fits no contract in schemas/landing; left alone");
      count("unmatched_files", 1);
      registry.put(entry(inspection, sequence).as("unmatched", null, "no contract fits its name"));
      return Optional.empty();
    }
    pending.put(inspection.sha256(), entry(inspection, sequence));
    return Optional.of(inspection.arrival().at(sequence));
  }

  private Registry.Entry entry(Inspection inspection, long sequence) {
    LandedFile file = inspection.file();
    Arrival arrival = inspection.arrival();
    return new Registry.Entry(
        inspection.sha256(),
        inspection.feed(),
        arrival == null ? null : arrival.binding().layout(),
        file.name(),
        file.bytes(),
        Instant.ofEpochMilli(file.modifiedMillis()),
        arrival == null ? Optional.empty() : arrival.month(),
        arrival == null ? null : arrival.encoding(),
        "refused",
        null,
        null,
        Registry.Counts.NONE,
        sequence,
        run.runId(),
        now);
  }

  private void refuse(Registry.Entry entry, Refusal refusal) {
    say("refused", entry.fileName(), refusal.getMessage());
    count("refused_files", 1);
    registry.find(entry.sha256()).filter(before -> before.is("accepted")).ifPresent(this::remove);
    registry.put(entry.as("refused", refusal.rule(), refusal.getMessage()));
  }

  /** Removes the rows of a file that was good under an older contract and is refused now. */
  private void remove(Registry.Entry before) {
    String table = "bronze." + before.feed();
    journal.open(tables, table);
    tables.replace(
        table,
        tables.read(table).limit(0),
        "delivery_id = '" + Arrival.deliveryId(before.sha256()) + "'",
        "ingest " + journal.token());
  }

  /** Loads the files of one feed: of each unit the one that takes precedence, until one is good. */
  private List<Load.Outcome> takeIn(Feed feed, List<Arrival> arrivals) {
    List<Load.Outcome> accepted = new ArrayList<>();
    Map<String, List<Arrival>> contenders = new TreeMap<>();
    for (Arrival arrival : arrivals) {
      contenders.computeIfAbsent(arrival.unit(), unit -> new ArrayList<>()).add(arrival);
    }
    contenders.values().forEach(c -> c.sort(Precedence.HIGHEST_FIRST));
    while (true) {
      List<Arrival> next = new ArrayList<>();
      for (Map.Entry<String, List<Arrival>> unit : contenders.entrySet()) {
        Optional<Registry.Entry> held = registry.held(feed, unit.getKey());
        if (!unit.getValue().isEmpty() && Precedence.beats(unit.getValue().get(0), held, feed)) {
          next.add(unit.getValue().remove(0));
        }
      }
      if (next.isEmpty()) {
        break;
      }
      run.log().say("  %s: %d %s", feed.id(), next.size(), next.size() == 1 ? "file" : "files");
      long before = journal.open(tables, feed.table());
      boolean unitsAreEmpty =
          next.stream().allMatch(arrival -> registry.held(feed, arrival.unit()).isEmpty());
      for (Load.Outcome outcome :
          Load.load(tables, feed, next, unitsAreEmpty, before, journal.token())) {
        if (outcome.refusal() == null) {
          accept(outcome);
          accepted.add(outcome);
        } else {
          refuse(pending.get(outcome.arrival().sha256()), outcome.refusal());
        }
      }
    }
    contenders.forEach((unit, losers) -> losers.forEach(loser -> supersede(feed, unit, loser)));
    return accepted;
  }

  private void accept(Load.Outcome outcome) {
    Arrival arrival = outcome.arrival();
    registry
        .held(arrival.feed(), arrival.unit())
        .filter(held -> !held.sha256().equals(arrival.sha256()))
        .ifPresent(
            held -> {
              String message = "replaced by " + arrival.file().name();
              say("superseded", held.fileName(), message);
              count("superseded_files", 1);
              registry.put(held.as("superseded", null, message));
            });
    List<String> warnings = arrival.binding().warnings();
    String message = warnings.isEmpty() ? null : String.join("; ", warnings);
    if (message != null) {
      say("note", arrival.file().name(), message);
    }
    Registry.Entry entry = pending.get(arrival.sha256());
    registry.put(entry.as("accepted", null, message).with(outcome.counts()));
    count("accepted_files", 1);
    count("rows", outcome.counts().rowsIn());
    count("accepted", outcome.counts().accepted());
    count("quarantined", outcome.counts().quarantined());
    count("duplicate", outcome.counts().duplicate());
    count("out_of_scope", outcome.counts().outOfScope());
  }

  private void supersede(Feed feed, String unit, Arrival loser) {
    String winner = registry.held(feed, unit).map(Registry.Entry::fileName).orElse("another file");
    String message = "not read: " + winner + " takes precedence";
    say("superseded", loser.file().name(), message);
    count("superseded_files", 1);
    registry.put(pending.get(loser.sha256()).as("superseded", null, message));
  }

  private void say(String fate, String fileName, String message) {
    run.log().say("  %s %s: %s", fate, fileName, message);
  }

  private void count(String name, long n) {
    counts.merge(name, n, Long::sum);
  }
}
