package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import pcw.sampledata.Region.Practice;
import pcw.sampledata.Region.Prescriber;

/** Writes the files that say which organisations there are and where they belong. */
final class OrganisationFiles {
  /** A map of the years of clinical commissioning groups, under its header. */
  static final YearMonth EARLY_MAP = YearMonth.of(2022, 1);

  private static final YearMonth MAP_WITH_BYTE_ORDER_MARK = YearMonth.of(2024, 5);
  private static final YearMonth MAP_IN_WINDOWS_1252 = YearMonth.of(2024, 6);

  private final Region region;

  OrganisationFiles(Region region) {
    this.region = region;
  }

  /** gp-reg-pat-prac-map: one row a practice that has a list. */
  void writeMap(Path folder, YearMonth month) throws IOException {
    boolean isEarly = month.isBefore(YearMonth.of(2022, 7));
    DeliveredFile file = DeliveredFile.plain("gp-reg-pat-prac-map_" + month + ".csv");
    if (month.equals(MAP_WITH_BYTE_ORDER_MARK)) {
      file = file.withByteOrderMark();
    }
    if (month.equals(MAP_IN_WINDOWS_1252)) {
      file = file.in(Charset.forName("windows-1252"));
    }
    try (CsvWriter out = file.open(folder)) {
      String header =
          "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
              + (isEarly
                  ? "ONS_CCG_CODE,CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME"
                  : "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,"
                      + "ONS_ICB_CODE,ICB_CODE,ICB_NAME")
              + ",ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME"
              + (isEarly ? "" : ",SUPPLIER_NAME");
      out.writeRecord(header.split(","));
      for (Practice practice : region.practices()) {
        if (practice.isOpen(month)) {
          String[] row = mapRow(practice, month, isEarly);
          out.writeRecord(isEarly ? Arrays.copyOf(row, row.length - 1) : row);
        }
      }
    }
  }

  private static String[] mapRow(Practice practice, YearMonth month, boolean isEarly) {
    Integer pcn = practice.pcnIn(month);
    String subIcb = Names.subIcbCode(practice.subIcb());
    String icb = Names.icb(practice.icb());
    // ONS issues new region codes when boundaries move.
    int reissued = isEarly ? 100 : 0;
    return new String[] {
      "GP_PRAC_PAT_LIST",
      mapDate(month),
      practice.code(),
      practice.nameIn(month),
      Names.postcode(practice.number()),
      pcn == null ? "U" : Names.pcnCode(pcn),
      pcn == null ? "Unallocated" : Names.pcn(pcn),
      Names.ons("E38", practice.subIcb()),
      subIcb,
      isEarly ? "NHS " + icb + " (" + subIcb + ") CCG" : "NHS " + icb + " ICB - " + subIcb,
      Names.ons("E54", practice.icb()),
      Names.icbCode(practice.icb()),
      isEarly ? icb : "NHS " + icb + " Integrated Care Board",
      Names.ons("E40", practice.region() + reissued),
      Names.regionCode(practice.region()),
      Names.region(practice.region()),
      practice.supplier()
    };
  }

  private static String mapDate(YearMonth month) {
    return month.getYear() < 2024 ? Dates.joined(month) : Dates.dashed(month);
  }

  /** epraccur: 27 quoted columns without a header; GP practices and other prescribers. */
  void writeEpraccur(Path folder, YearMonth month) throws IOException {
    DeliveredFile file =
        DeliveredFile.plain("epraccur_" + month + ".csv").allQuoted().withWindowsLines();
    try (CsvWriter out = file.open(folder)) {
      for (Practice practice : region.practices()) {
        boolean isClosed = practice.closed() != null && !practice.closed().isAfter(month);
        String[] row =
            epraccurRow(
                practice.code(),
                practice.nameIn(month),
                practice.region(),
                practice.icb(),
                practice.subIcb(),
                4);
        row[4] = Names.building(practice.number());
        row[6] = Names.upper(Names.place(practice.pcn() * 4));
        row[7] = Names.PLACE;
        row[9] = Names.postcode(practice.number());
        row[10] = practice.opened() == null ? "19740401" : day(practice.opened());
        row[15] = practice.opened() == null ? "20130401" : day(practice.opened());
        if (isClosed) {
          row[11] = lastDay(practice.closed());
          row[12] = "C";
          row[16] = row[11];
        }
        out.writeRecord(row);
      }
      for (Prescriber other : region.others()) {
        out.writeRecord(
            epraccurRow(
                other.code(),
                other.name(),
                other.region(),
                other.icb(),
                other.subIcb(),
                other.setting()));
      }
      String[] dormant = epraccurRow("ZX0001", "THE DORMANT SURGERY", 0, 0, 0, 4);
      dormant[12] = "D";
      out.writeRecord(dormant);
      String[] welsh = epraccurRow("ZW0001", "A PRACTICE IN WALES", 0, 0, 0, 4);
      welsh[2] = "W00";
      welsh[3] = "";
      out.writeRecord(welsh);
    }
  }

