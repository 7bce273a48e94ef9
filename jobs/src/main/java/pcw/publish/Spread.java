package pcw.publish;

/**
 * How values scatter about their mean, and how events cluster in people: both rounded to one
 * decimal before they are used. How events cluster is one number for all organisations of a window,
 * because the cell's own would tell, by its interval, of which sums of squares its count is one.
 */
final class Spread {
  /** Events from which it can be told how they cluster. */
  private static final double FEWEST_EVENTS = 100;

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

  /**
   * How events cluster in people.
   *
   * @param england the whole of England, by period
   * @return sum over people of their events squared, over events, of all periods together; {@code
   *     NaN} where it is not known, or of too few events
   */
  static double clustering(Counts england) {
    double squares = 0;
    double events = 0;
    for (int cell = 0; england.squares != null && cell < england.counted.length; cell++) {
      squares += england.squares.get(cell);
      events += england.numerator.get(cell);
    }
    return events < FEWEST_EVENTS ? Double.NaN : Math.max(1, oneDecimal(squares / events));
  }

  /**
   * Of the cells of some counts.
   *
   * @param clustering how events cluster in people, in England
   */
  static Spread of(Counts counts, double clustering) {
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
        spread.clustering[cell] = clustering;
      }
    }
    return spread;
  }

  private static double oneDecimal(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
