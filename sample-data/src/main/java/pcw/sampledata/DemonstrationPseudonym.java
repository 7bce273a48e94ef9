package pcw.sampledata;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a sender's copy of {@code pcw pseudonymise} makes with the public demonstration key: the
 * first 128 bits of an HMAC-SHA-256. A second writing-out of the same rule, on purpose.
 */
final class DemonstrationPseudonym {
  private static final int BYTES = 16;
  private static final int KEY_ID_BYTES = 4;

  private final Mac mac;

  DemonstrationPseudonym() {
    try {
      byte[] key =
          MessageDigest.getInstance("SHA-256").digest(utf8("pcw demonstration key, known to all"));
      this.mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String ofNumber(String nhsNumber) {
    return hash("pcw|nhs|v1|" + nhsNumber, BYTES);
  }

  /** Of a sender's own number of a referral, contact, budget or payment. */
  String ofLocal(String sender, String column, String number) {
    return hash("pcw|local|v1|" + sender + "|" + column + "|" + number, BYTES);
  }

  String keyId() {
    return hash("pcw|key|v1|", KEY_ID_BYTES);
  }

  private String hash(String text, int bytes) {
    return HexFormat.of().formatHex(mac.doFinal(utf8(text)), 0, bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
