package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pcw.publish.Treatment.Slice;
import pcw.statistics.Spc;

/** Of every hidden number an attacker who knows all that is published keeps three values open. */
@Tag("slow")
class AttackerTest {
  private static final int REGIONS = 200;

  /** What a region published, and what an attacker makes of it. */
  private static final class Case {
    final RandomRegion region;
    final Policy policy;
    final Map<Slice, Counts> counts;
    final List<Treatment.Block> blocks;
    final Attacker attacker = new Attacker();
    final Published published;

    Case(long seed) throws Exception {
      region = new RandomRegion(seed);
      policy = seed % 2 == 0 ? Policy.PUBLISHABLE : Policy.INTERNAL;
      counts = region.counts();
      blocks = treat(region, policy, counts, EarlierSet.none());
      published = Published.of(attacker, region, policy);
      published.grain(blocks);
      published.relations(counts);
      published.read(blocks, counts);
    }
  }

  private static List<Treatment.Block> treat(
      RandomRegion region, Policy policy, Map<Slice, Counts> counts, EarlierSet earlier)
      throws Exception {
    List<Treatment.Block> blocks = new ArrayList<>();
    new Treatment(
            region.boundaries,
            region.practices,
            policy,
            earlier,
            Registers.none(),
            Spc.Settings.R_PACKAGE)
        .treat(region.measure, counts)
        .tell(blocks::add);
    return blocks;
  }

  @Test
  void nothingCanBeWorkedOut() throws Exception {
    Map<Policy, int[]> hidden = new EnumMap<>(Policy.class);
    List<String> leaks = new ArrayList<>();
    for (long seed = 0; seed < REGIONS; seed++) {
      Case one = new Case(seed);
      for (Attacker.Leak leak : one.attacker.attack()) {
        leaks.add(seed + ": " + leak);
      }
      int[] count = hidden.computeIfAbsent(one.policy, p -> new int[Cells.CORRECTED + 1]);
      for (Treatment.Block block : one.blocks) {
        for (byte state : block.safe().state()) {
          count[state]++;
        }
      }
    }
    assertThat(leaks).isEmpty();
    // Rounding protects most of what is published: little more than the small numbers is hidden.
    int[] publishable = hidden.get(Policy.PUBLISHABLE);
    assertThat(publishable[Cells.SMALL]).isGreaterThan(2_000);
    assertThat(publishable[Cells.COMPLEMENT]).isBetween(100, publishable[Cells.SMALL] / 2);
    assertThat(publishable[Cells.SHOWN]).isGreaterThan(publishable[Cells.SMALL]);
    assertThat(hidden.get(Policy.INTERNAL)[Cells.COMPLEMENT]).isGreaterThan(1_000);
  }

  @Test
  void aForgottenTotalGivesNumbersAway() throws Exception {
    int leaks = 0;
    for (long seed = 0; seed < 20; seed++) {
      Case one = new Case(seed);
      for (Treatment.Block block : one.blocks) {
        Figures f = block.figures();
        for (int cell = 0; cell < f.state.length; cell++) {
          if (block.safe().state()[cell] == Cells.COMPLEMENT) {
            one.published.tell(block, cell, one.counts, one.policy);
          }
        }
      }
      leaks += one.attacker.attack().size();
    }
    assertThat(leaks).isGreaterThan(20);
  }

  @Test
  void aStatisticFromBeforeProtectionGivesNumbersAway() throws Exception {
    int leaks = 0;
    for (long seed = 0; seed < 30; seed += 2) {
      Case one = new Case(seed);
      for (Treatment.Block block : one.blocks) {
        for (int cell = 0; cell < block.figures().state.length; cell++) {
          if (block.figures().state[cell] == Figures.State.SHOWN) {
            // A percentage of unrounded counts is as good as the counts.
            one.published.tell(block, cell, one.counts, Policy.INTERNAL);
          }
        }
      }
      leaks += one.attacker.attack().size();
    }
    assertThat(leaks).isGreaterThan(20);
  }

  @Test
  void aSecondMapGivesNumbersAway() throws Exception {
    int leaks = 0;
    for (long seed = 0; seed < 24; seed++) {
      Case one = new Case(seed);
      one.published.tellOnTodaysMap(one.blocks, one.counts);
      leaks += one.attacker.attack().size();
    }
    assertThat(leaks).isGreaterThan(20);
  }

  @Test
  void neitherCanTwoSetsTogether() throws Exception {
    List<String> leaks = new ArrayList<>();
    int remembered = 0;
    for (long seed = 0; seed < 40; seed++) {
      RandomRegion region = new RandomRegion(seed);
      Policy policy = seed % 2 == 0 ? Policy.PUBLISHABLE : Policy.INTERNAL;
      Map<Slice, Counts> before = region.counts(region.months - 1);
      List<Treatment.Block> first = treat(region, policy, before, EarlierSet.none());
      Map<Slice, Counts> after = region.counts();
      List<Treatment.Block> second;
      try (EarlierSet earlier = EarlierSet.of(store(region.boundaries, "m", first))) {
        second = treat(region, policy, after, earlier);
      }
      Attacker attacker = new Attacker();
      Published published = Published.of(attacker, region, policy);
      published.grain(first);
      published.grain(second);
      published.relations(after);
      published.read(first, before);
      published.read(second, after);
      for (Attacker.Leak leak : attacker.attack()) {
        leaks.add(seed + " " + policy + ": " + leak);
      }
      for (Treatment.Block block : second) {
        for (byte state : block.safe().state()) {
          remembered += state == Cells.EARLIER ? 1 : 0;
        }
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(remembered).isGreaterThan(50);
  }

  /** A set as a later one reads it. */
  static Connection store(Boundaries boundaries, String measure, List<Treatment.Block> blocks)
      throws Exception {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE published_measure (measure_id VARCHAR, \"window\" VARCHAR,"
              + " breakdown VARCHAR, category VARCHAR, org_level VARCHAR, ods_code VARCHAR,"
              + " period_end DATE, value_state VARCHAR, numerator DOUBLE, denominator DOUBLE)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO published_measure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Treatment.Block block : blocks) {
        Figures f = block.figures();
        for (int cell = 0; cell < f.state.length; cell++) {
          LocalDate end =
              Months.month(f.periods.get(cell % f.periods.size()).last()).atEndOfMonth();
          insert.setString(1, measure);
          insert.setString(2, block.slice().window().code());
          insert.setString(3, block.slice().breakdown());
          insert.setString(4, block.slice().category());
          insert.setString(5, block.level().code());
          insert.setString(6, boundaries.codes(block.level()).get(cell / f.periods.size()));
          insert.setObject(7, end);
          insert.setString(8, f.state[cell].name().toLowerCase(java.util.Locale.ROOT));
          insert.setObject(9, Double.isNaN(f.numerator[cell]) ? null : f.numerator[cell]);
          insert.setObject(10, Double.isNaN(f.denominator[cell]) ? null : f.denominator[cell]);
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
    return connection;
  }
}
