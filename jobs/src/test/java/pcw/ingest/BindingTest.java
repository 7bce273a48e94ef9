package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pcw.spark.TestSession;

class BindingTest {
  private static List<String> warnings(String feed, String... header) {
    return Binding.byName(TestSession.contracts().table("bronze." + feed), List.of(header))
        .warnings();
  }

  @Test
  void ofAFileWithHundredsOfColumnsOnlyWhatIsMissedIsSaid() {
    assertThat(
            warnings(
                "gp_patient_survey",
                "ad_practicecode",
                "ad_practicename",
                "overallexp.pcteval",
                "HealthConversation.pcteval",
                "healthconversation.baseevaluw",
                "healthsupport.pcteval",
                "healthsupport.baseevaluw",
                "healthconfidence.pcteval",
                "healthconfidence.baseevaluw"))
        .containsExactly("plan_share, plan_answers not delivered: left empty");
  }

  @Test
  void elsewhereAnUnknownHeaderIsNamed() {
    assertThat(
            warnings(
                "pathway_population", "month", "practice_code", "pathway", "people", "source", "x"))
        .containsExactly("unknown header x is left unread");
  }
}
