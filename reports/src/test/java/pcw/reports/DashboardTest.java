package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
  private static Path pdf(String levelAndCode) {
    return Fixture.rendered()
        .resolve("dashboards/pcw-dashboard_" + levelAndCode + "_2026-09_publishable.pdf");
  }

  @Test
  void isOfEnglandRegionsAndIcbsAlone() throws IOException {
    try (Stream<Path> files = Files.list(Fixture.rendered().resolve("dashboards"))) {
      Stream<String> levels =
          files.map(f -> f.getFileName().toString().replaceAll("^[^_]*_([^_]*)_.*", "$1"));
      assertThat(levels.sorted()).containsExactly("england", "icb", "icb", "region");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"england_eng", "region_zr1", "icb_qz1", "icb_qz2"})
  void isOneLandscapePage(String of) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf(of).toFile())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isGreaterThan(800);
    }
  }

  @Test
  void saysWhatItSaidBefore() throws IOException {
    Fixture.golden(Fixture.text(pdf("icb_qz1")), "dashboard_icb_qz1");
    Fixture.golden(Fixture.text(pdf("region_zr1")), "dashboard_region_zr1");
  }

  @Test
  void saysHowManyIconsChanceWouldShow() {
    assertThat(Fixture.text(pdf("region_zr1")).replaceAll("\\s+", " "))
        .containsPattern("\\d+ of the \\d+ icons show a signal; about .+ by chance alone");
  }

  @Test
  void itsPageShadesAndNamesEachSignal() {
    String html = Fixture.page(Fixture.rendered(), "icb/qz1_dashboard.html");
    assertThat(html)
        .contains("<h1>NHS Marsh and Vale Integrated Care Board: dashboard</h1>")
        .containsPattern(
            "<td class=\"(concern|improvement|neither)\">[^<]+<span class=\"sub\"><img [^>]+alt=\"[A-Z]");
    assertThat(Fixture.page(Fixture.rendered(), "icb/qz1.html"))
        .contains("href=\"../icb/qz1_dashboard.html\"");
  }
}
