package pcw.sampledata;

/**
 * Who people are referred to, and what their cases are like.
 *
 * <p>The figures are the share of all referrals, the age of the people, the most contacts, the
 * share of planned contacts after the first that are made, and how many have a first activation
 * score.
 */
enum Role {
  LINK_WORKER("social_prescribing_link_worker", 0.55, 57, 19, 7, 0.62, 0.25),
  COACH("health_and_wellbeing_coach", 0.26, 52, 14, 11, 0.86, 0.82),
  COORDINATOR("care_coordinator", 0.19, 76, 10, 5, 0.60, 0.12);

  final String code;
  final double share;
  final double meanAge;
  final double ageSpread;
  final int mostContacts;
  final double goesOn;
  final double isScored;

  Role(
      String code,
      double share,
      double meanAge,
      double ageSpread,
      int mostContacts,
      double goesOn,
      double isScored) {
    this.code = code;
    this.share = share;
    this.meanAge = meanAge;
    this.ageSpread = ageSpread;
    this.mostContacts = mostContacts;
    this.goesOn = goesOn;
    this.isScored = isScored;
  }

  /** The groups of reasons for which people are referred to it, the most common first. */
  String[] reasons() {
    return switch (this) {
      case LINK_WORKER ->
          new String[] {
            "lonely_or_isolated",
            "mental_health",
            "complex_social_needs",
            "long_term_condition",
            "alcohol_and_smoking"
          };
      case COACH ->
          new String[] {
            "coach_chronic_pain",
            "coach_long_term_condition",
            "coach_weight_smoking_alcohol",
            "coach_at_risk",
            "coach_low_mood_anxiety",
            "coach_struggling_to_manage"
          };
      case COORDINATOR ->
          new String[] {
            "frailty",
            "complex_long_term_conditions",
            "multiple_conditions_access",
            "many_hospital_appointments",
            "admissions_and_attendances"
          };
    };
  }
}
