package pcw.sampledata;

/**
 * Presentations whose prescribing moves together.
 *
 * <p>The figures are the change a month over the whole region, how much more a practice prescribes
 * for each step of deprivation, and how far practices differ for no visible reason (all on the
 * logarithmic scale).
 */
enum Kind {
  /** Strong long-acting opioids of 90 mg of oral morphine a day or more. */
  HIGH_DOSE(-0.0065, 0.14, 0.34),
  /** Strong long-acting opioids below that. */
  LOW_DOSE(-0.0020, 0.11, 0.24),
  /** Short-acting oxycodone and morphine, tablets and capsules. */
  STRONG_SHORT(-0.0010, 0.08, 0.25),
  MORPHINE_LIQUID(-0.0010, 0.08, 0.28),
  /** Codeine, dihydrocodeine, tramadol and the combinations. */
  WEAK(-0.0025, 0.11, 0.18),
  GABAPENTINOID(0.0012, 0.12, 0.22),
  OTHER(0.0010, 0.03, 0.10),
  WINTER(0.0005, 0.04, 0.12),
  SUMMER(0.0005, 0.00, 0.12),
  /** Vaccines of the autumn campaign. */
  AUTUMN(0.0000, -0.04, 0.12);

  final double changePerMonth;
  final double deprivation;
  final double spread;

  Kind(double changePerMonth, double deprivation, double spread) {
    this.changePerMonth = changePerMonth;
    this.deprivation = deprivation;
    this.spread = spread;
  }

  boolean isOpioidOrGabapentinoid() {
    return compareTo(GABAPENTINOID) <= 0;
  }

  /** How the month of the year (1 to 12) moves the items; 1 on average, except for campaigns. */
  double season(int month) {
    return switch (this) {
      case WINTER -> 1 + 0.40 * StrictMath.cos(StrictMath.PI * (month - 1) / 6);
      case SUMMER -> 1 + 0.60 * StrictMath.cos(StrictMath.PI * (month - 6) / 6);
      case AUTUMN ->
          switch (month) {
            case 9 -> 0.5;
            case 10 -> 1.0;
            case 11 -> 0.4;
            default -> 0;
          };
      default -> month == 12 ? 1.04 : month == 1 ? 0.98 : 1;
    };
  }
}
