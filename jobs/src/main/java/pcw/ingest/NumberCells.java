package pcw.ingest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;

/** Whole numbers, decimals (as whole numbers of their last place) and yes or no. */
final class NumberCells extends Cells {
  /** No delivered number: every type ends at 18 digits. */
  private static final long NULL = Long.MIN_VALUE;

  private final Recipe.Field field;
  private final boolean isBoolean;
  private final int scale;
  private final long smallest;
  private final long largest;
  private long[] values = new long[1 << 10];
  private long parsed;

  NumberCells(Recipe.Field field) {
    super(field.type());
    this.field = field;
    DataType type = field.type();
    this.isBoolean = type.equals(DataTypes.BooleanType);
    this.scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    long bound;
    if (type instanceof DecimalType decimal && decimal.precision() <= 18) {
      bound = power(decimal.precision()) - 1;
    } else if (type.equals(DataTypes.IntegerType)) {
      bound = Integer.MAX_VALUE;
    } else if (type.equals(DataTypes.LongType) || isBoolean) {
      bound = power(18) - 1;
    } else {
      throw new IllegalStateException(
          "column '" + field.name() + "': a delivered column cannot have the type " + type.sql());
    }
    this.smallest =
        field.minimum() == null
            ? -bound
            : Math.max(-bound, inLastPlaces(field.minimum(), RoundingMode.CEILING));
    this.largest =
        field.maximum() == null
            ? bound
            : Math.min(bound, inLastPlaces(field.maximum(), RoundingMode.FLOOR));
  }

  private long inLastPlaces(double value, RoundingMode mode) {
    return BigDecimal.valueOf(value).movePointRight(scale).setScale(0, mode).longValueExact();
  }

  private static long power(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  @Override
  String put(int row, byte[] buffer, int from, int to) {
    String rule = isBoolean ? parseBoolean(buffer, from, to) : parseNumber(buffer, from, to);
    if (rule == null) {
      set(row, parsed);
    }
    return rule;
  }

  private String parseBoolean(byte[] buffer, int from, int to) {
    String text = new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    if (!field.allowed().isEmpty() && !field.allowed().contains(text)) {
      return "allowed_values";
    }
    switch (text) {
      case "Y", "y", "true", "TRUE", "1" -> parsed = 1;
      case "N", "n", "false", "FALSE", "0" -> parsed = 0;
      default -> {
        return "boolean";
      }
    }
    return null;
  }

  /** A sign, digits, a point and digits; either side of the point may be bare, but not both. */
  private String parseNumber(byte[] buffer, int from, int to) {
    int i = from;
    boolean negative = buffer[i] == '-';
    if (negative || buffer[i] == '+') {
      i++;
    }
    long value = 0;
    int digits = 0;
    int significant = 0;
    for (; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      digits++;
      significant += value == 0 ? 0 : 1;
      if (significant > 18) {
        return "magnitude";
      }
    }
    int places = 0;
    if (i < to && buffer[i] == '.') {
      for (i++; i < to; i++) {
        int digit = buffer[i] - '0';
        if (digit < 0 || digit > 9) {
          return "number";
        }
        digits++;
        if (places == scale) {
          if (digit != 0) {
            return "decimal_places";
          }
          continue;
        }
        places++;
        value = value * 10 + digit;
        significant += value == 0 ? 0 : 1;
        if (significant > 18) {
          return "magnitude";
        }
      }
    }
    if (i < to || digits == 0) {
      return "number";
    }
    for (; places < scale; places++) {
      value *= 10;
      significant += value == 0 ? 0 : 1;
    }
    if (significant > 18) {
      return "magnitude";
    }
    parsed = negative ? -value : value;
    if (parsed < smallest) {
      return field.minimum() == null ? "magnitude" : "minimum";
    }
    if (parsed > largest) {
      return field.maximum() == null ? "magnitude" : "maximum";
    }
    return null;
  }

  @Override
  void putNull(int row) {
    set(row, NULL);
  }

  @Override
  void repeat(int row) {
    set(row, values[row - 1]);
  }

  private void set(int row, long value) {
    if (row >= values.length) {
      values = Arrays.copyOf(values, values.length * 2);
    }
    values[row] = value;
  }

  @Override
  void arrange(int[] order) {
    long[] arranged = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      arranged[i] = values[order[i]];
    }
    values = arranged;
  }

  @Override
  public boolean isNullAt(int row) {
    return values[row] == NULL;
  }

  @Override
  long identity(int row) {
    return values[row];
  }

  @Override
  int[] ranks(int rows) {
    long[] sorted = Arrays.stream(values, 0, rows).sorted().distinct().toArray();
    int[] ranks = new int[rows];
    Arrays.setAll(ranks, row -> Arrays.binarySearch(sorted, values[row]));
    return ranks;
  }

  @Override
  public boolean getBoolean(int row) {
    return values[row] != 0;
  }

  @Override
  public int getInt(int row) {
    return (int) values[row];
  }

  @Override
  public long getLong(int row) {
    return values[row];
  }

  @Override
  public Decimal getDecimal(int row, int precision, int decimalScale) {
    return Decimal.createUnsafe(values[row], precision, decimalScale);
  }
}
