package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pcw.sampledata.DeliveredFile.Packing;
import pcw.sampledata.Region.Practice;

/**
 * Writes published counts about the whole system (network contract, patients by area, continuing
 * healthcare) and the answers to the leadership checklist.
 */
final class SystemFiles {
  private static final YearMonth CONTRACT_FROM = YearMonth.of(2024, 6);
  private static final List<YearMonth> AREAS =
      List.of(
          YearMonth.of(2023, 10),
          YearMonth.of(2024, 10),
          YearMonth.of(2025, 10),
          YearMonth.of(2026, 7));
  private static final List<YearMonth> ROUNDS =
      List.of(YearMonth.of(2024, 3), YearMonth.of(2025, 3), YearMonth.of(2026, 3));

  /** Indicator, and patients counted in a whole year, in 1,000. */
  private static final Map<String, Double> INDICATORS =
      new TreeMap<>(Map.of("NCD001", 13.0, "NCDMI001", 15.0, "NCDMI002", 8.0, "NCDMI003", 21.0));

  private static final int[] STATEMENTS = {4, 5, 3, 3, 2};
  private static final int BULLETS = 3;
  private static final String[] SCORES = {"not_started", "in_progress", "in_place", "evidenced"};

  private final Scale scale;
  private final Region region;
  private final ListSize lists;

  SystemFiles(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
    this.lists = new ListSize(scale, region);
  }

  void write(Path folder) throws IOException {
    for (YearMonth month : scale.calendar()) {
      if (month.getMonthValue() % 3 == 0) {
        writeCareQuarter(Files.createDirectories(folder.resolve("chc_quarter")), month);
        if (!month.isBefore(CONTRACT_FROM)) {
          writeContract(Files.createDirectories(folder.resolve("network_contract")), month);
        }
      }
    }
    for (YearMonth month : AREAS) {
      writeAreas(Files.createDirectories(folder.resolve("patients_by_area")), month);
    }
    for (int round = 0; round < ROUNDS.size(); round++) {
      writeAnswers(Files.createDirectories(folder.resolve("maturity_answer")), round);
    }
  }

