package pcw.ingest;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Cuts deliveries into what tasks read: large files into ranges, small files together. */
final class Pieces {
  /** A task keeps the rows of so many bytes in memory while it orders them. */
  private static final long MOST_BYTES = 192L << 20;

  private static final long FEWEST_BYTES = 1L << 20;

  private Pieces() {}

  /**
   * @param cores how many tasks run at a time
   */
  static List<DeliverySource.Split> split(List<Arrival> arrivals, int cores) {
    long total = arrivals.stream().mapToLong(a -> a.probe().scan().bytes()).sum();
    long share = Math.max(FEWEST_BYTES, Math.min(MOST_BYTES, total / cores + 1));
    List<DeliverySource.Split> splits = new ArrayList<>();
    List<Piece> open = new ArrayList<>();
    long openBytes = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      Arrival arrival = arrivals.get(i);
      long bytes = arrival.probe().scan().bytes() - arrival.dataStart();
      int count = arrival.feed().recipe().isSplittable() ? (int) ((bytes + share - 1) / share) : 1;
      if (count > 1) {
        for (int n = 0; n < count; n++) {
          splits.add(new DeliverySource.Split(List.of(piece(arrival, i, n, count))));
        }
        continue;
      }
      open.add(piece(arrival, i, 0, 1));
      openBytes += bytes;
      if (openBytes >= share) {
        splits.add(new DeliverySource.Split(List.copyOf(open)));
        open.clear();
        openBytes = 0;
      }
    }
    if (!open.isEmpty()) {
      splits.add(new DeliverySource.Split(List.copyOf(open)));
    }
    return splits;
  }

  private static Piece piece(Arrival arrival, int delivery, int number, int count) {
    long start = arrival.dataStart();
    long bytes = arrival.probe().scan().bytes();
    long length = (bytes - start + count - 1) / count;
    return new Piece(
        delivery,
        number,
        arrival.probe().plain().toString(),
        start + number * length,
        number == count - 1 ? bytes : start + (number + 1) * length,
        bytes,
        arrival.binding().columnOfField(),
        arrival.encoding(),
        arrival.deliveryId(),
        arrival.month().isPresent(),
        arrival
            .month()
            .map(YearMonth::atEndOfMonth)
            .map(d -> (int) d.withDayOfMonth(1).toEpochDay())
            .orElse(0));
  }
}
