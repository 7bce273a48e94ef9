package pcw.ops;

import java.util.Map;
import java.util.Optional;

/**
 * What a step did.
 *
 * @param changed something new was written; false where there was nothing to do
 * @param counts what it counted, in the order to print, such as {@code files}, {@code rows}, {@code
 *     accepted}
 * @param setId the published set that it worked on; empty where it works on tables
 */
public record StepResult(
    String step, boolean changed, Map<String, Long> counts, Optional<String> setId) {

  /** Of a step that works on tables. */
  public StepResult(String step, boolean changed, Map<String, Long> counts) {
    this(step, changed, counts, Optional.empty());
  }
}
