/**
 * Publish: gives every measure the same treatment and writes the result as a set.
 *
 * <p>Comes in: counts by practice (gold), the history of the organisations (silver) and the
 * register of files (ops). Goes out: a folder {@code published/sets/<set_id>} with one CSV and one
 * Parquet file a table and {@code published.duckdb}. The order is fixed: roll up, protect, then
 * every value and comparison from the protected counts alone. It must not count anything itself,
 * read a clock, or render.
 */
package pcw.publish;
