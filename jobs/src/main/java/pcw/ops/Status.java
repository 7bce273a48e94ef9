package pcw.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pcw.schemas.Contracts;

/**
 * How a warehouse is doing: its last runs, how fresh and complete each source is, what takes up the
 * disk. Read from small files in a moment; needs no session.
 *
 * @param bytes by folder of the warehouse
 */
public record Status(
    List<RunRecord> runs, List<Freshness> sources, List<Notice> notices, Map<String, Long> bytes) {
  private static final int RUNS = 30;
  private static final int NOTICES = 20;
  private static final double MIB = 1024.0 * 1024.0;

  public static Status of(Path warehouse, Contracts contracts) {
    LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
    return new Status(
        RunRecord.latest(warehouse, RUNS),
        Freshness.of(warehouse, contracts, today),
        Notice.of(warehouse.resolve("published").resolve("latest")),
        disk(warehouse));
  }

  /** Writes the page of the runs and the figures for a monitor, beside the records. */
  public void write(Path warehouse) {
    try {
      Books books = Books.of(warehouse);
      books.replace("ops/status.html", StatusPage.html(this).getBytes(StandardCharsets.UTF_8));
      books.replace("ops/metrics.prom", metrics().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%-20s %-9s %-14s %4s %8s  %s",
            "Started", "Task", "Status", "Exit", "s", "Steps (seconds, rows)"));
    for (RunRecord run : runs) {
      lines.add(
          String.format(
              "%-20s %-9s %-14s %4s %8.1f  %s",
              run.startedAt().substring(0, 19) + "Z",
              run.task(),
              run.state().replace('_', ' '),
              run.exitCode() == null ? "" : run.exitCode(),
              run.seconds(),
              steps(run)));
      if (run.error() != null) {
        lines.add("    " + run.error().message().lines().findFirst().orElse(""));
      }
    }
    if (!sources.isEmpty()) {
      lines.add("");
      lines.add(
          String.format(
              "%-28s %-8s %-11s %-9s %s",
              "Source", "Latest", "Next due", "State", "Months missing"));
      for (Freshness source : sources) {
        lines.add(
            String.format(
                "%-28s %-8s %-11s %-9s %s",
                source.feed(),
                or(source.latest()),
                or(source.expectedBy()),
                source.state().replace('_', ' '),
                source.missing()));
      }
    }
    if (!notices.isEmpty()) {
      lines.add("");
      lines.add("Notices about the sources, newest first");
      latestNotices()
          .forEach(
              n ->
                  lines.add(
                      String.format("%-4s  %s", n.isFailure() ? "fail" : "warn", n.message())));
      if (notices.size() > NOTICES) {
        lines.add(
            String.format(
                "      and %d older ones in data/notice.csv of the set", notices.size() - NOTICES));
      }
    }
    lines.add("");
    lines.add(
        "Disk  "
            + bytes.entrySet().stream()
                .map(e -> String.format("%s %,.1f MiB", e.getKey(), e.getValue() / MIB))
                .collect(Collectors.joining(", ")));
    return lines;
  }

  /** A source has missed two deliveries in a row. */
  public boolean isTooLate() {
    return sources.stream().anyMatch(s -> s.state().equals("too_late"));
  }

  /** The last set has a month that is missing, or out of the ordinary beyond doubt. */
  public boolean isIncomplete() {
    return !Notice.atTheGate(notices, sources).isEmpty();
  }

  /** The newest notices, as many as a page takes. */
  List<Notice> latestNotices() {
    return notices.subList(0, Math.min(NOTICES, notices.size()));
  }

  static String steps(RunRecord run) {
    return run.steps().stream()
        .filter(s -> !s.step().equals("start"))
        .map(
            s ->
                s.changed()
                    ? String.format("%s %.1f%s", s.step(), s.seconds(), rows(s))
                    : s.step() + " -")
        .collect(Collectors.joining(", "));
  }

  private static String rows(RunRecord.Step step) {
    Long rows = step.counts().get("rows");
    return rows == null ? "" : String.format(" (%,d)", rows);
  }

  static String or(Object value) {
    return value == null ? "" : value.toString();
  }

  /** As the text collectors of Prometheus read it. */
  private String metrics() {
    StringBuilder text = new StringBuilder();
    List<RunRecord> ended = runs.stream().filter(r -> r.exitCode() != null).toList();
    ended.stream()
        .filter(r -> r.exitCode() == Exit.DONE || r.exitCode() == Exit.NOTHING_TO_DO)
        .findFirst()
        .ifPresent(
            good -> {
              gauge(
                  text,
                  "pcw_run_last_success_timestamp_seconds",
                  "When the last run that went well ended.");
              text.append(
                  String.format(
                      "pcw_run_last_success_timestamp_seconds %d%n",
                      good.ended().getEpochSecond()));
            });
    if (!ended.isEmpty()) {
      RunRecord last = ended.get(0);
      gauge(text, "pcw_run_exit_code", "Exit code of the last run that has ended.");
      text.append(String.format("pcw_run_exit_code %s%n", last.exitCode()));
      gauge(text, "pcw_run_end_timestamp_seconds", "When the last run ended.");
      text.append(
          String.format("pcw_run_end_timestamp_seconds %d%n", last.ended().getEpochSecond()));
      gauge(text, "pcw_step_seconds", "Duration of each step of the last run.");
      last.steps()
          .forEach(
              s ->
                  text.append(
                      String.format(
                          "pcw_step_seconds{step=\"%s\"} %.3f%n", s.step(), s.seconds())));
      gauge(text, "pcw_step_count", "What each step of the last run counted.");
      last.steps()
          .forEach(
              s ->
                  s.counts()
                      .forEach(
                          (what, n) ->
                              text.append(
                                  String.format(
                                      "pcw_step_count{step=\"%s\",what=\"%s\"} %d%n",
                                      s.step(), what, n))));
    }
    gauge(text, "pcw_source_late", "0 fresh, 1 late, 2 two deliveries overdue.");
    sources.stream()
        .filter(s -> !s.state().equals("unknown"))
        .forEach(
            s ->
                text.append(
                    String.format(
                        "pcw_source_late{feed=\"%s\"} %d%n",
                        s.feed(), List.of("fresh", "late", "too_late").indexOf(s.state()))));
    gauge(text, "pcw_notices", "What the last set says of its sources, by severity.");
    for (boolean isFailure : new boolean[] {false, true}) {
      text.append(
          String.format(
              "pcw_notices{severity=\"%s\"} %d%n",
              isFailure ? "fail" : "warn",
              notices.stream().filter(n -> n.isFailure() == isFailure).count()));
    }
    gauge(text, "pcw_disk_bytes", "Disk use by folder of the warehouse.");
    bytes.forEach(
        (folder, n) -> text.append(String.format("pcw_disk_bytes{folder=\"%s\"} %d%n", folder, n)));
    return text.toString();
  }

  private static void gauge(StringBuilder text, String name, String help) {
    text.append(String.format("# HELP %s %s%n# TYPE %s gauge%n", name, help, name));
  }

  private static Map<String, Long> disk(Path warehouse) {
    Books books = Books.of(warehouse);
    Map<String, Long> bytes = new LinkedHashMap<>();
    try {
      for (String folder : List.of("bronze", "quarantine", "silver", "gold", "ops", "published")) {
        books.bytes(folder).ifPresent(size -> bytes.put(folder, size));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }
}
