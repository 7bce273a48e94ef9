package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.StepResult;

class IngestTest {
  @TempDir Path folder;

  @Test
  void oneBadRowInTenThousandLoadsTheOthers() {
    House house = new House(folder);
    StringBuilder text = new StringBuilder(Epd.month("202503", 9_999));
    text.append(Epd.row(Epd.CLASSIC, "QUANTITY", "five")).append('\n');
    house.put("EPD_202503.csv", text.toString());

    StepResult result = house.ingest();

    assertThat(house.said()).doesNotContain("refused");
    assertThat(result.counts())
        .containsEntry("rows", 10_000L)
        .containsEntry("accepted", 9_999L)
        .containsEntry("quarantined", 1L);
    assertThat(house.tables.read("bronze.epd").count()).isEqualTo(9_999);
    assertThat(
            house.rows(
                "quarantine.row",
                "file_name",
                "line_number",
                "rule",
                "column_name",
                "fields['quantity']"))
        .containsExactly("EPD_202503.csv|10001|number|quantity|five");
  }
}
