package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.function.ToIntFunction;
import pcw.sampledata.DeliveredFile.Packing;
import pcw.sampledata.Region.Practice;

/** Writes the registered patients of a month: in five-year bands, or in some months all persons. */
final class PatientFiles {
  private static final String PUBLICATION = "GP_PRAC_PAT_LIST";

  /** Months that have the all-persons file instead, by its older and its newer header. */
  static final YearMonth ALL_PERSONS_OLD = YearMonth.of(2023, 12);

  static final List<YearMonth> ALL_PERSONS = List.of(YearMonth.of(2024, 1), YearMonth.of(2024, 2));

  private final Scale scale;
  private final Region region;
  private final ListSize lists;

  PatientFiles(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
    this.lists = new ListSize(scale, region);
  }

  void write(Path folder, YearMonth month) throws IOException {
    if (month.equals(ALL_PERSONS_OLD) || ALL_PERSONS.contains(month)) {
      writeAllPersons(folder, month);
    } else {
      writeBands(folder, month);
    }
  }

  private void writeAllPersons(Path folder, YearMonth month) throws IOException {
    boolean isOld = month.equals(ALL_PERSONS_OLD);
    try (CsvWriter out =
        DeliveredFile.plain("gp-reg-pat-prac-all_" + month + ".csv")
            .withWindowsLines()
            .open(folder)) {
      out.writeRecord(
          isOld
              ? List.of(
                  "PUBLICATION",
                  "EXTRACT_DATE",
                  "TYPE",
                  "CODE",
                  "POSTCODE",
                  "SEX",
                  "AGE",
                  "NUMBER_OF_PATIENTS")
              : List.of(
                  "PUBLICATION",
                  "EXTRACT_DATE",
                  "TYPE",
                  "SUB_ICB_LOCATION_CODE",
                  "ONS_SUB_ICB_LOCATION_CODE",
                  "CODE",
                  "POSTCODE",
                  "SEX",
                  "AGE",
                  "NUMBER_OF_PATIENTS"));
      for (Practice practice : region.practices()) {
        String patients = Integer.toString(lists.patients(practice, month));
        String postcode = Names.postcode(practice.number());
        if (!practice.isOpen(month)) {
          continue;
        }
        out.writeRecord(
            isOld
                ? List.of(
                    PUBLICATION,
                    date(month),
                    "GP",
                    practice.code(),
                    postcode,
                    "ALL",
                    "ALL",
                    patients)
                : List.of(
                    PUBLICATION,
                    date(month),
                    "GP",
                    Names.subIcbCode(practice.subIcb()),
                    Names.ons("E38", practice.subIcb()),
                    practice.code(),
                    postcode,
                    "ALL",
                    "ALL",
                    patients));
      }
    }
  }

  private void writeBands(Path folder, YearMonth month) throws IOException {
    String between =
        month.getYear() == 2023 ? month.toString().replace('-', '_') : month.toString();
    DeliveredFile file = DeliveredFile.plain("gp-reg-pat-prac-quin-age_" + between + ".csv");
    try (CsvWriter out =
        file.packed(scale.compressed() ? Packing.GZ : Packing.PLAIN).open(folder)) {
      out.writeRecord(
          "PUBLICATION",
          "EXTRACT_DATE",
          "ORG_TYPE",
          "ORG_CODE",
          "ONS_CODE",
          "POSTCODE",
          "SEX",
          "AGE_GROUP_5",
          "NUMBER_OF_PATIENTS");
      if (month.getYear() >= 2026 || month.getMonth() == Month.APRIL) {
        sums(out, month, "COMM_REGION", "E40", scale.regions(), Practice::region);
        sums(out, month, "ICB", "E54", scale.icbs(), Practice::icb);
        sums(out, month, "SUB_ICB_LOCATION", "E38", scale.subIcbs(), Practice::subIcb);
      }
      for (Practice practice : region.practices()) {
        if (practice.isOpen(month)) {
          String postcode = Names.postcode(practice.number());
          rows(
              out, month, "GP", practice.code(), "", postcode, lists.bySexAndBand(practice, month));
        }
      }
    }
  }

  /** The same figures for the organisations above, which the file carries in some months. */
  private void sums(
      CsvWriter out,
      YearMonth month,
      String type,
      String onsPrefix,
      int organisations,
      ToIntFunction<Practice> belongsTo) {
    for (int i = 0; i < organisations; i++) {
      int[][] sum = new int[2][ListSize.BANDS.size()];
      for (Practice practice : region.practices()) {
        if (belongsTo.applyAsInt(practice) == i) {
          int[][] counts = lists.bySexAndBand(practice, month);
          for (int sex = 0; sex < 2; sex++) {
            for (int band = 0; band < sum[sex].length; band++) {
              sum[sex][band] += counts[sex][band];
            }
          }
        }
      }
      String code =
          switch (type) {
            case "ICB" -> Names.icbCode(i);
            case "SUB_ICB_LOCATION" -> Names.subIcbCode(i);
            default -> Names.regionCode(i);
          };
      rows(out, month, type, code, Names.ons(onsPrefix, i), "", sum);
    }
  }

  private static void rows(
      CsvWriter out,
      YearMonth month,
      String type,
      String code,
      String ons,
      String postcode,
      int[][] counts) {
    int all = 0;
    for (int[] ofSex : counts) {
      for (int count : ofSex) {
        all += count;
      }
    }
    String[] row = {PUBLICATION, date(month), type, code, ons, postcode, "ALL", "ALL", text(all)};
    out.writeRecord(row);
    for (int sex = 0; sex < 2; sex++) {
      row[6] = sex == 0 ? "FEMALE" : "MALE";
      int ofSex = 0;
      for (int band = 0; band < counts[sex].length; band++) {
        row[7] = ListSize.BANDS.get(band);
        row[8] = text(counts[sex][band]);
        ofSex += counts[sex][band];
        out.writeRecord(row);
      }
      row[7] = "ALL";
      row[8] = text(ofSex);
      out.writeRecord(row);
    }
  }

  private static String text(int number) {
    return Integer.toString(number);
  }

  private static String date(YearMonth month) {
    return switch (month.getYear()) {
      case 2024 -> Dates.dashed(month);
      case 2025 -> Dates.iso(month);
      default -> Dates.capitals(month);
    };
  }
}
