package pcw.ops;

/**
 * How the program answers, by the numbers of sysexits where they fit. A scheduler tries again after
 * {@link #INPUT_MISSING}, {@link #UNAVAILABLE}, {@link #CANNOT_WRITE} and {@link #BUSY}; after the
 * others somebody must act first.
 */
public final class Exit {
  public static final int DONE = 0;

  /** Everything is made already, or nothing new was delivered. Schedulers skip on it. */
  public static final int NOTHING_TO_DO = 99;

  /** The command line cannot be understood, or contradicts itself. */
  public static final int USAGE = 64;

  /** What was delivered or held is no good: a required feed refused, or too many rows of it. */
  public static final int BAD_DATA = 65;

  /** What the step needs has not been delivered or made yet, or is too old. */
  public static final int INPUT_MISSING = 66;

  /** Storage or a service does not answer, or a table must be repaired first. */
  public static final int UNAVAILABLE = 69;

  /** A fault of the program; the only answer that comes with a stack trace. */
  public static final int FAULT = 70;

  /** The disk is full, or the place may not be written. */
  public static final int CANNOT_WRITE = 73;

  /** Another run holds the warehouse, or has taken it over. */
  public static final int BUSY = 75;

  /** The rules on patient data or on small numbers forbid it. */
  public static final int REFUSED = 77;

  /** A setting, contract, measure or key is wrong or missing, or memory does not suffice. */
  public static final int CONFIGURATION = 78;

  /** What the shell reports of a program that SIGTERM ended, and of one that SIGKILL ended. */
  public static final int STOPPED = 143;

  public static final int KILLED = 137;

  private Exit() {}
}
