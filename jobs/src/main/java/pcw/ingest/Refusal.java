package pcw.ingest;

/**
 * A delivered file that cannot be taken in. The message says what is wrong and what to do, without
 * the file's name, which whoever reports it puts in front.
 */
final class Refusal extends RuntimeException {
  private static final String VANISHED = "vanished";
  private static final String STILL_GROWING = "still_growing";

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

  /** The file was there when it was found, and is not now. */
  static Refusal vanished() {
    return new Refusal(VANISHED, "it went away while it was read; deliver it again");
  }

  /** Somebody is writing the file. */
  static Refusal stillGrowing() {
    return new Refusal(
        STILL_GROWING,
        "it changed while it was read; deliver it under another name and rename it when it is whole");
  }

  /** Whether a rule says nothing of a file's content, so that the same bytes may come again. */
  static boolean isOfTheMoment(String rule) {
    return VANISHED.equals(rule) || STILL_GROWING.equals(rule);
  }

  /** Says nothing against the file itself, so that what was taken from it before may stay. */
  boolean isOnTerms() {
    return isOnTerms;
  }

  String rule() {
    return rule;
  }
}
