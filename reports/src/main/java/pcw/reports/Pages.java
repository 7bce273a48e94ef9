package pcw.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.utility.DeepUnwrap;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.sf.jasperreports.engine.JasperPrint;

/**
 * Makes the static site: a page for each organisation, the home page, the definitions and the
 * assets.
 */
final class Pages {
  private static final int MOST_IN_TREE = 3000;
  private static final List<String> ASSETS =
      List.of(
          "pcw.css",
          "search.js",
          "tables.js",
          "explorer.js",
          "SourceSans3-Regular.ttf.woff2",
          "SourceSans3-Semibold.ttf.woff2",
          "OFL.md");
  private static final String ECHARTS =
      "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.common.min.js";
  private static final Configuration TEMPLATES = templates();

  private Pages() {}

  /** A node of the tree on the home page. */
  public record Place(
      String level, String code, String name, String href, String value, List<Place> members) {
    /** How many organisations lie below it. */
    public int size() {
      return members.stream().mapToInt(m -> 1 + m.size()).sum();
    }
  }

  /** The page of one organisation: what its pack says, with the pack's own marks as HTML. */
  static byte[] render(Facts facts, JasperPrint print) throws IOException, TemplateException {
    Map<String, Object> model = model(facts.set(), "../");
    SemanticHtml.Content content =
        SemanticHtml.of(
            print,
            page ->
                facts.set().pages().contains(page) && !page.equals(facts.organisation().page()));
    model.put("facts", facts);
    model.put("code", facts.organisation().code());
    model.put("level", facts.organisation().level());
    model.put("crumbs", crumbs(facts));
    model.put("chapters", content.chapters());
    model.put("body", content.html());
    model.put("key", facts.organisation().level().id() + ":" + facts.organisation().code());
    model.put("workbook", "../../workbooks/" + facts.set().workbookName(facts.organisation()));
    model.put("pack", "../../packs/" + facts.set().packName(facts.organisation()));
    model.put(
        "dashboard",
        Dashboard.isFor(facts.organisation().level())
            ? "../" + facts.organisation().dashboardPage()
            : "");
    return process("organisation.ftlh", model);
  }

  /** The page of a dashboard: what its one printed page says. */
  static byte[] dashboard(Facts facts, JasperPrint print) throws IOException, TemplateException {
    Map<String, Object> model = model(facts.set(), "../");
    Organisation organisation = facts.organisation();
    model.put("facts", facts);
    model.put("code", organisation.code());
    model.put("crumbs", crumbs(facts));
    model.put("own", "../" + organisation.page());
    model.put("pdf", "../../dashboards/" + facts.set().dashboardName(organisation));
    model.put("body", SemanticHtml.of(print, facts.set().pages()::contains).html());
    return process("dashboard.ftlh", model);
  }

