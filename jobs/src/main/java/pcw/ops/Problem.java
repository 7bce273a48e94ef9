package pcw.ops;

/**
 * Something that somebody outside must mend: a file, a setting, a disk. The message says what is
 * wrong and what to do; no stack trace is shown for it.
 */
public final class Problem extends RuntimeException {
  private final int exitCode;

  /**
   * @param exitCode as the command line answers: 64 usage, 65 bad data, 66 input missing, 69
   *     unavailable, 73 cannot write, 75 busy, 77 refused, 78 configuration
   */
  public Problem(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
