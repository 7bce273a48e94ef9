package pcw.ingest;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The values of one column of the rows that one task reads: checked and typed as they are put, read
 * back by Spark in the order in which they are stored.
 */
abstract sealed class Cells extends ColumnVector permits TextCells, DateCells, NumberCells {
  Cells(DataType type) {
    super(type);
  }

  /**
   * Puts a value that is not empty.
   *
   * @return the rule that the value breaks; null where it is good
   */
  abstract String put(int row, byte[] buffer, int from, int to);

  abstract void putNull(int row);

  /** Puts what the row before has. */
  abstract void repeat(int row);

  /** Equal for equal values of this column, different for different ones. */
  abstract long identity(int row);

  /** By row: the place of its value among the distinct values, nulls first. */
  abstract int[] ranks(int rows);

  /**
   * Moves the values, so that row {@code i} is what was row {@code order[i]}: they are read once,
   * from the first to the last, and scattered reads cost more than one move.
   */
  abstract void arrange(int[] order);

  @Override
  public final boolean hasNull() {
    return true;
  }

  @Override
  public final int numNulls() {
    throw unused();
  }

  @Override
  public void close() {}

  @Override
  public boolean getBoolean(int rowId) {
    throw unused();
  }

  @Override
  public int getInt(int rowId) {
    throw unused();
  }

  @Override
  public long getLong(int rowId) {
    throw unused();
  }

  @Override
  public Decimal getDecimal(int rowId, int precision, int scale) {
    throw unused();
  }

  @Override
  public UTF8String getUTF8String(int rowId) {
    throw unused();
  }

  @Override
  public final byte getByte(int rowId) {
    throw unused();
  }

  @Override
  public final short getShort(int rowId) {
    throw unused();
  }

  @Override
  public final float getFloat(int rowId) {
    throw unused();
  }

  @Override
  public final double getDouble(int rowId) {
    throw unused();
  }

  @Override
  public final ColumnarArray getArray(int rowId) {
    throw unused();
  }

  @Override
  public final ColumnarMap getMap(int rowId) {
    throw unused();
  }

  @Override
  public final byte[] getBinary(int rowId) {
    throw unused();
  }

  @Override
  public final ColumnVector getChild(int ordinal) {
    throw unused();
  }

  private UnsupportedOperationException unused() {
    return new UnsupportedOperationException("a column of " + type + " has no such value");
  }
}
