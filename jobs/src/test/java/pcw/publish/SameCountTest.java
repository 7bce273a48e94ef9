package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pcw.publish.Treatment.Counted;
import pcw.publish.Treatment.Slice;
import pcw.schemas.CodeList;
import pcw.schemas.Contracts;
import pcw.statistics.Spc;

/**
 * Two measures that publish the same count hide the same cells; and a cell once hidden stays so.
 */
class SameCountTest {
  private static Treatment treatment(RandomRegion region, EarlierSet earlier) {
    return new Treatment(
        region.boundaries,
        region.practices,
        Policy.INTERNAL,
        earlier,
        Registers.none(),
        Spc.Settings.R_PACKAGE);
  }

  private static List<Treatment.Block> told(Treatment.Treated treated) throws Exception {
    List<Treatment.Block> blocks = new ArrayList<>();
    treated.tell(blocks::add);
    return blocks;
  }

  private static MeasureDefinition called(MeasureDefinition m, String id, String kind) {
    return new MeasureDefinition(
        id,
        kind,
        m.level(),
        m.per(),
        m.unit(),
        !kind.equals("ratio") && m.averagesDenominator(),
        m.makesWindows(),
        m.countsQuantity(),
        m.countsPeople(),
        m.better(),
        m.windows(),
        m.isPublic(),
        m.changedOn(),
        m.contrast(),
        m.sha256());
  }

  /** Cells that one measure hides and the other shows, of the same slice and level. */
  private static int contradictions(List<Treatment.Block> blocks) {
    Map<String, Treatment.Block> counts = new HashMap<>();
    int found = 0;
    for (Treatment.Block block : blocks) {
      Treatment.Block other = counts.put(block.slice() + " " + block.level(), block);
      for (int cell = 0; other != null && cell < block.figures().state.length; cell++) {
        found +=
            (block.figures().state[cell] == Figures.State.SUPPRESSED)
                    == (other.figures().state[cell] == Figures.State.SUPPRESSED)
                ? 0
                : 1;
      }
    }
    return found;
  }

  @Test
  void whatOneHidesTheOtherHides() throws Exception {
    int apart = 0;
    int regions = 0;
    for (long seed = 0; seed < 80; seed++) {
      RandomRegion region = new RandomRegion(seed);
      if (region.nested) {
        continue;
      }
      regions++;
      Counted number = new Counted(called(region.measure, "number", "count"), region.counts());
      Counted rate = new Counted(called(region.measure, "rate", "rate"), region.counts());
      // One has fewer breakdowns, and so is protected otherwise.
      rate.slices().keySet().removeIf(s -> isPart(s));
      List<Treatment.Block> alone = new ArrayList<>();
      for (Counted one : List.of(number, rate)) {
        alone.addAll(told(treatment(region, EarlierSet.none()).treat(one.measure(), one.slices())));
      }
      apart += contradictions(alone) > 0 ? 1 : 0;

      assertThat(
              contradictions(
                  told(treatment(region, EarlierSet.none()).treat(List.of(number, rate)))))
          .as("seed %s", seed)
          .isZero();
    }
    assertThat(regions).isGreaterThan(30);
    assertThat(apart).isGreaterThan(3);
  }

  /** The denominator is the count of the other measure. */
  @Test
  void anAmountForEachPersonHidesWhereThePeopleAreHidden() throws Exception {
    int hidden = 0;
    for (long seed = 0; seed < 80; seed++) {
      RandomRegion region = new RandomRegion(seed);
      if (region.nested) {
        continue;
      }
      Counted number = new Counted(called(region.measure, "number", "count"), region.counts());
      Map<Slice, Counts> amounts = new TreeMap<>();
      number.slices().forEach((slice, counts) -> amounts.put(slice, amounts(counts)));
      Counted ratio = new Counted(called(region.measure, "ratio", "ratio"), amounts);

      List<Treatment.Block> told =
          told(treatment(region, EarlierSet.none()).treat(List.of(number, ratio)));

      assertThat(contradictions(told)).as("seed %s", seed).isZero();
      for (Treatment.Block block : told) {
        for (Figures.State state : block.figures().state) {
          hidden +=
              block.measure().id().equals("ratio") && state == Figures.State.SUPPRESSED ? 1 : 0;
        }
      }
    }
    assertThat(hidden).isGreaterThan(30);
  }

  /** A thousand pounds for each. */
  private static Counts amounts(Counts people) {
    Counts amounts = new Counts(people.units, people.months);
    for (int cell = 0; cell < people.counted.length; cell++) {
      if (people.counted[cell] > 0) {
        BigDecimal n = people.numerator.decimal(cell);
        amounts.add(
            cell / people.months, cell % people.months, n.multiply(BigDecimal.valueOf(1000)), n);
      }
    }
    return amounts;
  }

