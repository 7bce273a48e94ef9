/**
 * Brings the public sources of a month into the landing folder.
 *
 * <p>Comes in: an address of an open-data service (CKAN) or of a page with links, from the
 * settings. Goes out: files in landing, each whole, checked against the server's own count, and
 * under its final name only then. Reads no table and knows no step: what it brings is delivered
 * like anything else.
 */
package pcw.fetch;
