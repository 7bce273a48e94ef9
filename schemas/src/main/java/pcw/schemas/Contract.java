package pcw.schemas;

import java.util.List;
import java.util.Optional;

/**
 * What one feed or table is: its columns, its grain and, for a feed, how it is delivered.
 *
 * @param id the file's stem, such as {@code epd}
 * @param usage how to use it, where that needs saying
 * @param limitations what it cannot tell, where that needs saying
 * @param granularity one sentence: "One row per …"
 * @param references other tables' columns that this one's values are found in
 * @param delivery present in the landing layer only
 * @param materialized false where a silver table is a view
 * @param expectations how often it comes and how late it may be
 * @param source who publishes it and under which licence, where it comes from outside
 */
public record Contract(
    String id,
    Layer layer,
    String version,
    String title,
    String description,
    Optional<String> usage,
    Optional<String> limitations,
    String granularity,
    List<Column> columns,
    List<Reference> references,
    Optional<Delivery> delivery,
    boolean materialized,
    List<Expectation> expectations,
    Optional<String> source) {

  /** A column whose values are found in another table's column, such as {@code codelist.x.code}. */
  public record Reference(String column, String to) {}

  /**
   * A promise about when the data comes.
   *
   * @param property {@code frequency} or {@code latency}
   */
  public record Expectation(String property, int value, String unit, String description) {}

  /** Deliveries of this feed hold rows of people, and may only pass through the door. */
  public boolean isAboutPeople() {
    return delivery.orElseThrow().people().isPresent();
  }

  /** The column of this name. */
  public Column column(String name) {
    return columns.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ContractException(tableName() + " has no column '" + name + "'"));
  }

  /** {@code layer.id}; a landing contract's rows are stored in {@code bronze.<id>}. */
  public String tableName() {
    return (layer == Layer.LANDING ? "bronze" : layer.folder()) + "." + id;
  }

  /** The columns whose values together are unique in the table; empty where rows may repeat. */
  public List<Column> key() {
    return columns.stream().filter(Column::primaryKey).toList();
  }

  /** The columns that are stored: all but a delivery's {@code not_stored}. */
  public List<Column> storedColumns() {
    return delivery.isEmpty()
        ? columns
        : columns.stream().filter(c -> !delivery.get().notStored().contains(c.name())).toList();
  }
}
