package pcw.ops;

/**
 * Something that somebody outside must mend: a file, a setting, a disk. The message says what is
 * wrong and what to do; no stack trace is shown for it.
 */
public final class Problem extends RuntimeException {
  private final int exitCode;

  /**
   * @param exitCode one of {@link Exit}
   */
  public Problem(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
