package pcw.sampledata;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What somebody ticks on the Live Well with Pain health check.
 *
 * @param numbers five of wellbeing, pain, distress, two of confidence
 * @param needs joined by a vertical bar
 * @param priorities at most three of them
 */
record PainAnswers(List<Integer> numbers, String needs, String priorities) {
  /** How often each of the thirteen is ticked. */
  private static final double[] NEEDS = {
    0.62, 0.24, 0.35, 0.58, 0.42, 0.48, 0.33, 0.7, 0.55, 0.22, 0.3, 0.34, 0.08
  };

  /**
   * @param burden above zero where the pain weighs heavily
   */
  static PainAnswers of(Dice dice, double burden) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      numbers.add(within(1.9 - 0.7 * burden + 0.8 * dice.normal(), 5));
    }
    numbers.add(within(6.6 + 1.1 * burden + 0.8 * dice.normal(), 10));
    numbers.add(within(5.8 + 1.4 * burden + 1.1 * dice.normal(), 10));
    numbers.add(within(2.7 - burden + 0.8 * dice.normal(), 6));
    numbers.add(within(2.3 - burden + 0.8 * dice.normal(), 6));
    List<String> ticked = new ArrayList<>();
    for (int i = 0; i < NEEDS.length; i++) {
      if (dice.chance(NEEDS[i])) {
        ticked.add(Integer.toString(i + 1));
      }
    }
    List<String> first = new ArrayList<>(ticked);
    while (first.size() > 3) {
      first.remove(dice.below(first.size()));
    }
    return new PainAnswers(
        List.copyOf(numbers),
        String.join("|", ticked),
        ticked.size() > 3 ? String.join("|", first) : "");
  }

  private static int within(double exact, int most) {
    return (int) Math.max(0, Math.min(most, Math.round(exact)));
  }

  List<Object> row(String nhsNumber, String practice, LocalDate on) {
    List<Object> row = new ArrayList<>(Arrays.asList(nhsNumber, practice, on));
    row.addAll(numbers);
    row.add(needs);
    row.add(priorities);
    return row;
  }
}