  private static boolean isPart(Slice slice) {
    return !slice.breakdown().equals(Slice.ALL);
  }

  @Test
  void aHiddenCellWhoseRowsAreGoneStaysHidden() throws Exception {
    int gone = 0;
    for (long seed = 0; seed < 40; seed++) {
      RandomRegion region = new RandomRegion(seed);
      List<Treatment.Block> first =
          told(treatment(region, EarlierSet.none()).treat(region.measure, region.counts()));
      Map<Slice, Counts> after = region.counts();
      Slice part = after.keySet().stream().filter(SameCountTest::isPart).findFirst().orElse(null);
      if (part == null) {
        continue;
      }
      after.put(part, withoutFirst(after.get(part)));
      List<Treatment.Block> second;
      try (EarlierSet earlier = EarlierSet.of(AttackerTest.store(region.boundaries, "m", first))) {
        second = told(treatment(region, earlier).treat(region.measure, after));
      }
      for (int block = 0; block < first.size(); block++) {
        Figures old = first.get(block).figures();
        Figures now = second.get(block).figures();
        for (int cell = 0; cell < old.state.length; cell++) {
          if (old.state[cell] == Figures.State.SUPPRESSED) {
            assertThat(now.state[cell]).isEqualTo(Figures.State.SUPPRESSED);
            gone += second.get(block).safe().counts().counted[cell] == 0 ? 1 : 0;
          }
        }
      }
    }
    assertThat(gone).isPositive();
  }

  /** The first place has left. */
  private static Counts withoutFirst(Counts counts) {
    Counts rest = new Counts(counts.units, counts.months);
    for (int cell = counts.months; cell < counts.counted.length; cell++) {
      if (counts.counted[cell] > 0) {
        rest.add(
            cell / counts.months,
            cell % counts.months,
            counts.numerator.decimal(cell),
            counts.denominator.decimal(cell));
      }
    }
    return rest;
  }

  @Test
  void howEventsClusterIsToldOfNoCell() {
    Counts few = new Counts(2, 1);
    few.add(0, 0, BigDecimal.valueOf(10), BigDecimal.valueOf(1000));
    few.addSquares(0, 0, BigDecimal.valueOf(16));
    few.add(1, 0, BigDecimal.valueOf(110), BigDecimal.valueOf(9000));
    few.addSquares(1, 0, BigDecimal.valueOf(230));
    Counts england = new Counts(1, 1);
    england.add(0, 0, BigDecimal.valueOf(120), BigDecimal.valueOf(10_000));
    england.addSquares(0, 0, BigDecimal.valueOf(246));

    double clustering = Spread.clustering(england);

    assertThat(clustering).isEqualTo(2.1);
    assertThat(Spread.of(few, clustering).clustering(0)).isEqualTo(2.1);
    assertThat(Spread.of(few, clustering).clustering(1)).isEqualTo(2.1);
    Counts small = new Counts(1, 1);
    small.add(0, 0, BigDecimal.valueOf(99), BigDecimal.valueOf(10_000));
    small.addSquares(0, 0, BigDecimal.valueOf(300));
    assertThat(Spread.clustering(small)).isNaN();
  }

  @Test
  void measuresOfOneCountComeTogether() {
    Contracts contracts =
        Contracts.load(java.nio.file.Path.of(System.getProperty("pcw.home")).resolve("schemas"));
    Map<String, List<String>> families = new LinkedHashMap<>();
    CodeList.load(contracts, "same_count")
        .rows()
        .forEach(
            row ->
                families
                    .computeIfAbsent(row.get("count_of"), c -> new ArrayList<>())
                    .add(row.get("measure_id")));
    List<MeasureCounts> measures = new ArrayList<>();
    for (String id :
        List.of(
            "a_measure",
            "people_benefiting",
            "people_referred",
            "people_referred_per_1000",
            "programme_cost_per_person_gbp",
            "z_measure")) {
      measures.add(new MeasureCounts(id, Map.of()));
    }
    List<List<String>> came = new ArrayList<>();
    Iterator<List<MeasureCounts>> all = new SameCounts(contracts, measures.iterator());
    while (all.hasNext()) {
      came.add(all.next().stream().map(MeasureCounts::measure).toList());
    }
    assertThat(families.values()).allMatch(f -> f.size() > 1);
    assertThat(came)
        .containsExactly(
            List.of("a_measure"),
            List.of("people_referred", "people_referred_per_1000", "programme_cost_per_person_gbp"),
            List.of("z_measure"),
            List.of("people_benefiting"));
  }
}
