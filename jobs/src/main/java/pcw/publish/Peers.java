package pcw.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Comparison with the organisations of the same level in the same period: percentile and deciles.
 *
 * <p>The peers of a period are the organisations of the level whose value is shown and not marked
 * unreliable; an organisation is one of its own peers. {@code percentile} is 100 × (peers with a
 * strictly lower value) ÷ peers, so that a spreadsheet reproduces it with COUNTIF ÷ COUNT. Deciles
 * are interpolated linearly, as SQL's PERCENTILE_CONT.
 */
final class Peers {
  /** Under so many peers there is no percentile and no decile. */
  static final int FEWEST = 20;

  private Peers() {}

  /**
   * Deciles of one period.
   *
   * @param deciles the 10th to the 90th percentile
   */
  record Band(Period period, int peers, List<Double> deciles) {}

  /**
   * Fills peers and percentile of each shown figure, and gives the bands of the periods that have
   * one.
   */
  static List<Band> compare(Figures figures) {
    List<Band> bands = new ArrayList<>();
    for (int p = 0; p < figures.periods.size(); p++) {
      double[] values = new double[figures.units];
      int peers = 0;
      for (int unit = 0; unit < figures.units; unit++) {
        int cell = figures.cell(unit, p);
        if (isPeer(figures, cell)) {
          values[peers++] = figures.value[cell];
        }
      }
      double[] sorted = Arrays.copyOf(values, peers);
      Arrays.sort(sorted);
      for (int unit = 0; unit < figures.units; unit++) {
        int cell = figures.cell(unit, p);
        if (figures.state[cell] == Figures.State.SHOWN) {
          figures.peers[cell] = peers;
          if (peers >= FEWEST && isPeer(figures, cell)) {
            figures.percentile[cell] = 100.0 * lower(sorted, figures.value[cell]) / peers;
          }
        }
      }
      if (peers >= FEWEST) {
        List<Double> deciles = new ArrayList<>();
        for (int percent = 10; percent <= 90; percent += 10) {
          deciles.add(quantile(sorted, percent));
        }
        bands.add(new Band(figures.periods.get(p), peers, deciles));
      }
    }
    return bands;
  }

  private static boolean isPeer(Figures figures, int cell) {
    return figures.state[cell] == Figures.State.SHOWN
        && !figures.isMarked(cell, Figures.UNRELIABLE);
  }

  /** How many of the sorted values are strictly lower. */
  static int lower(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The percentile of sorted values, interpolated between the two nearest. */
  static double quantile(double[] sorted, int percent) {
    double place = (sorted.length - 1) * percent / 100.0;
    int below = (int) place;
    return below + 1 >= sorted.length
        ? sorted[sorted.length - 1]
        : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
  }
}
