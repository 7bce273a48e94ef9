/**
 * Looks for NHS numbers in everything that a run leaves behind.
 *
 * <p>Comes in: numbers that went into the door, and folders. Goes out: the places where one of them
 * stands, never the number. Opens what is packed or encoded: gzip, zip and spreadsheets, PDF,
 * Parquet, DuckDB. Reads only; knows no step.
 */
package pcw.scan;
