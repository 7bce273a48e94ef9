package pcw.sampledata;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import pcw.sampledata.Region.Practice;

/** How many patients are registered, on the first day of a month. */
final class ListSize {
  /** Five-year age bands, as the files name them. */
  static final List<String> BANDS = bands();

  /** Patients in 1,000 by band, both sexes together, in a region like England. */
  private static final double[] SHARES = {
    51, 56, 59, 57, 62, 68, 74, 72, 69, 63, 66, 67, 60, 51, 45, 39, 24, 14, 6.4, 2.0
  };

  private final Scale scale;
  private final Region region;

  ListSize(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
  }

  /** Zero where the practice is not open. */
  int patients(Practice practice, YearMonth month) {
    if (!practice.isOpen(month)) {
      return 0;
    }
    double patients = own(practice, month);
    if (practice.code().equals(Story.MERGED_INTO) && Story.MERGES.hasBegun(month)) {
      patients += own(region.practice(Story.MERGES.practice()), month);
    }
    if (Story.TAKES_OVER.contains(practice.code()) && Story.CLOSES.hasBegun(month)) {
      patients += own(region.practice(Story.CLOSES.practice()), month) / Story.TAKES_OVER.size();
    }
    return (int) StrictMath.rint(patients);
  }

  /** What the list is, or would be if nothing had happened to the practice. */
  double own(Practice practice, YearMonth month) {
    long age = scale.firstMonth().until(month, ChronoUnit.MONTHS);
    Dice dice = Dice.of(scale.seed(), "list", practice.code(), month);
    double size =
        practice.size() * StrictMath.exp(practice.growth() * age) * (1 + 0.0015 * dice.normal());
    return Story.OPENS.isOf(practice.code())
        ? Math.min(size, 900.0 + 260.0 * Math.max(0, Story.OPENS.age(month)))
        : size;
  }

  /** Patients by sex (0 female, 1 male) and band; adds up to {@link #patients}. */
  int[][] bySexAndBand(Practice practice, YearMonth month) {
    int total = patients(practice, month);
    double[] weights = new double[2 * SHARES.length];
    double sum = 0;
    for (int band = 0; band < SHARES.length; band++) {
      double older = StrictMath.exp(practice.tilt() * 0.06 * (band - 8));
      double women = 0.495 + 0.00025 * band * band;
      weights[band] = SHARES[band] * older * women;
      weights[SHARES.length + band] = SHARES[band] * older * (1 - women);
      sum += weights[band] + weights[SHARES.length + band];
    }
    int[][] counts = new int[2][SHARES.length];
    double reached = 0;
    int given = 0;
    for (int i = 0; i < weights.length; i++) {
      reached += weights[i] / sum * total;
      int next = i == weights.length - 1 ? total : (int) StrictMath.rint(reached);
      counts[i / SHARES.length][i % SHARES.length] = next - given;
      given = next;
    }
    return counts;
  }

  private static List<String> bands() {
    List<String> bands = new ArrayList<>();
    for (int from = 0; from < 95; from += 5) {
      bands.add(from + "_" + (from + 4));
    }
    bands.add("95+");
    return List.copyOf(bands);
  }
}
