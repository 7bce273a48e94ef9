package pcw.schemas;

/**
 * Where a contract's data stands on its way; the folder of {@code schemas} that holds it has the
 * same name.
 */
public enum Layer {
  /** A file as delivered. Its accepted rows are the table {@code bronze.<id>}. */
  LANDING,
  /** A list of codes that the product ships, one CSV file beside its contract. */
  CODELIST,
  /** Conformed tables, in our names. */
  SILVER,
  /** Counts, before any roll-up. */
  GOLD,
  /** Rows that were not accepted, and why. */
  QUARANTINE,
  /** What runs did. */
  OPS,
  /** Tables of a published set. */
  PUBLISHED;

  /** The folder's name, and the first part of a table's name. */
  public String folder() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
