package pcw.schemas;

import java.util.List;

/** The data dictionary in Markdown. */
final class DictionaryMarkdown {
  private DictionaryMarkdown() {}

  static String of(List<Dictionary.Chapter> chapters) {
    StringBuilder out = new StringBuilder();
    out.append("# Data dictionary\n\n")
        .append(Dictionary.INTRODUCTION)
        .append("\n\n## Contents\n\n");
    for (Dictionary.Chapter chapter : chapters) {
      out.append("* [").append(chapter.title()).append("](#").append(chapter.id()).append(")\n");
      for (Dictionary.Entry entry : chapter.entries()) {
        out.append("  * [`").append(entry.table()).append("`](#").append(entry.id()).append(") ");
        out.append(entry.title()).append('\n');
      }
    }
    for (Dictionary.Chapter chapter : chapters) {
      out.append("\n<a id=\"").append(chapter.id()).append("\"></a>\n\n## ");
      out.append(chapter.title()).append("\n\n").append(chapter.introduction()).append('\n');
      chapter.entries().forEach(entry -> append(out, entry));
    }
    return out.toString();
  }

  private static void append(StringBuilder out, Dictionary.Entry entry) {
    out.append("\n<a id=\"").append(entry.id()).append("\"></a>\n\n### `");
    out.append(entry.table()).append("` ").append(entry.title()).append("\n\n");
    out.append(entry.purpose()).append("\n\n");
    for (Dictionary.Fact fact : entry.facts()) {
      out.append("* **").append(fact.label()).append(":** ").append(fact.text()).append('\n');
    }
    for (Dictionary.Grid grid : entry.grids()) {
      out.append("\n**").append(grid.caption()).append("**\n\n");
      row(out, grid.header());
      row(out, grid.header().stream().map(cell -> "---").toList());
      grid.rows().forEach(cells -> row(out, cells));
    }
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append('|');
    for (String cell : cells) {
      out.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    out.append('\n');
  }
}
