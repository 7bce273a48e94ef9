package pcw.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import pcw.door.Admission;
import pcw.door.Door;
import pcw.door.Keys;
import pcw.door.PermittedList;
import pcw.door.Refused;
import pcw.door.SharingAgreements;
import pcw.door.Terms;
import pcw.ops.Run;

/**
 * The way in for deliveries about people: what the warehouse holds of agreements and opt-outs,
 * applied by the door to one file after the other. Only pseudonymised rows are written on.
 */
final class Doorway {
  static final String PERMITTED = "permitted_person";
  private static final String AGREEMENTS = "bronze.sharing_agreement";
  private static final int KEPT_REJECTS = 10_000;
  private static final int NOT_ALLOWED = 77;

  private final Keys keys;
  private final Terms terms;
  private final Path staging;

  private Doorway(Keys keys, Terms terms, Path staging) {
    this.keys = keys;
    this.terms = terms;
    this.staging = staging;
  }

  /**
   * Reads the register of agreements and the list of people who have not opted out, as the
   * warehouse holds them now.
   *
   * @param staging where pseudonymised rows go until they are loaded
   */
  static Doorway open(Run run, Path staging) {
    List<SharingAgreements.Agreement> agreements = new ArrayList<>();
    for (Row row : run.tables().read(AGREEMENTS).collectAsList()) {
      agreements.add(agreement(row));
    }
    return new Doorway(
        run.keys().isEmpty() || run.keys().contains(Run.NO_PEOPLE)
            ? null
            : Keys.from(run.keys(), System.getenv()),
        new Terms(
            SharingAgreements.of(agreements),
            permitted(run),
            PermittedList.DEFAULT_DAYS,
            run.asOf()),
        staging);
  }

  private static SharingAgreements.Agreement agreement(Row row) {
    return new SharingAgreements.Agreement(
        row.getAs("sender_code"),
        row.getAs("feed"),
        row.getAs("controller"),
        row.getAs("lawful_basis"),
        row.getAs("agreement_reference"),
        row.<Date>getAs("valid_from").toLocalDate(),
        Optional.ofNullable(row.<Date>getAs("valid_to")).map(Date::toLocalDate));
  }

  static Optional<PermittedList> permitted(Run run) {
    Row newest = newestList(run).agg(functions.max("checked_on"), functions.max("key_id")).first();
    if (newest.isNullAt(0)) {
      return Optional.empty();
    }
    Iterator<String> tokens =
        newestList(run)
            .select("person_token")
            .as(org.apache.spark.sql.Encoders.STRING())
            .toLocalIterator();
    return Optional.of(
        PermittedList.of(newest.getDate(0).toLocalDate(), newest.getString(1), tokens));
  }

  /** Everybody on the answers of the newest day, whoever asked. */
  static Dataset<Row> newestList(Run run) {
    Dataset<Row> lists =
        run.tables()
            .read("bronze." + PERMITTED)
            .where(functions.col("checked_on").leq(functions.lit(Date.valueOf(run.asOf()))));
    return lists.where(
        functions.col("checked_on").equalTo(lists.agg(functions.max("checked_on")).scalar()));
  }

  /** Lets one delivery pass, or says why not. Safe to call from several threads. */
  Inspection look(Candidate candidate) {
    LandedFile file = candidate.file();
    Feed.Match match = candidate.matches().get(0);
    Feed feed = match.feed();
    Path output = null;
    try {
      check(candidate);
      output = Files.createTempFile(staging, "passed", ".csv");
      List<Tally.Reject> rejects = new ArrayList<>();
      Admission admission =
          Door.admit(
              file.path(),
              feed.contract(),
              keys,
              terms,
              output,
              r -> {
                if (rejects.size() < KEPT_REJECTS) {
                  String column = r.column().isEmpty() ? null : r.column();
                  rejects.add(new Tally.Reject(r.line(), r.rule(), column, null));
                }
              });
      file.checkUnchanged();
      LandedFile rows = LandedFile.at(output, file.name());
      Arrival arrival =
          Arrival.of(Probe.of(rows, feed.delivery().delimiter(), staging), "", 0, match);
      return Inspection.good(file, arrival.through(passed(feed, admission, rejects)));
    } catch (Refused e) {
      Refusal refusal =
          e.exitCode() == NOT_ALLOWED
              ? Refusal.onTerms(e.rule(), e.reason())
              : new Refusal(e.rule(), e.reason());
      return refused(candidate, refusal, output);
    } catch (Refusal e) {
      return refused(candidate, e, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(Candidate candidate) {
    if (candidate.file().isZip()) {
      throw new Refusal(
          "zip", "deliveries about people come plain or as .gz; unpack it and deliver it again");
    }
    if (keys == null) {
      throw Refusal.onTerms(
          "no_key",
          "it is about people, and no key is named: nothing of it was read. Name one by --key or in"
              + " the variable PCW_KEY, and run again");
    }
  }

  private Passed passed(Feed feed, Admission admission, List<Tally.Reject> rejects) {
    String reference =
        terms
            .agreements()
            .find(admission.declaration().sender(), feed.id(), terms.asOf())
            .map(SharingAgreements.Agreement::reference)
            .orElseThrow();
    return new Passed(
        Declared.of(admission.declaration(), reference),
        admission.rows(),
        admission.accepted(),
        admission.optedOut(),
        admission.rejectedRows(),
        List.copyOf(rejects),
        admission.lines(),
        admission.warnings());
  }

  private static Inspection refused(Candidate candidate, Refusal refusal, Path output) {
    if (output != null) {
      output.toFile().delete();
    }
    Feed.Match match = candidate.matches().get(0);
    return Inspection.refused(
        candidate.file(),
        match.feed().id(),
        refusal,
        Declared.ofRefused(candidate.file().path(), match));
  }
}
