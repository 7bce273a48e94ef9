package pcw.reports;

import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A chart as SVG inside a page: text stays text, in the fonts of the page. */
final class Svg {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final int WIDTH = 760;
  private static final float TEXT = 14;

  private Svg() {}

  /**
   * The element with its {@code title}.
   *
   * @param shape height over width
   * @param title the alternative text
   */
  static String of(Drawing drawing, double shape, String title) {
    int height = (int) Math.round(WIDTH * shape);
    return of(drawing, WIDTH, height, TEXT, title, "chart");
  }

  static String of(Drawing drawing, int width, int height, float text, String title, String style) {
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(1);
    SVGGraphics2D g = new SVGGraphics2D(context, false);
    drawing.draw(g, width, height, text);
    Element svg = g.getRoot();
    svg.setAttribute("viewBox", "0 0 " + width + " " + height);
    svg.setAttribute("role", "img");
    svg.setAttribute("class", style);
    Element alternative = document.createElementNS(SVG, "title");
    alternative.setTextContent(title);
    svg.insertBefore(alternative, svg.getFirstChild());
    lighten(svg);
    StringWriter out = new StringWriter();
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(svg), new StreamResult(out));
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
    return out.toString();
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Weights instead of font names, and nothing that says what is the default anyway. */
  private static void lighten(Node node) {
    if (node instanceof Element element) {
      String family = element.getAttribute("font-family");
      if (family.contains("Semibold")) {
        element.setAttribute("font-weight", "600");
      }
      element.removeAttribute("font-family");
      element.removeAttribute("xml:space");
    }
    NodeList children = node.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      lighten(children.item(i));
    }
  }
}
