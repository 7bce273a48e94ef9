package pcw.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jasperreports.engine.JasperReport;

/**
 * The chapters of a pack. Each is a template with the property {@code pcw.order}; one that shows a
 * chapter of measures names it in {@code pcw.measures}, its heading in {@code pcw.heading}, and
 * what would fill it in {@code pcw.needs}. Measures of a chapter that no template names are shown
 * by the template whose {@code pcw.measures} is a star.
 */
final class Chapters {
  private static final String OTHER = "*";

  /** From this position on a measure is context for others and has no row of its own. */
  private static final int CONTEXT = 300;

  private Chapters() {}

  /** The parts of one organisation's pack, in their order, each with what it asks for. */
  static List<Map<String, ?>> of(Facts facts) {
    Set<String> unclaimed = new TreeSet<>();
    facts.set().definitions().forEach(row -> unclaimed.add(row.text("chapter")));
    unclaimed.removeAll(ids());
    List<Map<String, ?>> parts = new ArrayList<>();
    for (JasperReport report : Templates.chapters()) {
      if (OTHER.equals(report.getProperty("pcw.measures"))) {
        for (String chapter : unclaimed) {
          parts.add(Map.of("chapter", report, "parameters", facts.chapter(chapter)));
        }
      } else {
        parts.add(Map.of("chapter", report, "parameters", facts.parameters()));
      }
    }
    return parts;
  }

  /** The chapters of measures that templates name, in their order. */
  static Set<String> ids() {
    return headings().keySet();
  }

  /** What a chapter of measures is called. */
  static String heading(String chapter) {
    return headings().getOrDefault(chapter, Words.sentence(chapter.replace('_', ' ')));
  }

  private static Map<String, String> headings() {
    Map<String, String> headings = new LinkedHashMap<>();
    Templates.chapters().stream()
        .filter(report -> report.getProperty("pcw.heading") != null)
        .forEach(
            report ->
                headings.put(
                    report.getProperty("pcw.measures"), report.getProperty("pcw.heading")));
    return headings;
  }

  /** The figures of a chapter that have a row of their own. */
  static List<Row> shown(List<Row> figures, String chapter) {
    return figures.stream()
        .filter(r -> r.text("chapter").equals(chapter) && r.whole("position") < CONTEXT)
        .toList();
  }

  /** What an empty chapter says: that nothing is held, and what delivery would fill it. */
  static String needs(PublishedSet set, String chapter) {
    String needs =
        Templates.chapters().stream()
            .filter(report -> chapter.equals(report.getProperty("pcw.measures")))
            .map(report -> report.getProperty("pcw.needs"))
            .filter(text -> text != null)
            .findFirst()
            .orElse("");
    Set<String> sources = new HashSet<>();
    set.definitions().stream()
        .filter(row -> row.text("chapter").equals(chapter))
        .forEach(row -> sources.addAll(List.of(row.text("sources").split(",", -1))));
    sources.removeIf(String::isBlank);
    String named =
        sources.isEmpty()
            ? ""
            : " Sources: "
                + set.sourcesText(
                    String.join(",", sources.stream().sorted(Comparator.naturalOrder()).toList()))
                + ".";
    return "No data held for this organisation."
        + (needs.isEmpty() ? "" : " What would fill this chapter: " + needs + ".")
        + named;
  }
}
