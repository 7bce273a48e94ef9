package pcw.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What sample-data/README.md promises is in the committed files. */
class StoriesTest {
  private static final Path LANDING = CommittedFilesTest.SAMPLE_DATA.resolve("landing");
  private static final Path LATE = CommittedFilesTest.SAMPLE_DATA.resolve("late");
  private static final Set<String> HIGH_DOSE = new HashSet<>();

  @BeforeAll
  static void highDoseCodes() {
    for (Presentation known : Presentation.catalogue(60, Scale.SEED)) {
      if (known.kind() == Kind.HIGH_DOSE) {
        HIGH_DOSE.add(known.bnfCode());
      }
    }
  }

  @Test
  void onePracticeTapersAndOneRises() {
    assertThat(highDosePerThousand("ZZ0012", "EPD_SNOMED_202606"))
        .isLessThan(0.5 * highDosePerThousand("ZZ0012", "EPD_202410"));
    assertThat(highDosePerThousand("ZZ0040", "EPD_SNOMED_202606"))
        .isGreaterThan(1.5 * highDosePerThousand("ZZ0040", "EPD_202401"));
  }

  @Test
  void thePracticeWithLiquidMorphineHasNoHighDoseItem() {
    List<NamedCsvRecord> rows = prescribing("EPD_SNOMED_202604", "ZZ0023");
    assertThat(rows).noneMatch(row -> HIGH_DOSE.contains(code(row)));
    double liquid =
        rows.stream()
            .filter(row -> code(row).startsWith("0407020Q0") && code(row).endsWith("CN"))
            .filter(row -> number(row, "QUANTITY") >= 500)
            .mapToDouble(row -> number(row, "ITEMS"))
            .sum();
    assertThat(liquid).isGreaterThan(5);
  }

  @Test
  void theMergedPracticeGoesOnPrescribingWithoutAList() throws IOException {
    int apart = patients("2025-03", "ZZ0014") + patients("2025-03", "ZZ0015");
    assertThat(patients("2025-04", "ZZ0015")).isZero();
    assertThat(patients("2025-04", "ZZ0014")).isBetween(apart - 100, apart + 100);
    assertThat(prescribing("EPD_SNOMED_202504", "ZZ0015")).isNotEmpty();
    assertThat(prescribing("EPD_SNOMED_202507", "ZZ0015")).isEmpty();
    assertThat(map("2025-04")).doesNotContainKey("ZZ0015");
  }

  @Test
  void theClosedPracticesPatientsGoToTheOthersOfItsPcn() throws IOException {
    assertThat(patients("2025-10", "ZZ0047")).isZero();
    for (String code : Story.TAKES_OVER) {
      assertThat(patients("2025-10", code)).isGreaterThan(patients("2025-09", code) + 3_000);
      assertThat(map("2025-09").get(code).getField("PCN_CODE"))
          .isEqualTo(map("2025-09").get("ZZ0047").getField("PCN_CODE"));
    }
  }

  @Test
  void theMoveOfPcnIsFirstInTheMapThatComesLate() {
    assertThat(map("2025-06").get("ZZ0031").getField("PCN_CODE")).isEqualTo("UZ0008");
    assertThat(LANDING.resolve("gp-reg-pat-prac-map_2025-07.csv")).doesNotExist();
    assertThat(map("2025-08").get("ZZ0031").getField("PCN_CODE")).isEqualTo("UZ0007");
    assertThat(maps(LATE.resolve("gp-reg-pat-prac-map_2025-07.csv")).get("ZZ0031"))
        .satisfies(row -> assertThat(row.getField("PCN_CODE")).isEqualTo("UZ0007"));
  }

  @Test
  void onePcnSpansTwoSubIcbsAndOnePracticeIsInNone() {
    Map<String, NamedCsvRecord> map = map("2026-04");
    Map<String, Set<String>> subIcbs = new HashMap<>();
    map.values()
        .forEach(
            row ->
                subIcbs
                    .computeIfAbsent(row.getField("PCN_CODE"), pcn -> new HashSet<>())
                    .add(row.getField("SUB_ICB_LOCATION_CODE")));
    assertThat(subIcbs.keySet()).hasSize(16).contains("U");
    assertThat(subIcbs.entrySet().stream().filter(e -> e.getValue().size() > 1).toList())
        .singleElement()
        .satisfies(e -> assertThat(e.getKey()).isEqualTo("UZ0005"));
    assertThat(map.get("ZZ0057").getField("PCN_NAME")).isEqualTo("Unallocated");
    assertThat(map.get("ZZ0001").getField("EXTRACT_DATE")).isEqualTo("01-Apr-26");
  }

  @Test
  void theFirstFileOfACorrectedMonthIsWrong() {
    assertThat(prescribing("EPD_SNOMED_202511", "ZZ0038")).isEmpty();
    assertThat(prescribing("EPD_SNOMED_202511_FINAL", "ZZ0038")).isNotEmpty();
    assertThat(morphine("EPD_SNOMED_202511"))
        .isCloseTo(10 * morphine("EPD_SNOMED_202511_FINAL"), within(0.001));
  }

