package pcw.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers the distinct byte strings of a column in the order in which they are met. */
final class Dictionary {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private int[] slots = new int[1 << 10];
  private byte[][] values = new byte[1 << 8][];
  private int[] hashes = new int[1 << 8];
  private int size;
  private int last = -1;

  /** The string's number; it equals the former {@link #size()} where the string is new. */
  int find(byte[] buffer, int from, int to) {
    if (last >= 0 && Arrays.equals(values[last], 0, values[last].length, buffer, from, to)) {
      return last;
    }
    int hash = hash(buffer, from, to);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (hashes[id] == hash && Arrays.equals(values[id], 0, values[id].length, buffer, from, to)) {
        last = id;
        return id;
      }
      slot = (slot + 1) & mask;
    }
    return add(Arrays.copyOfRange(buffer, from, to), hash, slot);
  }

  private int add(byte[] value, int hash, int slot) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    values[size] = value;
    hashes[size] = hash;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      grow();
    }
    last = size - 1;
    return last;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }

  int size() {
    return size;
  }

  byte[] value(int id) {
    return values[id];
  }

  private static int hash(byte[] buffer, int from, int to) {
    long hash = (long) to - from;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      hash = (hash ^ (long) WORD.get(buffer, i)) * MIX;
      hash ^= hash >>> 29;
    }
    for (; i < to; i++) {
      hash = (hash ^ buffer[i]) * MIX;
    }
    hash ^= hash >>> 32;
    return (int) hash;
  }
}
