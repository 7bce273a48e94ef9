package pcw.publish;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Rows of counts, in which those of a measure stand together, as one {@link MeasureCounts} a
 * measure.
 */
final class CountIterator implements Iterator<MeasureCounts> {
  private final Iterator<Row> rows;
  private final Boundaries boundaries;
  private Row next;

  /**
   * @param rows measure, window, breakdown, category, practice, number of the month, numerator,
   *     denominator, sum of squares, level, value
   */
  CountIterator(Iterator<Row> rows, Boundaries boundaries) {
    this.rows = rows;
    this.boundaries = boundaries;
    advance();
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public MeasureCounts next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    String measure = next.getString(0);
    Map<Treatment.Slice, Counts> slices = new TreeMap<>();
    for (; next != null && next.getString(0).equals(measure); advance()) {
      add(slices, next);
    }
    return new MeasureCounts(measure, slices);
  }

  private void add(Map<Treatment.Slice, Counts> slices, Row row) {
    if (row.isNullAt(6)) {
      return;
    }
    Months months = boundaries.months();
    Level level = Level.of(row.getString(9));
    Counts counts =
        slices.computeIfAbsent(
            new Treatment.Slice(Window.of(row.getString(1)), row.getString(2), row.getString(3)),
            slice -> new Counts(boundaries.count(level), months.count()));
    int practice = boundaries.unit(level, row.getString(4));
    if (practice == Boundaries.NONE) {
      throw new IllegalStateException(
          row.getString(0) + " counts " + row.getString(4) + ", which has no membership");
    }
    int month = row.getInt(5) - months.first();
    boolean isNew =
        row.isNullAt(10)
            ? counts.counted[counts.cell(practice, month)] == 0
            : counts.addValue(practice, month, row.getInt(10), row.getDecimal(6));
    if (!isNew) {
      throw new IllegalStateException(
          row.getString(0)
              + " counts "
              + row.getString(4)
              + " twice in "
              + Months.month(row.getInt(5)));
    }
    if (row.isNullAt(10)) {
      counts.add(practice, month, row.getDecimal(6), row.getDecimal(7));
    }
    if (!row.isNullAt(8)) {
      counts.addSquares(practice, month, row.getDecimal(8));
    }
  }
}
