package pcw.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import pcw.ops.Run;
import pcw.spark.OldVersions;
import pcw.spark.Tables;
import pcw.spark.Together;

/** Decides what becomes of each file that was looked at, and keeps the books. */
final class Intake {
  private final Run run;
  private final Tables tables;
  private final Registry registry;
  private final Journal journal;
  private final Instant now = Clock.systemUTC().instant();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, Entry> pending = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();
  private final List<Load.Outcome> outcomes = new ArrayList<>();
  private boolean readSomething;

  Intake(Run run, Registry registry, Journal journal) {
    this.run = run;
    this.tables = run.tables();
    this.registry = registry;
    this.journal = journal;
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
            "opted_out",
            "out_of_scope",
            "withdrawn")) {
      counts.put(name, 0L);
    }
  }

  /**
   * Takes in what these looks allow, one job a feed, several feeds at once; true where a file was
   * accepted.
   */
  boolean takeIn(List<Inspection> inspections) {
    Map<String, List<Arrival>> byFeed = new TreeMap<>();
    for (Inspection inspection : inspections) {
      readSomething |= !inspection.sha256().isEmpty();
      register(inspection)
          .ifPresent(a -> byFeed.computeIfAbsent(a.feed().id(), id -> new ArrayList<>()).add(a));
    }
    int before = outcomes.size();
    Together.map(List.copyOf(byFeed.values()), arrivals -> takeIn(arrivals.get(0).feed(), arrivals))
        .forEach(outcomes::addAll);
    return outcomes.size() > before;
  }

  /** Writes what became of everything; false where nothing is new. */
  boolean finish() {
    Quarantine.write(tables, outcomes, run.force(), journal);
    boolean written = registry.write(tables, journal);
    if (counts.get("withdrawn") > 0) {
      OldVersions.markForRemoval(run.warehouse());
    }
    journal.close();
    return written || (run.force() && readSomething);
  }

  /** Rows of people who may no longer be used were taken out of what is stored. */
  void withdrawn(long rows) {
    count("withdrawn", rows);
  }

  Map<String, Long> counts() {
    return counts;
  }

  /** Notes what became of a file so far; the file itself where it is to be loaded. */
  Optional<Arrival> register(Inspection inspection) {
    LandedFile file = inspection.file();
    if (inspection.sha256().isEmpty()) {
      say("refused", file.name(), inspection.refusal().getMessage());
      count("refused_files", 1);
      return Optional.empty();
    }
    Optional<Entry> known = registry.find(inspection.deliveryId());
    boolean isDone = known.isPresent() && !registry.mayBeTakenNow(known.get()) && !run.force();
    if (!seen.add(inspection.deliveryId()) || isDone) {
      count("skipped_files", 1);
      return Optional.empty();
    }
    long sequence = known.map(Entry::sequence).orElseGet(registry::nextSequence);
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
    pending.put(inspection.deliveryId(), entry(inspection, sequence));
    return Optional.of(inspection.arrival().at(sequence));
  }

  private Entry entry(Inspection inspection, long sequence) {
    LandedFile file = inspection.file();
    Arrival arrival = inspection.arrival();
    return new Entry(
        inspection.deliveryId(),
        inspection.sha256(),
        inspection.feed(),
        arrival == null ? null : arrival.binding().layout(),
        file.name(),
        file.bytes(),
        Instant.ofEpochMilli(file.modifiedMillis()),
        arrival == null ? Optional.empty() : arrival.month(),
        arrival == null ? null : arrival.encoding(),
        inspection.declared(),
        "refused",
        null,
        null,
        Counts.NONE,
        sequence,
        run.runId(),
        now);
  }

  private void refuse(Entry entry, Refusal refusal) {
    Optional<Entry> before = registry.find(entry.deliveryId());
    if (refusal.isOnTerms() && before.isPresent() && !before.get().is("refused")) {
      say("kept as it was", entry.fileName(), "not read again: " + refusal.getMessage());
      count("skipped_files", 1);
      return;
    }
    say("refused", entry.fileName(), refusal.getMessage());
    count("refused_files", 1);
    if (before.isPresent()
        && before.get().is("refused")
        && refusal.rule().equals(before.get().rule())) {
      return;
    }
    before.filter(entryBefore -> entryBefore.is("accepted")).ifPresent(this::remove);
    registry.put(entry.as("refused", refusal.rule(), refusal.getMessage()));
  }

  /** Removes the rows of a file that was good under an older contract and is refused now. */
  private void remove(Entry before) {
    String table = "bronze." + before.feed();
    journal.open(tables, table);
    tables.replace(
        table,
        tables.read(table).limit(0),
        "delivery_id = '" + before.deliveryId() + "'",
        "ingest " + journal.token());
  }

  /** Loads the files of one feed: of each unit the one that takes precedence, until one is good. */
  List<Load.Outcome> takeIn(Feed feed, List<Arrival> arrivals) {
    List<Load.Outcome> accepted = new ArrayList<>();
    Map<String, List<Arrival>> contenders = new TreeMap<>();
    for (Arrival arrival : arrivals) {
      contenders.computeIfAbsent(arrival.unit(), unit -> new ArrayList<>()).add(arrival);
    }
    contenders.values().forEach(c -> c.sort(Precedence.HIGHEST_FIRST));
    contenders.forEach((unit, ofUnit) -> refuseShorter(feed, unit, ofUnit));
    while (true) {
      List<Arrival> next = new ArrayList<>();
      for (Map.Entry<String, List<Arrival>> unit : contenders.entrySet()) {
        Optional<Entry> held = registry.held(feed, unit.getKey());
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
          refuse(pending.get(outcome.arrival().deliveryId()), outcome.refusal());
        }
      }
    }
    contenders.forEach((unit, losers) -> losers.forEach(loser -> supersede(feed, unit, loser)));
    return accepted;
  }

  /**
   * A delivery replaces another as a whole, so one that covers fewer months would take the others
   * away without a word.
   */
  private void refuseShorter(Feed feed, String unit, List<Arrival> arrivals) {
    List<Declared> others =
        Stream.concat(
                arrivals.stream().map(Arrival::declared),
                registry.held(feed, unit).map(Entry::declared).stream())
            .filter(Objects::nonNull)
            .toList();
    for (Arrival arrival : List.copyOf(arrivals)) {
      if (others.stream().anyMatch(other -> !arrival.declared().covers(other))) {
        arrivals.remove(arrival);
        refuse(
            pending.get(arrival.deliveryId()),
            new Refusal(
                "shorter_period",
                "it covers fewer months than the delivery that it would replace; deliver all of"
                    + " those months again"));
      }
    }
  }

  private void accept(Load.Outcome outcome) {
    Arrival arrival = outcome.arrival();
    registry
        .held(arrival.feed(), arrival.unit())
        .filter(held -> !held.deliveryId().equals(arrival.deliveryId()))
        .ifPresent(
            held -> {
              String message = "replaced by " + arrival.file().name();
              say("superseded", held.fileName(), message);
              count("superseded_files", 1);
              registry.put(held.as("superseded", null, message));
            });
    List<String> warnings =
        arrival.passage() == null ? arrival.binding().warnings() : arrival.passage().warnings();
    String message = warnings.isEmpty() ? null : String.join("; ", warnings);
    if (message != null) {
      say("note", arrival.file().name(), message);
    }
    Entry entry = pending.get(arrival.deliveryId());
    registry.put(entry.as("accepted", null, message).with(outcome.counts()));
    count("accepted_files", 1);
    count("rows", outcome.counts().rowsIn());
    count("accepted", outcome.counts().accepted());
    count("quarantined", outcome.counts().quarantined());
    count("duplicate", outcome.counts().duplicate());
    count("opted_out", outcome.counts().optedOut());
    count("out_of_scope", outcome.counts().outOfScope());
  }

  private void supersede(Feed feed, String unit, Arrival loser) {
    String winner = registry.held(feed, unit).map(Entry::fileName).orElse("another file");
    String message = "not read: " + winner + " takes precedence";
    say("superseded", loser.file().name(), message);
    count("superseded_files", 1);
    registry.put(pending.get(loser.deliveryId()).as("superseded", null, message));
  }

  private void say(String fate, String fileName, String message) {
    run.log().say("  %s %s: %s", fate, fileName, message);
  }

  synchronized void count(String name, long n) {
    counts.merge(name, n, Long::sum);
  }
}
