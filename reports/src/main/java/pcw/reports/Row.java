package pcw.reports;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of a template's query, by column name. The {@code …Text} methods print it as {@link
 * Figures} does, so that a page's template asks for columns and never for a number format.
 */
public final class Row {
  private final Map<String, Object> columns;

  Row(Map<String, Object> columns) {
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** The column's value; a column that the query does not give is an error. */
  public Object get(String column) {
    if (!columns.containsKey(column)) {
      throw new IllegalArgumentException("the query has no column " + column);
    }
    return columns.get(column);
  }

  /** As text; empty where null. */
  public String text(String column) {
    Object value = get(column);
    return value == null ? "" : value.toString();
  }

  /** As a number; null where null. */
  public Double number(String column) {
    Object value = get(column);
    return value == null ? null : ((Number) value).doubleValue();
  }

  /** As a whole number; null where null. */
  public Integer whole(String column) {
    Object value = get(column);
    return value == null ? null : ((Number) value).intValue();
  }

  /** As a flag; false where null. */
  public boolean flag(String column) {
    return Boolean.TRUE.equals(get(column));
  }

  /** As a day; null where null. */
  public LocalDate day(String column) {
    Object value = get(column);
    return value instanceof Date date ? date.toLocalDate() : (LocalDate) value;
  }

  /** A value with the shorthand of its {@code _state} and {@code _marks} columns. */
  public String valueText(String column) {
    return Figures.value(number(column), state(column), textOrNull(column + "_marks"), decimals());
  }

  /** The name of a presentation. */
  public String presentationText(String column) {
    return Figures.presentation(text(column));
  }

  /** A whole number with its thousands. */
  public String countText(String column) {
    return Figures.count(number(column));
  }

  /** A number to one decimal. */
  public String decimalText(String column) {
    return number(column) == null ? Figures.NONE : Figures.number(number(column), 1);
  }

  /** A percentile as a number out of 100. */
  public String rankText(String column) {
    return Figures.rank(number(column));
  }

  /** The organisation of the row, called by its name only where its coverage allows. */
  public String labelText() {
    return Facts.name(
        text("org_level"),
        text("ods_code"),
        text("org_name"),
        whole("units_reporting"),
        whole("units_expected"),
        number("population_covered_percent"));
  }

  /** As {@code labelText}, in a table of members. */
  public String memberText() {
    return Facts.memberName(
        text("org_level"),
        text("ods_code"),
        text("org_name"),
        whole("units_reporting"),
        whole("units_expected"),
        number("population_covered_percent"));
  }

  /** A percentage. */
  public String percentText(String column) {
    return Figures.percent(number(column));
  }

  /** Whole pounds. */
  public String poundsText(String column) {
    return Figures.pounds(number(column));
  }

  /** A month. */
  public String monthText(String column) {
    return Figures.month(day(column));
  }

  /** The period of the row, by its window. */
  public String periodText() {
    return Words.period(text("window"), day("period_start"), day("period_end"));
  }

  /** Who reported, and the share of patients that they cover. */
  public String coverageText() {
    return Figures.coverage(
        whole("units_reporting"), whole("units_expected"), number("population_covered_percent"));
  }

  /** The place among the peers of the level. */
  public String placeText() {
    return Figures.place(number("percentile"), whole("peers"), text("org_level"));
  }

  /** Whether the value is shown, so that it may be compared. */
  public boolean isShown(String column) {
    return "shown".equals(state(column)) && get(column) != null;
  }

  private String state(String column) {
    return textOrNull(column + "_state");
  }

  private String textOrNull(String column) {
    Object value = get(column);
    return value == null ? null : value.toString();
  }

  private int decimals() {
    return columns.containsKey("decimals") ? whole("decimals") : 1;
  }
}