  @Test
  void aPracticeIsMissingUntilTheLateFileAndAnotherForGood() throws IOException {
    assertThat(prescribing("EPD_SNOMED_202606", "ZZ0028")).isEmpty();
    assertThat(Landing.rows(LATE.resolve("EPD_SNOMED_202606_FINAL.csv.gz")))
        .anyMatch(row -> row.getField("PRACTICE_CODE").equals("ZZ0028"));
    assertThat(prescribing("EPD_SNOMED_202603", "ZZ0052")).isEmpty();
    assertThat(patients("2026-03", "ZZ0052")).isPositive();
  }

  @Test
  void tapentadolCapsulesHaveOldCodesUntil2024AndNewOnesAfter() {
    assertThat(codes("EPD_202412")).contains("0407020AHAAACAC").doesNotContain("0407020AGAAALAL");
    assertThat(codes("EPD_202501")).contains("0407020AGAAALAL").doesNotContain("0407020AHAAACAC");
    assertThat(Landing.rows(LANDING.resolve("bnf_code_mapping.csv")))
        .anySatisfy(
            row -> {
              assertThat(row.getField("from_bnf_code")).isEqualTo("0407020AHAAACAC");
              assertThat(row.getField("to_bnf_code")).isEqualTo("0407020AGAAALAL");
              assertThat(row.getField("valid_from")).isEqualTo("2025-01-01");
            });
  }

  @Test
  void otherPrescribersAndUnidentifiedOnesAreInNoMap() {
    Set<String> prescribers =
        Landing.rows(epd("EPD_202403")).stream()
            .map(row -> row.getField("PRACTICE_CODE"))
            .collect(Collectors.toSet());
    assertThat(prescribers).contains("ZY0001", "ZY0002", "ZY0003", "-", "95Z998");
    assertThat(map("2024-03")).doesNotContainKeys("ZY0001", "ZY0002", "ZY0003", "-", "95Z998");
    assertThat(Landing.text(LANDING.resolve("epraccur_2026-09.csv")))
        .contains("\"ZY0002\",\"HMP MARRAM SANDS HEALTHCARE\"");
  }

  @Test
  void oneNameIsTheSameInUtf8AndWindows1252() throws IOException {
    byte[] windows = Landing.unpacked(epd("EPD_202406"));
    assertThat(new String(windows, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("ST ZO\u00cb'S SURGERY");
    assertThat(Landing.text(epd("EPD_202407"))).contains("ST ZO\u00cb'S SURGERY");
    assertThat(Files.readAllBytes(LANDING.resolve("gp-reg-pat-prac-map_2024-05.csv")))
        .startsWith(0xEF, 0xBB, 0xBF);
  }

  private static double highDosePerThousand(String practice, String month) {
    double adq =
        prescribing(month, practice).stream()
            .filter(row -> HIGH_DOSE.contains(code(row)))
            .mapToDouble(row -> number(row, month.contains("SNOMED") ? "ADQ_USAGE" : "ADQUSAGE"))
            .sum();
    String digits = month.replaceAll("[^0-9]", "");
    return 1000 * adq / patients(digits.substring(0, 4) + "-" + digits.substring(4), practice);
  }

  private static double morphine(String month) {
    return prescribing(month, Story.MISKEYED).stream()
        .filter(row -> code(row).startsWith("0407020Q0"))
        .mapToDouble(row -> number(row, "TOTAL_QUANTITY"))
        .sum();
  }

  private static List<NamedCsvRecord> prescribing(String month, String practice) {
    return Landing.rows(epd(month)).stream()
        .filter(row -> row.getField("PRACTICE_CODE").equals(practice))
        .toList();
  }

  private static Set<String> codes(String month) {
    return Landing.rows(epd(month)).stream().map(StoriesTest::code).collect(Collectors.toSet());
  }

  private static String code(NamedCsvRecord row) {
    return row.findField("BNF_PRESENTATION_CODE").orElseGet(() -> row.getField("BNF_CODE"));
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  private static Path epd(String month) {
    return LANDING.resolve(month + ".csv.gz");
  }

  private static int patients(String month, String practice) {
    boolean isAll = month.equals("2024-01");
    Path file =
        LANDING.resolve(
            isAll
                ? "gp-reg-pat-prac-all_" + month + ".csv"
                : "gp-reg-pat-prac-quin-age_" + month + ".csv.gz");
    return Landing.rows(file).stream()
        .filter(row -> row.getField(isAll ? "CODE" : "ORG_CODE").equals(practice))
        .filter(row -> row.getField("SEX").equals("ALL"))
        .mapToInt(row -> Integer.parseInt(row.getField("NUMBER_OF_PATIENTS")))
        .sum();
  }

  private static Map<String, NamedCsvRecord> map(String month) {
    return maps(LANDING.resolve("gp-reg-pat-prac-map_" + month + ".csv"));
  }

  private static Map<String, NamedCsvRecord> maps(Path file) {
    return Landing.rows(file).stream()
        .collect(Collectors.toMap(row -> row.getField("PRACTICE_CODE"), row -> row));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }
}
