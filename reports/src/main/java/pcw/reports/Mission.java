package pcw.reports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the people who asked for the warehouse want of it, item by item, and which measure, table or
 * page answers: {@code mission.csv} among the templates, with the latest figures of a set.
 */
final class Mission {
  /** Pages that all organisations share. */
  static final Set<String> PAGES =
      Set.of("index.html", "measures.html", "explorer.html", "mission.html");

  private static final Map<String, String> PRIORITIES =
      Map.of("C", "core", "N", "natural extension", "X", "context");
  private static final Map<String, String> PAGE_NAMES =
      Map.of(
          "index.html", "All organisations, with a page and a pack each",
          "measures.html", "All measures, by chapter",
          "explorer.html", "Trend explorer",
          "mission.html", "This page");

  private static final String NO_DATA = "no data held";

  private Mission() {}

  /** What a row names: a measure, a table of the set, or a shared page. */
  record Named(String kind, String id) {}

  /**
   * A row of the file.
   *
   * @param priority C core, N natural extension, X context
   * @param filledBy what would have to be delivered, in words; empty where nothing would
   */
  record Wish(int number, String title, String priority, List<Named> named, String filledBy) {
    boolean isContext() {
      return priority.equals("X");
    }
  }

  /** Something that answers, as the page shows it. */
  public record Answer(String label, String href, String figure, boolean holdsData) {}

  /** An item of the page; {@code missing} says what would fill it. */
  public record Item(
      int number, String title, String priority, List<Answer> answers, String missing) {}

  /** An aim of a strategy board. */
  public record Aim(
      int number, String code, String title, String owner, List<Answer> answers, String note) {}

  /** What a set holds: the latest figure of each measure, and how many rows each table has. */
  private record Held(PublishedSet set, Map<String, Row> figures, Map<String, Double> rows) {}

