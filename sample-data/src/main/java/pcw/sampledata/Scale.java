package pcw.sampledata;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How large a region to invent. The stories of {@link Story} happen at every scale that has their
 * practices and months.
 *
 * @param practices GP practices, at most 9,000; a PCN has three to five of them
 * @param localities places between PCN and sub-ICB location
 * @param subIcbs sub-ICB locations, at most 100
 * @param icbs integrated care boards, at most 36
 * @param regions NHS England regions, at most 10
 * @param firstMonth the first month with prescribing
 * @param months how many months from there
 * @param presentations about how many presentations a practice prescribes in a month
 * @param compressed large files are delivered as .gz (one month as .zip)
 * @param seed another seed is another region
 */
public record Scale(
    int practices,
    int localities,
    int subIcbs,
    int icbs,
    int regions,
    YearMonth firstMonth,
    int months,
    int presentations,
    boolean compressed,
    long seed) {

  /** The seed of the committed files. */
  public static final long SEED = 20_231_001L;

  public Scale {
    check("practices", practices, 9_000);
    check("localities", localities, practices);
    check("subIcbs", subIcbs, Math.min(localities, 100));
    check("icbs", icbs, Math.min(subIcbs, 36));
    check("regions", regions, Math.min(icbs, 10));
    check("months", months, 1_200);
    check("presentations", presentations, 10_000);
  }

  /** The committed region: 60 practices, 36 months from October 2023. */
  public static Scale sampleRegion() {
    return new Scale(60, 6, 4, 2, 1, YearMonth.of(2023, 10), 36, 60, true, SEED);
  }

  /** As many organisations as England has, for so many months up to September 2026. */
  public static Scale national(int months) {
    YearMonth first = YearMonth.of(2026, 9).minusMonths(months - 1L);
    return new Scale(6_500, 300, 100, 36, 7, first, months, 600, true, SEED);
  }

  /** Every month, in order. */
  List<YearMonth> calendar() {
    return LongStream.range(0, months).mapToObj(firstMonth::plusMonths).toList();
  }

  private static void check(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be from 1 to " + most + ", not " + value);
    }
  }
}
