package pcw.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The statistics against a second, deliberately boring implementation, on 10,000 random cases. */
class AgreementTest {
  private static final int CASES = 10_000;

  @Test
  void chartsAgreeOnLimitsAndOnEveryLabel() {
    Random random = new Random(4);
    Map<SpcSignal, Integer> seen = new EnumMap<>(SpcSignal.class);
    for (int c = 0; c < CASES; c++) {
      double[] values = series(random);
      Spc.Settings settings =
          new Spc.Settings(
              random.nextInt(4) > 0,
              random.nextInt(3) == 0 ? 6 : 7,
              random.nextBoolean() ? 36 : 24);
      List<Spc.Rebase> rebases = rebases(random, values.length);
      Spc.Chart chart = Spc.chart(values, settings, Better.LOWER, rebases);

      List<Integer> starts = new ArrayList<>(List.of(0));
      rebases.forEach(rebase -> starts.add(rebase.index()));
      starts.add(values.length);
      String[] expected = new String[values.length];
      Arrays.fill(expected, "");
      List<BoringSpc.Line> lines = new ArrayList<>();
      for (int s = 0; s + 1 < starts.size(); s++) {
        int[] judged =
            IntStream.range(starts.get(s), starts.get(s + 1))
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        judged =
            Arrays.copyOfRange(
                judged, Math.max(0, judged.length - settings.maximumPoints()), judged.length);
        if (judged.length == 0) {
          continue;
        }
        double[] y = Arrays.stream(judged).mapToDouble(i -> values[i]).toArray();
        lines.add(BoringSpc.line(y, settings.screenOutliers()));
        List<String> labels = BoringSpc.labels(y, settings.screenOutliers(), settings.runLength());
        for (int i = 0; i < judged.length; i++) {
          expected[judged[i]] = labels.get(i);
        }
      }
      List<String> labels =
          chart.points().stream().map(p -> p.signal().label(settings.runLength())).toList();
      assertThat(labels).as("case %d", c).containsExactly(expected);
      assertThat(chart.segments()).hasSameSizeAs(lines);
      for (int s = 0; s < lines.size(); s++) {
        Spc.Limits limits = chart.segments().get(s).limits();
        assertSame(limits.mean(), lines.get(s).mean());
        assertSame(limits.lower(), lines.get(s).lower());
        assertSame(limits.upper(), lines.get(s).upper());
      }
      chart.points().forEach(p -> seen.merge(p.signal(), 1, Integer::sum));
    }
    assertThat(seen).containsOnlyKeys(SpcSignal.values());
    assertThat(seen.values()).allMatch(times -> times > 100);
  }

  @Test
  void intervalsAgree() {
    Random random = new Random(5);
    double[] confidences = {0.95, 0.998, 0.9};
    for (int c = 0; c < CASES; c++) {
      double confidence = confidences[c % confidences.length];
      int count = random.nextInt(c % 2 == 0 ? 12 : 300);
      int of = count + random.nextInt(400) + 1;
      assertSame(Intervals.byar(count, confidence), BoringIntervals.byar(count, confidence), 1e-9);
      assertSame(
          Intervals.wilson(count, of, confidence),
          BoringIntervals.wilson(count, of, confidence),
          1e-9);
      assertSame(
          Intervals.exactPoisson(count, confidence),
          BoringIntervals.exactPoisson(count, confidence),
          1e-7);
    }
  }

