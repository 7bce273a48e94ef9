package pcw.ingest;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Dates, as days since 1970-01-01. Each distinct way of writing one is parsed once. */
final class DateCells extends Cells {
  private static final int UNREADABLE = Integer.MIN_VALUE;
  private static final int NULL = Integer.MIN_VALUE + 1;

  private final List<DateTimeFormatter> formats;
  private final boolean isMonth;
  private final Dictionary dictionary = new Dictionary();
  private int[] dayOfText = new int[1 << 8];
  private int[] days = new int[1 << 10];

  /**
   * @param isMonth a month, kept as its first day
   */
  DateCells(Recipe.Field field, boolean isMonth) {
    super(DataTypes.DateType);
    this.formats = Months.formats(field.format());
    this.isMonth = isMonth;
  }

  @Override
  String put(int row, byte[] buffer, int from, int to) {
    int known = dictionary.size();
    int id = dictionary.find(buffer, from, to);
    if (id == known) {
      if (id == dayOfText.length) {
        dayOfText = Arrays.copyOf(dayOfText, id * 2);
      }
      dayOfText[id] = parse(dictionary.value(id));
    }
    set(row, dayOfText[id]);
    return dayOfText[id] == UNREADABLE ? "date" : null;
  }

  private int parse(byte[] text) {
    LocalDate date = Months.parse(formats, new String(text, StandardCharsets.ISO_8859_1));
    if (date == null) {
      return UNREADABLE;
    }
    return (int) (isMonth ? date.withDayOfMonth(1) : date).toEpochDay();
  }

  @Override
  void putNull(int row) {
    set(row, NULL);
  }

  void set(int row, int day) {
    if (row >= days.length) {
      days = Arrays.copyOf(days, days.length * 2);
    }
    days[row] = day;
  }

  int day(int row) {
    return days[row];
  }

  @Override
  void repeat(int row) {
    set(row, days[row - 1]);
  }

  @Override
  void arrange(int[] order) {
    int[] arranged = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      arranged[i] = days[order[i]];
    }
    days = arranged;
  }

  @Override
  public boolean isNullAt(int row) {
    return days[row] == NULL;
  }

  @Override
  long identity(int row) {
    return days[row];
  }

  @Override
  int[] ranks(int rows) {
    int[] sorted = Arrays.stream(days, 0, rows).sorted().distinct().toArray();
    int[] ranks = new int[rows];
    for (int row = 0; row < rows; row++) {
      ranks[row] = Arrays.binarySearch(sorted, days[row]);
    }
    return ranks;
  }

  @Override
  public int getInt(int row) {
    return days[row];
  }
}
