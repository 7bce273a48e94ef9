package pcw.publish;

/**
 * Disclosure control on the rolled-up counts, before anything is computed from them.
 *
 * <p>Counts of public source data pass unchanged. Counts of people are withheld whole: a row says
 * that the cell exists, and holds no number.
 */
final class Protection {
  /**
   * What may be computed from.
   *
   * @param withheld every cell is hidden; {@code counts} must not be read
   */
  record Protected(Counts counts, boolean withheld) {}

  static final String WITHHELD = "counts of people are withheld until they can be protected";

  private Protection() {}

  static Protected apply(MeasureDefinition definition, Counts counts) {
    return definition.isPublic()
        ? new Protected(counts, false)
        : new Protected(new Counts(counts.units, counts.months), true);
  }
}
