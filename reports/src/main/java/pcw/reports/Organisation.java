package pcw.reports;

import java.util.Locale;

/**
 * One organisation of the set.
 *
 * @param parent the nearest area above it; null for England and where none is known
 * @param note what a reader should know of it, such as a closure; may be empty
 */
record Organisation(Level level, String code, String name, Key parent, String note) {

  /** A level and a code: codes are unique only within a level. */
  record Key(Level level, String code) {}

  Key key() {
    return new Key(level, code);
  }

  /** The page's path below {@code pages/}. */
  String page() {
    return page(level, code);
  }

  /** The path below {@code pages/} of its dashboard. */
  String dashboardPage() {
    return page().replace(".html", "_dashboard.html");
  }

  /** The path below {@code pages/} of the page of any organisation. */
  static String page(Level level, String code) {
    return level.id() + "/" + code.toLowerCase(Locale.ROOT) + ".html";
  }
}
