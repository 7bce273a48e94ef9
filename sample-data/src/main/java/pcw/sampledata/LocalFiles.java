package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import pcw.sampledata.Region.Practice;

/** Writes what analysts and programme leads keep: targets, interventions, rebases, evidence. */
final class LocalFiles {
  private static final String HIGH_DOSE = "opioid_high_dose_120_adq_per_1000";
  private static final String MORPHINE_EQUIVALENT = "opioid_ome_per_1000";
  private static final String GABAPENTINOID = "gabapentinoid_ddd_per_1000";
  private static final String WITHIN_28_DAYS = "referral_contacted_within_28_days_percent";

  private final Region region;
  private final List<String> boards;

  LocalFiles(Region region, List<String> boards) {
    this.region = region;
    this.boards = boards;
  }

  void write(Path folder) throws IOException {
    writeTargets(folder);
    writeInterventions(folder);
    writeRebases(folder);
    writeAims(folder);
    try (InputStream evidence = LocalFiles.class.getResourceAsStream("evidence.csv")) {
      Files.copy(evidence, folder.resolve("evidence.csv"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The national trajectories have ended; the region's own run on. */
  private void writeTargets(Path folder) throws IOException {
    try (CsvWriter out = DeliveredFile.plain("target.csv").open(folder)) {
      out.writeRecord(
          "measure_id",
          "org_level",
          "ods_code",
          "valid_from",
          "valid_to",
          "value",
          "label",
          "source");
      String plan = "NHS Long Term Plan, 2019";
      nation(out, "link_workers", "2020-04-01", "2021-04-01", "1000", "1,000 link workers", plan);
      nation(
          out,
          "people_referred",
          "2023-04-01",
          "2024-04-01",
          "900000",
          "900,000 people referred",
          plan);
      nation(
          out,
          "budgets_collected_year_to_date",
          "2023-04-01",
          "2024-04-01",
          "200000",
          "200,000 budgets",
          plan);
      nation(
          out,
          "people_benefiting",
          "2023-04-01",
          "2024-04-01",
          "2500000",
          "2.5 million people",
          plan);
      nation(
          out,
          "people_benefiting",
          "2028-04-01",
          "2029-04-01",
          "5000000",
          "5 million people within a decade",
          plan);
      String agreed = "Fictional: agreed by the board";
      for (String board : boards) {
        out.writeRecord(
            WITHIN_28_DAYS,
            "icb",
            board,
            "2024-04-01",
            "2025-04-01",
            "60",
            "60% within 28 days",
            agreed);
        out.writeRecord(
            WITHIN_28_DAYS, "icb", board, "2025-04-01", "", "70", "70% within 28 days", agreed);
        out.writeRecord(
            HIGH_DOSE, "icb", board, "2024-04-01", "2025-04-01", "55", "55 ADQs", agreed);
        out.writeRecord(
            HIGH_DOSE, "icb", board, "2025-04-01", "2026-04-01", "50", "50 ADQs", agreed);
        out.writeRecord(HIGH_DOSE, "icb", board, "2026-04-01", "", "45", "45 ADQs", agreed);
      }
    }
  }

  private static void nation(
      CsvWriter out,
      String measure,
      String from,
      String to,
      String value,
      String label,
      String source) {
    out.writeRecord(measure, "england", "ENG", from, to, value, label, source);
  }

  private void writeInterventions(Path folder) throws IOException {
    try (CsvWriter out = DeliveredFile.plain("intervention.csv").open(folder)) {
      out.writeRecord(
          "intervention_id",
          "title",
          "description",
          "component",
          "wave",
          "org_level",
          "ods_code",
          "measure_id",
          "started_on",
          "ended_on",
          "registered_on",
          "owner");
      for (String measure : List.of(HIGH_DOSE, MORPHINE_EQUIVALENT, GABAPENTINOID)) {
        out.writeRecord(
            "tapering_toolbox",
            "Gabapentinoid and Opiate Tapering Toolbox",
            "Clinicians are taught to taper, and patients get a guide and a coach.",
            "clinician_education",
            "",
            "practice",
            Story.TAPERS.practice(),
            measure,
            Dates.iso(Story.TAPERS.month()),
            "",
            "2025-02-10",
            "Medicines optimisation lead");
      }
      reports(out, "1", 1, "2025-01-01", "2024-12-04");
      reports(out, "2", 9, "2025-09-01", "2025-08-06");
      reports(out, "3", 13, "2026-07-01", "2026-06-03");
      folder(out, "UZ0005", "2025-01-01", "2024-12-11");
      folder(out, "UZ0012", "2025-06-01", "2024-12-11");
      out.writeRecord(
          "coach_programme",
          "Coaches in every practice",
          "More coaches, who ask for the activation score at the start and after four months.",
          "coaching",
          "",
          "pcn",
          PeopleStory.COACHED_PCN,
          "activation_mean_change",
          PeopleStory.COACHED_FROM.toString(),
          "",
          "2024-11-20",
          "Personalised care lead");
    }
  }

  /** A letter to each practice of a PCN with its own figures; it changes nothing here. */
  private void reports(CsvWriter out, String wave, int pcn, String from, String registered) {
    for (Practice practice : region.practices()) {
      if (practice.pcn() == pcn && practice.closed() == null) {
        out.writeRecord(
            "practice_report",
            "Opioid prescribing report to practices",
            "Each practice gets a report of its opioid prescribing every two months.",
            "practice_report",
            wave,
            "practice",
            practice.code(),
            HIGH_DOSE,
            from,
            "",
            registered,
            "Medicines optimisation lead");
      }
    }
  }

  private static void folder(CsvWriter out, String pcn, String from, String registered) {
    out.writeRecord(
        "what_matters_folder",
        "What matters to me folder",
        "People with a plan keep it in a folder of their own, which every service can read.",
        "shared_plan",
        from.endsWith("06-01") ? "2" : "1",
        "pcn",
        pcn,
        "referral_plan_within_90_days_percent",
        from,
        "",
        registered,
        "Personalised care lead");
  }

  /** The five aims of the strategy boards. */
  private static void writeAims(Path folder) throws IOException {
    try (CsvWriter out = DeliveredFile.plain("board_aim.csv").open(folder)) {
      out.writeRecord("aim", "ods_code", "title", "owner", "measure_ids", "note");
      out.writeRecord(
          "1",
          "",
          "A co-ordinated approach across partners",
          "Chair of the strategy board",
          "people_benefiting",
          "How partners work together is told in the minutes, not in a figure.");
      out.writeRecord(
          "2",
          "",
          "A strategy for the whole system",
          "Director of strategy",
          "maturity_in_place_percent",
          "Networks answer for themselves.");
      out.writeRecord(
          "3",
          "",
          "A skilled workforce, and the What matters to me folder in use",
          "Workforce lead",
          "training_completed_percent supervision_percent referral_plan_within_90_days_percent",
          "The folder itself is not counted; plans agreed in time stand for it.");
      out.writeRecord(
          "4",
          "",
          "Capacity to lead",
          "Chief nurse",
          "maturity_moved_up_percent vacancy_percent",
          "");
      out.writeRecord(
          "5",
          "",
          "Delivery to those who need it most, such as High Intensity Users",
          "Personalised care lead",
          "high_intensity_users_per_1000 chc_budget_uptake_percent core20_percent",
          "The share of the most deprived fifth is context, and no aim.");
    }
  }

  private static void writeRebases(Path folder) throws IOException {
    try (CsvWriter out = DeliveredFile.plain("spc_rebase.csv").open(folder)) {
      out.writeRecord(
          "measure_id",
          "org_level",
          "ods_code",
          "rebased_on",
          "reason",
          "approved_by",
          "approved_on");
      for (String measure : List.of(HIGH_DOSE, MORPHINE_EQUIVALENT)) {
        out.writeRecord(
            measure,
            "practice",
            Story.MERGED_INTO,
            Dates.iso(Story.MERGES.month()),
            "Took over the list of " + Story.MERGES.practice() + ", which nearly doubled its own.",
            "Head of analytics",
            "2025-07-15");
      }
    }
  }
}
