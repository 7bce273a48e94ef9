package pcw.reports;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The colours of {@code templates/styles.jrtx}, the one place for the look: packs take its styles,
 * charts and icons its colours by name, pages the same colours as variables of their style sheet.
 */
final class Palette {
  private static final String COLOUR = "Colour";
  private static final Map<String, String> COLOURS = read();

  private Palette() {}

  /** The colour of the style {@code Colour<name>}. */
  static Color of(String name) {
    return Color.decode(hex(name));
  }

  /** The same as {@code #12436D}. */
  static String hex(String name) {
    String colour = COLOURS.get(name);
    if (colour == null) {
      throw new IllegalStateException("styles.jrtx has no style " + COLOUR + name);
    }
    return colour;
  }

  /** All of them as variables of a style sheet: {@code --spc-concern: #e46c0a;}. */
  static String variables() {
    StringBuilder css = new StringBuilder(":root {");
    COLOURS.forEach(
        (name, colour) ->
            css.append(" --")
                .append(
                    name.replaceAll("(?<=[a-z])(?=[A-Z0-9])", "-")
                        .toLowerCase(java.util.Locale.ROOT))
                .append(": ")
                .append(colour.toLowerCase(java.util.Locale.ROOT))
                .append(';'));
    return css.append(" }\n").toString();
  }

  private static Map<String, String> read() {
    try (InputStream file = Templates.open("styles.jrtx")) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      NodeList styles = builder.parse(file).getElementsByTagName("style");
      Map<String, String> colours = new LinkedHashMap<>();
      for (int i = 0; i < styles.getLength(); i++) {
        Element style = (Element) styles.item(i);
        if (style.getAttribute("name").startsWith(COLOUR)) {
          colours.put(
              style.getAttribute("name").substring(COLOUR.length()),
              style.getAttribute("forecolor"));
        }
      }
      return colours;
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("styles.jrtx cannot be read: " + e.getMessage(), e);
    }
  }
}
