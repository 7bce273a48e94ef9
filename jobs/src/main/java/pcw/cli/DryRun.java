package pcw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pcw.ingest.Plan;
import pcw.ops.PublishedSets;
import pcw.ops.Run;

/** What a task would do. */
final class DryRun {
  private DryRun() {}

  static List<String> lines(Run run, String task) {
    List<String> lines = new ArrayList<>();
    lines.add("Nothing is written. What " + task + " would do:");
    if (List.of("run", "ingest").contains(task)) {
      Plan.of(run).forEach(line -> lines.add("  ingest   " + line));
    }
    if (List.of("run", "measure").contains(task)) {
      lines.add(
          String.format(
              "  measure  months %s to %s would be replaced in gold.measure_count",
              run.from().map(Object::toString).orElse("the first that is held"),
              run.to().map(Object::toString).orElse("the last that is held")));
    }
    lines.add(publish(run));
    return lines;
  }

  /** What a backfill would do. */
  static List<String> lines(Run run, List<YearMonth> months) {
    String words =
        months.isEmpty()
            ? "no month would be counted"
            : months.stream().map(YearMonth::toString).collect(Collectors.joining(", "))
                + " would be replaced in gold.measure_count";
    return List.of(
        "Nothing is written. What backfill would do:", "  measure  " + words, publish(run));
  }

  private static String publish(Run run) {
    PublishedSets sets = PublishedSets.of(run.warehouse(), run.policy());
    return String.format(
        "  publish  %s set; the last one is %s, with reports of %d organisations",
        run.policy(), sets.next().orElse("none yet"), count(sets.latest().resolve("packs")));
  }

  private static int count(Path folder) {
    String[] files = Files.isDirectory(folder) ? folder.toFile().list() : null;
    return files == null ? 0 : files.length;
  }
}
