package pcw.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import pcw.schemas.CodeList;
import pcw.schemas.Contracts;

/**
 * Measures in the order in which they come, those that publish the same count together: the first
 * of them waits for the last.
 */
final class SameCounts implements Iterator<List<MeasureCounts>> {
  private final Iterator<MeasureCounts> measures;
  private final Map<String, String> countOf = new HashMap<>();
  private final Map<String, Integer> missing = new HashMap<>();
  private final Map<String, List<MeasureCounts>> waiting = new HashMap<>();
  private List<MeasureCounts> next;

  SameCounts(Contracts contracts, Iterator<MeasureCounts> measures) {
    this.measures = measures;
    for (Map<String, String> row : CodeList.load(contracts, "same_count").rows()) {
      countOf.put(row.get("measure_id"), row.get("count_of"));
      missing.merge(row.get("count_of"), 1, Integer::sum);
    }
    advance();
  }

  private void advance() {
    next = null;
    while (next == null && measures.hasNext()) {
      MeasureCounts measure = measures.next();
      String count = countOf.get(measure.measure());
      if (count == null) {
        next = List.of(measure);
        return;
      }
      waiting.computeIfAbsent(count, c -> new ArrayList<>()).add(measure);
      if (missing.merge(count, -1, Integer::sum) == 0) {
        next = waiting.remove(count);
      }
    }
    // What waited for a measure that has no counts.
    Iterator<List<MeasureCounts>> rest = waiting.values().iterator();
    if (next == null && rest.hasNext()) {
      next = rest.next();
      rest.remove();
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public List<MeasureCounts> next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    List<MeasureCounts> one = next;
    advance();
    return one;
  }
}
