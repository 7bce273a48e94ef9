package pcw.publish;

import pcw.statistics.Interval;
import pcw.statistics.Intervals;

/**
 * How sure a figure of people is: 95% limits from the protected counts.
 *
 * <p>A share has Wilson's. A rate has Byar's where a person counts once in the window; events that
 * cluster in people have the same, widened. A mean has Student's. A quantity, a ratio of two
 * quantities and anything from public prescribing data have none.
 */
final class Certainty {
  private Certainty() {}

  static void fill(MeasureDefinition measure, Figures figures, Spread spread) {
    if (measure.countsQuantity() || measure.isCount()) {
      return;
    }
    for (int cell = 0; cell < figures.state.length; cell++) {
      if (figures.state[cell] == Figures.State.SHOWN && figures.denominator[cell] > 0) {
        Interval interval =
            interval(
                measure,
                figures.numerator[cell],
                figures.denominator[cell],
                spread.deviation(cell),
                spread.clustering(cell));
        figures.lower[cell] = interval.lower();
        figures.upper[cell] = interval.upper();
      }
    }
  }

  private static Interval interval(
      MeasureDefinition measure, double n, double d, double deviation, double clustering) {
    return switch (measure.kind()) {
      case "proportion" ->
          n <= d ? Intervals.wilson(n, d, Intervals.PRINTED).times(measure.per()) : Interval.NONE;
      case "mean" ->
          Double.isNaN(deviation)
              ? Interval.NONE
              : Intervals.mean(
                  d, n, deviation * deviation * (d - 1) + n * n / d, Intervals.PRINTED);
      case "rate" -> rate(measure, n, d, clustering);
      default -> Interval.NONE;
    };
  }

  private static Interval rate(MeasureDefinition measure, double n, double d, double clustering) {
    if (measure.countsPeople()) {
      return Intervals.byar(n, Intervals.PRINTED).times(measure.per() / d);
    }
    return Double.isNaN(clustering)
        ? Interval.NONE
        : Intervals.clustered(n, clustering * n, Intervals.PRINTED).times(measure.per() / d);
  }
}
