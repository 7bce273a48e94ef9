package pcw.quality;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Worksheet;

/** A sender's report as a workbook: one sheet a table, the same bytes for the same report. */
final class Workbook {
  /**
   * Not the first of January: with that, a ZIP entry keeps a second time, in the machine's zone.
   */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final String CREATED = "(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)";

  private Workbook() {}

  static void write(Sender sender, Path file) throws IOException {
    Path timed = file.resolveSibling("." + file.getFileName() + ".tmp");
    try (OutputStream bytes = Files.newOutputStream(timed);
        org.dhatim.fastexcel.Workbook book =
            new org.dhatim.fastexcel.Workbook(bytes, "pcw", "1.0")) {
      sheet(
          book,
          "Fix first",
          List.of("What to fix first: " + sender.name() + " (" + sender.code() + ")"),
          sender.fixes().stream().map(List::of).toList());
      sheet(
          book,
          "Deliveries",
          List.of(
              "Feed",
              "Period",
              "Status",
              "Rule",
              "Rows",
              "Accepted",
              "Set aside",
              "Duplicate",
              "Opted out",
              "Out of scope"),
          sender.deliveries().stream()
              .map(
                  d ->
                      List.of(
                          d.feed(),
                          d.period(),
                          d.status(),
                          d.rule(),
                          d.rowsIn(),
                          d.accepted(),
                          d.quarantined(),
                          d.duplicate(),
                          d.optedOut(),
                          d.outOfScope()))
              .toList());
      sheet(
          book,
          "Rows set aside",
          List.of("Feed", "Period", "Rule", "Column", "Rows", "Lines"),
          sender.rejections().stream()
              .map(r -> List.of(r.feed(), r.period(), r.rule(), r.column(), r.rows(), r.lines()))
              .toList());
      sheet(
          book,
          "Warnings",
          List.of("Feed", "Rule", "Times", "What to look at"),
          sender.warnings().stream()
              .map(w -> List.of(w.feed(), w.rule(), w.times(), w.advice()))
              .toList());
      sheet(
          book,
          "Completeness",
          List.of("Feed", "Column", "Filled"),
          sender.completeness().stream()
              .map(c -> List.of(c.feed(), c.column(), c.filled()))
              .toList());
      List<String> header = new ArrayList<>(List.of("Feed"));
      header.addAll(sender.months());
      sheet(
          book,
          "Submissions",
          header,
          sender.history().stream()
              .map(
                  s -> {
                    List<String> row = new ArrayList<>(List.of(s.feed()));
                    row.addAll(s.states());
                    return row;
                  })
              .toList());
    }
    timeless(timed, file);
    Files.delete(timed);
  }

  private static void sheet(
      org.dhatim.fastexcel.Workbook book,
      String name,
      List<String> header,
      List<? extends List<String>> rows) {
    Worksheet sheet = book.newWorksheet(name);
    for (int c = 0; c < header.size(); c++) {
      sheet.value(0, c, header.get(c));
      sheet.style(0, c).bold().set();
    }
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < rows.get(r).size(); c++) {
        sheet.value(r + 1, c, rows.get(r).get(c));
      }
    }
    sheet.freezePane(0, 1);
  }

  /** The same workbook without the moment at which it was written. */
  private static void timeless(Path from, Path to) throws IOException {
    try (ZipFile in = new ZipFile(from.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(NO_TIME);
        out.putNextEntry(copy);
        byte[] content = in.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("docProps/core.xml")) {
          String text = new String(content, StandardCharsets.UTF_8);
          content =
              text.replaceAll(CREATED, "$1" + NO_TIME + ":00Z$2").getBytes(StandardCharsets.UTF_8);
        }
        out.write(content);
        out.closeEntry();
      }
    }
  }
}
