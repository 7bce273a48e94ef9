package pcw.ingest;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The rows that one task reads. Each offered row is accepted, or counted and described in the
 * piece's {@link Tally}.
 */
final class Rows {
  private static final int LONGEST_SHOWN = 1000;

  private final Recipe recipe;
  private final Cells[] cells;
  private final DateCells month;
  private final TextCells deliveryId;
  private final Dictionary[] scopeValues;
  private final boolean[][] scopeExcludes;
  private int size;
  private boolean isLastAccepted;

  private Piece piece;
  private Tally tally;
  private Charset charset;
  private int[] fieldOfColumn;
  private int fieldCount;
  private byte[] deliveryBytes;
  private Map<List<Long>, Integer> keys;

  Rows(Recipe recipe) {
    this.recipe = recipe;
    this.cells = new Cells[recipe.fields().size()];
    for (int i = 0; i < cells.length; i++) {
      Recipe.Field field = recipe.fields().get(i);
      if (field.type().equals(DataTypes.StringType)) {
        cells[i] = new TextCells(field);
      } else if (field.type().equals(DataTypes.DateType)) {
        cells[i] = new DateCells(field, i == recipe.monthField());
      } else {
        cells[i] = new NumberCells(field);
      }
    }
    Recipe.Field plain =
        new Recipe.Field(
            "",
            DataTypes.StringType,
            false,
            java.util.Set.of(),
            null,
            null,
            null,
            99,
            "yyyy-MM-dd");
    this.month =
        recipe.monthField() < 0
            ? new DateCells(plain, true)
            : (DateCells) cells[recipe.monthField()];
    this.deliveryId = new TextCells(plain);
    int scopes = recipe.outOfScope().size();
    this.scopeValues = new Dictionary[scopes];
    this.scopeExcludes = new boolean[scopes][];
  }

  /** The rows offered from now on are of this piece. */
  void begin(Piece newPiece, Tally newTally) {
    piece = newPiece;
    tally = newTally;
    charset = Charset.forName(newPiece.encoding());
    fieldOfColumn = new int[cells.length];
    Arrays.fill(fieldOfColumn, -1);
    isLastAccepted = false;
    fieldCount = newPiece.columnOfField().size();
    for (int field = 0; field < fieldCount; field++) {
      int column = newPiece.columnOfField().get(field);
      if (column >= 0) {
        fieldOfColumn[column] = field;
      }
    }
    for (Cells column : cells) {
      if (column instanceof TextCells text) {
        text.decodeAs(charset);
      }
    }
    for (int i = 0; i < scopeValues.length; i++) {
      scopeValues[i] = new Dictionary();
      scopeExcludes[i] = new boolean[1 << 4];
    }
    deliveryBytes = newPiece.deliveryId().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    keys = recipe.key().isEmpty() ? null : new HashMap<>();
  }

  int size() {
    return size;
  }

  /**
   * Forgets the rows from {@code newSize} on: those of a piece that turned out to be unreadable.
   */
  void truncate(int newSize) {
    size = newSize;
  }

  /**
   * One row of the piece.
   *
   * @param line counted from the piece's first line, which is 1
   * @param starts by field: its first byte
   * @param ends by field: the byte after its last
   * @param repeated so many first fields are byte for byte those of the row offered before
   */
  void offer(long line, byte[] buffer, int[] starts, int[] ends, int fields, int repeated) {
    int same = isLastAccepted ? repeated : 0;
    isLastAccepted = false;
    if (fields != fieldCount) {
      reject(line, "field_count", null, buffer, starts, ends, fields);
      return;
    }
    String excluded = excludedBy(buffer, starts, ends);
    if (excluded != null) {
      tally.outOfScope(excluded);
      return;
    }
    for (int c = 0; c < cells.length; c++) {
      if (fieldOfColumn[c] >= 0 && fieldOfColumn[c] < same) {
        cells[c].repeat(size);
        continue;
      }
      String broken = put(c, buffer, starts, ends);
      if (broken != null) {
        reject(line, broken, recipe.fields().get(c).name(), buffer, starts, ends, fields);
        return;
      }
    }
    if (recipe.monthField() < 0) {
      if (piece.hasMonth()) {
        month.set(size, piece.month());
      } else {
        month.putNull(size);
      }
    } else if (piece.hasMonth() && month.day(size) != piece.month()) {
      String name = recipe.fields().get(recipe.monthField()).name();
      reject(line, "wrong_month", name, buffer, starts, ends, fields);
      return;
    }
    if (keys != null && isRepeated(line, buffer, starts, ends, fields)) {
      return;
    }
    deliveryId.put(size, deliveryBytes, 0, deliveryBytes.length);
    size++;
    tally.accepted++;
    isLastAccepted = true;
  }

