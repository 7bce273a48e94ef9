package pcw.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.sf.jasperreports.engine.JRElementGroup;
import net.sf.jasperreports.engine.JROrigin;
import net.sf.jasperreports.engine.JRPrintElement;
import net.sf.jasperreports.engine.JRPrintFrame;
import net.sf.jasperreports.engine.JRPrintImage;
import net.sf.jasperreports.engine.JRPrintPage;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.type.BandTypeEnum;

/**
 * A filled pack as HTML, by meaning and not by position: the tags that make the PDF accessible
 * (headings, tables, rows, cells) become the same elements, charts become SVG, and the frame of the
 * printed page is left out. So a page says what its pack says, and a new chapter needs no second
 * template.
 */
final class SemanticHtml {
  private static final String TAG = "net.sf.jasperreports.export.pdf.tag.";

  /** The HTML, and its chapters as links. */
  record Content(String html, List<Chapter> chapters) {}

  /** A chapter of the page. */
  public record Chapter(String id, String title) {}

  private final StringBuilder out = new StringBuilder();
  private final List<Chapter> chapters = new ArrayList<>();
  private final Predicate<String> hasPage;
  private boolean isInSection;
  private boolean isInList;
  private boolean isInTable;
  private boolean isInBody;
  private String heading = "";
  private String header = "";

  private SemanticHtml(Predicate<String> hasPage) {
    this.hasPage = hasPage;
  }

  /**
   * @param hasPage whether a path below {@code pages/} is worth a link
   */
  static Content of(JasperPrint print, Predicate<String> hasPage) {
    SemanticHtml html = new SemanticHtml(hasPage);
    for (JRPrintPage page : print.getPages()) {
      html.elements(page.getElements());
    }
    html.endTable();
    html.endSection();
    return new Content(html.out.toString(), List.copyOf(html.chapters));
  }

  private void elements(List<JRPrintElement> elements) {
    for (JRPrintElement element : elements) {
      if (!isFrameOfPage(element)) {
        element(element);
      }
    }
  }

  private static boolean isFrameOfPage(JRPrintElement element) {
    JROrigin origin = element.getOrigin();
    if (origin == null || origin.getBandType() == null) {
      return false;
    }
    BandTypeEnum band = origin.getBandType();
    return band == BandTypeEnum.PAGE_HEADER
        || band == BandTypeEnum.PAGE_FOOTER
        || (band == BandTypeEnum.TITLE && origin.getReportName() == null);
  }

  private void element(JRPrintElement element) {
    String table = tag(element, "table");
    if ("start".equals(table)) {
      endList();
      isInTable = true;
      isInBody = false;
      header = "";
      out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
          .append(escape("Table: " + heading))
          .append("\">\n<table>\n<caption class=\"hidden\">")
          .append(escape(heading))
          .append("</caption>\n");
    } else if ("end".equals(table)) {
      endTable();
    } else if (element instanceof JRPrintFrame frame) {
      if (tag(frame, "tr") != null) {
        row(frame);
      } else {
        elements(frame.getElements());
      }
    } else if (element instanceof JRPrintImage image) {
      endList();
      image(image);
    } else if (element instanceof JRPrintText text) {
      text(text);
    }
  }

  private void text(JRPrintText text) {
    String words = text.getFullText().strip();
    if (words.isEmpty()) {
      return;
    }
    for (int level = 1; level <= 4; level++) {
      if (tag(text, "h" + level) != null) {
        heading(level, words);
        return;
      }
    }
    String style = style(text);
    if (style.endsWith("Item")) {
      if (!isInList) {
        out.append("<ul class=\"items\">\n");
        isInList = true;
      }
      out.append("<li>").append(escape(words)).append("</li>\n");
      return;
    }
    endList();
    out.append(style.equals("Note") || style.equals("Small") ? "<p class=\"note\">" : "<p>")
        .append(escape(words))
        .append("</p>\n");
  }

