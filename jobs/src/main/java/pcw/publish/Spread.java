package pcw.publish;

/**
 * How values scatter about their mean, and how events cluster in people: rounded to one decimal, so
 * that an interval tells no more of a count than the count that is shown.
 */
final class Spread {
  private final double[] deviation;
  private final double[] clustering;

  private Spread(int cells) {
    deviation = new double[cells];
    clustering = new double[cells];
  }

  /** Standard deviation of the values of a mean; {@code NaN} where there is none. */
  double deviation(int cell) {
    return deviation[cell];
  }

  /** Sum over people of their events squared, over events; {@code NaN} where it is not known. */
  double clustering(int cell) {
    return clustering[cell];
  }

  static Spread of(Counts counts) {
    int cells = counts.counted.length;
    Spread spread = new Spread(cells);
    for (int cell = 0; cell < cells; cell++) {
      spread.deviation[cell] = Double.NaN;
      spread.clustering[cell] = Double.NaN;
      if (counts.squares == null || counts.counted[cell] == 0) {
        continue;
      }
      double squares = counts.squares.get(cell);
      double sum = counts.numerator.get(cell);
      double n = counts.denominator.get(cell);
      if (n > 1) {
        spread.deviation[cell] =
            oneDecimal(Math.sqrt(Math.max(0, (squares - sum * sum / n) / (n - 1))));
      }
      if (sum > 0) {
        spread.clustering[cell] = Math.max(1, oneDecimal(squares / sum));
      }
    }
    return spread;
  }

  private static double oneDecimal(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
