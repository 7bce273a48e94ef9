package pcw.door;

/** A set of pseudonyms, 16 bytes each in open addressing: millions fit where strings would not. */
final class TokenSet {
  private static final int DIGITS = 32;

  private long[] slots = new long[1 << 11];
  private int size;
  private boolean hasZero;

  int size() {
    return size;
  }

  void add(String token) {
    if (!Pseudonym.isWellFormed(token)) {
      throw new IllegalArgumentException("no pseudonym");
    }
    if (size * 4L >= slots.length) {
      grow();
    }
    long high = half(token, 0);
    long low = half(token, DIGITS / 2);
    if (high == 0 && low == 0) {
      size += hasZero ? 0 : 1;
      hasZero = true;
    } else if (put(slots, high, low)) {
      size++;
    }
  }

  boolean contains(String token) {
    if (!Pseudonym.isWellFormed(token)) {
      return false;
    }
    long high = half(token, 0);
    long low = half(token, DIGITS / 2);
    if (high == 0 && low == 0) {
      return hasZero;
    }
    int slot = find(slots, high, low);
    return slots[slot] == high && slots[slot + 1] == low;
  }

  private static long half(String token, int from) {
    return Long.parseUnsignedLong(token, from, from + DIGITS / 2, 16);
  }

  private void grow() {
    long[] old = slots;
    slots = new long[Math.multiplyExact(old.length, 2)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0 || old[i + 1] != 0) {
        put(slots, old[i], old[i + 1]);
      }
    }
  }

  private static boolean put(long[] slots, long high, long low) {
    int slot = find(slots, high, low);
    if (slots[slot] == high && slots[slot + 1] == low) {
      return false;
    }
    slots[slot] = high;
    slots[slot + 1] = low;
    return true;
  }

  /** The slot that holds it, or the free one where it belongs; a pseudonym is its own hash. */
  private static int find(long[] slots, long high, long low) {
    int mask = slots.length - 2;
    int slot = (int) (high ^ high >>> 32) << 1 & mask;
    while ((slots[slot] != 0 || slots[slot + 1] != 0)
        && (slots[slot] != high || slots[slot + 1] != low)) {
      slot = slot + 2 & mask;
    }
    return slot;
  }
}
