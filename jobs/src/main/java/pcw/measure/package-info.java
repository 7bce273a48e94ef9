/**
 * Silver tables to counts at the lowest level that the source has.
 *
 * <p>Comes in: the silver tables, the code lists and the folder {@code measures}, which is the
 * registry of all measures. Goes out: the definitions, the counts and what drives them. A measure
 * only counts: no roll-up, no rate and no protection here.
 */
package pcw.measure;
