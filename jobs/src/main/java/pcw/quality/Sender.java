package pcw.quality;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one sender is told, ready to be shown.
 *
 * @param fixes what to mend first, most important first
 * @param months of the history, oldest first
 */
public record Sender(
    String code,
    String name,
    List<String> fixes,
    List<Line> deliveries,
    List<Rejection> rejections,
    List<Warning> warnings,
    List<Completeness> completeness,
    List<String> months,
    List<Strip> history) {
  static final String PERMITTED = "permitted_person";
  private static final int MONTHS_SHOWN = 36;
  private static final int DELIVERIES_SHOWN = 60;
  private static final int MOST_FIXES = 8;
  private static final int FULL_ENOUGH_PERCENT = 80;
  private static final int FILLED_BY_OTHERS_PERCENT = 50;
  private static final int MUCH_EMPTIER_PERCENT = 75;

  /** One delivery and the fates of its rows. */
  public record Line(
      String feed,
      String period,
      String status,
      String rule,
      String rowsIn,
      String accepted,
      String quarantined,
      String duplicate,
      String optedOut,
      String outOfScope) {}

  /** One rule that set rows aside. */
  public record Rejection(
      String feed, String period, String rule, String column, String rows, String lines) {}

  /** Something that was taken in and looks odd. */
  public record Warning(String feed, String rule, String times, String advice) {}

  /** How full one column is. */
  public record Completeness(String feed, String column, String filled) {}

  /** By month: {@code submitted}, {@code refused}, {@code missing}, or blank before the first. */
  public record Strip(String feed, List<String> states) {}

  static Sender of(String code, Findings all, Shown shown, Advice advice) {
    List<Delivered> mine =
        all.deliveries().stream()
            .filter(d -> d.sender().equals(code))
            .sorted(
                Comparator.comparing(Delivered::feed)
                    .thenComparing(Delivered::sequence, Comparator.reverseOrder()))
            .toList();
    Map<String, Delivered> byId =
        mine.stream()
            .filter(d -> !d.is("superseded"))
            .collect(Collectors.toMap(Delivered::id, d -> d));
    List<Findings.Rejected> rejected =
        all.rejected().stream()
            .filter(r -> byId.containsKey(r.deliveryId()))
            .sorted(Comparator.comparingLong(Findings.Rejected::rows).reversed())
            .toList();
    List<Findings.Filled> filled =
        all.filled().stream().filter(f -> f.sender().equals(code)).toList();
    List<Findings.Warned> warned =
        all.warned().stream().filter(w -> w.sender().equals(code)).toList();
    List<YearMonth> months = months(all);
    return new Sender(
        code,
        all.names().getOrDefault(code, code),
        fixes(mine, byId, rejected, filled, all, shown, advice),
        mine.stream().limit(DELIVERIES_SHOWN).map(d -> line(d, shown)).toList(),
        rejected.stream().map(r -> rejection(r, byId.get(r.deliveryId()), shown)).toList(),
        warned.stream()
            .map(w -> new Warning(w.feed(), w.rule(), shown.known(w.times()), advice.of(w.rule())))
            .toList(),
        filled.stream()
            .map(f -> new Completeness(f.feed(), f.column(), shown.percent(f.filled(), f.rows())))
            .toList(),
        months.stream().map(Delivered::text).toList(),
        feeds(mine).stream().map(feed -> strip(feed, mine, months)).toList());
  }

  private static List<String> feeds(List<Delivered> mine) {
    return List.copyOf(
        mine.stream().map(Delivered::feed).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<YearMonth> months(Findings all) {
    List<YearMonth> months = new ArrayList<>();
    for (YearMonth month = all.first(); !month.isAfter(all.latest()); month = month.plusMonths(1)) {
      months.add(month);
    }
    return months.subList(Math.max(0, months.size() - MONTHS_SHOWN), months.size());
  }

  private static Line line(Delivered d, Shown shown) {
    return new Line(
        d.feed(),
        d.periodText(),
        d.status(),
        d.rule() == null ? "" : d.rule(),
        shown.known(d.rowsIn()),
        shown.accepted(d.accepted(), d.optedOut()),
        shown.known(d.quarantined()),
        shown.known(d.duplicate()),
        shown.optedOut(d.optedOut()),
        shown.known(d.outOfScope()));
  }

  private static Rejection rejection(Findings.Rejected r, Delivered delivery, Shown shown) {
    String lines =
        r.lines().stream().map(String::valueOf).collect(Collectors.joining(", "))
            + (r.rows() > r.lines().size() ? " …" : "");
    return new Rejection(
        delivery.feed(),
        delivery.periodText(),
        r.rule(),
        r.column(),
        shown.known(r.rows()),
        shown.toOthers() ? "" : lines);
  }

  private static Strip strip(String feed, List<Delivered> mine, List<YearMonth> months) {
    List<Delivered> ofFeed = mine.stream().filter(d -> d.feed().equals(feed)).toList();
    List<String> states = new ArrayList<>();
    boolean begun = false;
    for (YearMonth month : months) {
      boolean submitted = ofFeed.stream().anyMatch(d -> d.is("accepted") && d.covers(month));
      boolean refused = ofFeed.stream().anyMatch(d -> d.is("refused") && d.covers(month));
      begun |= submitted || refused;
      states.add(submitted ? "submitted" : refused ? "refused" : begun ? "missing" : "");
    }
    return new Strip(feed, states);
  }

  private static List<String> fixes(
      List<Delivered> mine,
      Map<String, Delivered> byId,
      List<Findings.Rejected> rejected,
      List<Findings.Filled> filled,
      Findings all,
      Shown shown,
      Advice advice) {
    List<String> fixes = new ArrayList<>();
    for (Delivered d : mine) {
      boolean mended =
          mine.stream()
              .anyMatch(
                  o ->
                      o.is("accepted")
                          && o.feed().equals(d.feed())
                          && o.period().isPresent()
                          && o.period().equals(d.period()));
      if (d.is("refused") && !mended) {
        String why = shown.toOthers() ? advice.of(d.rule()) : d.message();
        fixes.add(
            "%s for %s was refused (%s): %s."
                .formatted(all.feed(d.feed()), d.periodText(), d.rule(), why));
      }
    }
    for (String feed : feeds(mine)) {
      stopped(feed, mine, all).ifPresent(fixes::add);
    }
    Map<String, Long> byRule = new TreeMap<>();
    for (Findings.Rejected r : rejected) {
      String where = r.column().isEmpty() ? "" : " in " + r.column();
      byRule.merge(
          all.feed(byId.get(r.deliveryId()).feed()) + where + "\t" + r.rule(), r.rows(), Long::sum);
    }
    byRule.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(
            e -> {
              String[] whereAndRule = e.getKey().split("\t", -1);
              fixes.add(
                  "%s: %s rows set aside by rule %s: %s."
                      .formatted(
                          whereAndRule[0],
                          shown.known(e.getValue()),
                          whereAndRule[1],
                          advice.of(whereAndRule[1])));
            });
    filled.stream()
        .sorted(Comparator.comparingDouble(f -> (double) f.filled() / f.rows()))
        .flatMap(f -> emptier(f, all, shown).stream())
        .forEach(fixes::add);
    return List.copyOf(fixes.subList(0, Math.min(MOST_FIXES, fixes.size())));
  }

  /**
   * Some columns are empty by their nature: only one that others fill, and this sender does not.
   */
  private static Optional<String> emptier(Findings.Filled mine, Findings all, Shown shown) {
    long filled = 0;
    long rows = 0;
    for (Findings.Filled other : all.filled()) {
      if (other.feed().equals(mine.feed())
          && other.column().equals(mine.column())
          && !other.sender().equals(mine.sender())) {
        filled += other.filled();
        rows += other.rows();
      }
    }
    boolean othersFillIt = filled * 100 >= rows * FILLED_BY_OTHERS_PERCENT && rows > 0;
    boolean isEmptier =
        mine.filled() * 100 < mine.rows() * FULL_ENOUGH_PERCENT
            && mine.filled() * rows * 100 < filled * mine.rows() * MUCH_EMPTIER_PERCENT;
    String share = shown.percent(mine.filled(), mine.rows());
    String shareOfOthers = shown.percent(filled, rows);
    if (!othersFillIt || !isEmptier || (share + shareOfOthers).contains(Shown.HIDDEN)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: %s is filled in %s of rows; other senders fill it in %s."
            .formatted(all.feed(mine.feed()), mine.column(), share, shareOfOthers));
  }

  /** Months at the end without a delivery, where there were deliveries before. */
  private static Optional<String> stopped(String feed, List<Delivered> mine, Findings all) {
    YearMonth latest = all.latest();
    Optional<YearMonth> last =
        mine.stream()
            .filter(d -> d.feed().equals(feed) && d.is("accepted"))
            .flatMap(d -> d.period().stream())
            .map(Delivered.Period::to)
            .max(YearMonth::compareTo);
    if (feed.equals(PERMITTED) || last.isEmpty() || !last.get().isBefore(latest)) {
      return Optional.empty();
    }
    YearMonth from = last.get().plusMonths(1);
    return Optional.of(
        "%s: nothing since %s (missing: %s). Your figures are shown as not submitted; where nothing happened, send the header alone."
            .formatted(
                all.feed(feed), Delivered.text(last.get()), new Delivered.Period(from, latest)));
  }
}
