package pcw.door;

/**
 * A row that was left out, without any of its values.
 *
 * @param rule what it broke
 * @param line the line of the file on which the row begins, counted from 1
 * @param column the column that broke it; blank where the whole row did
 */
public record Rejection(String rule, long line, String column) {}
