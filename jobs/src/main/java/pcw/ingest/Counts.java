package pcw.ingest;

/** Rows of a file by fate. */
record Counts(
    long rowsIn, long accepted, long quarantined, long duplicate, long optedOut, long outOfScope) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  /** The same, after rows that were accepted have been taken away. */
  Counts withdrawn(long rows) {
    return new Counts(rowsIn, accepted - rows, quarantined, duplicate, optedOut + rows, outOfScope);
  }

  /** Every row has exactly one fate. */
  boolean balance() {
    return rowsIn == accepted + quarantined + duplicate + optedOut + outOfScope;
  }
}
