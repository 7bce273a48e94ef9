/**
 * What people see. In comes the folder of one published set; out go a pack (PDF) and a page (HTML)
 * for every organisation with a published value, and {@code render.json}. Reads nothing but the
 * set, knows no Spark, computes no statistic: it prints what was published and says it in words.
 */
package pcw.reports;