  @Test
  void percentilesAgree() {
    Random random = new Random(6);
    for (int c = 0; c < CASES; c++) {
      double[] values = new double[10 + random.nextInt(60)];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(8) == 0 ? Double.NaN : random.nextInt(40) / 3.0;
      }
      List<Double> held =
          Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().boxed().toList();
      var percentiles = Percentiles.of(values);
      assertThat(percentiles.isPresent()).isEqualTo(held.size() >= 20);
      if (percentiles.isEmpty()) {
        continue;
      }
      double[] deciles = percentiles.get().deciles();
      for (int d = 1; d <= 9; d++) {
        // Tenths of the way from the first to the last, in whole numbers.
        int tenths = d * (held.size() - 1);
        double low = held.get(tenths / 10);
        double high = held.get(Math.min(held.size() - 1, tenths / 10 + 1));
        assertThat(deciles[d - 1])
            .isCloseTo((low * (10 - tenths % 10) + high * (tenths % 10)) / 10, within(1e-12));
      }
      for (double value : held) {
        long lower = held.stream().filter(other -> other < value).count();
        assertThat(percentiles.get().percentStrictlyLower(value))
            .isEqualTo(100.0 * lower / held.size());
      }
    }
  }

  @Test
  void theMostSimilarPracticesAreTheFirstOfAFullSort() {
    Random random = new Random(12);
    for (int c = 0; c < 100; c++) {
      int n = 2 + random.nextInt(60);
      double[] age = new double[n];
      double[] deprivation = new double[n];
      double[] patients = new double[n];
      for (int i = 0; i < n; i++) {
        age[i] = random.nextInt(6) / 20.0;
        deprivation[i] = random.nextInt(15) == 0 ? Double.NaN : random.nextInt(5);
        patients[i] = 1000 * (1 + random.nextInt(4));
      }
      SimilarPractices practices = SimilarPractices.of(age, deprivation, patients);
      List<Integer> all = practices.nearest(0, n);
      assertThat(practices.nearest(0, 10)).isEqualTo(all.subList(0, Math.min(10, all.size())));
      double[][] z = {z(age), z(deprivation), z(Arrays.stream(patients).map(Math::log).toArray())};
      double before = 0;
      for (int i : all) {
        double distance = 0;
        for (double[] feature : z) {
          distance += Math.pow(feature[i] - feature[0], 2);
        }
        assertThat(distance).isGreaterThanOrEqualTo(before - 1e-9);
        before = distance;
      }
    }
  }

  private static double[] z(double[] values) {
    double[] held = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(held).average().orElse(0);
    double squares = Arrays.stream(held).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (held.length - 1));
    return Arrays.stream(values).map(v -> deviation > 0 ? (v - mean) / deviation : 0).toArray();
  }

  /** Small counts with many ties, rates, slow drifts, flat stretches; with gaps. */
  private static double[] series(Random random) {
    double[] values = new double[1 + random.nextInt(70)];
    int kind = random.nextInt(5);
    double level = random.nextInt(50);
    double drift = kind == 3 ? random.nextGaussian() * 1.5 : 0;
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (kind) {
            case 0 -> random.nextInt(6);
            case 1 -> random.nextInt(40) / 7.0;
            case 2 -> level + random.nextGaussian() * (random.nextInt(20) == 0 ? 12 : 2);
            case 3 -> level + drift * i + random.nextGaussian();
            default -> (i / 9 % 2 == 0 ? 0.1 : 0.3) + (random.nextInt(9) == 0 ? 0.1 : 0);
          };
      if (random.nextInt(12) == 0) {
        values[i] = Double.NaN;
      }
    }
    return values;
  }

  private static List<Spc.Rebase> rebases(Random random, int months) {
    List<Spc.Rebase> rebases = new ArrayList<>();
    for (int i = 0; i < months; i++) {
      if (random.nextInt(40) == 0) {
        rebases.add(new Spc.Rebase(i, "new service", "board"));
      }
    }
    return rebases;
  }

  private static void assertSame(Interval ours, Interval boring, double precision) {
    assertThat(ours.lower()).isCloseTo(boring.lower(), within(precision));
    assertThat(ours.upper()).isCloseTo(boring.upper(), within(precision * (1 + boring.upper())));
  }

  private static void assertSame(double ours, double boring) {
    if (Double.isNaN(boring)) {
      assertThat(ours).isNaN();
    } else {
      assertThat(ours).isCloseTo(boring, within(1e-12 * (1 + Math.abs(boring))));
    }
  }
}
