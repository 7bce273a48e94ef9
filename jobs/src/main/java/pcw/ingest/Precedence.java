package pcw.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of several files of one unit is kept: one that is FINAL, then the later arrival. */
final class Precedence {
  static final Comparator<Arrival> HIGHEST_FIRST =
      Comparator.comparing(Arrival::isFinal).thenComparing(Arrival::sequence).reversed();

  private Precedence() {}

  /**
   * Whether a file takes the place of what its unit holds now. A file takes its own place again.
   */
  static boolean beats(Arrival arrival, Optional<Entry> held, Feed feed) {
    if (held.isEmpty() || held.get().deliveryId().equals(arrival.deliveryId())) {
      return true;
    }
    boolean heldIsFinal = isFinal(held.get(), feed);
    return arrival.isFinal() == heldIsFinal
        ? arrival.sequence() > held.get().sequence()
        : arrival.isFinal();
  }

  private static boolean isFinal(Entry entry, Feed feed) {
    return Feed.matching(List.of(feed), LandedFile.unpackedNames(entry.fileName())).stream()
        .anyMatch(Feed.Match::isFinal);
  }
}