  /** The rows of the file, in its order. */
  static List<Wish> wishes() {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(Templates.open("mission.csv"), StandardCharsets.UTF_8))) {
      return csv.stream()
          .map(
              row ->
                  new Wish(
                      Integer.parseInt(row.getField("row")),
                      row.getField("item"),
                      row.getField("priority"),
                      named(row.getField("answers")),
                      row.getField("filled_by")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Named> named(String answers) {
    return Arrays.stream(answers.split(" ", -1))
        .filter(answer -> !answer.isEmpty())
        .map(answer -> answer.split(":", 2))
        .map(parts -> new Named(parts[0], parts.length == 2 ? parts[1] : ""))
        .toList();
  }

  /**
   * What is wrong with the rows: an answer that does not exist, or an item without one.
   *
   * @param measures that are defined
   * @param tables that a set has
   */
  static List<String> problems(List<Wish> wishes, Set<String> measures, Set<String> tables) {
    Map<String, Set<String>> known = Map.of("measure", measures, "table", tables, "page", PAGES);
    List<String> problems = new ArrayList<>();
    for (Wish wish : wishes) {
      for (Named named : wish.named()) {
        if (!known.getOrDefault(named.kind(), Set.of()).contains(named.id())) {
          problems.add(
              "row %d: there is no %s '%s'".formatted(wish.number(), named.kind(), named.id()));
        }
      }
      if (!PRIORITIES.containsKey(wish.priority())) {
        problems.add("row %d: priority is C, N or X".formatted(wish.number()));
      }
      if (!wish.isContext() && wish.named().isEmpty() && wish.filledBy().isEmpty()) {
        problems.add(
            "row %d: name what answers it, or what would fill it".formatted(wish.number()));
      }
    }
    return problems;
  }

  /** What the page's template asks for. */
  static Map<String, Object> model(PublishedSet set, Connection connection) throws SQLException {
    Held held = held(set, connection);
    List<Item> items = wishes().stream().map(wish -> item(wish, held)).toList();
    Map<String, Object> model = new HashMap<>();
    model.put("items", items);
    model.put(
        "answered",
        items.stream()
            .filter(item -> !item.priority().equals(PRIORITIES.get("X")))
            .filter(item -> item.answers().stream().anyMatch(Answer::holdsData))
            .count());
    model.put("wanted", wishes().stream().filter(wish -> !wish.isContext()).count());
    model.put("context", wishes().stream().filter(Wish::isContext).count());
    model.put(
        "aims",
        Templates.rows(connection, "mission_aim", Map.of()).stream()
            .map(row -> aim(row, held))
            .toList());
    model.put("targets", Templates.rows(connection, "mission_target", Map.of()));
    model.put("interventions", Templates.rows(connection, "mission_intervention", Map.of()));
    model.put("evidence", Templates.rows(connection, "mission_evidence", Map.of()));
    return model;
  }

  private static Held held(PublishedSet set, Connection connection) throws SQLException {
    Map<String, Row> figures = new HashMap<>();
    for (Row row : Templates.rows(connection, "mission", Map.of())) {
      figures.put(row.text("measure_id"), row);
    }
    Map<String, Double> rows = new HashMap<>();
    for (Row row : Templates.rows(connection, "mission_table", Map.of())) {
      rows.put(row.text("table_name"), row.number("row_count"));
    }
    return new Held(set, figures, rows);
  }

  private static Item item(Wish wish, Held held) {
    List<Answer> answers = wish.named().stream().map(named -> answer(named, held)).toList();
    boolean isMissing = answers.stream().anyMatch(answer -> !answer.holdsData());
    String missing =
        wish.isContext()
            ? wish.named().isEmpty() ? "Context only; nothing is counted." : ""
            : answers.isEmpty() || (isMissing && !wish.filledBy().isEmpty())
                ? (answers.isEmpty() ? "No data held. " : "")
                    + "To fill it: "
                    + wish.filledBy()
                    + "."
                : "";
    return new Item(wish.number(), wish.title(), PRIORITIES.get(wish.priority()), answers, missing);
  }

  private static Aim aim(Row row, Held held) {
    List<Answer> answers =
        named(
                row.text("measure_ids").isBlank()
                    ? ""
                    : "measure:" + row.text("measure_ids").strip().replaceAll(" +", " measure:"))
            .stream()
            .map(named -> answer(named, held))
            .toList();
    return new Aim(
        row.whole("aim"),
        row.text("ods_code"),
        row.text("title"),
        row.text("owner"),
        answers,
        row.text("note"));
  }

  private static Answer answer(Named named, Held held) {
    return switch (named.kind()) {
      case "measure" -> measure(named.id(), held.figures().get(named.id()));
      case "table" -> {
        String file = "data/" + named.id() + ".csv";
        boolean isThere = Files.exists(held.set().folder().resolve(file));
        double rows = held.rows().getOrDefault(named.id(), 0.0);
        yield new Answer(
            "Table " + named.id().replace('_', ' '),
            isThere ? "../" + file : "",
            rows > 0 ? Figures.count(rows) + (rows == 1 ? " row" : " rows") : NO_DATA,
            rows > 0);
      }
      default -> new Answer(PAGE_NAMES.get(named.id()), named.id(), "", true);
    };
  }

  private static Answer measure(String id, Row row) {
    if (row == null) {
      return new Answer(id, "", NO_DATA, false);
    }
    String href = "measures.html#" + id;
    if (row.get("value_state") == null) {
      return new Answer(row.text("title"), href, NO_DATA, false);
    }
    String value =
        Figures.figure(
            row.number("value"),
            row.text("value_state"),
            row.text("value_marks"),
            row.whole("decimals"),
            row.text("unit"));
    boolean isPlain = Words.isShare(row.text("unit")) || Words.isMoney(row.text("unit"));
    boolean isShown = row.text("value_state").equals("shown");
    String who =
        Sentences.label(
            Level.ENGLAND,
            Level.ENGLAND.title(),
            row.whole("units_reporting"),
            row.whole("units_expected"),
            row.number("population_covered_percent"));
    return new Answer(
        row.text("title"),
        href,
        "%s%s, %s. %s"
            .formatted(
                value,
                isPlain || !isShown ? "" : " " + row.text("unit"),
                Words.period(row.text("window"), row.day("period_start"), row.day("period_end")),
                who),
        true);
  }

  /** Whether a trajectory applies at the end of the period of a set. */
  static String targetState(Row target, LocalDate at) {
    if (at.isBefore(target.day("valid_from"))) {
      return "not begun";
    }
    LocalDate to = target.day("valid_to");
    return to == null || at.isBefore(to) ? "applies" : "ended: drawn, not judged";
  }
}
