package pcw.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The figures of a row belong together, as they do in the real files. */
class FigureTest {
  private static final Path LANDING = CommittedFilesTest.SAMPLE_DATA.resolve("landing");

  @Test
  void totalAdqAndCostFollowFromQuantityAndItems() {
    Map<String, Presentation> catalogue =
        Presentation.catalogue(60, Scale.SEED).stream()
            .collect(Collectors.toMap(Presentation::bnfCode, Function.identity()));
    List<NamedCsvRecord> rows = Landing.rows(LANDING.resolve("EPD_SNOMED_202602.csv.gz"));
    assertThat(rows).hasSizeGreaterThan(3_000);
    for (NamedCsvRecord row : rows) {
      Presentation what = catalogue.get(row.getField("BNF_PRESENTATION_CODE"));
      BigDecimal total = number(row, "QUANTITY").multiply(number(row, "ITEMS"));
      assertThat(number(row, "TOTAL_QUANTITY")).isEqualByComparingTo(total);
      assertThat(number(row, "ADQ_USAGE"))
          .isEqualByComparingTo(
              total.multiply(what.adqPerUnit()).setScale(5, RoundingMode.HALF_UP));
      assertThat(number(row, "ACTUAL_COST").doubleValue())
          .isBetween(
              number(row, "NIC").doubleValue() * 0.92,
              number(row, "NIC").doubleValue() * 0.93 + 0.11 * number(row, "ITEMS").doubleValue());
      assertThat(row.getField("SNOMED_CODE")).matches("[1-9][0-9]{5,17}");
    }
  }

  /** The list that the measures use gives the same ADQ for each presentation. */
  @Test
  void adqsAgreeWithTheCodeList() {
    Path list =
        CommittedFilesTest.SAMPLE_DATA.resolveSibling(
            "schemas/codelist/opioid_regular_presentation.csv");
    Map<String, BigDecimal> listed = new HashMap<>();
    for (NamedCsvRecord row : Landing.rows(list)) {
      listed.put(
          row.getField("bnf_chemical") + row.getField("bnf_suffix"), number(row, "adq_per_unit"));
    }
    int compared = 0;
    for (Presentation known : Presentation.catalogue(60, Scale.SEED)) {
      String key = known.chemicalCode() + known.bnfCode().substring(known.bnfCode().length() - 2);
      if (listed.containsKey(key)) {
        assertThat(known.adqPerUnit()).as(known.bnfCode()).isEqualByComparingTo(listed.get(key));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  @Test
  void bandsAddUpToTheWholeAndAggregatesToThePractices() {
    List<NamedCsvRecord> rows =
        Landing.rows(LANDING.resolve("gp-reg-pat-prac-quin-age_2026-01.csv.gz"));
    Map<String, Integer> wholes = new HashMap<>();
    Map<String, Integer> bands = new HashMap<>();
    Map<String, Integer> byType = new HashMap<>();
    for (NamedCsvRecord row : rows) {
      int patients = Integer.parseInt(row.getField("NUMBER_OF_PATIENTS"));
      boolean isWhole = row.getField("SEX").equals("ALL");
      boolean isBand = !row.getField("AGE_GROUP_5").equals("ALL");
      String key = row.getField("ORG_TYPE") + row.getField("ORG_CODE");
      if (isWhole) {
        wholes.merge(key, patients, Integer::sum);
        byType.merge(row.getField("ORG_TYPE"), patients, Integer::sum);
      } else if (isBand) {
        bands.merge(key, patients, Integer::sum);
      }
    }
    assertThat(bands).isEqualTo(wholes);
    assertThat(byType).containsOnlyKeys("GP", "COMM_REGION", "ICB", "SUB_ICB_LOCATION");
    assertThat(byType.values()).containsOnly(byType.get("GP"));
  }

  /** No code has a shape in which ODS issues codes of that kind. */
  @Test
  void noCodeCanBeARealOne() throws IOException {
    Pattern realPractice = Pattern.compile("[A-HJ-NPVWY][0-9]{5}");
    Pattern realPcn = Pattern.compile("U[0-9]{5}");
    Pattern realRegion = Pattern.compile("Y[0-9]{2}");
    try (Stream<Path> files = Files.list(LANDING)) {
      for (Path file : files.filter(f -> f.toString().contains("prac-map")).toList()) {
        for (NamedCsvRecord row : Landing.rows(file)) {
          assertThat(row.getField("PRACTICE_CODE")).hasSize(6).doesNotMatch(realPractice);
          assertThat(row.getField("PCN_CODE")).doesNotMatch(realPcn);
          assertThat(row.getField("COMM_REGION_CODE")).doesNotMatch(realRegion);
          assertThat(row.getField("PRACTICE_POSTCODE")).startsWith("ZZ");
        }
      }
    }
  }

  @Test
  void checkDigitsAreVerhoeffs() {
    assertThat(SnomedCode.checkDigit("69431100000110")).isEqualTo(4);
    assertThat(SnomedCode.checkDigit("236")).isEqualTo(3);
  }

  @Test
  void practiceCodesNeverLookUnidentified() {
    List<String> codes =
        Stream.iterate(0, i -> i + 1).limit(9_000).map(Names::practiceCode).toList();
    assertThat(codes).doesNotHaveDuplicates().noneMatch(code -> code.endsWith("998"));
    assertThat(codes.get(0)).isEqualTo("ZZ0001");
  }

  private static BigDecimal number(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return new BigDecimal(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
  }
}
