package pcw.ops;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The status as a page: a file that needs no server and fetches nothing. */
final class StatusPage {
  private static final String STYLE =
      "body{font:16px/1.5 sans-serif;margin:2rem;max-width:80rem}table{border-collapse:collapse;margin:1rem 0}"
          + "th,td{text-align:left;padding:.25rem .75rem;border-bottom:1px solid #aeb7bd;vertical-align:top}"
          + ".number{text-align:right}";

  private StatusPage() {}

  static String html(Status status) {
    return "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Runs of the warehouse</title>\n<style>"
        + STYLE
        + "</style>\n</head>\n<body>\n<main>\n<h1>Runs of the warehouse</h1>\n"
        + table(
            "The last runs, newest first",
            List.of("Started (UTC)", "Task", "Status", "Exit code", "Seconds", "Steps", "Message"),
            status.runs().stream().map(StatusPage::run))
        + table(
            "Sources of the last set",
            List.of("Source", "Latest month", "Next due", "State", "Months missing"),
            status.sources().stream()
                .map(
                    s ->
                        List.of(
                            s.feed(),
                            Status.or(s.latest()),
                            Status.or(s.expectedBy()),
                            s.state().replace('_', ' '),
                            s.missing())))
        + table(
            "Notices about the sources, newest first",
            List.of("Source", "Month", "Severity", "Notice"),
            status.latestNotices().stream()
                .map(
                    n ->
                        List.of(
                            n.feed(),
                            n.month().toString(),
                            n.isFailure() ? "fail" : "warn",
                            n.message())))
        + table(
            "Disk use",
            List.of("Folder", "Bytes"),
            status.bytes().entrySet().stream()
                .map(e -> List.of(e.getKey(), String.format("%,d", e.getValue()))))
        + "</main>\n</body>\n</html>\n";
  }

  private static List<String> run(RunRecord run) {
    return List.of(
        run.startedAt().substring(0, 19).replace('T', ' '),
        run.task(),
        run.state().replace('_', ' '),
        Status.or(run.exitCode()),
        String.format("%.1f", run.seconds()),
        Status.steps(run),
        run.error() == null ? "" : run.error().message());
  }

  private static String table(String caption, List<String> heads, Stream<List<String>> rows) {
    return "<table>\n<caption>"
        + caption
        + "</caption>\n<thead><tr>"
        + heads.stream().map(h -> "<th scope=\"col\">" + h + "</th>").collect(Collectors.joining())
        + "</tr></thead>\n<tbody>\n"
        + rows.map(
                row ->
                    row.stream()
                        .map(cell -> "<td>" + escaped(cell) + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>\n")))
            .collect(Collectors.joining())
        + "</tbody>\n</table>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
