package pcw.door;

/**
 * SNOMED CT identifiers: text of 6 to 18 digits, the last of which checks the others (Verhoeff).
 */
public final class Snomed {
  private static final int[][] PRODUCT = {
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
  private static final int[][] PERMUTATION = permutations();

  private Snomed() {}

  /** A concept (partition 00 or 10) or a description (01 or 11) whose check digit holds. */
  public static boolean isWellFormed(String text) {
    int length = text.length();
    if (length < 6 || length > 18 || text.charAt(0) == '0') {
      return false;
    }
    int check = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.charAt(length - 1 - i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      check = PRODUCT[check][PERMUTATION[i % 8][digit]];
    }
    boolean inPartition = text.charAt(length - 3) <= '1' && text.charAt(length - 2) <= '1';
    return check == 0 && inPartition;
  }

  private static int[][] permutations() {
    int[][] permutations = new int[8][10];
    for (int digit = 0; digit < 10; digit++) {
      permutations[0][digit] = digit;
    }
    for (int i = 1; i < 8; i++) {
      for (int digit = 0; digit < 10; digit++) {
        permutations[i][digit] = permutations[i - 1][TURN[digit]];
      }
    }
    return permutations;
  }
}