  private static String[] epraccurRow(
      String code, String name, int region, int icb, int subIcb, int setting) {
    String[] row = new String[27];
    Arrays.fill(row, "");
    row[0] = code;
    row[1] = name;
    row[2] = Names.regionCode(region);
    row[3] = Names.icbCode(icb);
    row[10] = "20130401";
    row[12] = "A";
    row[13] = "B";
    row[14] = Names.subIcbCode(subIcb);
    row[15] = "20130401";
    row[21] = "0";
    row[23] = row[14];
    row[25] = Integer.toString(setting);
    return row;
  }

  /** Our own file: which locality a practice is in, from a day to the day before another. */
  void writeLocalities(Path folder) throws IOException {
    try (CsvWriter out = DeliveredFile.plain("practice_locality.csv").open(folder)) {
      out.writeRecord("practice_code", "locality_code", "locality_name", "valid_from", "valid_to");
      for (Practice practice : region.practices()) {
        String from = practice.opened() == null ? "2019-04-01" : Dates.iso(practice.opened());
        if (Story.MOVES_LOCALITY.isOf(practice.code())) {
          String moved = Dates.iso(Story.MOVES_LOCALITY.month());
          out.writeRecord(locality(practice.code(), practice.locality(), from, moved));
          out.writeRecord(locality(practice.code(), Story.LOCALITY_AFTER_MOVE, moved, ""));
        } else {
          String to = practice.closed() == null ? "" : Dates.iso(practice.closed());
          out.writeRecord(locality(practice.code(), practice.locality(), from, to));
        }
      }
    }
  }

  private static List<String> locality(String practice, int locality, String from, String to) {
    return List.of(practice, Names.localityCode(locality), Names.locality(locality), from, to);
  }

  /** The deprivation of the areas that people live in: five a practice, one of each fifth. */
  void writeAreas(Path folder) throws IOException {
    try (CsvWriter out = DeliveredFile.plain("area_deprivation.csv").open(folder)) {
      out.writeRecord("lsoa_code", "deprivation_decile", "lsoa_year");
      for (Practice practice : region.practices()) {
        for (int quintile = 1; quintile <= 5; quintile++) {
          out.writeRecord(
              Population.area(practice, quintile),
              Integer.toString(2 * quintile - practice.number() % 2),
              "2021");
        }
      }
    }
  }

  /** Our own file: BNF codes that became others. */
  void writeRecoding(Path folder, List<Presentation> catalogue) throws IOException {
    try (CsvWriter out = DeliveredFile.plain("bnf_code_mapping.csv").open(folder)) {
      out.writeRecord("from_bnf_code", "to_bnf_code", "valid_from");
      for (Presentation before : catalogue) {
        for (Presentation after : catalogue) {
          if (before.lastMonth() != null
              && after.firstMonth() != null
              && before.product().equals(after.product())) {
            out.writeRecord(before.bnfCode(), after.bnfCode(), Dates.iso(after.firstMonth()));
          }
        }
      }
    }
  }

  private static String day(YearMonth month) {
    return Dates.iso(month).replace("-", "");
  }

  private static String lastDay(YearMonth closed) {
    return closed.minusMonths(1).atEndOfMonth().toString().replace("-", "");
  }
}
