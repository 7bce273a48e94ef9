package pcw.reports;

import java.awt.Graphics2D;

/** A picture made of lines and text, for a pack (vectors in the PDF) and a page (SVG) alike. */
@FunctionalInterface
interface Drawing {
  /** Draws into a rectangle from the origin; no text is smaller than {@code text} points. */
  void draw(Graphics2D g, double width, double height, float text);
}
