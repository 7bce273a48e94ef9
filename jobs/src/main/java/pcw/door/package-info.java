/**
 * The door: what stands between a delivery with people in it and everything else.
 *
 * <p>Comes in: a file as a sender delivers it, the declaration beside it, the register of sharing
 * agreements, the list of people who may be used, and a key. Goes out: the same rows with a
 * pseudonym in the place of the NHS number and nothing else that names a person, and counts of what
 * became of each row. No message, exception or output ever holds a value of a row that did not
 * pass. Knows nothing of Spark or tables, so that a sender can run it alone.
 */
package pcw.door;