  /** The home page, the definitions, the list that the search reads, and the assets. */
  static void shared(PublishedSet set) throws IOException, SQLException {
    Path pages = set.folder().resolve("pages");
    for (String asset : ASSETS) {
      try (InputStream in = Pages.class.getResourceAsStream("/assets/" + asset)) {
        byte[] bytes = in.readAllBytes();
        Renderer.write(
            pages.resolve("assets").resolve(asset),
            asset.equals("pcw.css")
                ? (Palette.variables() + new String(bytes, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8)
                : bytes);
      }
    }
    for (String icon : Icon.NAMES) {
      String svg =
          Svg.of((g, width, height, text) -> Icon.of(icon).draw(g, width), 24, 24, 8, "", "icon");
      Renderer.write(
          pages.resolve("assets/icons").resolve(icon + ".svg"),
          svg.getBytes(StandardCharsets.UTF_8));
    }
    Renderer.write(pages.resolve("assets/organisations.js"), searchList(set));
    try (InputStream in = Pages.class.getResourceAsStream(ECHARTS)) {
      if (in == null) {
        throw new IllegalStateException("the chart library of the explorer is missing");
      }
      Renderer.write(pages.resolve("assets/echarts.js"), in.readAllBytes());
    }
    try (Connection connection = set.connect()) {
      List<Facts> headlines = new ArrayList<>();
      for (Organisation organisation : set.organisations().values()) {
        if (organisation.level() == Level.ENGLAND || organisation.level() == Level.REGION) {
          headlines.add(Facts.read(set, connection, organisation));
        }
      }
      Map<String, Object> home = model(set, "");
      home.put("headlines", headlines);
      home.put("chapters", chapters(set));
      home.put("tree", tree(set));
      home.put("hasAll", set.organisations().size() <= MOST_IN_TREE);
      Renderer.write(pages.resolve("index.html"), process("index.ftlh", home));
      Map<String, Object> measures = model(set, "");
      measures.put("definitions", set.definitions());
      measures.put(
          "sourceNames",
          (TemplateMethodModelEx) arguments -> set.sourcesText(arguments.get(0).toString()));
      Renderer.write(pages.resolve("measures.html"), process("measures.ftlh", measures));
      Map<String, Object> mission = model(set, "");
      mission.putAll(Mission.model(set, connection));
      mission.put(
          "targetState",
          (TemplateMethodModelEx)
              arguments ->
                  Mission.targetState(
                      (Row) DeepUnwrap.unwrap((TemplateModel) arguments.get(0)),
                      set.period().atEndOfMonth()));
      Renderer.write(pages.resolve("mission.html"), process("mission.ftlh", mission));
      Map<String, Object> explorer = model(set, "");
      explorer.put("chapters", chapters(set));
      Renderer.write(pages.resolve("explorer.html"), process("explorer.ftlh", explorer));
      for (Level level : Level.all()) {
        Renderer.write(
            pages.resolve("explorer/bands").resolve(level.id() + ".js"),
            Explorer.bands(level, connection));
      }
    } catch (TemplateException e) {
      throw new IOException("a page that all share cannot be made: " + e.getMessage(), e);
    }
  }

  /** The measures, by the title of their chapter. */
  private static List<Map<String, Object>> chapters(PublishedSet set) {
    Map<String, List<Row>> chapters = new LinkedHashMap<>();
    Chapters.ids().forEach(chapter -> chapters.put(chapter, new ArrayList<>()));
    set.definitions()
        .forEach(
            row -> chapters.computeIfAbsent(row.text("chapter"), c -> new ArrayList<>()).add(row));
    List<Map<String, Object>> named = new ArrayList<>();
    chapters.forEach(
        (chapter, rows) -> {
          if (!rows.isEmpty()) {
            named.add(Map.of("title", Chapters.heading(chapter), "measures", rows));
          }
        });
    return named;
  }

  private static Map<String, Object> model(PublishedSet set, String root) {
    Map<String, Object> model = new HashMap<>();
    model.put("root", root);
    model.put(
        "set",
        Map.of(
            "id",
            set.setId(),
            "policy",
            set.policy(),
            "month",
            Figures.month(set.period().atDay(1))));
    // A set without data about people has no reports of senders.
    model.put("hasQuality", Files.exists(set.folder().resolve("quality/index.html")));
    model.put("freshness", set.freshnessText() + set.noticeText());
    model.put("notices", set.notices());
    model.put("legend", Facts.LEGEND);
    model.put("rounding", Facts.ROUNDING);
    model.put("reading", Facts.READING);
    return model;
  }

  private static List<Map<String, String>> crumbs(Facts facts) {
    return facts.ancestors().stream()
        .filter(row -> row.flag("is_main"))
        .map(
            row ->
                Map.of(
                    "name", row.text("org_name"),
                    "code", row.text("parent_code"),
                    "href", href(facts.set(), row.text("parent_level"), row.text("parent_code"))))
        .toList();
  }

  private static String href(PublishedSet set, String level, String code) {
    Organisation organisation =
        set.organisations().get(new Organisation.Key(Level.of(level), code));
    return organisation == null ? "" : "../" + organisation.page();
  }

  /** From England down; without the practices where the page would grow too large with them. */
  private static List<Place> tree(PublishedSet set) {
    Map<Organisation.Key, Place> places = new LinkedHashMap<>();
    List<Place> roots = new ArrayList<>();
    set.organisations()
        .forEach(
            (key, o) -> {
              if (isInTree(set, o)) {
                String value = set.latest().get(key).valueText("value");
                places.put(
                    key,
                    new Place(
                        o.level().id(), o.code(), o.name(), o.page(), value, new ArrayList<>()));
              }
            });
    set.organisations()
        .forEach(
            (key, o) -> {
              if (isInTree(set, o)) {
                Place parent = o.parent() == null ? null : places.get(o.parent());
                (parent == null ? roots : parent.members()).add(places.get(key));
              }
            });
    return roots;
  }

  private static boolean isInTree(PublishedSet set, Organisation organisation) {
    return organisation.level() != Level.PRACTICE
        || set.organisations().size() <= MOST_IN_TREE
        || organisation.parent() == null
        || organisation.parent().level() != Level.PCN;
  }

  private static byte[] searchList(PublishedSet set) throws IOException {
    List<List<String>> list =
        set.organisations().values().stream()
            .map(o -> List.of(o.level().singular(), o.code(), o.name(), o.page()))
            .toList();
    String json = new ObjectMapper().writeValueAsString(list);
    return ("window.pcwOrganisations = " + json + ";\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] process(String template, Map<String, Object> model)
      throws IOException, TemplateException {
    StringWriter out = new StringWriter();
    TEMPLATES.getTemplate(template).process(model, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassLoaderForTemplateLoading(Pages.class.getClassLoader(), "templates");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocale(Locale.UK);
    return configuration;
  }
}
