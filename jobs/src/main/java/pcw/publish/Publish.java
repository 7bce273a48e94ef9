package pcw.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import pcw.ops.Exit;
import pcw.ops.Failpoint;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.spark.Together;

/**
 * Writes the published set: every measure of the gold tables at every level, with what readers need
 * to judge it.
 *
 * <p>A set holds every month that has counts, whatever months a run computes: a run over one month
 * adds that month to the trend. Where the set of these inputs is there already, nothing is written.
 */
public final class Publish {
  /** The CSV of a set with more practices than this holds the last 13 months only. */
  static final int NATIONAL = 1_000;

  private static final int MONTHS_IN_NATIONAL_CSV = 13;
  private static final int YEARS_BETWEEN_REVIEWS = 1;

  private Publish() {}

  /** The tables that a set is made of. */
  public static List<String> reads() {
    return Inputs.READ;
  }

  /**
   * Publishes what was counted, and notes the set for render and seal.
   *
   * @return counts of measures, organisations and rows; not changed where the set was there already
   */
  public static StepResult run(Run run) {
    return run(run, Optional.empty());
  }

  /**
   * Makes an earlier set again, to the same bytes, from the tables as they stood then. No row about
   * a person is read.
   *
   * @throws Problem where the tables no longer go back so far, or the definitions are others now
   */
  public static StepResult again(Run run, String setId) {
    return run(run, Optional.of(setId));
  }

