package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcw.publish.Treatment.Slice;
import pcw.spark.TestSession;
import pcw.statistics.Spc;

/**
 * The attacker on a whole warehouse, such as the one that {@code ./pcw demo --people} makes: every
 * protected measure, all levels, breakdowns and windows, two sets one after the other. Hidden
 * headlines (the whole of a measure) are asked for first; of the others those that no programme for
 * many numbers at once has shown to be open, a fixed number in each part, as long as there is time.
 * What there was none for is counted and said. Run with -Dpcw.attacked=WAREHOUSE;
 * -Dpcw.attack.seconds bounds what each measure may take, -Dpcw.attack.measures=ID asks for one,
 * -Dpcw.attack.policy=PUBLISHABLE for one policy.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "pcw.attacked", matches = ".+")
class SampleRegionAttackTest {
  /** Months that the first of two sets does not hold yet. */
  private static final int LATER = 3;

  private static final int OTHERS = 20;
  private static final long SECONDS_A_MEASURE = Long.getLong("pcw.attack.seconds", 20);

  private Boundaries boundaries;
  private Practices practices;
  private Policy policy;

  @ParameterizedTest
  @EnumSource
  void nothingCanBeWorkedOutOfTwoSets(Policy under) throws Exception {
    assumeTrue(under.name().matches(System.getProperty("pcw.attack.policy", ".*")));
    policy = under;
    Inputs inputs =
        new Inputs(TestSession.tables(Path.of(System.getProperty("pcw.attacked"))), Map.of());
    List<PracticeMonth> months = inputs.practiceMonths();
    boundaries = new Boundaries(inputs.months(), inputs.memberships(), months);
    practices = new Practices(boundaries, months, inputs.organisations().get(Level.PRACTICE));
    Map<String, MeasureDefinition> measures = MeasureDefinition.read(inputs);
    List<String> leaks = new ArrayList<>();
    int[] sums = new int[5];
    for (var counts = inputs.counts(measures.size(), boundaries); counts.hasNext(); ) {
      MeasureCounts counted = counts.next();
      MeasureDefinition measure = measures.get(counted.measure());
      if (measure.isPublic()
          || !counted.measure().matches(System.getProperty("pcw.attack.measures", ".*"))) {
        continue;
      }
      long begun = System.nanoTime();
      Attacker.Result result = attack(measure, counted.slices());
      result.leaks().forEach(leak -> leaks.add(measure.id() + ": " + leak));
      int[] of = {
        result.secrets(),
        result.proved(),
        result.notAsked(),
        result.leaks().size(),
        result.firstNotAsked()
      };
      for (int i = 0; i < sums.length; i++) {
        sums[i] += of[i];
      }
      System.out.printf(
          Locale.UK,
          "%-12s %-50s %,8d hidden, %,8d proved, %,6d not asked, %,4d leaks, %,5d programmes, %5.1f s%n",
          policy,
          measure.id(),
          of[0],
          of[1],
          of[2],
          of[3],
          result.programmes(),
          (System.nanoTime() - begun) / 1e9);
    }
    System.out.printf(
        Locale.UK,
        "%s: %,d hidden numbers, %,d proved to be open or not, %,d not asked, %,d of them headlines%n",
        policy,
        sums[0],
        sums[1],
        sums[2],
        sums[4]);
    assertThat(leaks).isEmpty();
    assertThat(sums[0]).isGreaterThan(1_000);
    // A slow machine asks for less; one that asks for hardly anything has shown nothing.
    assertThat(sums[1]).isGreaterThan(sums[0] / 2);
  }

  private Attacker.Result attack(MeasureDefinition defined, Map<Slice, Counts> after)
      throws Exception {
    Map<Slice, Counts> before = before(after);
    List<Treatment.Block> first = treat(defined, before, EarlierSet.none());
    List<Treatment.Block> second;
    try (Connection stored = AttackerTest.store(boundaries, defined.id(), first);
        EarlierSet earlier = EarlierSet.of(stored)) {
      second = treat(defined, after, earlier);
    }
    MeasureDefinition measure =
        defined.delivering(after.keySet().stream().anyMatch(s -> s.window() == Window.MONTH));
    Counting counting =
        Counting.of(measure, after.values().stream().anyMatch(c -> c.squares != null));
    Attacker attacker = new Attacker();
    if (counting != Counting.NONE) {
      Published published =
          new Published(
              attacker,
              boundaries,
              measure.level(),
              policy,
              !measure.makesWindows(),
              counting == Counting.NESTED,
              counting == Counting.APART && !measure.averagesDenominator(),
              switch (counting) {
                case DENOMINATOR -> Published.Told.PEOPLE_OF_MEAN;
                case BESIDE -> Published.Told.PEOPLE_OF_SUM;
                default -> Published.Told.COUNT;
              });
      published.grain(first);
      published.grain(second);
      published.relations(after);
      published.read(first, before);
      published.read(second, after);
    }
    long now = System.nanoTime();
    long bound = SECONDS_A_MEASURE * 1_000_000_000L;
    return attacker.attack(OTHERS, now + bound, now + 2 * bound);
  }

  /** The counts as they were before the last months were held. */
  private Map<Slice, Counts> before(Map<Slice, Counts> counts) {
    IntPredicate isHeld = month -> month < boundaries.months().count() - LATER;
    Map<Slice, Counts> before = new TreeMap<>();
    counts.forEach(
        (slice, all) -> {
          Counts some = new Counts(all.units, all.months);
          for (int cell = 0; cell < all.counted.length; cell++) {
            if (isHeld.test(cell % all.months)) {
              some.add(cell, all, cell);
            }
          }
          before.put(slice, some);
        });
    return before;
  }

  private List<Treatment.Block> treat(
      MeasureDefinition measure, Map<Slice, Counts> counts, EarlierSet earlier) throws Exception {
    List<Treatment.Block> blocks = new ArrayList<>();
    new Treatment(boundaries, practices, policy, earlier, Registers.none(), Spc.Settings.R_PACKAGE)
        .treat(measure, counts)
        .tell(blocks::add);
    return blocks;
  }
}
