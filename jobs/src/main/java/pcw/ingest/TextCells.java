package pcw.ingest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import pcw.door.Snomed;
import pcw.schemas.Column;

/** Texts. Each distinct one is kept, decoded and checked once. */
final class TextCells extends Cells {
  private final Recipe.Field field;
  private final Dictionary dictionary = new Dictionary();
  private Charset charset = StandardCharsets.UTF_8;
  private UTF8String[] values = new UTF8String[1 << 8];
  private String[] broken = new String[1 << 8];
  private int[] ids = new int[1 << 10];

  TextCells(Recipe.Field field) {
    super(DataTypes.StringType);
    this.field = field;
  }

  /** The encoding of what is put from now on. */
  void decodeAs(Charset newCharset) {
    this.charset = newCharset;
  }

  @Override
  String put(int row, byte[] buffer, int from, int to) {
    int known = dictionary.size();
    int id = dictionary.find(buffer, from, to);
    if (id == known) {
      learn(id);
    }
    set(row, id);
    return broken[id];
  }

  private void learn(int id) {
    if (id == values.length) {
      values = Arrays.copyOf(values, id * 2);
      broken = Arrays.copyOf(broken, id * 2);
    }
    byte[] bytes = dictionary.value(id);
    boolean ascii = true;
    boolean spaced = false;
    for (byte b : bytes) {
      ascii &= b >= 0;
      spaced |= b == '\n' || b == '\r' || b == '\t';
      if ((b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7F) {
        broken[id] = "control_character";
      }
    }
    if (!spaced && (ascii || charset.equals(StandardCharsets.UTF_8))) {
      values[id] = UTF8String.fromBytes(bytes);
    } else {
      String text = new String(bytes, charset);
      values[id] = UTF8String.fromString(spaced ? text.replaceAll("\\s+", " ") : text);
    }
    if (broken[id] == null) {
      broken[id] = check(id);
    }
  }

  private String check(int id) {
    if (values[id].numChars() > field.maxLength()) {
      return "too_long";
    }
    boolean isSnomed = field.format().equals(Column.SNOMED);
    if (field.allowed().isEmpty() && field.pattern() == null && !isSnomed) {
      return null;
    }
    String text = values[id].toString();
    if (!field.allowed().isEmpty() && !field.allowed().contains(text)) {
      return "allowed_values";
    }
    if (field.pattern() != null && !field.pattern().matcher(text).matches()) {
      return "pattern";
    }
    boolean isCode = isSnomed && (field.pattern() == null || Character.isDigit(text.charAt(0)));
    return isCode && !Snomed.isWellFormed(text) ? "check_digit" : null;
  }

  @Override
  void putNull(int row) {
    set(row, -1);
  }

  private void set(int row, int id) {
    if (row >= ids.length) {
      ids = Arrays.copyOf(ids, ids.length * 2);
    }
    ids[row] = id;
  }

  @Override
  void repeat(int row) {
    set(row, ids[row - 1]);
  }

  @Override
  void arrange(int[] order) {
    int[] arranged = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      arranged[i] = ids[order[i]];
    }
    ids = arranged;
  }

  @Override
  public boolean isNullAt(int row) {
    return ids[row] < 0;
  }

  @Override
  long identity(int row) {
    return ids[row];
  }

  @Override
  int[] ranks(int rows) {
    Integer[] sorted = new Integer[dictionary.size()];
    Arrays.setAll(sorted, i -> i);
    Arrays.sort(sorted, (a, b) -> values[a].compareTo(values[b]));
    int[] rankOfId = new int[sorted.length];
    for (int rank = 0; rank < sorted.length; rank++) {
      rankOfId[sorted[rank]] = rank + 1;
    }
    int[] ranks = new int[rows];
    for (int row = 0; row < rows; row++) {
      ranks[row] = ids[row] < 0 ? 0 : rankOfId[ids[row]];
    }
    return ranks;
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return values[ids[row]];
  }
}
