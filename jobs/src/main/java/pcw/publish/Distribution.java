package pcw.publish;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How often each whole value was counted, such as a number of days, by cell. Added up before a
 * quantile is taken, so that a median is exact at every level.
 */
final class Distribution {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final Map<Integer, NavigableMap<Integer, Long>> timesByCell = new HashMap<>();

  /**
   * Adds a value.
   *
   * @return false where the cell had the value already
   */
  boolean add(int cell, int value, long times) {
    return timesByCell.computeIfAbsent(cell, c -> new TreeMap<>()).merge(value, times, Long::sum)
        == times;
  }

  /** Adds a cell of another distribution. */
  void add(int cell, Distribution other, int otherCell) {
    NavigableMap<Integer, Long> added = other.timesByCell.get(otherCell);
    if (added != null) {
      NavigableMap<Integer, Long> times = timesByCell.computeIfAbsent(cell, c -> new TreeMap<>());
      added.forEach((value, more) -> times.merge(value, more, Long::sum));
    }
  }

  /** The value in the middle, or half of the two in the middle; zero where nothing was counted. */
  BigDecimal median(int cell) {
    NavigableMap<Integer, Long> times = timesByCell.getOrDefault(cell, new TreeMap<>());
    long all = times.values().stream().mapToLong(Long::longValue).sum();
    return all == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(nth(times, (all + 1) / 2) + nth(times, all / 2 + 1)).divide(TWO);
  }

  /** The value at a place in their order, counted from 1. */
  private static long nth(NavigableMap<Integer, Long> times, long place) {
    long before = 0;
    for (Map.Entry<Integer, Long> entry : times.entrySet()) {
      before += entry.getValue();
      if (before >= place) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("there is no place " + place);
  }
}
