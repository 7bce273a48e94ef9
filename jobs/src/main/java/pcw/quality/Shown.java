package pcw.quality;

import java.util.Locale;

/**
 * How a count of rows about people may be shown. For others: 1 to 7 hidden, the rest to the nearest
 * 5. To the sender itself: only what it does not know, how many of its people opted out, is hidden
 * where it is 1 to 4.
 */
record Shown(boolean toOthers) {
  static final String HIDDEN = "[c]";
  private static final int SMALL_TO_OTHERS = 7;
  private static final int SMALL_TO_SENDER = 4;
  private static final int STEP = 5;

  static Shown under(String policy) {
    return new Shown(!policy.equals("internal"));
  }

  /** Rows of which the sender knows how many there are. */
  String known(long rows) {
    if (!toOthers) {
      return text(rows);
    }
    return rows > 0 && rows <= SMALL_TO_OTHERS ? HIDDEN : text(rounded(rows));
  }

  boolean hidesOptedOut(long rows) {
    return rows > 0 && rows <= (toOthers ? SMALL_TO_OTHERS : SMALL_TO_SENDER);
  }

  String optedOut(long rows) {
    return hidesOptedOut(rows) ? HIDDEN : known(rows);
  }

  /** Accepted rows, which would give away how many opted out. */
  String accepted(long rows, long optedOut) {
    return hidesOptedOut(optedOut) ? HIDDEN : known(rows);
  }

  /** A share of rows, in whole percent, from what may be shown of both. */
  String percent(long part, long whole) {
    if (whole == 0) {
      return "";
    }
    if (!toOthers) {
      return Math.round(100.0 * part / whole) + "%";
    }
    if (whole <= SMALL_TO_OTHERS || (part > 0 && part <= SMALL_TO_OTHERS)) {
      return HIDDEN;
    }
    return Math.round(100.0 * rounded(part) / rounded(whole)) + "%";
  }

  private long rounded(long rows) {
    return toOthers ? (rows + STEP / 2) / STEP * STEP : rows;
  }

  private static String text(long rows) {
    return String.format(Locale.UK, "%,d", rows);
  }
}
