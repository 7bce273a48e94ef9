/**
 * A fictional region: extracts in the real file layouts about organisations that do not exist.
 *
 * <p>Comes in: a {@link pcw.sampledata.Scale} with its seed. Goes out: a landing folder, the same
 * bytes every time. Reads no clock, no network and no other table; what the numbers tell is decided
 * in {@link pcw.sampledata.Story}.
 */
package pcw.sampledata;