  /** Patients counted since April; a numerator below five is hidden, as publishers do. */
  private void writeContract(Path folder, YearMonth month) throws IOException {
    String name = "network_contract_" + Dates.compact(month) + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).packed(Packing.GZ).open(folder)) {
      out.writeRecord(
          ("PRACTICE_CODE,PRACTICE_NAME,PCN_ODS_CODE,PCN_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,"
                  + "MEASURE,VALUE")
              .split(","));
      int months = Math.floorMod(month.getMonthValue() - 4, 12) + 1;
      for (Practice practice : region.practices()) {
        if (practice.isOpen(month)) {
          int patients = lists.patients(practice, month);
          for (Map.Entry<String, Double> indicator : INDICATORS.entrySet()) {
            Dice habit = Dice.of(scale.seed(), "contract", practice.code(), indicator.getKey());
            double rate = indicator.getValue() * Math.max(0.2, 1 + 0.35 * habit.normal());
            int counted = (int) (rate / 1000 * patients * months / 12);
            if (practice.code().equals(SystemStory.CODES_NOTHING)) {
              counted = 0;
            }
            String shown = counted > 0 && counted < 5 ? "*" : Integer.toString(counted);
            out.writeRecord(contract(practice, month, indicator.getKey(), "Numerator", shown));
            out.writeRecord(
                contract(
                    practice,
                    month,
                    indicator.getKey(),
                    "Denominator",
                    Integer.toString(patients)));
          }
        }
      }
    }
  }

  private static List<String> contract(
      Practice practice, YearMonth month, String indicator, String part, String value) {
    Integer pcn = practice.pcnIn(month);
    return List.of(
        practice.code(),
        practice.nameIn(month),
        pcn == null ? "UNALLOCATED" : Names.pcnCode(pcn),
        pcn == null ? "UNALLOCATED" : Names.pcn(pcn),
        "Network Contract DES",
        "%02d/%02d/%d".formatted(month.lengthOfMonth(), month.getMonthValue(), month.getYear()),
        indicator,
        part,
        value);
  }

  /** Each practice's list, over the five areas around it and one that is not known. */
  private void writeAreas(Path folder, YearMonth month) throws IOException {
    String name = "gp-reg-pat-prac-lsoa-all_" + month + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).packed(Packing.GZ).open(folder)) {
      out.writeRecord(
          "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS"
              .split(","));
      for (Practice practice : region.practices()) {
        if (practice.isOpen(month)) {
          int left = lists.patients(practice, month);
          int unknown = left / 200;
          double sum = 0;
          for (int quintile = 1; quintile <= 5; quintile++) {
            sum += weight(practice, quintile);
          }
          int share = left - unknown;
          left = share;
          for (int quintile = 1; quintile <= 5; quintile++) {
            int patients = quintile == 5 ? left : (int) (share * weight(practice, quintile) / sum);
            left -= patients;
            out.writeRecord(area(practice, month, Population.area(practice, quintile), patients));
          }
          out.writeRecord(area(practice, month, "NO2011", unknown));
        }
      }
    }
  }

  private static double weight(Practice practice, int quintile) {
    return StrictMath.exp(-0.42 * practice.deprivation() * (quintile - 3));
  }

  private static List<String> area(Practice practice, YearMonth month, String area, int patients) {
    return List.of(
        "GP_PRAC_PAT_LIST",
        Dates.capitals(month),
        practice.code(),
        practice.nameIn(month),
        area,
        "ALL",
        Integer.toString(patients));
  }

  private void writeCareQuarter(Path folder, YearMonth month) throws IOException {
    String name = "chc_quarter_" + Dates.compact(month) + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).open(folder)) {
      out.writeRecord(
          "month",
          "sub_icb_code",
          "kind",
          "eligible_at_quarter_end",
          "referrals_completed",
          "completed_within_28_days");
      Map<Integer, Integer> patients = new TreeMap<>();
      Map<Integer, Integer> boards = new TreeMap<>();
      for (Practice practice : region.practices()) {
        patients.merge(practice.subIcb(), lists.patients(practice, month), Integer::sum);
        boards.put(practice.subIcb(), practice.icb());
      }
      patients.forEach(
          (subIcb, list) -> {
            Dice dice = Dice.of(scale.seed(), "care quarter", subIcb, month);
            boolean isSlow =
                Names.icbCode(boards.get(subIcb)).equals(SystemStory.SLOWER_BOARD)
                    && !month.atDay(1).isBefore(SystemStory.SLOWER_FROM);
            int completed = dice.count(list / 4_500.0);
            int within = (int) (completed * ((isSlow ? 0.48 : 0.78) + 0.04 * dice.normal()));
            String code = Names.subIcbCode(subIcb);
            out.writeRecord(
                Dates.iso(month),
                code,
                "standard",
                Integer.toString(dice.count(list / 2_600.0)),
                Integer.toString(completed),
                Integer.toString(Math.max(0, Math.min(completed, within))));
            out.writeRecord(
                Dates.iso(month),
                code,
                "fast_track",
                Integer.toString(dice.count(list / 5_200.0)),
                Integer.toString(dice.count(list / 3_300.0)),
                "");
            out.writeRecord(
                Dates.iso(month),
                code,
                "funded_nursing_care",
                Integer.toString(dice.count(list / 780.0)),
                "",
                "");
          });
    }
  }

  private void writeAnswers(Path folder, int round) throws IOException {
    YearMonth month = ROUNDS.get(round);
    String name = "maturity_answer_" + Dates.compact(month) + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).packed(Packing.GZ).open(folder)) {
      out.writeRecord("month", "pcn_code", "bullet", "answered_on", "score", "has_evidence_link");
      List<Integer> networks =
          region.practices().stream()
              .map(practice -> practice.pcnIn(month))
              .filter(pcn -> pcn != null)
              .distinct()
              .sorted()
              .toList();
      for (int pcn : networks) {
        for (int part = 1; part <= STATEMENTS.length; part++) {
          for (int statement = 1; statement <= STATEMENTS[part - 1]; statement++) {
            for (int bullet = 1; bullet <= BULLETS; bullet++) {
              int score = score(Names.pcnCode(pcn), part, statement, bullet, round);
              out.writeRecord(
                  Dates.iso(month),
                  Names.pcnCode(pcn),
                  part + "." + statement + "." + bullet,
                  month.atDay(4 + pcn).toString(),
                  SCORES[score],
                  score == 3 ? "Y" : "N");
            }
          }
        }
      }
    }
  }

  private int score(String pcn, int part, int statement, int bullet, int round) {
    if (pcn.equals(SystemStory.CLIMBS)) {
      return round < 2 ? (bullet == 1 ? 1 : 0) : bullet == 3 ? 3 : 2;
    }
    Dice dice = Dice.of(scale.seed(), "maturity", pcn, part, statement, bullet);
    double reached = 0.4 + dice.normal() * 0.6 + 0.2 * (5 - part) * dice.uniform();
    for (int r = 1; r <= round; r++) {
      reached += 0.7 * dice.uniform();
    }
    if (pcn.equals(SystemStory.FALLS) && part == 5 && round == 2) {
      reached -= 2;
    }
    return (int) Math.max(0, Math.min(3, Math.floor(reached)));
  }
}