  private static StepResult run(Run run, Optional<String> again) {
    PublishedSets sets = PublishedSets.of(run.warehouse(), run.policy());
    try {
      Map<String, Long> versions =
          again.isPresent() ? MadeFrom.read(sets, again.get()) : Inputs.versions(run.tables());
      Inputs inputs = new Inputs(run.tables(), versions);
      Months months = inputs.months();
      if (months.count() == 0) {
        throw new Problem(
            Exit.INPUT_MISSING,
            "There is nothing to publish: no measure has a count. Run measure first.");
      }
      Map<String, MeasureDefinition> measures = MeasureDefinition.read(inputs);
      if (again.isEmpty()) {
        inputs.requireCodes(run.contracts().isOfficial());
      }
      SetName name = SetName.of(run, months, inputs.files(), measures.values());
      name = after(sets, name, measures, again);
      if (again.isPresent() && !again.get().equals(name.id())) {
        throw new Problem(
            Exit.INPUT_MISSING,
            "The set "
                + again.get()
                + " cannot be made again: the program or the definitions are not those that it was"
                + " made with. Use the version of the project that its manifest names.");
      }
      Path set = sets.set(name.id());
      if (Files.isDirectory(set) && !run.force() && again.isEmpty()) {
        sets.setNext(name.id());
        return new StepResult("publish", false, Map.of(), Optional.of(name.id()));
      }
      SetFolder folder = SetFolder.begin(set);
      Map<String, Long> counts = write(run, inputs, name, measures, sets, folder.temporary());
      run.lease().check();
      Failpoint.reach("before:set");
      folder.finish();
      Failpoint.reach("after:set");
      if (again.isEmpty()) {
        MadeFrom.write(sets, name, versions);
        sets.setNext(name.id());
      }
      run.log().say("  set %s: %s to %s", name.id(), name.first(), name.last());
      sayWhatIsDueForReview(run, inputs.reviews(), Months.month(months.last()).atEndOfMonth());
      return new StepResult("publish", true, counts, Optional.of(name.id()));
    } catch (IOException e) {
      throw new Problem(
          Exit.CANNOT_WRITE, "The set cannot be written to " + sets.root() + ": " + e.getMessage());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Named as well after the sets that tell what stays hidden and what was revised. */
  private static SetName after(
      PublishedSets sets,
      SetName name,
      Map<String, MeasureDefinition> measures,
      Optional<String> again)
      throws IOException {
    if (again.isPresent()) {
      return name.after(MadeFrom.earlier(sets, again.get()), MadeFrom.released(sets, again.get()));
    }
    boolean hides = measures.values().stream().anyMatch(measure -> !measure.isPublic());
    return name.after(
        hides ? SetFacts.earlier(sets.latest(), name) : null, SetFacts.released(sets, name));
  }

  private static Map<String, Long> write(
      Run run,
      Inputs inputs,
      SetName name,
      Map<String, MeasureDefinition> measures,
      PublishedSets sets,
      Path folder)
      throws IOException, SQLException {
    List<PracticeMonth> practiceMonths = inputs.practiceMonths();
    Boundaries boundaries = new Boundaries(name.months(), inputs.memberships(), practiceMonths);
    Map<Level, Map<String, Organisation>> organisations = inputs.organisations();
    OrganisationTables.complete(organisations, boundaries);
    Practices practices =
        new Practices(boundaries, practiceMonths, organisations.get(Level.PRACTICE));
    Registers registers = Registers.read(inputs);
    Path spill = Files.createDirectory(folder.resolve("spill"));
    Map<String, Long> counts = new LinkedHashMap<>();
    try (SetDatabase database =
            new SetDatabase(folder.resolve("published.duckdb"), spill, run.contracts());
        EarlierSet earlier =
            EarlierSet.open(name.earlier() == null ? null : sets.set(name.earlier()))) {
      Treatment treatment =
          new Treatment(
              boundaries,
              practices,
              Policy.of(name.policy()),
              earlier,
              registers,
              Variation.settings(run.contracts()));
      Comparison comparison = new Comparison(boundaries);
      Interventions interventions = new Interventions(boundaries, registers);
      Map<Integer, Map<String, Map<Integer, Integer>>> lists = new HashMap<>();
      IntFunction<Map<String, Map<Integer, Integer>>> listsOf =
          month -> lists.computeIfAbsent(month, inputs::lists);
      Standardised standardised = new Standardised(boundaries, listsOf);
      Similar similar = new Similar(boundaries);
      Treatment.Receiver readers =
          block -> {
            comparison.take(block);
            interventions.take(block);
            standardised.take(block);
            similar.take(block);
          };
      FigureWriter figures = treat(run, inputs, measures, boundaries, treatment, database, readers);
      figures.finish(
          organisations,
          name.policy(),
          name.id(),
          name.released() == null ? null : sets.set(name.released()));
      List<Object[]> events = new ArrayList<>(Breaks.rows(inputs.measureChanges()));
      events.addAll(registers.eventRows());
      events.addAll(MemberChanges.rows(boundaries, practices));
      database.fill("event", events);
      database.fill("target", registers.targetRows(measures));
      for (String feed : List.of("evidence", "board_aim")) {
        database.fill(feed, inputs.asDelivered(feed, columns(database, feed)));
      }
      database.fill("intervention_result", interventions.rows());
      database.fill("standardised", standardised.rows());
      database.fill("measure", inputs.table("gold.measure", columns(database, "measure")));
      comparison.finish(database);
      Incentives.fill(database, run.contracts());
      database.fill(
          "similar_practice",
          similar.rows(practices, Inputs.agedShare(listsOf.apply(name.months().last()))));
      new OrganisationTables(database, boundaries, practices, organisations).fill(figures);
      Drivers.fill(database, inputs.drivers(), measures, boundaries);
      FeedTables.fill(
          database,
          run.contracts(),
          Policy.of(name.policy()),
          name.files(),
          practiceMonths,
          inputs.adqChanges());
      database.fill(
          "reconciliation",
          inputs.table("silver.prescribing_reconciliation", columns(database, "reconciliation")));
      Export.write(database, folder.resolve("data"), firstInCsv(boundaries, practices));
      Map<String, Long> rows = new LinkedHashMap<>();
      for (var table : database.tables()) {
        rows.put(table.id(), database.rows(table.id()));
      }
      SetFacts.write(folder, name, rows, boundaries);
      counts.put("measures", (long) measures.size());
      counts.put("organisations", rows.get("organisation"));
      counts.put("rows", rows.get("published_measure"));
      database.save();
    }
    Files.deleteIfExists(spill);
    return counts;
  }

  private static FigureWriter treat(
      Run run,
      Inputs inputs,
      Map<String, MeasureDefinition> measures,
      Boundaries boundaries,
      Treatment treatment,
      SetDatabase database,
      Treatment.Receiver readers)
      throws SQLException {
    FigureWriter figures = new FigureWriter(database, boundaries, treatment.charts());
    Log.Progress progress = run.log().progress("measures", measures.size());
    Together.inOrder(
        new SameCounts(run.contracts(), inputs.counts(measures.size(), boundaries)),
        sameCount -> {
          Treatment.Treated treated =
              treatment.treat(
                  sameCount.stream()
                      .map(c -> new Treatment.Counted(defined(measures, c.measure()), c.slices()))
                      .toList());
          progress.step(sameCount.size());
          return treated;
        },
        treated ->
            treated.tell(
                block -> {
                  figures.write(block);
                  readers.accept(block);
                }));
    figures
        .hiddenInAll()
        .forEach((reason, cells) -> run.log().say("  %,d hidden cells: %s", cells, reason));
    if (!treatment.unresolved().isEmpty()) {
      run.log()
          .say(
              "  %,d hidden numbers: the search found no three values that look the same (%s)",
              treatment.unresolved().values().stream().mapToInt(Integer::intValue).sum(),
              treatment.unresolved().entrySet().stream()
                  .map(e -> e.getKey() + " " + e.getValue())
                  .collect(Collectors.joining(", ")));
    }
    return figures;
  }

  /** A definition is reviewed once a year; a set says of which that is overdue at its end. */
  private static void sayWhatIsDueForReview(
      Run run, Map<String, LocalDate> reviews, LocalDate end) {
    reviews.forEach(
        (measure, day) -> {
          if (day.plusYears(YEARS_BETWEEN_REVIEWS).isBefore(end)) {
            run.log().say("  %s is past its review date: last reviewed on %s", measure, day);
          }
        });
  }

  private static MeasureDefinition defined(Map<String, MeasureDefinition> measures, String id) {
    MeasureDefinition measure = measures.get(id);
    if (measure == null) {
      throw new IllegalStateException("gold.measure_count has " + id + ", gold.measure has not");
    }
    return measure;
  }

  private static String[] columns(SetDatabase database, String table) {
    return database.tables().stream()
        .filter(t -> t.id().equals(table))
        .flatMap(t -> t.columns().stream())
        .map(c -> c.name())
        .toArray(String[]::new);
  }

  private static LocalDate firstInCsv(Boundaries boundaries, Practices practices) {
    int seen = 0;
    int months = boundaries.months().count();
    for (int practice = 0; practice < boundaries.practices(); practice++) {
      int cell = practices.seen.nextSetBit(practice * months);
      seen += cell >= 0 && cell < (practice + 1) * months ? 1 : 0;
    }
    return seen > NATIONAL
        ? Months.month(boundaries.months().last() - MONTHS_IN_NATIONAL_CSV + 1).atDay(1)
        : null;
  }
}
