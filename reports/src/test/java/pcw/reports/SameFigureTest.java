package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One figure, read back from every kind of file that shows it. */
class SameFigureTest {
  @ParameterizedTest
  @CsvSource({
    "icb, QZ1, opioid_ome_per_1000, month, current",
    "icb, QZ1, people_referred_per_1000, quarter, as_reported",
    "practice, ZP003, activation_mean_change, quarter, current",
    "practice, ZP009, opioid_high_dose_120_adq_per_1000, month, current"
  })
  void isTheSameInPdfHtmlXlsxCsvAndDuckDb(
      String level, String code, String measure, String window, String view) throws Exception {
    Path set = Fixture.rendered();
    String printed;
    String icon;
    Double value;
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:duckdb:" + set.resolve("published.duckdb"), readOnly);
        Statement statement = connection.createStatement()) {
      String where =
          " FROM published_measure WHERE org_level = '%s' AND ods_code = '%s' AND measure_id = '%s' AND \"window\" = '%s' AND boundary_view = '%s' AND breakdown = 'all' ORDER BY period_end DESC LIMIT 1"
              .formatted(level, code, measure, window, view);
      Path csv = Path.of("target", "same", code + measure + ".csv").toAbsolutePath();
      Files.createDirectories(csv.getParent());
      Files.deleteIfExists(csv);
      statement.execute(
          "COPY (SELECT value, value_state, spc_variation" + where + ") TO '" + csv + "'");
      try (ResultSet row =
          statement.executeQuery("SELECT value, value_state, spc_variation" + where)) {
        assertThat(row.next()).isTrue();
        value = (Double) row.getObject(1);
        boolean isWhole = value != null && Math.abs(value) >= 1000;
        printed = Figures.value(value, row.getString(2), null, isWhole ? 0 : 1);
        icon = Icon.of(row.getString(3)).alternative();
        String line = Files.readAllLines(csv).get(1);
        assertThat(line).startsWith((value == null ? "" : value.toString()) + ",");
      }
    }
    String title;
    String html =
        Fixture.page(set, level + "/" + code.toLowerCase(java.util.Locale.ROOT) + ".html");
    String scorecard =
        html.substring(html.indexOf("Scorecard</caption>"), html.indexOf("</table>"));
    String row = null;
    title = shortTitle(set, measure);
    for (String candidate : scorecard.split("<tr>", -1)) {
      if (candidate.contains(">" + title + "<")) {
        row = candidate;
      }
    }
    // The sign says that under 95% of the patients are covered.
    assertThat(row)
        .as(title)
        .isNotNull()
        .containsPattern("<td>" + Pattern.quote(printed) + "°?</td>");
    assertThat(row).contains("alt=\"" + icon + "\"");

    String pack =
        Fixture.text(Fixture.pack(set, level + "_" + code.toLowerCase(java.util.Locale.ROOT)));
    assertThat(pack)
        .containsPattern(
            Pattern.quote(title.substring(0, Math.min(20, title.length())))
                + "[^\\n]*20[0-9/]+ "
                + Pattern.quote(printed));

    Path book =
        set.resolve(
            "workbooks/pcw-tables_%s_%s_2026-09_publishable.xlsx"
                .formatted(level, code.toLowerCase(java.util.Locale.ROOT)));
    try (ZipFile zip = new ZipFile(book.toFile())) {
      String sheet = read(zip, "xl/worksheets/sheet4.xml");
      String strings = read(zip, "xl/sharedStrings.xml");
      Matcher known = Pattern.compile("<si><t[^>]*>(.*?)</t></si>").matcher(strings);
      int index = -1;
      int suppressed = -1;
      for (int i = 0; known.find(); i++) {
        index = known.group(1).equals(measure) ? i : index;
        suppressed = known.group(1).equals("[c]") ? i : suppressed;
      }
      String line =
          sheet
              .lines()
              .collect(java.util.stream.Collectors.joining())
              .replaceFirst("(?s).*<row ((?:(?!<row ).)*?<v>" + index + "</v></c></row>).*", "$1");
      Matcher cell = Pattern.compile("<c r=\"F\\d+\"[^>]*><v>([^<]*)</v>").matcher(line);
      assertThat(cell.find()).as(line).isTrue();
      assertThat(Double.parseDouble(cell.group(1)))
          .isEqualTo(value == null ? suppressed : value.doubleValue());
    }
  }

  private static String shortTitle(Path set, String measure) throws Exception {
    try (PublishedSet opened = PublishedSet.open(set, 1)) {
      return opened.definitions().stream()
          .filter(d -> d.text("measure_id").equals(measure))
          .map(d -> Words.shortTitle(d.text("title")))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String read(ZipFile zip, String name) throws Exception {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
