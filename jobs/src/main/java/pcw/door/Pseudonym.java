package pcw.door;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Makes pseudonyms: the first 128 bits of an HMAC-SHA-256, as 32 hexadecimal digits. A plain hash
 * would not do: there are fewer than ten thousand million numbers to try.
 *
 * <p>Holds working state; one a thread.
 */
public final class Pseudonym {
  private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{32}");
  private static final int BYTES = 16;

  private final Keys keys;
  private final Optional<Mac> first;
  private final List<Mac> rotations;

  public Pseudonym(Keys keys) {
    this.keys = keys;
    this.first = keys.first().map(Key::mac);
    this.rotations = keys.rotations().stream().map(Key::mac).toList();
  }

  /** It has the form of a pseudonym. */
  public static boolean isWellFormed(String token) {
    return FORMAT.matcher(token).matches();
  }

  /** The pseudonym under a new key of one that was made before. */
  public static String rotate(Key newKey, String token) {
    return hash(newKey.mac(), token);
  }

  /**
   * The pseudonym of a person.
   *
   * @param number ten digits, from {@link NhsNumber#read}
   */
  public String ofNumber(String number) {
    return rotated(hash(mac(), "pcw|nhs|v1|" + number), 0);
  }

  /** The pseudonym of a sender's own number of a record, which may hold a person's. */
  String ofLocal(String sender, String column, String number) {
    return rotated(hash(mac(), "pcw|local|v1|" + sender + "|" + column + "|" + number), 0);
  }

  /**
   * A pseudonym that a sender made, brought up to the newest key.
   *
   * @return empty where its key is not one of ours
   */
  public Optional<String> advance(String token, String keyId) {
    int position = keys.position(keyId);
    return position < 0 ? Optional.empty() : Optional.of(rotated(token, position));
  }

  private Mac mac() {
    return first.orElseThrow(() -> new IllegalStateException("no key for numbers"));
  }

  private String rotated(String token, int from) {
    String newest = token;
    for (Mac mac : rotations.subList(from, rotations.size())) {
      newest = hash(mac, newest);
    }
    return newest;
  }

  private static String hash(Mac mac, String text) {
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
  }
}
