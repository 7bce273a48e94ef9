/**
 * Runs: what every step is given, and what it says it did.
 *
 * <p>Comes in: settings. Goes out: {@link pcw.ops.Run} for the steps, {@link pcw.ops.StepResult}
 * from them. Calls no step.
 */
package pcw.ops;
