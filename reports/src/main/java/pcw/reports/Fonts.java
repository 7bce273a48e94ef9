package pcw.reports;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;

/** The two weights of the shipped typeface, for charts. Without them nothing is drawn. */
final class Fonts {
  private static final Font REGULAR = load("SourceSans3-Regular.ttf");
  private static final Font BOLD = load("SourceSans3-Semibold.ttf");

  private Fonts() {}

  static Font regular(float size) {
    return REGULAR.deriveFont(size);
  }

  static Font bold(float size) {
    return BOLD.deriveFont(size);
  }

  private static Font load(String file) {
    try (InputStream font = Fonts.class.getResourceAsStream("/fonts/" + file)) {
      if (font == null) {
        throw new IllegalStateException("font " + file + " is missing");
      }
      return Font.createFont(Font.TRUETYPE_FONT, font);
    } catch (FontFormatException | IOException e) {
      throw new IllegalStateException("font " + file + " cannot be read", e);
    }
  }
}
