package pcw.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Brings tallies from where files are read to the driver. Keyed by piece: a piece that is read
 * twice, by a retried task, counts once.
 */
final class Tallies extends AccumulatorV2<Map.Entry<Tallies.Key, Tally>, Map<Tallies.Key, Tally>> {

  /** A piece of a delivery. */
  record Key(int delivery, int piece) implements java.io.Serializable {}

  private final ConcurrentHashMap<Key, Tally> byPiece = new ConcurrentHashMap<>();

  @Override
  public boolean isZero() {
    return byPiece.isEmpty();
  }

  @Override
  public Tallies copy() {
    Tallies copy = new Tallies();
    copy.byPiece.putAll(byPiece);
    return copy;
  }

  @Override
  public void reset() {
    byPiece.clear();
  }

  @Override
  public void add(Map.Entry<Key, Tally> one) {
    byPiece.put(one.getKey(), one.getValue());
  }

  @Override
  public void merge(AccumulatorV2<Map.Entry<Key, Tally>, Map<Key, Tally>> other) {
    byPiece.putAll(other.value());
  }

  @Override
  public Map<Key, Tally> value() {
    return byPiece;
  }
}
