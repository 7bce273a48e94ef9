/**
 * What the data is: contracts in the Open Data Contract Standard and the code lists beside them.
 *
 * <p>Comes in: the YAML and CSV files of the folder {@code schemas}. Goes out: {@link
 * pcw.schemas.Contracts}, read once and checked. Knows nothing of Spark, reports or where data is
 * stored.
 */
package pcw.schemas;
