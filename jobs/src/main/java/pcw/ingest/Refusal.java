package pcw.ingest;

/**
 * A delivered file that cannot be taken in. The message says what is wrong and what to do, without
 * the file's name, which whoever reports it puts in front.
 */
final class Refusal extends RuntimeException {
  private final String rule;

  Refusal(String rule, String message) {
    super(message);
    this.rule = rule;
  }

  String rule() {
    return rule;
  }
}
