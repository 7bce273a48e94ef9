package pcw.sampledata;

/**
 * SNOMED CT identifiers of the right shape with a right check digit, in a namespace (9999999) that
 * has not been given to anybody.
 */
final class SnomedCode {
  private static final int[][] DIHEDRAL = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };
  private static final int[] TURN = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
  private static final int[] INVERSE = {0, 4, 3, 2, 1, 5, 6, 7, 8, 9};

  private SnomedCode() {}

  /** The code of a presentation; {@code variant} tells products of the same BNF code apart. */
  static String of(String bnfCode, int variant) {
    long item = 10_000 + Math.floorMod(Dice.of(0, "snomed", bnfCode, variant).next(), 900_000L);
    String body = item + "999999910";
    return body + checkDigit(body);
  }

  /** Verhoeff's check digit. */
  static int checkDigit(String body) {
    int check = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      check = DIHEDRAL[check][permute(digit, i + 1)];
    }
    return INVERSE[check];
  }

  private static int permute(int digit, int times) {
    int permuted = digit;
    for (int i = 0; i < times % 8; i++) {
      permuted = TURN[permuted];
    }
    return permuted;
  }
}