  private void heading(int level, String words) {
    endList();
    heading = words;
    String id =
        words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    if (level == 2) {
      endSection();
      out.append("<section aria-labelledby=\"").append(id).append("\">\n");
      isInSection = true;
      chapters.add(new Chapter(id, words));
    }
    out.append("<h").append(level);
    if (level == 2) {
      out.append(" id=\"").append(id).append('"');
    }
    out.append('>').append(escape(words)).append("</h").append(level).append(">\n");
  }

  private void row(JRPrintFrame frame) {
    List<JRPrintElement> cells = frame.getElements();
    boolean isHeader = cells.stream().allMatch(cell -> tag(cell, "th") != null);
    StringBuilder row = new StringBuilder("<tr>");
    for (JRPrintElement cell : cells) {
      boolean isHead = tag(cell, "th") != null;
      row.append(isHead ? "<th scope=\"" + (isHeader ? "col" : "row") + "\"" : "<td");
      String style = isLeft(cell) ? "words" : property(cell, "pcw.tint");
      row.append(style.isEmpty() ? ">" : " class=\"" + escape(style) + "\">");
      row.append(content(cell)).append(isHead ? "</th>" : "</td>");
    }
    row.append("</tr>\n");
    if (isHeader) {
      if (!header.isEmpty()) {
        return;
      }
      header = row.toString();
      out.append("<thead>\n").append(row).append("</thead>\n");
      return;
    }
    if (!isInBody) {
      out.append("<tbody>\n");
      isInBody = true;
    }
    out.append(row);
  }

  private String content(JRPrintElement cell) {
    if (cell instanceof JRPrintText text) {
      return linked(text, escape(text.getFullText().strip()).replace("\n", "<br>"));
    }
    if (cell instanceof JRPrintImage image && image.getRenderer() instanceof Icon icon) {
      return "<img src=\"../assets/icons/%s.svg\" alt=\"%s\" width=\"36\" height=\"36\">"
          .formatted(icon.name(), escape(icon.alternative()));
    }
    if (cell instanceof JRElementGroup || cell instanceof JRPrintFrame) {
      List<String> parts =
          ((JRPrintFrame) cell)
              .getElements().stream().map(this::content).filter(p -> !p.isEmpty()).toList();
      return parts.stream()
          .map(p -> parts.indexOf(p) == 0 ? p : "<span class=\"sub\">" + p + "</span>")
          .collect(Collectors.joining());
    }
    return "";
  }

  private String linked(JRPrintText text, String words) {
    String page = text.hasProperties() ? text.getPropertiesMap().getProperty("pcw.page") : null;
    return page != null && hasPage.test(page)
        ? "<a href=\"../" + escape(page) + "\">" + words + "</a>"
        : words;
  }

  private void image(JRPrintImage image) {
    if (image.getRenderer() instanceof ChartImage chart) {
      double shape = (double) image.getHeight() / image.getWidth();
      out.append(
              "<figure><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Chart: ")
          .append(escape(chart.title()))
          .append("\">")
          .append(Svg.of(chart.drawing(), shape, chart.alternative()))
          .append("</div></figure>\n");
    }
  }

  private void endList() {
    if (isInList) {
      out.append("</ul>\n");
      isInList = false;
    }
  }

  private void endTable() {
    if (isInTable) {
      out.append(isInBody ? "</tbody>\n" : "").append("</table>\n</div>\n");
      isInTable = false;
      isInBody = false;
    }
  }

  private void endSection() {
    endList();
    if (isInSection) {
      out.append("</section>\n");
      isInSection = false;
    }
  }

  private static boolean isLeft(JRPrintElement cell) {
    return cell instanceof JRPrintFrame frame
        ? frame.getElements().isEmpty() || isLeft(frame.getElements().get(0))
        : style(cell).endsWith("Left");
  }

  private static String style(JRPrintElement element) {
    return element.getStyle() == null ? "" : element.getStyle().getName();
  }

  private static String property(JRPrintElement element, String name) {
    String value = element.hasProperties() ? element.getPropertiesMap().getProperty(name) : null;
    return value == null ? "" : value;
  }

  private static String tag(JRPrintElement element, String name) {
    return element.hasProperties() ? element.getPropertiesMap().getProperty(TAG + name) : null;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
