package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRPropertiesUtil;
import net.sf.jasperreports.engine.JasperReport;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  @Test
  void compileAndComeInTheirOrder() {
    assertThat(Templates.chapters())
        .extracting(JasperReport::getName)
        .containsExactly(
            "scorecard",
            "movers",
            "joined",
            "prescribing",
            "comparison",
            "companions",
            "drivers",
            "similar",
            "measures",
            "referrals",
            "referral_funnel",
            "referral_equity",
            "referral_contrast",
            "standardised",
            "referral_spread",
            "activation",
            "activation_levels",
            "activation_moves",
            "plans",
            "choice",
            "experience",
            "budgets",
            "budget_savings",
            "budget_ledger",
            "continuing_healthcare",
            "pain",
            "workforce",
            "other_chapter",
            "interventions",
            "maturity",
            "members",
            "data_quality",
            "notices",
            "protection",
            "about",
            "annex");
  }

  @Test
  void bindEveryParameterAndLoadNothingFromElsewhere() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("templates"))) {
      List<Path> templates = files.toList();
      assertThat(templates).hasSizeGreaterThan(15);
      for (Path template : templates) {
        assertThat(
                Files.readString(template, StandardCharsets.UTF_8)
                    .replace("ATTACH ':memory:' AS prepared", ""))
            .as(template.toString())
            .doesNotContain(
                "$P!{",
                "isHtml",
                "markup=",
                "http://",
                "https://",
                "file://",
                "language=\"groovy\"",
                "read_csv",
                "ATTACH");
      }
    }
  }

  @Test
  void areHeldInByTheSettings() {
    JRPropertiesUtil settings =
        JRPropertiesUtil.getInstance(DefaultJasperReportsContext.getInstance());
    assertThat(settings.getBooleanProperty("net.sf.jasperreports.report.class.filter.enabled"))
        .isTrue();
    assertThat(
            settings.getBooleanProperty(
                "net.sf.jasperreports.deserialization.class.filter.enabled"))
        .isTrue();
    assertThat(settings.getBooleanProperty("net.sf.jasperreports.default.file.repository.enabled"))
        .isFalse();
    assertThat(settings.getBooleanProperty("net.sf.jasperreports.awt.ignore.missing.font"))
        .isFalse();
    assertThat(settings.getBooleanProperty("net.sf.jasperreports.xml.allow.doctype")).isFalse();
    assertThat(settings.getProperty("net.sf.jasperreports.governor.max.pages")).isEqualTo("400");
  }
}
