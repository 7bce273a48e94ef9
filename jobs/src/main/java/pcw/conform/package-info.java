/**
 * Delivered tables to conformed ones.
 *
 * <p>Comes in: the bronze tables and the code lists. Goes out: the silver tables, each by the query
 * {@code conform/<table>.sql} and in the columns of its contract; a table whose inputs and query
 * have not changed is left as it is. Holds no rule of its own: the rules are in the queries.
 */
package pcw.conform;
