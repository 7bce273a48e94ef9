/**
 * What can be said of counts: how sure, compared with what, changed or not.
 *
 * <p>Comes in: primitive arrays of counts and values, already protected. Goes out: small records of
 * intervals, limits, verdicts. Pure functions: no table, no file, no clock, no randomness; {@code
 * NaN} is a value that is not held, never a zero. Must not decide what is shown: that is for the
 * step that calls.
 */
package pcw.statistics;
