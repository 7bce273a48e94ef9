package pcw.reports;

/** The measure that each pack and page opens with, and how a sentence names it. */
final class LeadMeasure {
  static final String ID = "opioid_high_dose_120_adq_per_1000";
  static final String SUBJECT = "High-dose opioid volume";
  static final String UNIT = "ADQs per 1,000 patients";

  /** What stands above the value axis: the unit, the denominator and the window. */
  static final String AXIS =
      "LPI98 (our reconstruction): ADQs per 1,000 registered patients, each month";

  private LeadMeasure() {}
}
