/**
 * Tells each sender what became of what it sent about people.
 *
 * <p>Comes in: the registers of deliveries, the rows set aside, and how full the stored columns
 * are. Goes out: a page and a workbook for each sender, in the folder {@code quality} of the set
 * that was published last. Shows counts of rows, rules and lines, never a value of a row.
 */
package pcw.quality;
