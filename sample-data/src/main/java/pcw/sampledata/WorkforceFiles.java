package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pcw.sampledata.DeliveredFile.Packing;
import pcw.sampledata.Region.Practice;

/**
 * Writes what is known of those who do the work: the published staff of networks, their posts and
 * supervision, and training.
 */
final class WorkforceFiles {
  private static final List<String> ROLES =
      List.of("social_prescribing_link_worker", "health_and_wellbeing_coach", "care_coordinator");
  private static final List<String> COURSES =
      List.of(
          "core_skills", "health_coaching", "maternity_plan", "shared_decision", "support_plan");

  /** What each role is called in the published file, and how many patients there are for one. */
  private static final String[] PUBLISHED = {
    "Social Prescribing Link Workers", "Health and Wellbeing Coaches", "Care Coordinators"
  };

  private static final int[] PATIENTS_FOR_ONE = {14_000, 30_000, 17_000};
  private static final double[] HOURS = {1, 1, 0.8, 0.6, 0.5};
  private static final int LOCAL_QUARTERS = 8;

  private final Scale scale;
  private final Region region;
  private final ListSize lists;

  WorkforceFiles(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
    this.lists = new ListSize(scale, region);
  }

  void write(Path folder) throws IOException {
    List<YearMonth> quarters =
        scale.calendar().stream().filter(month -> month.getMonthValue() % 3 == 0).toList();
    for (YearMonth quarter : quarters) {
      writeStaff(Files.createDirectories(folder.resolve("pcn_workforce")), quarter);
    }
    for (YearMonth quarter :
        quarters.subList(Math.max(0, quarters.size() - LOCAL_QUARTERS), quarters.size())) {
      writePosts(Files.createDirectories(folder.resolve("workforce_post")), quarter);
      writeTraining(Files.createDirectories(folder.resolve("training_completion")), quarter);
    }
  }

  /** The networks of a month, by number. */
  private List<Integer> networks(YearMonth month) {
    return region.practices().stream()
        .filter(practice -> practice.isOpen(month) && practice.pcnIn(month) != null)
        .map(practice -> practice.pcnIn(month))
        .distinct()
        .sorted()
        .toList();
  }

  private List<Practice> practices(int pcn, YearMonth month) {
    return region.practices().stream()
        .filter(practice -> practice.isOpen(month))
        .filter(practice -> Integer.valueOf(pcn).equals(practice.pcnIn(month)))
        .toList();
  }

