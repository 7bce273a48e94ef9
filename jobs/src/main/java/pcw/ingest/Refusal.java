package pcw.ingest;

/**
 * A delivered file that cannot be taken in. The message says what is wrong and what to do, without
 * the file's name, which whoever reports it puts in front.
 */
final class Refusal extends RuntimeException {
  private final String rule;
  private final boolean isOnTerms;

  Refusal(String rule, String message) {
    this(rule, message, false);
  }

  private Refusal(String rule, String message, boolean isOnTerms) {
    super(message);
    this.rule = rule;
    this.isOnTerms = isOnTerms;
  }

  /** The file may be good, but may not be read as things stand today. */
  static Refusal onTerms(String rule, String message) {
    return new Refusal(rule, message, true);
  }

  /** Says nothing against the file itself, so that what was taken from it before may stay. */
  boolean isOnTerms() {
    return isOnTerms;
  }

  String rule() {
    return rule;
  }
}
