/**
 * Measures the work that must be fast against a peer that does the same work, in one run on the
 * same data, so that the ratio holds on any machine.
 */
package pcw.bench;
