package pcw.sampledata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Rows as bytes, written in large pieces; numbers without any text in between. */
final class RowBytes {
  private static final int LONGEST_ROW = 4_096;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 20];
  private int used;
  private long written;

  RowBytes(OutputStream out) {
    this.out = out;
  }

  /** Makes room for one more row, of up to 4,096 bytes. */
  void startRow() throws IOException {
    if (buffer.length - used < LONGEST_ROW) {
      flush();
    }
  }

  RowBytes add(byte[] text) {
    System.arraycopy(text, 0, buffer, used, text.length);
    used += text.length;
    return this;
  }

  RowBytes add(char ascii) {
    buffer[used++] = (byte) ascii;
    return this;
  }

  RowBytes add(long whole) {
    long rest = whole;
    int width = 1;
    for (long power = 10; power <= whole; power *= 10) {
      width++;
    }
    for (int i = used + width - 1; i >= used; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    used += width;
    return this;
  }

  /**
   * A decimal without the zeros at its end.
   *
   * @param scaled the number times 10 to the power of {@code scale}, not negative
   * @param barePoint as in {@link EpdStyle.Numbers#BARE_POINT}
   */
  RowBytes add(long scaled, int scale, boolean barePoint) {
    long fraction = scaled;
    int places = scale;
    while (places > 0 && fraction % 10 == 0) {
      fraction /= 10;
      places--;
    }
    long unit = 1;
    for (int i = 0; i < places; i++) {
      unit *= 10;
    }
    long whole = fraction / unit;
    if (whole > 0 || places == 0 || !barePoint) {
      add(whole);
    }
    if (places > 0 || barePoint) {
      add('.');
    }
    long left = fraction % unit;
    for (long digit = unit / 10; digit > 0; digit /= 10) {
      add((char) ('0' + left / digit % 10));
    }
    return this;
  }

  long flush() throws IOException {
    out.write(buffer, 0, used);
    written += used;
    used = 0;
    return written;
  }

  /** The fields with a comma after each, in quotes where they hold a comma or a quote. */
  static byte[] fields(Iterable<String> fields) {
    StringBuilder text = new StringBuilder();
    for (String field : fields) {
      boolean isQuoted = field.indexOf(',') >= 0 || field.indexOf('"') >= 0;
      text.append(isQuoted ? '"' + field.replace("\"", "\"\"") + '"' : field).append(',');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