  private String put(int column, byte[] buffer, int[] starts, int[] ends) {
    int field = fieldOfColumn[column];
    int from = field < 0 ? 0 : trimmedStart(buffer, starts[field], ends[field]);
    int to = field < 0 ? 0 : trimmedEnd(buffer, from, ends[field]);
    if (from == to) {
      if (recipe.fields().get(column).required()) {
        return "required";
      }
      cells[column].putNull(size);
      return null;
    }
    return cells[column].put(size, buffer, from, to);
  }

  private static int trimmedStart(byte[] buffer, int from, int to) {
    int i = from;
    while (i < to && buffer[i] >= 0 && buffer[i] <= ' ') {
      i++;
    }
    return i;
  }

  private static int trimmedEnd(byte[] buffer, int from, int to) {
    int i = to;
    while (i > from && buffer[i - 1] >= 0 && buffer[i - 1] <= ' ') {
      i--;
    }
    return i;
  }

  private String excludedBy(byte[] buffer, int[] starts, int[] ends) {
    for (int i = 0; i < scopeValues.length; i++) {
      Recipe.Scope scope = recipe.outOfScope().get(i);
      int field = fieldOfColumn[scope.field()];
      if (field < 0) {
        continue;
      }
      int from = trimmedStart(buffer, starts[field], ends[field]);
      int to = trimmedEnd(buffer, from, ends[field]);
      if (from == to) {
        continue;
      }
      int known = scopeValues[i].size();
      int id = scopeValues[i].find(buffer, from, to);
      if (id == known) {
        if (id == scopeExcludes[i].length) {
          scopeExcludes[i] = Arrays.copyOf(scopeExcludes[i], id * 2);
        }
        scopeExcludes[i][id] = scope.excludes(new String(buffer, from, to - from, charset));
      }
      if (scopeExcludes[i][id]) {
        return scope.rule();
      }
    }
    return null;
  }

  private boolean isRepeated(long line, byte[] buffer, int[] starts, int[] ends, int fields) {
    List<Long> key = new ArrayList<>(recipe.key().size());
    for (int column : recipe.key()) {
      key.add(cells[column].identity(size));
    }
    Integer first = keys.putIfAbsent(key, size);
    if (first == null) {
      return false;
    }
    for (Cells column : recipe.firstOfKeyWins() ? new Cells[0] : cells) {
      if (column.identity(first) != column.identity(size)) {
        String name = recipe.fields().get(recipe.key().get(0)).name();
        reject(line, "duplicate_key", name, buffer, starts, ends, fields);
        return true;
      }
    }
    tally.duplicate++;
    return true;
  }

  /** A line that is no row at all. */
  void rejectLine(long line, String rule) {
    isLastAccepted = false;
    tally.reject(new Tally.Reject(line, rule, null, recipe.keepsFields() ? Map.of() : null));
  }

  private void reject(
      long line, String rule, String column, byte[] buffer, int[] starts, int[] ends, int fields) {
    Map<String, String> shown = null;
    if (recipe.keepsFields()) {
      shown = new LinkedHashMap<>();
      for (int c = 0; c < fieldOfColumn.length; c++) {
        int field = fieldOfColumn[c];
        if (field >= 0 && field < Math.min(fields, starts.length)) {
          String value = new String(buffer, starts[field], ends[field] - starts[field], charset);
          shown.put(
              recipe.fields().get(c).name(),
              value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) : value);
        }
      }
    }
    tally.reject(new Tally.Reject(line, rule, column, shown));
  }

  /** The rows in the order in which they are stored: by month, then as the contract says. */
  ColumnarBatch arranged() {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = recipe.orderedBy().size() - 1; i >= 0; i--) {
      order = sortedBy(cells[recipe.orderedBy().get(i)].ranks(size), order);
    }
    order = sortedBy(month.ranks(size), order);
    ColumnVector[] columns =
        new ColumnVector[recipe.stored().size() + (recipe.monthField() < 0 ? 2 : 1)];
    int n = 0;
    for (int stored : recipe.stored()) {
      columns[n++] = cells[stored];
    }
    if (recipe.monthField() < 0) {
      columns[n++] = month;
    }
    columns[n] = deliveryId;
    for (ColumnVector column : columns) {
      ((Cells) column).arrange(order);
    }
    return new ColumnarBatch(columns, size);
  }

  /** A stable counting sort. */
  private static int[] sortedBy(int[] ranks, int[] order) {
    int most = 0;
    for (int rank : ranks) {
      most = Math.max(most, rank);
    }
    if (most == 0) {
      return order;
    }
    int[] next = new int[most + 2];
    for (int rank : ranks) {
      next[rank + 1]++;
    }
    for (int rank = 0; rank <= most; rank++) {
      next[rank + 1] += next[rank];
    }
    int[] sorted = new int[order.length];
    for (int row : order) {
      sorted[next[ranks[row]]++] = row;
    }
    return sorted;
  }
}
