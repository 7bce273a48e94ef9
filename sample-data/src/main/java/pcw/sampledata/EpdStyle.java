package pcw.sampledata;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import pcw.sampledata.DeliveredFile.Packing;

/**
 * How a month's prescribing file is written: the real files have changed over the years, and each
 * way of writing them occurs here. The area columns change their name within the first months
 * already, so that every naming is in the sample.
 *
 * @param area what the area columns are called
 * @param monthForm 0 for 202309, 1 for 2023_09, 2 for 2023-09
 * @param numbers how decimals are written
 * @param paddedCodes practice and commissioner codes have trailing spaces
 */
record EpdStyle(String area, boolean snomed, int monthForm, Numbers numbers, boolean paddedCodes) {
  /** From here on there are 27 columns, with SNOMED codes. */
  static final YearMonth SNOMED_SINCE = YearMonth.of(2025, 3);

  /** The month of a file in windows-1252, whose names are not all ASCII. */
  static final YearMonth WINDOWS_1252 = YearMonth.of(2024, 6);

  static final YearMonth ZIPPED = YearMonth.of(2024, 2);
  static final YearMonth ALL_QUOTED = YearMonth.of(2025, 4);

  enum Numbers {
    /** 28, 7.5 */
    PLAIN,
    /** 28.0, 7.5 */
    POINT_ZERO,
    /** 28., 7.5, .5, 0. */
    BARE_POINT
  }

  static EpdStyle of(YearMonth month) {
    if (!month.isBefore(SNOMED_SINCE)) {
      int form = month.isBefore(YearMonth.of(2025, 10)) ? 0 : 2;
      return new EpdStyle("ICB", true, form, Numbers.BARE_POINT, false);
    }
    if (month.isBefore(YearMonth.of(2023, 11))) {
      return new EpdStyle("AREA_TEAM", false, 1, Numbers.POINT_ZERO, true);
    }
    if (month.isBefore(YearMonth.of(2024, 1))) {
      return new EpdStyle("STP", false, 1, Numbers.POINT_ZERO, true);
    }
    return new EpdStyle(
        "ICB", false, month.getMonth() == Month.APRIL ? 1 : 0, Numbers.PLAIN, false);
  }

  static DeliveredFile file(YearMonth month, boolean isFinal, boolean compressed) {
    boolean isSnomed = !month.isBefore(SNOMED_SINCE);
    String name =
        (isSnomed ? "EPD_SNOMED_" : "EPD_")
            + Dates.compact(month)
            + (isFinal ? "_FINAL" : "")
            + ".csv";
    Packing packing = month.equals(ZIPPED) ? Packing.ZIP : Packing.GZ;
    Charset charset =
        month.equals(WINDOWS_1252) ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
    DeliveredFile file = DeliveredFile.plain(name).in(charset);
    file = compressed ? file.packed(packing) : file;
    return month.equals(ALL_QUOTED) ? file.allQuoted() : file;
  }

  List<String> header() {
    List<String> header =
        new ArrayList<>(
            List.of(
                "YEAR_MONTH",
                "REGIONAL_OFFICE_NAME",
                "REGIONAL_OFFICE_CODE",
                area + "_NAME",
                area + "_CODE",
                "PCO_NAME",
                "PCO_CODE",
                "PRACTICE_NAME",
                "PRACTICE_CODE",
                "ADDRESS_1",
                "ADDRESS_2",
                "ADDRESS_3",
                "ADDRESS_4",
                "POSTCODE"));
    header.addAll(
        snomed
            ? List.of(
                "BNF_CHEMICAL_SUBSTANCE_CODE",
                "BNF_CHEMICAL_SUBSTANCE",
                "BNF_PRESENTATION_CODE",
                "BNF_PRESENTATION_NAME")
            : List.of(
                "BNF_CHEMICAL_SUBSTANCE",
                "CHEMICAL_SUBSTANCE_BNF_DESCR",
                "BNF_CODE",
                "BNF_DESCRIPTION"));
    header.addAll(List.of("BNF_CHAPTER_PLUS_CODE", "QUANTITY", "ITEMS", "TOTAL_QUANTITY"));
    header.add(snomed ? "ADQ_USAGE" : "ADQUSAGE");
    header.addAll(List.of("NIC", "ACTUAL_COST", "UNIDENTIFIED"));
    if (snomed) {
      header.add("SNOMED_CODE");
    }
    return header;
  }

  String month(YearMonth month) {
    return switch (monthForm) {
      case 0 -> Dates.compact(month);
      case 1 -> month.toString().replace('-', '_');
      default -> month.toString();
    };
  }
}
