package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pcw.publish.Treatment.Slice;
import pcw.statistics.Spc;

/** What is hidden must not be had from what stands beside it and is the same sum. */
class HiddenSumsTest {
  private static final int POUNDS_EACH = 100;

  private static List<Treatment.Block> told(
      RandomRegion region, MeasureDefinition measure, Map<Slice, Counts> counts) throws Exception {
    List<Treatment.Block> blocks = new ArrayList<>();
    new Treatment(
            region.boundaries,
            region.practices,
            Policy.INTERNAL,
            EarlierSet.none(),
            Registers.none(),
            Spc.Settings.R_PACKAGE)
        .treat(measure, counts)
        .tell(blocks::add);
    return blocks;
  }

  /** The pounds add up, and the people beside them do not: some have a part of several kinds. */
  @Test
  void onePartOfAShownSumIsNeverHiddenAlone() throws Exception {
    int regions = 0;
    int hidden = 0;
    for (long seed = 0; seed < 120; seed++) {
      RandomRegion region = new RandomRegion(seed);
      Map<Slice, Counts> pounds = pounds(region.counts());
      if (region.nested || region.people || pounds.size() < 3) {
        continue;
      }
      regions++;
      Map<String, Integer> hiddenParts = new HashMap<>();
      List<String> shownWholes = new ArrayList<>();
      for (Treatment.Block block : told(region, quantity(region.measure), pounds)) {
        for (int cell = 0; cell < block.figures().state.length; cell++) {
          String where = block.level() + " " + block.slice().window() + " " + cell;
          boolean isWhole = block.slice().breakdown().equals(Slice.ALL);
          if (isWhole && block.figures().state[cell] == Figures.State.SHOWN) {
            shownWholes.add(where);
          } else if (!isWhole && block.figures().state[cell] == Figures.State.SUPPRESSED) {
            hiddenParts.merge(where, 1, Integer::sum);
            hidden++;
          }
        }
      }
      for (String where : shownWholes) {
        assertThat(hiddenParts.getOrDefault(where, 0))
            .as("seed %s, %s", seed, where)
            .isNotEqualTo(1);
      }
    }
    assertThat(regions).isGreaterThan(10);
    assertThat(hidden).isGreaterThan(100);
  }

  @Test
  void aQuarterAndTheYearToDateOfItsMonthsAreHiddenTogether() throws Exception {
    int both = 0;
    for (long seed = 0; seed < 400; seed++) {
      RandomRegion region = new RandomRegion(seed);
      if (!region.people) {
        continue;
      }
      Map<String, Figures.State> states = new HashMap<>();
      for (Treatment.Block block : told(region, region.measure, region.counts())) {
        if (block.slice().window() == Window.MONTH) {
          continue;
        }
        for (int cell = 0; cell < block.figures().state.length; cell++) {
          Figures figures = block.figures();
          Period period = figures.periods.get(cell % figures.periods.size());
          String where =
              "%s %s %s %d %d to %d"
                  .formatted(
                      block.level(),
                      block.slice().breakdown(),
                      block.slice().category(),
                      cell / figures.periods.size(),
                      period.first(),
                      period.last());
          Figures.State other = states.put(where, figures.state[cell]);
          if (other != null) {
            both++;
            assertThat(figures.state[cell]).as("seed %s, %s", seed, where).isEqualTo(other);
          }
        }
      }
    }
    assertThat(both).isGreaterThan(200);
  }

  private static MeasureDefinition quantity(MeasureDefinition m) {
    return new MeasureDefinition(
        m.id(),
        "count",
        m.level(),
        m.per(),
        "pounds",
        false,
        m.makesWindows(),
        true,
        false,
        m.better(),
        List.of(Window.MONTH),
        false,
        m.changedOn(),
        m.contrast(),
        m.sha256());
  }

  private static Map<Slice, Counts> pounds(Map<Slice, Counts> people) {
    Map<Slice, Counts> pounds = new TreeMap<>();
    people.forEach(
        (slice, counts) -> {
          Counts sums = new Counts(counts.units, counts.months);
          for (int cell = 0; cell < counts.counted.length; cell++) {
            if (counts.counted[cell] > 0) {
              BigDecimal n = counts.numerator.decimal(cell);
              boolean isWhole = slice.breakdown().equals(Slice.ALL);
              int unit = cell / counts.months;
              int month = cell % counts.months;
              sums.add(unit, month, n.multiply(BigDecimal.valueOf(POUNDS_EACH)), null);
              sums.addSquares(unit, month, isWhole ? n.subtract(n.min(BigDecimal.ONE)) : n);
            }
          }
          pounds.put(slice, sums);
        });
    return pounds;
  }
}
