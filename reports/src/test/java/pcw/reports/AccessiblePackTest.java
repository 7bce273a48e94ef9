package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Packs of every level against all machine-checkable rules of PDF/UA-1 (ISO 14289-1). */
class AccessiblePackTest {
  @BeforeAll
  static void start() {
    VeraGreenfieldFoundryProvider.initialise();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "england_eng",
        "region_zr1",
        "icb_qz1",
        "icb_qz2",
        "sub_icb_z9a",
        "locality_zl01",
        "pcn_zn0007",
        "practice_zp003",
        "practice_zp013",
        "practice_zp016",
        "practice_zp017"
      })
  void breakNoRule(String pack) throws Exception {
    assertThat(failures(Fixture.pack(Fixture.rendered(), pack))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dashboards/pcw-dashboard_england_eng",
        "dashboards/pcw-dashboard_region_zr1",
        "dashboards/pcw-dashboard_icb_qz1",
        "dashboards/pcw-dashboard_icb_qz2",
        "board/pcw-board_icb_qz1",
        "board/pcw-board_icb_qz2"
      })
  void noMoreDoDashboardsAndBoardPapers(String report) throws Exception {
    assertThat(failures(Fixture.rendered().resolve(report + "_2026-09_publishable.pdf"))).isEmpty();
  }

  static List<String> failures(java.nio.file.Path pdf) throws Exception {
    try (InputStream in = Files.newInputStream(pdf);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, PDFAFlavour.PDFUA_1);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
      ValidationResult result = validator.validate(parser);
      assertThat(result.getTotalAssertions()).isGreaterThan(1000);
      return result.getTestAssertions().stream()
          .filter(a -> a.getStatus() == TestAssertion.Status.FAILED)
          .map(a -> a.getRuleId().getClause() + ": " + a.getMessage())
          .distinct()
          .toList();
    }
  }
}
