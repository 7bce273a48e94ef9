package pcw.door;

import java.nio.file.Path;
import pcw.ops.Exit;
import pcw.ops.Problem;

/**
 * A delivery that may not or cannot be taken in. The message names the file, the rule and the
 * remedy, and holds no value of a row. Other deliveries of the night are not touched by it.
 */
public final class Refused extends RuntimeException {
  private final int exitCode;
  private final String rule;
  private final String reason;

  Refused(int exitCode, String rule, Path file, String message) {
    super(file.getFileName() + ": " + message);
    this.exitCode = exitCode;
    this.rule = rule;
    this.reason = message;
  }

  /** {@link Exit#REFUSED} where it may not be taken in, else {@link Exit#BAD_DATA}. */
  public int exitCode() {
    return exitCode;
  }

  /** A short name, to count by. */
  public String rule() {
    return rule;
  }

  /** The message without the file's name. */
  public String reason() {
    return reason;
  }

  /** For a command that has only this one file to do. */
  Problem asProblem() {
    return new Problem(exitCode, getMessage());
  }
}
