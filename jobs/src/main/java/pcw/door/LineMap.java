package pcw.door;

import java.util.Arrays;

/**
 * Where each accepted row began in the delivered file. Rows that follow one another are kept as one
 * run, so that a long delivery with few rows left out takes little memory.
 */
public final class LineMap {
  private long[] rows = new long[8];
  private long[] lines = new long[8];
  private int runs;
  private long size;

  /** The next accepted row began on this line. */
  void add(long line) {
    if (runs == 0 || line != lines[runs - 1] + size - rows[runs - 1]) {
      if (runs == rows.length) {
        rows = Arrays.copyOf(rows, runs * 2);
        lines = Arrays.copyOf(lines, runs * 2);
      }
      rows[runs] = size;
      lines[runs++] = line;
    }
    size++;
  }

  /**
   * The line of the delivered file on which an accepted row began, counted from 1.
   *
   * @param row counted from 0
   */
  public long lineOf(long row) {
    if (row < 0 || row >= size) {
      throw new IllegalArgumentException("no row " + row + " of " + size);
    }
    int found = Arrays.binarySearch(rows, 0, runs, row);
    int run = found >= 0 ? found : -found - 2;
    return lines[run] + row - rows[run];
  }
}
