package pcw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    if (List.of("run", "backfill", "measure").contains(task)) {
      lines.add(
          String.format(
              "  measure  months %s to %s would be replaced in gold.measure_count",
              run.from().map(Object::toString).orElse("the first that is held"),
              run.to().map(Object::toString).orElse("the last that is held")));
    }
    PublishedSets sets = PublishedSets.of(run.warehouse(), run.policy());
    String latest = sets.next().orElse("none yet");
    Path pages = sets.latest().resolve("packs");
    lines.add(
        String.format(
            "  publish  %s set; the last one is %s, with reports of %d organisations",
            run.policy(), latest, count(pages)));
    return lines;
  }

  private static int count(Path folder) {
    String[] files = Files.isDirectory(folder) ? folder.toFile().list() : null;
    return files == null ? 0 : files.length;
  }
}
