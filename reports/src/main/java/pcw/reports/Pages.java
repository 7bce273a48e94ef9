package pcw.reports;

import java.sql.Connection;

/** pages */
final class Pages {
  private Pages() {}

  static byte[] render(Facts facts, Connection connection) {
    return new byte[0];
  }

  static void shared(PublishedSet set) {}
}
