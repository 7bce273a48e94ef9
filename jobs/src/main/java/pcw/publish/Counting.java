package pcw.publish;

/** What of a protected measure counts people, and so decides what is hidden. */
enum Counting {
  /** The numerator; there is no denominator, or it is no count of its own. */
  NUMERATOR,
  /** Both: the numerator counts some of those whom the denominator counts. */
  NESTED,
  /** Both, each for itself: a list of patients, for example. */
  APART,
  /** The denominator: the numerator is a sum of their values. */
  DENOMINATOR,
  /** The number of people that is delivered beside a quantity, in {@code sum_of_squares}. */
  BESIDE,
  /** Nothing: a quantity without a number of people. Nothing of it is shown. */
  NONE;

  /**
   * Of a measure.
   *
   * @param hasNumbersBeside a number of people is delivered beside the quantity
   */
  static Counting of(MeasureDefinition measure, boolean hasNumbersBeside) {
    if (measure.isOfValues()) {
      return DENOMINATOR;
    }
    if (measure.countsQuantity()) {
      return hasNumbersBeside ? BESIDE : NONE;
    }
    if (measure.isCount()) {
      return NUMERATOR;
    }
    boolean adds = !measure.averagesDenominator() || !measure.makesWindows();
    return measure.kind().equals("proportion") && adds ? NESTED : APART;
  }

  /** Sums are shown beside the people: what two of them differ by is a third. */
  boolean showsSums() {
    return this == BESIDE;
  }
}
