package pcw.schemas;

import java.util.List;
import java.util.regex.Pattern;

/** The data dictionary as one accessible HTML page without scripts or other files. */
final class DictionaryHtml {
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private DictionaryHtml() {}

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Data dictionary: Personalised Care Warehouse</title>
      <style>
      body { font: 1rem/1.5 Arial, sans-serif; color: #212b32; background: #fff; margin: 0 auto; max-width: 75rem; padding: 1rem; }
      a { color: #005eb8; }
      a:focus { outline: 3px solid #212b32; background: #ffeb3b; color: #212b32; }
      h2 { border-top: 4px solid #005eb8; margin-top: 3rem; padding-top: 0.5rem; }
      h3 { margin-top: 2.5rem; }
      code { font-family: Consolas, Menlo, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
      .scroll { overflow-x: auto; margin: 1rem 0; }
      table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
      caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
      th, td { border: 1px solid #768692; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
      thead th { background: #e8edee; }
      tbody th { font-weight: normal; }
      tbody th code { white-space: nowrap; }
      td { min-width: 4rem; }
      dt { font-weight: bold; }
      dd { margin: 0 0 0.5rem 1rem; }
      .skip { position: absolute; left: -100vw; }
      .skip:focus { position: static; }
      @media print { .scroll { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; } }
      </style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the tables</a>
      <header>
      <h1>Data dictionary</h1>
      """;

  static String of(List<Dictionary.Chapter> chapters) {
    StringBuilder out = new StringBuilder(HEAD);
    out.append("<p>").append(text(Dictionary.INTRODUCTION)).append("</p>\n</header>\n");
    out.append("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n");
    for (Dictionary.Chapter chapter : chapters) {
      out.append("<li><a href=\"#").append(chapter.id()).append("\">");
      out.append(text(chapter.title())).append("</a>\n<ul>\n");
      for (Dictionary.Entry entry : chapter.entries()) {
        out.append("<li><a href=\"#").append(entry.id()).append("\"><code>");
        out.append(text(entry.table())).append("</code> ").append(text(entry.title()));
        out.append("</a></li>\n");
      }
      out.append("</ul></li>\n");
    }
    out.append("</ul>\n</nav>\n<main id=\"main\">\n");
    for (Dictionary.Chapter chapter : chapters) {
      out.append("<section aria-labelledby=\"").append(chapter.id()).append("\">\n<h2 id=\"");
      out.append(chapter.id()).append("\">").append(text(chapter.title())).append("</h2>\n<p>");
      out.append(text(chapter.introduction())).append("</p>\n");
      chapter.entries().forEach(entry -> append(out, entry));
      out.append("</section>\n");
    }
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void append(StringBuilder out, Dictionary.Entry entry) {
    out.append("<h3 id=\"").append(entry.id()).append("\"><code>").append(text(entry.table()));
    out.append("</code> ").append(text(entry.title())).append("</h3>\n<p>");
    out.append(text(entry.purpose())).append("</p>\n<dl>\n");
    for (Dictionary.Fact fact : entry.facts()) {
      out.append("<dt>").append(text(fact.label())).append("</dt><dd>");
      out.append(text(fact.text())).append("</dd>\n");
    }
    out.append("</dl>\n");
    entry.grids().forEach(grid -> append(out, grid));
  }

  private static void append(StringBuilder out, Dictionary.Grid grid) {
    String caption = text(grid.caption());
    // A region that scrolls must be reachable by keyboard, and named.
    out.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(caption);
    out.append("\">\n<table>\n<caption>").append(caption).append("</caption>\n<thead><tr>");
    grid.header()
        .forEach(cell -> out.append("<th scope=\"col\">").append(text(cell)).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> cells : grid.rows()) {
      out.append("<tr><th scope=\"row\">").append(text(cells.get(0))).append("</th>");
      cells.stream().skip(1).forEach(cell -> out.append("<td>").append(text(cell)).append("</td>"));
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>\n</div>\n");
  }

  private static String text(String text) {
    String escaped =
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
    return CODE.matcher(escaped).replaceAll("<code>$1</code>");
  }
}