  /** The hours of everybody in a role, each as a share of a whole week. */
  private List<Double> staff(int pcn, int role, YearMonth month) {
    String code = Names.pcnCode(pcn);
    if (role == 0
        && code.equals(SystemStory.WITHOUT_LINK_WORKER)
        && month.isBefore(SystemStory.LINK_WORKER_FROM)) {
      return List.of();
    }
    double patients = practices(pcn, month).stream().mapToInt(p -> lists.patients(p, month)).sum();
    Dice dice = Dice.of(scale.seed(), "staff", code, ROLES.get(role));
    long grown = scale.firstMonth().until(month, java.time.temporal.ChronoUnit.MONTHS) / 18;
    int people = Math.max(1, (int) StrictMath.rint(patients / PATIENTS_FOR_ONE[role]));
    people += dice.below(2) + (dice.chance(0.4) ? (int) grown : 0);
    List<Double> hours = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      hours.add(HOURS[dice.below(HOURS.length)]);
    }
    return hours;
  }

  private boolean returnsNothing(int pcn, YearMonth month) {
    return Names.pcnCode(pcn).equals(SystemStory.RETURNS_NOTHING)
        && month.equals(SystemStory.NO_RETURN);
  }

  /** One row a member of staff, under the header of the published file. */
  private void writeStaff(Path folder, YearMonth month) throws IOException {
    String name = "pcn_workforce_" + Dates.compact(month) + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).packed(Packing.GZ).open(folder)) {
      out.writeRecord(
          ("Data_source,CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,SUB_ICB_CODE,SUB_ICB_NAME,"
                  + "ICB_CODE,ICB_NAME,COMM_REGION_CODE,COMM_REGION_NAME,UNIQUE_IDENTIFIER,"
                  + "STAFF_GROUP,STAFF_ROLE,DETAILED_STAFF_ROLE,FTE")
              .split(","));
      int number = 0;
      for (int pcn : networks(month)) {
        if (returnsNothing(pcn, month)) {
          continue;
        }
        Practice first = practices(pcn, month).get(0);
        for (int role = 0; role < PUBLISHED.length; role++) {
          for (double hours : staff(pcn, role, month)) {
            out.writeRecord(member(first, pcn, month, ++number, PUBLISHED[role], hours));
          }
        }
        out.writeRecord(member(first, pcn, month, ++number, "Pharmacists", 1));
        out.writeRecord(member(first, pcn, month, ++number, "Physiotherapists", 0.8));
      }
    }
  }

  private static List<String> member(
      Practice place, int pcn, YearMonth month, int number, String role, double hours) {
    return List.of(
        "NWRS Staff",
        Integer.toString(month.getYear()),
        Integer.toString(month.getMonthValue()),
        Names.pcnCode(pcn),
        Names.pcn(pcn),
        Names.subIcbCode(place.subIcb()),
        "NHS " + Names.icb(place.icb()) + " ICB - " + Names.subIcbCode(place.subIcb()),
        Names.icbCode(place.icb()),
        "NHS " + Names.icb(place.icb()) + " Integrated Care Board",
        Names.regionCode(place.region()),
        Names.region(place.region()),
        Integer.toString(number),
        "Direct Patient Care",
        role,
        role,
        String.format(Locale.ROOT, "%.2f", hours));
  }

  private void writePosts(Path folder, YearMonth month) throws IOException {
    String name = "workforce_post_" + Dates.compact(month) + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).open(folder)) {
      out.writeRecord(
          "month",
          "pcn_code",
          "role",
          "established_wte",
          "vacant_wte",
          "staff_in_post",
          "staff_supervised");
      for (int pcn : networks(month)) {
        for (int role = 0; role < ROLES.size(); role++) {
          List<Double> staff = staff(pcn, role, month);
          double filled = staff.stream().mapToDouble(hours -> hours).sum();
          double vacant = vacant(pcn, role, month, filled);
          if (filled + vacant > 0) {
            out.writeRecord(
                Dates.iso(month),
                Names.pcnCode(pcn),
                ROLES.get(role),
                String.format(Locale.ROOT, "%.2f", filled + vacant),
                String.format(Locale.ROOT, "%.2f", vacant),
                Integer.toString(staff.size()),
                Integer.toString(supervised(pcn, role, month, staff.size())));
          }
        }
      }
    }
  }

  private double vacant(int pcn, int role, YearMonth month, double filled) {
    if (Names.pcnCode(pcn).equals(SystemStory.VACANT) && !month.isBefore(SystemStory.VACANT_FROM)) {
      return filled;
    }
    Dice dice = Dice.of(scale.seed(), "vacant", Names.pcnCode(pcn), ROLES.get(role), month);
    return dice.chance(0.25) ? 0.5 * (1 + dice.below(2)) : 0;
  }

  private int supervised(int pcn, int role, YearMonth month, int staff) {
    if (Names.pcnCode(pcn).equals(SystemStory.UNSUPERVISED)
        && !month.isBefore(SystemStory.UNSUPERVISED_FROM)) {
      return 0;
    }
    Dice dice = Dice.of(scale.seed(), "supervised", Names.pcnCode(pcn), ROLES.get(role), month);
    int supervised = 0;
    for (int person = 0; person < staff; person++) {
      supervised += dice.chance(0.8) ? 1 : 0;
    }
    return supervised;
  }

  private void writeTraining(Path folder, YearMonth month) throws IOException {
    String name = "training_completion_" + Dates.compact(month) + ".csv";
    try (CsvWriter out = DeliveredFile.plain(name).packed(Packing.GZ).open(folder)) {
      out.writeRecord(
          "month", "pcn_code", "role", "course", "completions", "staff_trained", "staff_in_post");
      for (int pcn : networks(month)) {
        for (int role = 0; role < ROLES.size(); role++) {
          int staff = staff(pcn, role, month).size();
          for (String course : COURSES) {
            int trained = trained(pcn, role, course, month, staff);
            int before = trained(pcn, role, course, month.minusMonths(3), staff);
            if (staff > 0) {
              out.writeRecord(
                  Dates.iso(month),
                  Names.pcnCode(pcn),
                  ROLES.get(role),
                  course,
                  Integer.toString(trained - before),
                  Integer.toString(trained),
                  Integer.toString(staff));
            }
          }
        }
      }
    }
  }

  /** More and more of the staff; all of them in core skills where the coaches are keen. */
  private int trained(int pcn, int role, String course, YearMonth month, int staff) {
    String code = Names.pcnCode(pcn);
    if (code.equals(PeopleStory.COACHED_PCN) && course.equals(COURSES.get(0))) {
      return staff;
    }
    long months = scale.firstMonth().until(month, java.time.temporal.ChronoUnit.MONTHS);
    double keen = Dice.of(scale.seed(), "training", code, course, ROLES.get(role)).uniform();
    double usual = course.equals(COURSES.get(0)) ? 0.4 : 0.1;
    return (int) Math.floor(staff * Math.min(1, usual + 0.3 * keen + 0.012 * months));
  }
}
