package pcw.sampledata;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * One review of somebody's pain medicines.
 *
 * @param dose milligrams of oral morphine a day
 * @param sideEffects joined by a vertical bar; none, or blank where not asked
 */
record Medication(LocalDate on, int dose, String readiness, String sideEffects) {
  private static final String[] STAGES = {
    "not_thinking", "thinking", "preparing", "acting", "maintaining"
  };
  private static final String[] SIDE_EFFECTS = {
    "constipation",
    "dry_mouth",
    "sweating",
    "weight_gain",
    "confused_or_sleepy",
    "sleep_problems",
    "reduced_sex_drive",
    "dizzy_or_sick",
    "forgetful",
    "unable_to_pass_urine",
    "mood_changes",
    "more_pain"
  };

  /** Dry mouth and sweating are reported far less often than is published: few are asked. */
  private static final double[] REPORTED = {
    0.42, 0.2, 0.14, 0.2, 0.26, 0.24, 0.08, 0.2, 0.16, 0.03, 0.1, 0.06
  };

  /**
   * Two reviews, of some people one.
   *
   * @param isTapering where somebody helps people to come down
   */
  static List<Medication> of(Dice dice, LocalDate first, LocalDate end, boolean isTapering) {
    List<Medication> reviews = new ArrayList<>();
    LocalDate on = first.plusDays(dice.below(40));
    int dose = Math.min(640, 5 * (int) Math.round(9 * StrictMath.exp(0.85 * dice.normal())));
    if (on.isAfter(end)) {
      return reviews;
    }
    reviews.add(new Medication(on, dose, stage(dice, false), sideEffects(dice)));
    LocalDate again = on.plusDays(110 + dice.below(160));
    if (dice.chance(isTapering ? 0.92 : 0.62) && !again.isAfter(end)) {
      double left =
          switch (isTapering ? dice.weighted(34, 48, 12, 6) : dice.weighted(7, 38, 38, 17)) {
            case 0 -> 0;
            case 1 -> 0.35 + 0.5 * dice.uniform();
            case 2 -> 1;
            default -> 1.1 + 0.5 * dice.uniform();
          };
      int later = left == 1 ? dose : 5 * (int) Math.round(dose * left / 5);
      reviews.add(new Medication(again, later, stage(dice, later < dose), sideEffects(dice)));
    }
    return reviews;
  }

  private static String stage(Dice dice, boolean isLower) {
    return STAGES[isLower ? dice.weighted(2, 6, 12, 55, 25) : dice.weighted(30, 34, 22, 10, 4)];
  }

  private static String sideEffects(Dice dice) {
    if (!dice.chance(0.8)) {
      return "";
    }
    List<String> named = new ArrayList<>();
    for (int i = 0; i < SIDE_EFFECTS.length; i++) {
      if (dice.chance(REPORTED[i])) {
        named.add(SIDE_EFFECTS[i]);
      }
    }
    return named.isEmpty() ? "none" : String.join("|", named);
  }
}
