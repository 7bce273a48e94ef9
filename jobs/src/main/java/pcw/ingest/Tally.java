package pcw.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the lines of one piece. */
final class Tally implements Serializable {
  /** More rejected rows of one piece than this are counted, but not kept. */
  private static final int KEPT_REJECTS = 10_000;

  /**
   * One rejected row.
   *
   * @param line counted from the piece's first line, which is 1
   * @param column null where no single column is at fault
   * @param fields the row's values by column; null where the feed is not public
   */
  record Reject(long line, String rule, String column, Map<String, String> fields)
      implements Serializable {}

  /** Line ends seen, blank lines too. */
  long lines;

  long accepted;
  long rejected;
  long duplicate;

  /** Set where the file could not be read as it was found: a rule and a message. */
  String problemRule;

  String problem;

  final Map<String, Long> outOfScope = new TreeMap<>();
  final List<Reject> rejects = new ArrayList<>();

  void outOfScope(String rule) {
    outOfScope.merge(rule, 1L, Long::sum);
  }

  void reject(Reject reject) {
    rejected++;
    if (rejects.size() < KEPT_REJECTS) {
      rejects.add(reject);
    }
  }

  void fail(Refusal refusal) {
    problemRule = refusal.rule();
    problem = refusal.getMessage();
  }

  long outOfScope() {
    return outOfScope.values().stream().mapToLong(Long::longValue).sum();
  }
}
