package pcw.statistics;

import java.util.Locale;

/** The four assurance icons of "Making Data Count": a target against the limits that stand now. */
public enum SpcAssurance {
  /** The process meets the target whatever common cause does. */
  PASS,
  /** The process misses the target whatever common cause does. */
  FAIL,
  /** The target lies within the limits: met or missed by chance. */
  HIT_OR_MISS,
  /** No target, or neither direction is better. */
  EMPTY;

  /** For tables, such as {@code hit_or_miss}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
