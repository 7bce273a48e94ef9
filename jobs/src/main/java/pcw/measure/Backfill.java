package pcw.measure;

import static org.apache.spark.sql.functions.col;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.Run;
import pcw.ops.RunRecord;
import pcw.ops.StepResult;

/** Counts months again, or for the first time: which of them is a choice of the operator. */
public final class Backfill {
  private static final int RECORDS = 400;

  /** Which months of the period are counted. */
  public enum Reprocess {
    /** Those that are held and have no count. */
    MISSING,
    /** The missing, and those whose last run failed or was stopped. */
    FAILED,
    /** Every month that is held. */
    ALL
  }

  private Backfill() {}

  /** Counts the chosen months of the run's period, neighbours together, oldest first. */
  public static StepResult run(Run run, Reprocess reprocess) {
    List<YearMonth> months = months(run, reprocess);
    run.log().say("  %d months to count: %s", months.size(), months);
    boolean changed = false;
    for (int i = 0; i < months.size(); ) {
      int end = i;
      while (end + 1 < months.size() && months.get(end + 1).equals(months.get(end).plusMonths(1))) {
        end++;
      }
      changed |= Measure.run(run.over(months.get(i), months.get(end))).changed();
      i = end + 1;
    }
    return new StepResult("measure", changed, Map.of("months", (long) months.size()));
  }

  /** The months that would be counted. */
  public static List<YearMonth> months(Run run, Reprocess reprocess) {
    YearMonth from = run.from().orElseThrow(Backfill::noPeriod);
    YearMonth to = run.to().orElseThrow(Backfill::noPeriod);
    Set<YearMonth> counted = new HashSet<>();
    run.tables()
        .read(Counts.COUNT_TABLE)
        .select(col("month"))
        .distinct()
        .collectAsList()
        .forEach(row -> counted.add(YearMonth.from(row.getDate(0).toLocalDate())));
    Set<YearMonth> failed = reprocess == Reprocess.FAILED ? failed(run) : Set.of();
    List<YearMonth> chosen = new ArrayList<>();
    for (YearMonth month : ReportingMonths.held(run.tables())) {
      boolean isWanted =
          reprocess == Reprocess.ALL || !counted.contains(month) || failed.contains(month);
      if (!month.isBefore(from) && !month.isAfter(to) && isWanted) {
        chosen.add(month);
      }
    }
    return chosen;
  }

  /** The months whose last run, of those that named months, did not end well. */
  private static Set<YearMonth> failed(Run run) {
    Map<YearMonth, Boolean> lastFailed = new TreeMap<>();
    for (RunRecord record : RunRecord.latest(run.warehouse(), RECORDS)) {
      boolean isThis = record.runId().equals(run.runId());
      if (isThis || record.from() == null || record.to() == null) {
        continue;
      }
      boolean isBad = !Set.of("done", "nothing_to_do").contains(record.status());
      YearMonth to = YearMonth.parse(record.to());
      for (YearMonth month = YearMonth.parse(record.from());
          !month.isAfter(to);
          month = month.plusMonths(1)) {
        lastFailed.putIfAbsent(month, isBad); // Newest first.
      }
    }
    lastFailed.values().removeIf(isBad -> !isBad);
    return lastFailed.keySet();
  }

  private static Problem noPeriod() {
    return new Problem(Exit.USAGE, "Name the period by --from and --to.");
  }
}
