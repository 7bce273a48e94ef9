package pcw.ingest;

/** Rows of a file by fate. */
record Counts(
    long rowsIn, long accepted, long quarantined, long duplicate, long optedOut, long outOfScope) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  /** Every row has exactly one fate. */
  boolean balance() {
    return rowsIn == accepted + quarantined + duplicate + optedOut + outOfScope;
  }
}
