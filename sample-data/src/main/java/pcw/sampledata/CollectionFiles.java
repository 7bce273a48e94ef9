package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pcw.sampledata.BudgetCourse.Group;
import pcw.sampledata.DeliveredFile.Packing;
import pcw.sampledata.Region.Practice;

/**
 * Writes counts: the quarterly collection of budgets, the people with a right to have one, and
 * appointments in practices.
 */
final class CollectionFiles {
  private static final String[] MODES = {"notional", "third_party", "direct_payment", "mixed"};
  private static final int APPOINTMENT_MONTHS = 13;
  private static final YearMonth RIGHTS_FROM = YearMonth.of(2025, 6);

  /** Groups with a right to have a budget, and how many people of a board are in each. */
  private static final Map<Group, Double> RIGHTS =
      new TreeMap<>(Map.of(Group.CHILDREN, 38.0, Group.SECTION_117, 170.0, Group.WHEELCHAIR, 44.0));

  /** Professional, mode, category, time from booking, status; how many in 1,000 patients. */
  private static final String[][] APPOINTMENTS = {
    {"GP", "Face-to-Face", "General Consultation Acute", "Same Day", "Attended", "62"},
    {"GP", "Face-to-Face", "General Consultation Routine", "2 to 7 Days", "Attended", "54"},
    {"GP", "Face-to-Face", "General Consultation Routine", "8  to 14 Days", "DNA", "4"},
    {"GP", "Telephone", "General Consultation Acute", "Same Day", "Attended", "58"},
    {"GP", "Telephone", "General Consultation Routine", "1 Day", "Attended", "21"},
    {"Other Practice staff", "Face-to-Face", "Planned Clinics", "15  to 21 Days", "Attended", "71"},
    {"Other Practice staff", "Face-to-Face", "Planned Clinics", "15  to 21 Days", "DNA", "6"},
    {
      "Other Practice staff",
      "Telephone",
      "Structured Medication Review",
      "2 to 7 Days",
      "Attended",
      "7"
    },
    {
      "Other Practice staff",
      "Telephone",
      "Social Prescribing Service",
      "8  to 14 Days",
      "Attended",
      "1.6"
    },
    {
      "Other Practice staff",
      "Face-to-Face",
      "Social Prescribing Service",
      "8  to 14 Days",
      "DNA",
      "0.2"
    },
    {"Unknown", "Unknown", "Unmapped", "Unknown / Data Issue", "Unknown", "9"}
  };

  private final Scale scale;
  private final Region region;

  CollectionFiles(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
  }

  void write(Path folder, List<Budget> budgets, List<String> boards) throws IOException {
    List<YearMonth> calendar = scale.calendar();
    for (YearMonth month : calendar) {
      if (month.getMonthValue() % 3 == 0) {
        writeQuarter(
            Files.createDirectories(folder.resolve("budget_quarter")), month, budgets, boards);
        if (!month.isBefore(RIGHTS_FROM)) {
          writeRights(Files.createDirectories(folder.resolve("budget_eligible")), month, boards);
        }
      }
    }
    for (YearMonth month :
        calendar.subList(Math.max(0, calendar.size() - APPOINTMENT_MONTHS), calendar.size())) {
      writeAppointments(Files.createDirectories(folder.resolve("gp_appointment")), month);
    }
  }

