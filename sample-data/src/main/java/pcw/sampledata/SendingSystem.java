package pcw.sampledata;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the systems of the senders write a report: the rows above its header, days and words. */
enum SendingSystem {
  /** EMIS Web: a title above the header, 03-Aug-2026, numbers in groups. */
  EMIS("dd-MMM-uuuu", true, false),
  /** SystmOne: every field in quotes, a time with each day. */
  SYSTMONE("dd/MM/uuuu 00:00", false, true),
  /** A data processor: plain, ISO days, several practices in one file. */
  PROCESSOR("uuuu-MM-dd", false, false),
  /** A link-worker system with long column names, as a report with a title. */
  CASEWORK("dd-MMM-uuuu", true, false),
  /** A link-worker system with the short words of those who use it. */
  SHORTHAND("d/M/uuuu", false, false),
  /** What {@code pcw pseudonymise} wrote at the sender's. */
  PSEUDONYMISED("uuuu-MM-dd", false, false);

  private static final Map<String, String> LONG_WORDS =
      Map.ofEntries(
          Map.entry("social_prescribing_link_worker", "Social Prescribing Link Worker"),
          Map.entry("health_and_wellbeing_coach", "Health and Wellbeing Coach"),
          Map.entry("care_coordinator", "Care Coordinator"),
          Map.entry("gp_practice", "General Practice"),
          Map.entry("self", "Self Referral"),
          Map.entry("did_not_attend", "DNA"),
          Map.entry("could_not_contact", "Unable to Contact"),
          Map.entry("face_to_face", "Face to Face"),
          Map.entry("cancelled_by_person", "Cancelled by Patient"),
          Map.entry("adult_chc", "NHS Continuing Healthcare"),
          Map.entry("section_117", "Section 117"),
          Map.entry("childrens_continuing_care", "Children's Continuing Care"),
          Map.entry("one_off", "One-off"),
          Map.entry("third_party", "Third Party"),
          Map.entry("direct_payment", "Direct Payment"),
          Map.entry("continuing_healthcare", "NHS CHC"),
          Map.entry("funded_nursing_care", "FNC"),
          Map.entry("joint_package", "Joint Package"),
          Map.entry("not_eligible", "Not Eligible"),
          Map.entry("care_home", "Care Home"),
          Map.entry("better", "Improved"),
          Map.entry("no_change", "No Change"));
  private static final Map<String, String> SHORT_WORDS =
      Map.ofEntries(
          Map.entry("social_prescribing_link_worker", "SPLW"),
          Map.entry("health_and_wellbeing_coach", "HWBC"),
          Map.entry("care_coordinator", "CC"),
          Map.entry("gp_practice", "GP"),
          Map.entry("voluntary_sector", "VCSE"),
          Map.entry("nhs_111", "111"),
          Map.entry("did_not_attend", "DNA"),
          Map.entry("attended", "Y"),
          Map.entry("face_to_face", "F2F"),
          Map.entry("home_visit", "Home"),
          Map.entry("telephone", "Tel"),
          Map.entry("message", "SMS"),
          Map.entry("green", "Walking"),
          Map.entry("person_withdrew", "Withdrew"),
          Map.entry("pam_13", "13"),
          Map.entry("pam_10", "10"));

  private final DateTimeFormatter days;
  private final boolean hasTitle;
  final boolean isQuoted;

  SendingSystem(String days, boolean hasTitle, boolean isQuoted) {
    this.days = DateTimeFormatter.ofPattern(days, Locale.ENGLISH);
    this.hasTitle = hasTitle;
    this.isQuoted = isQuoted;
  }

  /** A title, who made the report and when, and a line that is empty but for its commas. */
  List<List<String>> rowsAboveTheHeader(String title, String sender, LocalDate madeOn) {
    return hasTitle
        ? List.of(
            List.of(title),
            List.of("Organisation", sender),
            List.of("Report run on", day(madeOn)),
            List.of("", ""))
        : List.of();
  }

  String day(LocalDate day) {
    return days.format(day);
  }

  String number(String nhsNumber) {
    return this == EMIS
        ? nhsNumber.substring(0, 3) + " " + nhsNumber.substring(3, 6) + " " + nhsNumber.substring(6)
        : nhsNumber;
  }

  String money(int pounds) {
    return this == CASEWORK
        ? String.format(Locale.ROOT, "\u00a3%,d.00", pounds)
        : Integer.toString(pounds);
  }

  /** Its word for one of ours. */
  String word(String ours) {
    return switch (this) {
      case CASEWORK -> LONG_WORDS.getOrDefault(ours, ours);
      case SHORTHAND -> SHORT_WORDS.getOrDefault(ours, ours);
      default -> ours;
    };
  }
}
