package pcw.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The lines of a range of bytes of a file, and the fields of a line. */
final class Lines implements Closeable {
  private static final int BLOCK = 1 << 20;

  private final FileChannel channel;
  private final long end;
  private byte[] buffer = new byte[BLOCK];
  private long offset;
  private int position;
  private int limit;
  private int from;
  private int to;
  private int splitFrom;
  private int splitTo;
  private int splitFields;
  private int repeated;
  private boolean wasRewritten;

  /**
   * @param start where to begin
   * @param midway {@code start} need not be the beginning of a line: the first that begins at or
   *     after it is the first
   * @param end the last line is the last that begins before this
   */
  Lines(Path path, long start, boolean midway, long end) throws IOException {
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.offset = midway ? start - 1 : start;
    this.end = end;
    channel.position(offset);
    if (midway) {
      advance();
    }
  }

  long fileBytes() throws IOException {
    return channel.size();
  }

  /** Goes to the next line; false where there is none. */
  boolean next() throws IOException {
    return offset + position < end && advance();
  }

  private boolean advance() throws IOException {
    int searched = position;
    while (true) {
      int lineFeed = indexOfLineFeed(searched);
      if (lineFeed >= 0) {
        from = position;
        to = lineFeed > from && buffer[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        position = lineFeed + 1;
        return true;
      }
      searched = limit - position;
      if (!fill()) {
        from = position;
        to = limit > from && buffer[limit - 1] == '\r' ? limit - 1 : limit;
        position = limit;
        return to > from;
      }
    }
  }

  private int indexOfLineFeed(int start) {
    byte[] bytes = buffer;
    int stop = limit;
    for (int i = start; i < stop; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Moves the unread bytes to the front and reads more; false at the end of the file. */
  private boolean fill() throws IOException {
    int kept = limit - position;
    splitFields = 0;
    if (kept == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, kept);
    }
    offset += position;
    position = 0;
    limit = kept;
    int n = channel.read(ByteBuffer.wrap(buffer, limit, buffer.length - limit));
    if (n <= 0) {
      return false;
    }
    limit += n;
    return true;
  }

  /** Holds the current line, from {@link #from()} to before {@link #to()}. */
  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /**
   * Splits the current line into fields as RFC 4180 says, undoubling quotes in place. The arrays
   * are those of the call before: fields at the beginning of the line that are byte for byte those
   * of the line before are not looked at again.
   *
   * @param starts by field: its first byte
   * @param ends by field: the byte after its last
   * @return how many fields there are, at most one more than the arrays hold; -1 where a quote
   *     stands inside an unquoted field, is not closed, or is followed by more than a delimiter
   */
  int split(byte delimiter, int[] starts, int[] ends) {
    repeated = 0;
    int begin = from;
    if (splitFields > 1) {
      int shift = from - splitFrom;
      int common = Arrays.mismatch(buffer, splitFrom, splitTo, buffer, from, to);
      int same = from + (common < 0 ? to - from : common);
      int most = Math.min(splitFields, starts.length) - 1;
      while (repeated < most && starts[repeated + 1] + shift <= same) {
        starts[repeated] += shift;
        ends[repeated] += shift;
        repeated++;
      }
      if (repeated > 0) {
        begin = starts[repeated] + shift;
        begin -= buffer[begin - 1] == '"' ? 1 : 0;
      }
    }
    int fields = split(delimiter, starts, ends, begin);
    splitFields = wasRewritten ? 0 : fields;
    splitFrom = from;
    splitTo = to;
    return fields;
  }

  /** So many first fields of the line split last are those of the line split before it. */
  int repeated() {
    return repeated;
  }

  private int split(byte delimiter, int[] starts, int[] ends, int begin) {
    byte[] bytes = buffer;
    int stop = to;
    int i = begin;
    int n = repeated;
    wasRewritten = false;
    while (true) {
      int start;
      int finish;
      if (i < stop && bytes[i] == '"') {
        start = ++i;
        finish = i;
        while (true) {
          if (i >= stop) {
            return -1;
          }
          byte b = bytes[i++];
          if (b == '"') {
            if (i >= stop || bytes[i] != '"') {
              break;
            }
            i++;
            wasRewritten = true;
          }
          bytes[finish++] = b;
        }
        if (i < stop && bytes[i] != delimiter) {
          return -1;
        }
      } else {
        start = i;
        while (i < stop && bytes[i] != delimiter) {
          if (bytes[i] == '"') {
            return -1;
          }
          i++;
        }
        finish = i;
      }
      if (n == starts.length) {
        return n + 1;
      }
      starts[n] = start;
      ends[n++] = finish;
      if (i >= stop) {
        return n;
      }
      i++;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