  /** Counted since April: each quarter holds those before it. */
  private static void writeQuarter(
      Path folder, YearMonth quarter, List<Budget> budgets, List<String> boards)
      throws IOException {
    String name = "budget_quarter_" + Dates.compact(quarter) + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).open(folder)) {
      out.writeRecord(
          "month",
          "icb_code",
          "age_group",
          "eligibility_group",
          "mode",
          "year_to_date",
          "active_at_quarter_end");
      for (String board : boards) {
        for (Group group : Group.values()) {
          for (String mode : MODES) {
            for (boolean isChild : new boolean[] {false, true}) {
              LocalDate end = quarter.atEndOfMonth();
              List<Budget> held =
                  budgets.stream()
                      .filter(b -> b.board().equals(board) && b.group().equals(group.code))
                      .filter(b -> b.mode().equals(mode) && b.isOfChild(end) == isChild)
                      .toList();
              long since = sinceApril(held, quarter);
              if (isStory(board, quarter, group, mode) && !isChild) {
                since = sinceApril(held, quarter.minusMonths(3)) - 5;
              }
              if (since > 0) {
                out.writeRecord(
                    Dates.iso(quarter),
                    board,
                    isChild ? "child_or_young_person" : "adult",
                    group.code,
                    mode,
                    Long.toString(since),
                    Long.toString(live(held, end, end)));
              }
            }
          }
        }
      }
    }
  }

  private void writeRights(Path folder, YearMonth quarter, List<String> boards) throws IOException {
    String name = "budget_eligible_" + Dates.compact(quarter) + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).open(folder)) {
      out.writeRecord("month", "icb_code", "eligibility_group", "people");
      for (String board : boards) {
        for (Map.Entry<Group, Double> right : RIGHTS.entrySet()) {
          boolean isUncounted =
              board.equals(PeopleStory.BOARD_FALLS)
                  && right.getKey() == Group.WHEELCHAIR
                  && !quarter.isAfter(PeopleStory.QUARTER_FALLS);
          if (!isUncounted) {
            String group = right.getKey().code;
            Dice dice = Dice.of(scale.seed(), "rights", board, quarter, group);
            out.writeRecord(
                Dates.iso(quarter), board, group, Integer.toString(dice.count(right.getValue())));
          }
        }
      }
    }
  }

  private static boolean isStory(String board, YearMonth quarter, Group group, String mode) {
    return board.equals(PeopleStory.BOARD_FALLS)
        && quarter.equals(PeopleStory.QUARTER_FALLS)
        && group == Group.WHEELCHAIR
        && mode.equals(MODES[0]);
  }

  private static long sinceApril(List<Budget> budgets, YearMonth quarter) {
    int year = quarter.getMonthValue() < 4 ? quarter.getYear() - 1 : quarter.getYear();
    return live(budgets, LocalDate.of(year, 4, 1), quarter.atEndOfMonth());
  }

  private static long live(List<Budget> budgets, LocalDate first, LocalDate last) {
    return budgets.stream().filter(budget -> budget.isLive(first, last)).count();
  }

  /** Under the name and header of the published crosstab. */
  private void writeAppointments(Path folder, YearMonth month) throws IOException {
    ListSize lists = new ListSize(scale, region);
    String name =
        "Practice_Level_Crosstab_"
            + Dates.joined(month).substring(2, 5)
            + "_"
            + month.getYear() % 100;
    try (CsvWriter out = DeliveredFile.plain(name + ".csv").packed(Packing.GZ).open(folder)) {
      out.writeRecord(
          ("APPOINTMENT_MONTH_START_DATE,GP_CODE,GP_NAME,SUPPLIER,PCN_CODE,PCN_NAME,"
                  + "SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,HCP_TYPE,APPT_MODE,"
                  + "NATIONAL_CATEGORY,TIME_BETWEEN_BOOK_AND_APPT,COUNT_OF_APPOINTMENTS,"
                  + "APPT_STATUS")
              .split(","));
      for (Practice practice : region.practices()) {
        if (practice.isOpen(month)) {
          int patients = lists.patients(practice, month);
          for (String[] kind : APPOINTMENTS) {
            Dice dice =
                Dice.of(
                    scale.seed(),
                    "appointments",
                    practice.code(),
                    month,
                    kind[2],
                    kind[1],
                    kind[4]);
            int count = dice.count(Double.parseDouble(kind[5]) * patients / 1000);
            if (count > 0) {
              out.writeRecord(appointment(practice, month, kind, count));
            }
          }
        }
      }
    }
  }

  private static List<String> appointment(
      Practice practice, YearMonth month, String[] kind, int count) {
    Integer pcn = practice.pcnIn(month);
    return List.of(
        Dates.capitals(month),
        practice.code(),
        practice.nameIn(month),
        practice.supplier(),
        pcn == null ? "U" : Names.pcnCode(pcn),
        pcn == null ? "Unallocated" : Names.pcn(pcn),
        Names.subIcbCode(practice.subIcb()),
        "NHS " + Names.icb(practice.icb()) + " ICB - " + Names.subIcbCode(practice.subIcb()),
        kind[0],
        kind[1],
        kind[2],
        kind[3],
        Integer.toString(count),
        kind[4]);
  }
}
