package pcw.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperReport;

/**
 * The templates on the class path, compiled once a process, and the SQL in them. A pack's chapter
 * and the same table of a page come from one query: the {@code <query>} of the chapter's template.
 */
final class Templates {
  private static final Pattern PARAMETER = Pattern.compile("\\$P\\{(\\w+)}");
  private static final Map<String, JasperReport> COMPILED = new ConcurrentHashMap<>();
  private static final Map<String, List<JasperReport>> ORDERED = new ConcurrentHashMap<>();
  private static final Map<String, Query> QUERIES = new ConcurrentHashMap<>();

  private record Query(String sql, List<String> parameters) {
    static Query of(String text) {
      List<String> parameters = new ArrayList<>();
      Matcher matcher = PARAMETER.matcher(text);
      while (matcher.find()) {
        parameters.add(matcher.group(1));
      }
      return new Query(matcher.replaceAll("?"), List.copyOf(parameters));
    }
  }

  private Templates() {}

  /** The compiled template of this name. */
  static JasperReport report(String name) {
    return COMPILED.computeIfAbsent(
        name,
        n -> {
          try (InputStream jrxml = open(n + ".jrxml")) {
            return JasperCompileManager.compileReport(jrxml);
          } catch (JRException | IOException e) {
            throw new IllegalStateException(
                "template " + n + ".jrxml does not compile: " + e.getMessage(), e);
          }
        });
  }

  /** The chapters of a pack, each a template with the property {@code pcw.order}, in that order. */
  static List<JasperReport> chapters() {
    return ordered("pcw.order");
  }

  /** The templates that have a property, in the order of its number. */
  static List<JasperReport> ordered(String property) {
    return ORDERED.computeIfAbsent(property, Templates::inOrder);
  }

  private static List<JasperReport> inOrder(String property) {
    // Only what is asked for is compiled, and on all processors: compiling takes longer than a
    // pack.
    return names().parallelStream()
        .filter(name -> text(name + ".jrxml").contains("<property name=\"" + property + "\""))
        .map(Templates::report)
        .sorted(Comparator.comparingInt(report -> Integer.parseInt(report.getProperty(property))))
        .toList();
  }

  /** The stems of all {@code .jrxml} files, in a folder of classes or in a jar. */
  static List<String> names() {
    try {
      URL pack = Objects.requireNonNull(Templates.class.getResource("/templates/pack.jrxml"));
      Stream<String> files;
      if (pack.openConnection() instanceof JarURLConnection jar) {
        files =
            jar.getJarFile().stream()
                .map(ZipEntry::getName)
                .filter(n -> n.startsWith("templates/"));
      } else {
        try (Stream<Path> paths = Files.list(Path.of(pack.toURI()).getParent())) {
          files = paths.map(path -> "templates/" + path.getFileName()).toList().stream();
        }
      }
      return files
          .filter(name -> name.endsWith(".jrxml"))
          .map(name -> name.substring("templates/".length(), name.length() - ".jrxml".length()))
          .sorted()
          .toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the templates cannot be listed", e);
    }
  }

  /**
   * The rows of a template's query: of a chapter ({@code members}) or of a plain {@code .sql} file.
   */
  static List<Row> rows(Connection connection, String name, Map<String, ?> parameters)
      throws SQLException {
    Query query = QUERIES.computeIfAbsent(name, Templates::query);
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      int position = 1;
      for (String parameter : query.parameters()) {
        if (!parameters.containsKey(parameter)) {
          throw new IllegalArgumentException(
              "query " + name + " asks for the parameter " + parameter);
        }
        statement.setObject(position++, parameters.get(parameter));
      }
      try (ResultSet result = statement.executeQuery()) {
        List<Row> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int i = 1; i <= columns; i++) {
            row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
          }
          rows.add(new Row(row));
        }
        return rows;
      }
    }
  }

  /** Runs the statements of a {@code .sql} file. */
  static void run(Connection connection, String name) throws SQLException {
    try (InputStream sql = open(name + ".sql");
        Statement statement = connection.createStatement()) {
      statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file among the templates. */
  static InputStream open(String file) {
    InputStream stream = Templates.class.getResourceAsStream("/templates/" + file);
    if (stream == null) {
      throw new IllegalStateException("no template " + file);
    }
    return stream;
  }

  private static String text(String file) {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Query query(String name) {
    if (Templates.class.getResource("/templates/" + name + ".sql") == null) {
      return Query.of(report(name).getQuery().getText());
    }
    return Query.of(text(name + ".sql"));
  }
}
