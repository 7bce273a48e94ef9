package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pcw.publish.Treatment.Slice;
import pcw.statistics.Spc;

/** What a set tells where an earlier one showed other counts. */
class CorrectionTest {
  private static List<Treatment.Block> treat(
      RandomRegion region, Map<Slice, Counts> counts, EarlierSet earlier) throws Exception {
    List<Treatment.Block> blocks = new ArrayList<>();
    new Treatment(
            region.boundaries,
            region.practices,
            Policy.INTERNAL,
            earlier,
            Registers.none(),
            Spc.Settings.R_PACKAGE)
        .treat(region.measure, counts)
        .tell(blocks::add);
    return blocks;
  }

  /** One person more at the first practice, in one category and the whole. */
  private static void oneMore(Map<Slice, Counts> counts) {
    Slice part = counts.keySet().stream().filter(s -> !isWhole(s)).findFirst().orElseThrow();
    Slice whole =
        counts.keySet().stream().filter(CorrectionTest::isWhole).findFirst().orElseThrow();
    for (Slice slice : List.of(part, whole)) {
      counts.get(slice).numerator.add(0, BigDecimal.ONE);
      counts.get(slice).denominator.add(0, BigDecimal.ONE);
    }
  }

  private static boolean isWhole(Slice slice) {
    return slice.breakdown().equals(Slice.ALL);
  }

  @Test
  void oneLatePersonIsNotToldByCategory() throws Exception {
    int regions = 0;
    int moved = 0;
    for (long seed = 0; seed < 60; seed++) {
      RandomRegion region = new RandomRegion(seed);
      Map<Slice, Counts> before = region.counts();
      if (region.people || before.keySet().stream().allMatch(CorrectionTest::isWhole)) {
        continue;
      }
      regions++;
      List<Treatment.Block> first = treat(region, before, EarlierSet.none());
      Map<Slice, Counts> after = region.counts();
      oneMore(after);
      List<Treatment.Block> second;
      try (EarlierSet earlier = EarlierSet.of(AttackerTest.store(region.boundaries, "m", first))) {
        second = treat(region, after, earlier);
      }
      for (int block = 0; block < first.size(); block++) {
        Figures old = first.get(block).figures();
        Figures now = second.get(block).figures();
        for (int cell = 0; cell < old.state.length; cell++) {
          if (old.state[cell] == Figures.State.SHOWN && now.state[cell] == Figures.State.SHOWN) {
            double change = Math.abs(now.numerator[cell] - old.numerator[cell]);
            boolean whole = isWhole(first.get(block).slice());
            assertThat(whole ? 0 : change).as("seed %s", seed).isZero();
            moved += whole && change > 0 ? 1 : 0;
          }
        }
      }
    }
    assertThat(regions).isGreaterThan(10);
    assertThat(moved).isGreaterThan(10);
  }
}
