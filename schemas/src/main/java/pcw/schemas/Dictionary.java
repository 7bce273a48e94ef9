package pcw.schemas;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The data dictionary: what every feed, code list and table holds, written from the contracts for
 * the people who read the data. The same contracts give the same text.
 */
public final class Dictionary {
  static final String INTRODUCTION =
      "What every feed, code list and table of the Personalised Care Warehouse holds. Written from"
          + " the contracts in `schemas`, which are in the Open Data Contract Standard v3.2: to"
          + " change it, change a contract.";

  private Dictionary() {}

  /** The dictionary in Markdown, {@code schemas/dictionary.md}. */
  public static String markdown(Contracts contracts) {
    return DictionaryMarkdown.of(chapters(contracts));
  }

  /**
   * The dictionary as one HTML page that needs nothing beside it, {@code schemas/dictionary.html}.
   */
  public static String html(Contracts contracts) {
    return DictionaryHtml.of(chapters(contracts));
  }

  /** One layer: texts may hold {@code `code`} in back quotes. */
  record Chapter(String id, String title, String introduction, List<Entry> entries) {}

  /**
   * One contract.
   *
   * @param facts label and text
   */
  record Entry(String table, String title, String purpose, List<Fact> facts, List<Grid> grids) {
    /** The anchor of its heading. */
    String id() {
      return table.replace('.', '-').replace('_', '-');
    }
  }

  record Fact(String label, String text) {}

  /** A table; the first cell of each row is its heading. */
  record Grid(String caption, List<String> header, List<List<String>> rows) {}

