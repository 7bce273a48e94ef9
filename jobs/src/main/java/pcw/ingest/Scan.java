package pcw.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts and checks the bytes of a file as they go by: lines, quotes, line ends, encoding. It knows
 * nothing of the parser, so that its count of lines is a check on it.
 */
final class Scan {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final int BOM_BYTES = 3;

  private final int delimiter;
  private long position;
  private int previous = '\n';
  private long lineStart;
  private long lines;
  private long filledLines;
  private long records;
  private long longestLine;
  private long lineFeeds;
  private long loneReturns;
  private long nulBytes;
  private boolean inQuotes;
  private boolean recordIsFilled;
  private boolean afterReturn;
  private boolean isUtf8 = true;
  private boolean isWindows1252 = true;
  private int pending;
  private int lower = 0x80;
  private int upper = 0xBF;

  Scan(char delimiter) {
    this.delimiter = delimiter;
  }

  void update(byte[] bytes, int length) {
    int i = 0;
    while (i < length) {
      if (length - i >= 8 && pending == 0 && !afterReturn) {
        long word = (long) WORD.get(bytes, i);
        long quotes = word ^ (ONES * '"');
        if ((((word - ONES * 0x20) | word | ((quotes - ONES) & ~quotes)) & HIGH) == 0) {
          i += 8;
          position += 8;
          previous = bytes[i - 1];
          continue;
        }
      }
      int end = Math.min(i + 8, length);
      for (; i < end; i++) {
        step(bytes[i]);
        previous = bytes[i];
        position++;
      }
    }
  }

  private void step(byte signed) {
    int b = signed & 0xff;
    if (pending > 0 || b >= 0x80) {
      utf8(b);
    }
    if (b == '\n') {
      lineFeeds++;
      endLine(position, position - lineStart - (afterReturn ? 1 : 0));
      lineStart = position + 1;
      afterReturn = false;
      return;
    }
    if (afterReturn) {
      loneReturns++;
      afterReturn = false;
    }
    switch (b) {
      case '\r' -> afterReturn = true;
      case '"' -> inQuotes = !inQuotes && opensQuotes();
      case 0 -> nulBytes++;
      case 0x81, 0x8D, 0x8F, 0x90, 0x9D -> isWindows1252 = false;
      default -> {}
    }
  }

  /**
   * A quote opens a quoted field at its start, and opens it again after the quote that it doubles.
   */
  private boolean opensQuotes() {
    return previous == delimiter
        || previous == '\n'
        || previous == '\r'
        || previous == '"'
        || position == BOM_BYTES;
  }

  private void endLine(long end, long length) {
    longestLine = Math.max(longestLine, end - lineStart);
    lines++;
    if (length > 0) {
      filledLines++;
      recordIsFilled = true;
    }
    if (!inQuotes) {
      if (recordIsFilled) {
        records++;
      }
      recordIsFilled = false;
    }
  }

  /** Well-formed UTF-8 as in table 3-7 of the Unicode standard. */
  private void utf8(int b) {
    if (pending > 0) {
      if (b < lower || b > upper) {
        isUtf8 = false;
        pending = 0;
      } else {
        pending--;
      }
      lower = 0x80;
      upper = 0xBF;
      return;
    }
    if (b >= 0xC2 && b <= 0xDF) {
      pending = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      pending = 2;
      lower = b == 0xE0 ? 0xA0 : 0x80;
      upper = b == 0xED ? 0x9F : 0xBF;
    } else if (b >= 0xF0 && b <= 0xF4) {
      pending = 3;
      lower = b == 0xF0 ? 0x90 : 0x80;
      upper = b == 0xF4 ? 0x8F : 0xBF;
    } else {
      isUtf8 = false;
    }
  }

  /** Closes the count; call once, at the end of the file. */
  Result finish() {
    if (afterReturn) {
      loneReturns++;
    }
    boolean endsInLineEnd = lineStart == position;
    long lastLineStart = lineStart;
    boolean quotesClosed = !inQuotes;
    if (!endsInLineEnd) {
      inQuotes = false;
      endLine(position, position - lineStart - (afterReturn ? 1 : 0));
    }
    return new Result(
        position,
        lines,
        filledLines,
        records,
        longestLine,
        lineFeeds == 0 && loneReturns > 0,
        nulBytes,
        quotesClosed,
        endsInLineEnd,
        lastLineStart,
        isUtf8 && pending == 0,
        isWindows1252);
  }

  /**
   * What was seen.
   *
   * @param lines line ends, and a last line without one
   * @param filledLines lines with at least one character
   * @param records filled lines, where a line end inside double quotes does not count
   * @param returnsOnly lines end in CR alone, as old Macintosh files do
   * @param lastLineStart where the unfinished last line begins; the end of the file where it is
   *     finished
   */
  record Result(
      long bytes,
      long lines,
      long filledLines,
      long records,
      long longestLine,
      boolean returnsOnly,
      long nulBytes,
      boolean quotesClosed,
      boolean endsInLineEnd,
      long lastLineStart,
      boolean isUtf8,
      boolean isWindows1252) {}
}
