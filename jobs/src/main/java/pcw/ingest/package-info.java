/**
 * From delivered files to bronze tables.
 *
 * <p>Comes in: a landing folder and the contracts of the landing layer. Goes out: typed rows in
 * {@code bronze.<feed>}, rows that break a rule in {@code quarantine.row}, and the fate of every
 * file in {@code ops.file}. A file's rows are all accounted for, or nothing of it is kept. Must not
 * know what the rows are used for.
 */
package pcw.ingest;
