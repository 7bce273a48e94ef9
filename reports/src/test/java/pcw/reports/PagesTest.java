package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.reports.RenderRequest.Product;

class PagesTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static final Pattern TABLE = Pattern.compile("<table>.*?</table>", Pattern.DOTALL);

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Fixture.rendered().resolve("pages"))) {
      return files.filter(f -> f.toString().endsWith(".html")).toList();
    }
  }

  @Test
  void areOneForEachOrganisationAndSmall() throws IOException {
    assertThat(pages()).hasSize(46 + 3 + 5);
    for (Path page : pages()) {
      assertThat(Files.size(page)).as(page.toString()).isLessThan(200_000);
    }
  }

  @Test
  void linkOnlyToWhatIsThere() throws IOException {
    int links = 0;
    for (Path page : pages()) {
      String html = Files.readString(page);
      Matcher matcher = LINK.matcher(html);
      while (matcher.find()) {
        String target = matcher.group(1);
        assertThat(target).doesNotContain("://");
        int hash = target.indexOf('#');
        Path file =
            hash == 0 ? page : page.resolveSibling(hash < 0 ? target : target.substring(0, hash));
        assertThat(file).as("%s in %s", target, page).exists();
        if (hash >= 0 && !target.contains("explorer.html#")) {
          assertThat(Files.readString(file)).contains("id=\"" + target.substring(hash + 1) + "\"");
        }
        links++;
      }
    }
    assertThat(links).isGreaterThan(1000);
  }

  @Test
  void haveTheirLanguagePolicySkipLinkAndOneHeading() throws IOException {
    for (Path page : pages()) {
      assertThat(Files.readString(page))
          .startsWith("<!doctype html>")
          .contains(
              "<html lang=\"en-GB\">",
              "default-src 'none'",
              "<a class=\"skip\" href=\"#main\">",
              "<main id=\"main\">")
          .containsOnlyOnce("<h1>")
          .doesNotContain("<style", " style=\"", "onclick", "http://localhost");
    }
  }

  @Test
  void giveEveryTableACaptionAndScopedHeaders() throws IOException {
    for (Path page : pages()) {
      Matcher matcher = TABLE.matcher(Files.readString(page));
      while (matcher.find()) {
        assertThat(matcher.group()).contains("<caption", "<th scope=\"col\"", "<th scope=\"row\"");
        assertThat(matcher.group()).doesNotContainPattern("<th>|<th class");
      }
    }
  }

  @Test
  void escapeHostileNames() throws IOException {
    for (Path page : pages()) {
      assertThat(Files.readString(page)).doesNotContain("<script>alert", "<b>Surgery");
    }
    assertThat(Fixture.page(Fixture.rendered(), "practice/zp017.html"))
        .contains(
            "<h1>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; =cmd|&#39;/c calc&#39;!A0 &amp; Sons &lt;b&gt;Surgery&lt;/b&gt;</h1>");
  }

  @Test
  void showTheChartAsTextAndItsValuesAsATable() {
    String html = Fixture.page(Fixture.rendered(), "practice/zp003.html");
    assertThat(html)
        .contains(
            "<svg",
            "role=\"img\"",
            "<title>Line chart of ADQs per 1,000 patients",
            "90th percentile</text>")
        .contains(
            "<caption class=\"hidden\">Annex: high-dose opioid volume (LPI98) by month</caption>",
            "<th scope=\"row\" class=\"words\">Oct 2023</th>");
  }

  @Test
  void showEachMonthOnceThoughAnIcbHasTwoBoundaryViews() {
    String html = Fixture.page(Fixture.rendered(), "icb/qz1.html");
    String months = html.substring(html.indexOf("by month</caption>"));
    assertThat(months.split("<th scope=\"row\"", -1)).hasSize(36 + 1);
  }

  @Test
  void takeTheirColoursFromTheOneStyleFile() {
    assertThat(Fixture.page(Fixture.rendered(), "assets/pcw.css"))
        .contains(
            "--navy: " + Palette.hex("Navy").toLowerCase(java.util.Locale.ROOT),
            "--tint-concern: ",
            "background: var(--tint-concern)");
  }

  @Test
  void listAllMeasures() {
    String html = Fixture.page(Fixture.rendered(), "practice/zp003.html");
    String all = html.substring(html.indexOf("All prescribing measures</caption>"));
    assertThat(all.substring(0, all.indexOf("</table>")).split("<th scope=\"row\"", -1))
        .hasSize(15 + 1);
    assertThat(Fixture.page(Fixture.rendered(), "measures.html").split("<h2 ", -1)).hasSize(28 + 1);
  }

  @Test
  void reachEveryOrganisationFromHomeWithoutScripts() throws IOException {
    String home = Fixture.page(Fixture.rendered(), "index.html");
    for (Path page : pages()) {
      Path relative = Fixture.rendered().resolve("pages").relativize(page);
      if (relative.getNameCount() == 2 && !relative.toString().endsWith("_dashboard.html")) {
        assertThat(home).contains("href=\"" + relative + "\"");
      }
    }
  }

  @Test
  void areTheSameBytesForTheSameSet(@TempDir Path folder) {
    Fixture.set(folder, 36);
    assertThat(Fixture.render(folder, Fixture.only("ZN0002", Product.PAGE)).failures()).isEmpty();
    assertThat(folder.resolve("pages/pcn/zn0002.html"))
        .hasSameBinaryContentAs(Fixture.rendered().resolve("pages/pcn/zn0002.html"));
    assertThat(folder.resolve("pages/index.html"))
        .hasSameBinaryContentAs(Fixture.rendered().resolve("pages/index.html"));
  }
}
