package pcw.sampledata;

/** NHS numbers of the range 999, which is kept for tests and given to nobody. */
final class NhsNumbers {
  private static final int LENGTH = 10;
  private static final int BODIES = 1_000_000;

  /** Without a common factor with the number of bodies: none comes twice. */
  private static final long STEP = 611_953;

  private int next;

  /** A number that was not given before, with a right check digit. */
  String give() {
    while (true) {
      String body = "999" + Names.digits((int) (++next * STEP % BODIES), 6);
      int check = checkDigit(body);
      if (check < LENGTH) {
        return body + check;
      }
    }
  }

  /** The same number with its last digit mistyped. */
  static String mistyped(String number) {
    int last = number.charAt(LENGTH - 1) - '0';
    return number.substring(0, LENGTH - 1) + (last + 1) % 10;
  }

  /** Modulus 11; ten where there is none. */
  private static int checkDigit(String body) {
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum += (body.charAt(i) - '0') * (LENGTH - i);
    }
    return (11 - sum % 11) % 11;
  }
}
