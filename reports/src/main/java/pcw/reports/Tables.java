package pcw.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The tables of one organisation as a workbook, after the checklist of the government's Analysis
 * Function: cover, contents and notes first; each table a named one from the first cell, with one
 * header row, nothing merged, no blank rows; shorthand where nothing can be shown.
 */
final class Tables {
  /**
   * Not the first of January: with that, a ZIP entry keeps a second time, in the machine's zone.
   */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final String CREATED = "(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)";

  private record Column(String title, double width) {}

  private Tables() {}

  static byte[] of(Facts facts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
    try (Workbook book = new Workbook(bytes, "pcw", "1.0")) {
      book.setGlobalDefaultFont("Arial", 12);
      lines(
          book.newWorksheet("Cover"),
          Stream.of(
              facts.title() + ": personalised care tables",
              facts.kind(),
              facts.classification(),
              facts.freshnessText(),
              "Published set " + facts.set().setId() + ", policy " + facts.set().policy() + ".",
              "The same figures are in the pack (PDF), on the page (HTML) and in the data of the set.",
              facts.headline()));
      lines(
          book.newWorksheet("Contents"),
          Stream.of(
              "Contents",
              "Notes: what the shorthand means, and how figures were rounded and compared",
              "Figures: the latest figure of every measure",
              "Months: the lead measure month by month",
              "Definitions: what every measure counts, its source and its owner"));
      lines(
          book.newWorksheet("Notes"),
          Stream.of(
              "Notes",
              Facts.LEGEND + ".",
              Facts.ROUNDING,
              Facts.READING,
              facts.set().policy().equals("internal")
                  ? "This workbook is for the organisation's own use."
                  : "Counts of people are rounded to the nearest 5 and small ones are withheld; everything else is computed from those counts.",
              facts.iconNote()));
      figures(book.newWorksheet("Figures"), facts);
      months(book.newWorksheet("Months"), facts);
      definitions(book.newWorksheet("Definitions"), facts);
    }
    return timeless(bytes.toByteArray());
  }

  private static void lines(Worksheet sheet, Stream<String> lines) {
    sheet.width(0, 110);
    int row = 0;
    for (String line : lines.filter(l -> !l.isEmpty()).toList()) {
      sheet.value(row, 0, line);
      sheet.style(row, 0).wrapText(true).set();
      if (row == 0) {
        sheet.style(row, 0).bold().fontSize(16).set();
      }
      row++;
    }
  }

  private static void figures(Worksheet sheet, Facts facts) {
    List<Column> columns =
        List.of(
            new Column("Chapter", 14),
            new Column("Measure", 60),
            new Column("Unit", 28),
            new Column("Better", 12),
            new Column("Period", 20),
            new Column("Figure", 14),
            new Column("Marks", 10),
            new Column("Lower 95% limit", 16),
            new Column("Upper 95% limit", 16),
            new Column("Numerator", 14),
            new Column("Denominator", 14),
            new Column("A year before", 14),
            new Column("Change", 12),
            new Column("Change in percent", 14),
            new Column("Area above", 14),
            new Column("England", 14),
            new Column("Higher than, in 100 peers", 16),
            new Column("Variation", 34),
            new Column("Target", 34),
            new Column("Practices submitting", 24),
            new Column("Identifier", 48));
    header(sheet, columns);
    int r = 0;
    for (Row f : facts.figures()) {
      r++;
      int c = 0;
      sheet.value(r, c++, Words.sentence(f.text("chapter")));
      sheet.value(r, c++, f.text("title"));
      sheet.value(r, c++, f.text("unit"));
      sheet.value(r, c++, f.text("better"));
      sheet.value(
          r, c++, Words.period(f.text("window"), f.day("period_start"), f.day("period_end")));
      number(sheet, r, c++, f, "value", f.valueText("value"));
      sheet.value(r, c++, Figures.marks(f.text("value_marks")).strip());
      for (String column : List.of("lower_ci", "upper_ci", "numerator", "denominator")) {
        number(sheet, r, c++, f, column, Figures.NONE);
      }
      number(sheet, r, c++, f, "year_ago", f.valueText("year_ago"));
      number(sheet, r, c++, f, "absolute_change", Figures.NONE);
      number(sheet, r, c++, f, "relative_change_percent", Figures.NONE);
      number(sheet, r, c++, f, "parent", f.valueText("parent"));
      number(sheet, r, c++, f, "england", f.valueText("england"));
      number(sheet, r, c++, f, "percentile", Figures.NONE);
      sheet.value(r, c++, Icon.variation(f.text("spc_variation")).alternative());
      sheet.value(r, c++, Icon.assurance(f.text("spc_assurance")).alternative());
      sheet.value(r, c++, f.coverageText());
      sheet.value(r, c, f.text("measure_id"));
    }
    table(sheet, "figures", columns, r);
  }

