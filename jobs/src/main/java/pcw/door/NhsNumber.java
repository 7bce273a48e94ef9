package pcw.door;

import java.text.Normalizer;
import java.util.Optional;

/** NHS numbers: ten digits, the last of which checks the others (modulus 11). */
public final class NhsNumber {
  private static final int LENGTH = 10;
  private static final int MODULUS = 11;

  private NhsNumber() {}

  /**
   * The ten digits of a number as somebody wrote it: spaces, hyphens and invisible characters go,
   * digits of any script become 0 to 9.
   *
   * @return empty where that leaves anything but a valid number
   */
  public static Optional<String> read(String text) {
    String digits = digits(text);
    return isValid(digits) ? Optional.of(digits) : Optional.empty();
  }

  private static String digits(String text) {
    if (isPlain(text)) {
      return text;
    }
    String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
    StringBuilder digits = new StringBuilder(LENGTH);
    compatible
        .codePoints()
        .filter(c -> !isSeparator(c))
        .forEach(
            c -> {
              int digit = Character.digit(c, 10);
              digits.appendCodePoint(digit < 0 ? c : '0' + digit);
            });
    return digits.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeparator(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.DASH_PUNCTUATION,
          Character.FORMAT,
          Character.CONTROL ->
          true;
      default -> codePoint == 0x2212; // the minus sign, which spreadsheets make of a hyphen
    };
  }

  /**
   * Ten digits 0 to 9 whose last is 11 less the sum of the others, weighted 10 to 2, modulo 11; 11
   * counts as 0, and 10 is never given out. Ten equal digits satisfy the sum and are placeholders.
   */
  static boolean isValid(CharSequence digits) {
    if (digits.length() != LENGTH) {
      return false;
    }
    int sum = 0;
    boolean differ = false;
    for (int i = 0; i < LENGTH; i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      differ |= digits.charAt(i) != digits.charAt(0);
      if (i < LENGTH - 1) {
        sum += digit * (LENGTH - i);
      }
    }
    int check = (MODULUS - sum % MODULUS) % MODULUS;
    return differ && check == digits.charAt(LENGTH - 1) - '0';
  }

  /** A valid number stands in the text: as the whole of it, or as a run of ten digits. */
  static boolean standsIn(String text) {
    if (text.length() < LENGTH || text.chars().filter(Character::isDigit).count() < LENGTH) {
      return false;
    }
    if (read(text).isPresent()) {
      return true;
    }
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean isDigit = i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
      if (isDigit && start < 0) {
        start = i;
      } else if (!isDigit && start >= 0) {
        if (i - start == LENGTH && isValid(text.subSequence(start, i))) {
          return true;
        }
        start = -1;
      }
    }
    return false;
  }
}
