package pcw.schemas;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a delivered file needs beside its columns: the custom property {@code delivery} of a landing
 * contract.
 *
 * @param fileName what the file's name (without .gz or .zip) matches; named groups may give {@code
 *     month} (yyyyMM, yyyy_MM or yyyy-MM, or a year alone where {@code month.of_year} says which
 *     month of it is meant), {@code final} (present where the file supersedes others of its month)
 *     and {@code sender} (of a feed with people)
 * @param header the file's first line names its columns; without it the columns stand in the order
 *     of the contract
 * @param delimiter one character
 * @param encodings tried in this order, strictly
 * @param newlineInQuotes a quoted field may hold a line end: such a file is read whole, never in
 *     pieces
 * @param layouts the ways in which the columns have been named over the years, tried in order; a
 *     file without a header has one, {@code positional}, that binds every column to its own name
 * @param ignored source headers that are known and left unread, where the layout does not bind
 *     them; {@value #ALL_OTHERS} is every other one, of a file with hundreds of columns
 * @param month the month a file holds
 * @param notStored columns that are read and checked but not kept
 * @param outOfScope rows that are counted and left out by a named rule
 * @param replaces the columns that name the unit which a newer delivery replaces as a whole, such
 *     as {@code month}; empty where it replaces everything
 * @param distinctBy the columns by which a later row of a file repeats an earlier one, whatever its
 *     other columns say; empty where the contract's key decides, or rows may repeat
 * @param orderedBy the columns by which the stored copy is ordered
 * @param maxRejectedPercent a file with a larger share of bad rows is refused as a whole; {@value
 *     #DEFAULT_MAX_REJECTED_PERCENT} where the contract does not say
 * @param missing what a month without a delivery means: {@code warn} or {@code fail}
 * @param people present where rows are about people: such a delivery passes the door first
 */
public record Delivery(
    List<Pattern> fileName,
    boolean header,
    char delimiter,
    List<String> encodings,
    boolean newlineInQuotes,
    List<Layout> layouts,
    List<String> ignored,
    MonthRule month,
    List<String> notStored,
    List<OutOfScope> outOfScope,
    List<String> replaces,
    List<String> distinctBy,
    List<String> orderedBy,
    double maxRejectedPercent,
    String missing,
    Optional<People> people) {

  /** The share of bad rows up to which a file is taken in, in percent. */
  public static final double DEFAULT_MAX_REJECTED_PERCENT = 1.0;

  /** Among the headers that are left unread: all that the layouts do not name. */
  public static final String ALL_OTHERS = "*";

  /**
   * One way of naming the columns.
   *
   * @param columns our column name to the source's headers, any one of which binds it; a column
   *     that is not here is null in this layout; every required column is here
   */
  public record Layout(String name, Map<String, List<String>> columns) {}

  /**
   * The month of a file.
   *
   * @param column the column that holds it on every row
   * @param fromFileName the file's name may carry it too; where it does, the two must agree
   * @param ofYear where the name carries a year alone: which month of it, from 1 to 12
   */
  public record MonthRule(
      Optional<String> column, boolean fromFileName, Optional<Integer> ofYear) {}

  /**
   * Rows that the contract leaves out by design.
   *
   * @param rule the name under which they are counted
   * @param column the column that decides
   * @param in left out where the value is one of these
   * @param notIn left out where the value is none of these
   */
  public record OutOfScope(
      String rule, String column, List<String> in, List<String> notIn, String reason) {}
}
