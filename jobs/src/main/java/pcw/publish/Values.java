package pcw.publish;

import java.time.LocalDate;
import java.util.List;

/** Values, coverage, states and marks, from protected counts. */
final class Values {
  /** A parent that covers less of its population than this is marked unreliable. */
  static final double COVERAGE_FLOOR_PERCENT = 80;

  /** Rates are read to one decimal. */
  private static final double ROUNDS_TO_ZERO = 0.05;

  private Values() {}

  /**
   * Figures of one level. The value is {@code per × numerator ÷ denominator}, divided once, last.
   *
   * @param counts one column a period
   * @param expected practices that should report, by month
   * @param reporting those of them that have a count, by month
   * @param category the counts are of one category: where others of the organisation's window were
   *     counted and none of it, there was none
   * @param single the organisations are practices: a practice whose list is not held in a month
   *     that it counts in has no value, while a parent keeps its numerator
   */
  static Figures of(
      MeasureDefinition definition,
      Protection.Protected counts,
      Coverage expected,
      Coverage reporting,
      List<Period> periods,
      Months months,
      boolean category,
      boolean single) {
    Figures figures = new Figures(counts.counts().units, periods);
    for (int unit = 0; unit < figures.units; unit++) {
      for (int p = 0; p < periods.size(); p++) {
        int cell = figures.cell(unit, p);
        Period period = periods.get(p);
        boolean isExpected = cover(figures, cell, expected, reporting, unit, period, months);
        if (counts.isHidden(cell)) {
          figures.state[cell] = Figures.State.SUPPRESSED;
        } else if (category && counts.counts().counted[cell] == 0 && figures.reporting[cell] > 0) {
          none(definition, figures, cell);
        } else {
          fill(definition, figures, cell, counts.counts(), period, single, isExpected);
        }
        markBreaks(definition, figures, cell, period);
      }
    }
    return figures;
  }

  /** Somebody was counted, but nobody of this category. */
  private static void none(MeasureDefinition definition, Figures figures, int cell) {
    figures.numerator[cell] = 0;
    if (definition.isCount()) {
      figures.value[cell] = 0;
      figures.state[cell] = Figures.State.SHOWN;
    } else {
      figures.state[cell] = Figures.State.NOT_APPLICABLE;
    }
  }

  private static void fill(
      MeasureDefinition definition,
      Figures figures,
      int cell,
      Counts counts,
      Period period,
      boolean single,
      boolean isExpected) {
    if (counts.counted[cell] == 0) {
      figures.state[cell] = isExpected ? Figures.State.NOT_SUBMITTED : Figures.State.ABSENT;
      return;
    }
    double numerator = counts.numerator.get(cell);
    figures.numerator[cell] = numerator;
    boolean lacksDenominator =
        counts.denominator.isZero(cell)
            || (single && definition.averagesDenominator() && counts.withoutDenominator[cell] > 0);
    if (!lacksDenominator) {
      double total = counts.denominator.get(cell);
      figures.denominator[cell] =
          definition.averagesDenominator() ? total / period.monthsCounted() : total;
    } else if (!definition.averagesDenominator() && counts.withoutDenominator[cell] == 0) {
      figures.denominator[cell] = 0;
    }
    if (definition.isCount()) {
      figures.value[cell] = numerator;
    } else if (lacksDenominator) {
      figures.state[cell] = Figures.State.NOT_APPLICABLE;
      return;
    } else {
      figures.value[cell] = definition.per() * numerator / figures.denominator[cell];
    }
    figures.state[cell] = Figures.State.SHOWN;
    mark(figures, cell);
  }

  private static void mark(Figures figures, int cell) {
    double size = Math.abs(figures.value[cell]);
    if (size > 0 && size < ROUNDS_TO_ZERO) {
      figures.marks[cell] |= Figures.LOW;
    }
    if (figures.covered[cell] < COVERAGE_FLOOR_PERCENT) {
      figures.marks[cell] |= Figures.UNRELIABLE;
    }
  }

  /** Whether there is a figure or not: a series may not run on over the change of a definition. */
  private static void markBreaks(
      MeasureDefinition definition, Figures figures, int cell, Period period) {
    for (LocalDate day : definition.changedOn()) {
      int month = Months.number(day);
      if (month >= period.first() && month <= period.last()) {
        figures.marks[cell] |= Figures.BREAK;
      }
    }
  }

  /**
   * Practices: those of the least complete month of the window. Population: patient-months.
   *
   * @return some practice is expected in the window
   */
  private static boolean cover(
      Figures figures,
      int cell,
      Coverage expected,
      Coverage reporting,
      int unit,
      Period period,
      Months months) {
    int expectedInWorst = 0;
    int reportingInWorst = 0;
    double patientsExpected = 0;
    double patientsReporting = 0;
    for (int month = period.countedFrom(); month <= period.last(); month++) {
      int at = unit * months.count() + month - months.first();
      int e = expected.practices[at];
      int r = reporting.practices[at];
      if (e > 0
          && (expectedInWorst == 0 || (long) r * expectedInWorst <= (long) reportingInWorst * e)) {
        expectedInWorst = e;
        reportingInWorst = r;
      }
      patientsExpected += expected.patients[at];
      patientsReporting += reporting.patients[at];
    }
    if (expectedInWorst > 0) {
      figures.expected[cell] = expectedInWorst;
      figures.reporting[cell] = reportingInWorst;
      figures.covered[cell] = 100 * patientsReporting / patientsExpected;
    }
    return expectedInWorst > 0;
  }
}
