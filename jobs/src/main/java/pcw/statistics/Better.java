package pcw.statistics;

import java.util.Locale;

/** Which way is good, as a measure's {@code better} says it. */
public enum Better {
  HIGHER(1),
  LOWER(-1),
  NEITHER(0);

  private final int sign;

  Better(int sign) {
    this.sign = sign;
  }

  /** +1 where up is good, -1 where down is good, 0 where neither is. */
  public int sign() {
    return sign;
  }

  /**
   * The word of a measure file.
   *
   * @param better {@code higher}, {@code lower} or {@code neither}
   */
  public static Better of(String better) {
    return valueOf(better.toUpperCase(Locale.ROOT));
  }
}
