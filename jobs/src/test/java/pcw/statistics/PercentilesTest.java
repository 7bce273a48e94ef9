package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void nothingIsSaidUnderTwentyPeers() {
    double[] twenty = IntStream.rangeClosed(1, 20).mapToDouble(i -> i).toArray();
    assertThat(Percentiles.of(twenty).orElseThrow().peers()).isEqualTo(20);
    twenty[3] = Double.NaN;
    assertThat(Percentiles.of(twenty)).isEmpty();
  }

  @Test
  void decilesInterpolateAsPercentileCont() {
    double[] values = IntStream.rangeClosed(1, 21).mapToDouble(i -> 22 - i).toArray();
    Percentiles percentiles = Percentiles.of(values).orElseThrow();
    assertThat(percentiles.deciles()).containsExactly(3, 5, 7, 9, 11, 13, 15, 17, 19);
    double[] oneMore = Arrays.copyOf(values, 22);
    oneMore[21] = 22;
    // 0.9 × 21 = 18.9 steps from the first.
    assertThat(Percentiles.of(oneMore).orElseThrow().at(0.9)).isCloseTo(19.9, within(1e-12));
  }

  @Test
  void thePercentileCountsStrictlyLowerPeersAndIsNeverFlipped() {
    double[] values = new double[100];
    Arrays.setAll(values, i -> i < 10 ? 0 : i);
    Percentiles percentiles = Percentiles.of(values).orElseThrow();
    assertThat(percentiles.percentStrictlyLower(0)).isZero();
    assertThat(percentiles.percentStrictlyLower(10)).isEqualTo(10);
    assertThat(percentiles.percentStrictlyLower(87)).isEqualTo(87);
    assertThat(percentiles.percentStrictlyLower(99)).isEqualTo(99);
    assertThat(percentiles.percentStrictlyLower(1000)).isEqualTo(100);
  }

  @Test
  void theMedianOfNothingIsNothing() {
    assertThat(Percentiles.median(new double[] {Double.NaN})).isNaN();
    assertThat(Percentiles.median(new double[] {3, Double.NaN, 1})).isEqualTo(2);
  }
}