  private static void months(Worksheet sheet, Facts facts) {
    List<Column> columns =
        List.of(
            new Column("Month", 14),
            new Column("ADQs per 1,000 patients", 16),
            new Column("Marks", 10),
            new Column("ADQs", 14),
            new Column("Registered patients", 16),
            new Column("10th percentile of peers", 16),
            new Column("Median of peers", 16),
            new Column("90th percentile of peers", 16),
            new Column("Control chart", 18),
            new Column("Practices submitting", 24));
    header(sheet, columns);
    int r = 0;
    for (int i = facts.trend().size() - 1; i >= 0; i--) {
      Row m = facts.trend().get(i);
      r++;
      sheet.value(r, 0, m.monthText("period_end"));
      number(sheet, r, 1, m, "value", m.valueText("value"));
      sheet.value(r, 2, Figures.marks(m.text("value_marks")).strip());
      number(sheet, r, 3, m, "numerator", Figures.NONE);
      number(sheet, r, 4, m, "denominator", Figures.NONE);
      number(sheet, r, 5, m, "p10", Figures.NONE);
      number(sheet, r, 6, m, "p50", Figures.NONE);
      number(sheet, r, 7, m, "p90", Figures.NONE);
      sheet.value(r, 8, Words.signal(m.text("spc_point")));
      sheet.value(r, 9, m.coverageText());
    }
    table(sheet, "months", columns, r);
  }

  private static void definitions(Worksheet sheet, Facts facts) {
    List<Column> columns =
        List.of(
            new Column("Measure", 60),
            new Column("Numerator", 60),
            new Column("Denominator", 60),
            new Column("Unit", 28),
            new Column("Caption", 80),
            new Column("Source", 60),
            new Column("Owner", 30),
            new Column("Identifier", 48));
    header(sheet, columns);
    int r = 0;
    for (Row d : facts.set().definitions()) {
      r++;
      sheet.value(r, 0, d.text("title"));
      sheet.value(r, 1, d.text("numerator"));
      sheet.value(r, 2, d.text("denominator"));
      sheet.value(r, 3, d.text("unit"));
      sheet.value(r, 4, d.text("caption"));
      sheet.value(r, 5, facts.sourcesText(d.text("sources")));
      sheet.value(r, 6, d.text("owner"));
      sheet.value(r, 7, d.text("measure_id"));
    }
    table(sheet, "definitions", columns, r);
  }

  /** The figure with all its digits; where there is none, its shorthand. */
  private static void number(
      Worksheet sheet, int row, int column, Row from, String name, String otherwise) {
    Double value = from.number(name);
    if (value == null) {
      sheet.value(row, column, otherwise);
    } else {
      sheet.value(row, column, value);
      sheet
          .style(row, column)
          .format(Math.abs(value) >= 1000 ? "#,##0" : Math.abs(value) < 1 ? "0.00" : "0.0")
          .set();
    }
  }

  private static void header(Worksheet sheet, List<Column> columns) {
    for (int c = 0; c < columns.size(); c++) {
      sheet.value(0, c, columns.get(c).title());
      sheet.width(c, columns.get(c).width());
    }
    sheet.range(0, 0, 0, columns.size() - 1).style().bold().wrapText(true).set();
  }

  private static void table(Worksheet sheet, String name, List<Column> columns, int rows) {
    sheet
        .range(0, 0, Math.max(1, rows), columns.size() - 1)
        .createTable(columns.stream().map(Column::title).toArray(String[]::new))
        .setName(name)
        .setDisplayName(name);
  }

  /** The same workbook without the moment at which it was written. */
  private static byte[] timeless(byte[] timed) throws IOException {
    // The library's archive can be read only from a file: sizes stand behind the entries.
    Path file = Files.createTempFile("pcw-tables", ".xlsx");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(timed.length);
    Files.write(file, timed);
    try (ZipFile in = new ZipFile(file.toFile());
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(NO_TIME);
        out.putNextEntry(copy);
        byte[] content = in.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("docProps/core.xml")) {
          content =
              new String(content, StandardCharsets.UTF_8)
                  .replaceAll(CREATED, "$1" + NO_TIME + ":00Z$2")
                  .getBytes(StandardCharsets.UTF_8);
        }
        out.write(content);
        out.closeEntry();
      }
    } finally {
      Files.delete(file);
    }
    return bytes.toByteArray();
  }
}