  private static List<Chapter> chapters(Contracts contracts) {
    List<Chapter> chapters = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      chapters.add(
          new Chapter(
              layer.folder(),
              title(layer),
              introduction(layer),
              contracts.layer(layer).stream().map(Dictionary::entry).toList()));
    }
    return chapters;
  }

  private static String title(Layer layer) {
    return switch (layer) {
      case LANDING -> "Feeds";
      case CODELIST -> "Code lists";
      case SILVER -> "Conformed tables";
      case GOLD -> "Counts";
      case QUARANTINE -> "Quarantine";
      case OPS -> "Operations";
      case PUBLISHED -> "Published set";
    };
  }

  private static String introduction(Layer layer) {
    return switch (layer) {
      case LANDING ->
          "Files as delivered. Accepted rows are stored in `bronze`, under the names given here,"
              + " with the delivery that they came in (`delivery_id`) and, where no column holds"
              + " it, the `month` of the file.";
      case CODELIST ->
          "Lists that the product ships, one CSV file each in `schemas/codelist`. Measures read"
              + " them under their plain names.";
      case SILVER -> "Sources in our names, with histories. Measures read these.";
      case GOLD -> "Counts before any roll-up, rate or protection of small numbers.";
      case QUARANTINE -> "Rows that were set aside, and the rule that each breaks.";
      case OPS -> "What runs did with files.";
      case PUBLISHED ->
          "What reports, pages and workbooks read, and nothing else. The same tables are CSV and"
              + " Parquet files and tables of `published.duckdb`, under their plain names.";
    };
  }

  private static Entry entry(Contract contract) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Grain", contract.granularity()));
    if (!contract.key().isEmpty()) {
      facts.add(
          new Fact(
              "Key",
              contract.key().stream().map(c -> code(c.name())).collect(Collectors.joining(", "))));
    }
    contract.source().ifPresent(text -> facts.add(new Fact("Source", text)));
    for (Contract.Expectation e : contract.expectations()) {
      String label = e.property().equals("frequency") ? "Comes" : "Delay";
      facts.add(new Fact(label, e.description()));
    }
    contract.usage().ifPresent(text -> facts.add(new Fact("Use", text)));
    contract.limitations().ifPresent(text -> facts.add(new Fact("Limits", text)));
    if (!contract.materialized()) {
      facts.add(new Fact("Stored", "No: a view, worked out when it is read"));
    }
    contract.delivery().ifPresent(delivery -> facts.addAll(facts(delivery)));
    facts.add(new Fact("Contract", "version " + contract.version()));

    List<Grid> grids = new ArrayList<>();
    grids.add(columns(contract));
    contract.delivery().filter(Delivery::header).ifPresent(d -> grids.add(headers(contract, d)));
    return new Entry(contract.tableName(), contract.title(), contract.description(), facts, grids);
  }

  private static List<Fact> facts(Delivery delivery) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "File name",
            delivery.fileName().stream()
                .map(p -> code(p.pattern()))
                .collect(Collectors.joining(" or "))));
    facts.add(
        new Fact(
            "Format",
            (delivery.header()
                    ? "CSV with a header"
                    : "CSV without a header: columns in this order")
                + ", "
                + String.join(" or ", delivery.encodings())
                + (delivery.newlineInQuotes() ? "; a quoted field may hold a line end" : "")));
    for (Delivery.OutOfScope rule : delivery.outOfScope()) {
      String in =
          rule.in().isEmpty()
              ? " is other than " + String.join(", ", rule.notIn())
              : " is " + String.join(", ", rule.in());
      facts.add(
          new Fact(
              "Out of scope",
              code(rule.rule())
                  + ": rows whose "
                  + code(rule.column())
                  + in
                  + ". "
                  + rule.reason()));
    }
    if (!delivery.distinctBy().isEmpty()) {
      facts.add(
          new Fact(
              "Duplicate",
              "a later row of a file with the same " + String.join(", ", delivery.distinctBy())));
    }
    facts.add(
        new Fact(
            "A newer file",
            delivery.replaces().isEmpty()
                ? "replaces the whole table"
                : "replaces the rows of the same " + String.join(", ", delivery.replaces())));
    facts.add(
        new Fact(
            "Refused",
            delivery.maxRejectedPercent() == 0
                ? "as a whole with any bad row"
                : "as a whole with more than "
                    + plain(delivery.maxRejectedPercent())
                    + "% of bad rows"));
    if (!delivery.notStored().isEmpty()) {
      facts.add(
          new Fact(
              "Read but not kept",
              delivery.notStored().stream()
                  .map(Dictionary::code)
                  .collect(Collectors.joining(", "))));
    }
    if (!delivery.ignored().isEmpty()) {
      facts.add(
          new Fact(
              "Headers left unread",
              delivery.ignored().stream().map(Dictionary::code).collect(Collectors.joining(", "))));
    }
    delivery.people().ifPresent(people -> facts.addAll(facts(people)));
    return facts;
  }

  /** What the door does before anything else reads a row. */
  private static List<Fact> facts(People people) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Becomes a pseudonym at the door", codes(people.nhsNumber())));
    if (!people.localIds().isEmpty()) {
      facts.add(new Fact("Becomes a token at the door", codes(people.localIds())));
    }
    if (!people.birthDate().isEmpty()) {
      facts.add(new Fact("Of which only the year is kept", codes(people.birthDate())));
    }
    facts.add(new Fact("Dropped at the door", codes(people.dropped())));
    return facts;
  }

  private static String codes(List<String> texts) {
    return texts.stream().map(Dictionary::code).collect(Collectors.joining(", "));
  }

  private static Grid columns(Contract contract) {
    List<List<String>> rows = new ArrayList<>();
    for (Column column : contract.columns()) {
      rows.add(
          List.of(
              code(column.name()),
              column.physicalType(),
              column.required() ? "yes" : "no",
              column.description(),
              allowed(contract, column)));
    }
    return new Grid(
        "Columns of " + contract.tableName(),
        List.of("Column", "Type", "Always there", "Meaning", "Allowed values"),
        rows);
  }

  private static String allowed(Contract contract, Column column) {
    List<String> parts = new ArrayList<>();
    if (!column.allowed().isEmpty()) {
      parts.add(
          column.allowed().stream()
              .map(
                  value ->
                      column.meanings().containsKey(value)
                          ? code(value) + " " + uncapitalised(column.meanings().get(value))
                          : code(value))
              .collect(Collectors.joining(column.meanings().isEmpty() ? ", " : "; ")));
    }
    column.pattern().ifPresent(p -> parts.add("matches " + code(p.pattern())));
    column.minimum().ifPresent(m -> parts.add("at least " + plain(m)));
    column.maximum().ifPresent(m -> parts.add("at most " + plain(m)));
    column.maxLength().ifPresent(m -> parts.add("at most " + m + " characters"));
    column
        .format()
        .ifPresent(
            f ->
                parts.add(
                    "written "
                        + List.of(f.split("\\|")).stream()
                            .map(Dictionary::code)
                            .collect(Collectors.joining(" or "))));
    contract.references().stream()
        .filter(r -> r.column().equals(column.name()))
        .forEach(r -> parts.add("found in " + code(r.to())));
    if (!column.examples().isEmpty()) {
      parts.add(
          "such as "
              + column.examples().stream().map(Dictionary::code).collect(Collectors.joining(", ")));
    }
    return String.join("; ", parts);
  }

  /** Which header of the source gives a column, in each layout. */
  private static Grid headers(Contract contract, Delivery delivery) {
    List<String> header = new ArrayList<>(List.of("Column"));
    delivery.layouts().forEach(layout -> header.add(layout.name()));
    List<List<String>> rows = new ArrayList<>();
    for (Column column : contract.columns()) {
      List<String> row = new ArrayList<>(List.of(code(column.name())));
      for (Delivery.Layout layout : delivery.layouts()) {
        List<String> aliases = layout.columns().getOrDefault(column.name(), List.of());
        row.add(
            aliases.isEmpty()
                ? "not in this layout"
                : aliases.stream().map(Dictionary::code).collect(Collectors.joining(" or ")));
      }
      rows.add(row);
    }
    return new Grid("Headers of " + contract.tableName() + " by layout", header, rows);
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String plain(double number) {
    return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
  }

  private static String uncapitalised(String text) {
    String end = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return end.substring(0, 1).toLowerCase(Locale.ROOT) + end.substring(1);
  }
}
