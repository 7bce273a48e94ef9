package pcw.cli;

import java.util.Map;
import java.util.stream.Collectors;
import pcw.ops.Log;
import pcw.ops.Notice;
import pcw.ops.PublishedSets;
import pcw.ops.RunRecord;

/** The few lines at the end of a run. */
final class Summary {
  private static final int NOTICES = 3;

  private Summary() {}

  static void print(Log log, RunRecord record, RunOptions options) {
    PublishedSets sets = PublishedSets.of(options.warehouse(), options.policy);
    if (!record.changed()) {
      log.say("Nothing new since the last run. Open %s", sets.latest().resolve("pages/index.html"));
      return;
    }
    Map<String, Long> ingest = record.step("ingest").counts();
    Map<String, Long> publish = record.step("publish").counts();
    Map<String, Long> render = record.step("render").counts();
    log.say("");
    say(
        log,
        "Files",
        ingest,
        "files",
        "accepted_files",
        "refused_files",
        "superseded_files",
        "unmatched_files",
        "skipped_files");
    say(
        log,
        "Rows",
        ingest,
        "rows",
        "accepted",
        "quarantined",
        "duplicate",
        "opted_out",
        "out_of_scope");
    say(log, "Measures", record.step("measure").counts(), "measures");
    say(log, "Organisations", publish, "organisations");
    say(log, "Reports", render, "packs", "pages", "dashboards", "failed");
    log.say(
        "Seconds        %s",
        record.steps().stream()
            .map(s -> String.format("%s %.1f", s.step(), s.seconds()))
            .collect(Collectors.joining(", ")));
    Notice.of(sets.latest()).stream()
        .limit(NOTICES)
        .forEach(notice -> log.say("Notice         %s", notice.message()));
    log.say("Open           %s", sets.latest().resolve("pages/index.html"));
  }

  private static void say(Log log, String what, Map<String, Long> counts, String... names) {
    String words = counts(counts, names);
    if (!words.isEmpty()) {
      log.say("%-14s %s", what, words);
    }
  }

  private static String counts(Map<String, Long> counts, String... names) {
    StringBuilder words = new StringBuilder();
    for (String name : names) {
      Long count = counts.get(name);
      if (count == null || (count == 0 && words.length() > 0)) {
        continue;
      }
      words
          .append(words.length() == 0 ? "" : ", ")
          .append(String.format("%,d %s", count, name.replace("_files", "").replace('_', ' ')));
    }
    return words.toString();
  }
}
