package pcw.ops;

import java.util.Map;

/**
 * What a step did.
 *
 * @param changed something new was written; false where there was nothing to do
 * @param counts what it counted, in the order to print, such as {@code files}, {@code rows}, {@code
 *     accepted}
 */
public record StepResult(String step, boolean changed, Map<String, Long> counts) {}
