/**
 * Packs and pages of the set that publish wrote last.
 *
 * <p>Comes in: a published set. Goes out: its {@code packs/}, {@code pages/} and {@code
 * render.json}. Opens no table of the warehouse: what people see comes from the published set
 * alone.
 */
package pcw.render;
