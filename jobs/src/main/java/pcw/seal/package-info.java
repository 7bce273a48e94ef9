/**
 * Seal: makes a rendered set the one that readers see.
 *
 * <p>Comes in: the folder of the set that publish wrote and render filled. Goes out: its {@code
 * manifest.json}, and the link {@code latest}, switched in one step. It must not change anything
 * else in the set.
 */
package pcw.seal;
