package pcw.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prescribing files for tests: a row is good unless a test says otherwise. */
final class Epd {
  static final String CLASSIC =
      "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,AREA_TEAM_NAME,AREA_TEAM_CODE,PCO_NAME,PCO_CODE,"
          + "PRACTICE_NAME,PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,BNF_CHEMICAL_SUBSTANCE,"
          + "CHEMICAL_SUBSTANCE_BNF_DESCR,BNF_CODE,BNF_DESCRIPTION,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,"
          + "TOTAL_QUANTITY,ADQUSAGE,NIC,ACTUAL_COST,UNIDENTIFIED";
  static final String SNOMED =
      "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,ICB_NAME,ICB_CODE,PCO_NAME,PCO_CODE,PRACTICE_NAME,"
          + "PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,BNF_CHEMICAL_SUBSTANCE_CODE,"
          + "BNF_CHEMICAL_SUBSTANCE,BNF_PRESENTATION_CODE,BNF_PRESENTATION_NAME,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,"
          + "TOTAL_QUANTITY,ADQ_USAGE,NIC,ACTUAL_COST,UNIDENTIFIED,SNOMED_CODE";

  private static final Map<String, String> GOOD = new LinkedHashMap<>();

  static {
    GOOD.put("YEAR_MONTH", "202503");
    GOOD.put("REGIONAL_OFFICE_NAME", "NORTH");
    GOOD.put("REGIONAL_OFFICE_CODE", "Y63");
    for (String area : List.of("AREA_TEAM", "STP", "ICB")) {
      GOOD.put(area + "_NAME", "\"NORTH, EAST\"");
      GOOD.put(area + "_CODE", "QHM");
    }
    GOOD.put("PCO_NAME", "TEES VALLEY");
    GOOD.put("PCO_CODE", "16C00");
    GOOD.put("PRACTICE_NAME", "CLIFTON COURT");
    GOOD.put("PRACTICE_CODE", "A83040");
    GOOD.put("BNF_CHEMICAL_SUBSTANCE_CODE", "0407020A0");
    GOOD.put("BNF_CODE", "0407020A0AAAFAF");
    GOOD.put("BNF_PRESENTATION_CODE", "0407020A0AAAFAF");
    GOOD.put("BNF_DESCRIPTION", "Fentanyl");
    GOOD.put("BNF_PRESENTATION_NAME", "Fentanyl");
    GOOD.put("QUANTITY", "5");
    GOOD.put("ITEMS", "2");
    GOOD.put("TOTAL_QUANTITY", "10");
    GOOD.put("ADQUSAGE", "33.3");
    GOOD.put("ADQ_USAGE", "33.3");
    GOOD.put("NIC", "12.5");
    GOOD.put("ACTUAL_COST", "11.62502");
    GOOD.put("UNIDENTIFIED", "N");
    GOOD.put("SNOMED_CODE", "694311000001104");
  }

  private Epd() {}

  /**
   * A row under a header.
   *
   * @param changes pairs of header and value
   */
  static String row(String header, String... changes) {
    Map<String, String> values = new LinkedHashMap<>(GOOD);
    if (header.contains("BNF_CHEMICAL_SUBSTANCE_CODE")) {
      values.put("BNF_CHEMICAL_SUBSTANCE", "Fentanyl");
    } else {
      values.put("BNF_CHEMICAL_SUBSTANCE", "0407020A0");
    }
    for (int i = 0; i < changes.length; i += 2) {
      values.put(changes[i], changes[i + 1]);
    }
    List<String> fields = new ArrayList<>();
    Arrays.stream(header.split(","))
        .forEach(name -> fields.add(values.getOrDefault(name.strip(), "")));
    return String.join(",", fields);
  }

  static String file(String header, String... rows) {
    return header + "\n" + String.join("\n", rows) + "\n";
  }

  /** A classic file of one month with so many rows, a practice a row. */
  static String month(String month, int rows) {
    StringBuilder text = new StringBuilder(CLASSIC).append('\n');
    for (int i = 0; i < rows; i++) {
      text.append(row(CLASSIC, "YEAR_MONTH", month, "PRACTICE_CODE", String.format("A%05d", i)))
          .append('\n');
    }
    return text.toString();
  }
}
