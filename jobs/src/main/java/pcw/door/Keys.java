package pcw.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pcw.ops.Exit;
import pcw.ops.Problem;

/**
 * The keys of a warehouse, oldest first. The first made pseudonyms from numbers; each later one
 * makes new pseudonyms from those of the one before, so that a key can be changed without the
 * numbers.
 */
public final class Keys {
  /** Names the public demonstration key; no option of a command takes it. */
  public static final String DEMONSTRATION = "demonstration";

  private final Optional<Key> first;
  private final List<Key> rotations;
  private final List<String> ids;

  private Keys(Optional<Key> first, String firstId, List<Key> rotations) {
    this.first = first;
    this.rotations = List.copyOf(rotations);
    List<String> chain = new ArrayList<>(List.of(firstId));
    for (Key key : rotations) {
      chain.add(key.idAfter(chain.get(chain.size() - 1)));
    }
    this.ids = List.copyOf(chain);
  }

  /**
   * The keys that settings name, oldest first: {@code file:PATH} or {@code env:NAME}; the first may
   * be {@code id:} and the id of a key that only the senders hold, or {@link #DEMONSTRATION}.
   *
   * @param environment such as {@link System#getenv()}
   */
  public static Keys from(List<String> sources, Map<String, String> environment) {
    String first = sources.get(0);
    Key[] rotations =
        sources.stream().skip(1).map(source -> Key.from(source, environment)).toArray(Key[]::new);
    if (first.startsWith("id:")) {
      return pseudonymsOnly(first.substring("id:".length()), rotations);
    }
    return of(
        first.equals(DEMONSTRATION) ? Key.demonstration() : Key.from(first, environment),
        rotations);
  }

  /** Keys that take numbers and pseudonyms. */
  public static Keys of(Key first, Key... rotations) {
    return new Keys(Optional.of(first), first.id(), List.of(rotations));
  }

  /**
   * No key for numbers: only pseudonyms are taken, which the senders made.
   *
   * @param firstId the id of the key that the senders hold
   */
  public static Keys pseudonymsOnly(String firstId, Key... rotations) {
    if (!firstId.matches("[0-9a-f]{8}")) {
      throw new Problem(
          Exit.CONFIGURATION, "The id of the senders' key is eight hexadecimal digits.");
    }
    if (firstId.equals(Key.demonstration().id())) {
      throw new Problem(
          Exit.REFUSED,
          "The id of the senders' key is that of the public demonstration key, which protects"
              + " nobody; only demo uses it.");
    }
    return new Keys(Optional.empty(), firstId, List.of(rotations));
  }

  /** The id that stands beside every pseudonym that these keys make. */
  public String id() {
    return ids.get(ids.size() - 1);
  }

  Optional<Key> first() {
    return first;
  }

  List<Key> rotations() {
    return rotations;
  }

  /** How many rotations pseudonyms with this id have behind them; -1 where it is not ours. */
  int position(String keyId) {
    return ids.indexOf(keyId);
  }

  @Override
  public String toString() {
    return "keys " + ids;
  }
}
