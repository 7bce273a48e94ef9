/**
 * The Spark session and the tables of the warehouse.
 *
 * <p>Comes in: a warehouse's address and the contracts. Goes out: a session with the settings every
 * step relies on, and {@link pcw.spark.Tables}, the only place that reads or writes Delta. Knows
 * nothing of what the rows mean.
 */
package pcw.spark;
