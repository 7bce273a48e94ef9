package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeersTest {
  private static final Period PERIOD = new Period(24312, 24312, 24312);

  private static Figures figures(double... values) {
    Figures figures = new Figures(values.length, List.of(PERIOD));
    for (int unit = 0; unit < values.length; unit++) {
      figures.state[unit] = Figures.State.SHOWN;
      figures.value[unit] = values[unit];
    }
    return figures;
  }

  private static double[] oneTo(int n) {
    return IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray();
  }

  @Test
  void nineteenPeersAreTooFewAndTwentyAreEnough() {
    Figures nineteen = figures(oneTo(19));
    assertThat(Peers.compare(nineteen)).isEmpty();
    assertThat(nineteen.peers[0]).isEqualTo(19);
    assertThat(nineteen.percentile[18]).isNaN();

    Figures twenty = figures(oneTo(20));
    assertThat(Peers.compare(twenty)).hasSize(1);
    assertThat(twenty.percentile[0]).isEqualTo(0);
    assertThat(twenty.percentile[19]).isEqualTo(95);
  }

  @Test
  void equalValuesShareTheLowestPlace() {
    double[] values = oneTo(20);
    values[18] = 10;
    values[19] = 10;
    Figures figures = figures(values);
    Peers.compare(figures);
    assertThat(figures.percentile[9]).isEqualTo(45).isEqualTo(figures.percentile[19]);
    assertThat(figures.percentile[10]).isEqualTo(60);
  }

  @Test
  void whatIsUnreliableIsNeitherPeerNorCompared() {
    Figures figures = figures(oneTo(21));
    figures.marks[0] = Figures.UNRELIABLE;
    figures.state[1] = Figures.State.NOT_SUBMITTED;
    figures.value[1] = Double.NaN;
    assertThat(Peers.compare(figures)).isEmpty();
    assertThat(figures.peers[2]).isEqualTo(19);
    assertThat(figures.peers[1]).isEqualTo(Figures.UNKNOWN);

    figures = figures(oneTo(21));
    figures.marks[0] = Figures.UNRELIABLE;
    Peers.compare(figures);
    assertThat(figures.percentile[0]).isNaN();
    assertThat(figures.percentile[1]).isEqualTo(0);
  }

  @Test
  void decilesAreInterpolatedAsInSql() {
    Figures figures = figures(oneTo(20));
    // PERCENTILE_CONT(0.1) of 1 to 20 is 1 + 0.1 × 19.
    assertThat(Peers.compare(figures).get(0).deciles())
        .usingComparatorForType(
            (Double a, Double b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b),
            Double.class)
        .containsExactly(2.9, 4.8, 6.7, 8.6, 10.5, 12.4, 14.3, 16.2, 18.1);
  }

  @Test
  void allEqualValuesAreAllLowest() {
    double[] values = new double[25];
    java.util.Arrays.fill(values, 7);
    Figures figures = figures(values);
    assertThat(Peers.compare(figures).get(0).deciles()).containsOnly(7.0);
    assertThat(figures.percentile).containsOnly(0.0);
  }
}
