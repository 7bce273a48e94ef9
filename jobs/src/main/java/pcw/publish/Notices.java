package pcw.publish;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pcw.schemas.CodeList;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;

/**
 * What readers must know of the public sources: months that are missing or out of the ordinary, and
 * practices that stopped sending. Made from the files and months that the set rests on, without a
 * clock, so that the same inputs give the same notices.
 */
final class Notices {
  private static final int MONTHS_BEFORE = 6;
  private static final int FEWEST_BEFORE = 3;
  private static final double WARN_PERCENT = 30;
  private static final double FAIL_PERCENT = 60;
  private static final double FAIL_SHARE_OF_PRACTICES = 0.05;
  private static final int MONTHS_UNTIL_OVER = 12;
  private static final int NAMED = 10;
  private static final String PRESCRIBING = "epd";
  private static final String CODED = "coded_event";
  private static final String CONCEPTS = "snomed_concept";
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

  private final List<Object[]> rows = new ArrayList<>();

  /**
   * A presentation whose average daily quantities per unit are others than in the month before, or
   * than in other rows of the month.
   *
   * @param before in its month before; null where there was none
   * @param mixed rows of the month disagree
   */
  record AdqChange(
      LocalDate month, String presentation, double perUnit, Double before, boolean mixed) {
    private String inWords() {
      return mixed
          ? presentation
          : String.format(Locale.UK, "%s from %.4g to %.4g", presentation, before, perUnit);
    }
  }

  private Notices() {}

  /** Rows of {@code published.notice}. */
  static List<Object[]> rows(
      Contracts contracts,
      List<InputFile> files,
      Collection<PracticeMonth> practiceMonths,
      List<AdqChange> adqChanges) {
    Notices notices = new Notices();
    Map<String, NavigableMap<YearMonth, Long>> volumes = volumes(files);
    Map<String, Contract> monthly = new TreeMap<>();
    contracts.layer(Layer.LANDING).stream()
        .filter(Notices::isMonthlyAndPublic)
        .forEach(feed -> monthly.put(feed.id(), feed));
    volumes.keySet().retainAll(monthly.keySet());
    YearMonth last =
        volumes.values().stream()
            .map(NavigableMap::lastKey)
            .max(Comparator.naturalOrder())
            .orElse(null);
    volumes.forEach((feed, byMonth) -> notices.look(monthly.get(feed), byMonth, last));
    notices.unverified(contracts, files);
    notices.refused(monthly.keySet(), files);
    notices.notSent(monthly.get(PRESCRIBING), volumes.get(PRESCRIBING), practiceMonths);
    notices.referenceData(monthly.get(PRESCRIBING), adqChanges);
    return notices.rows;
  }

  private static boolean isMonthlyAndPublic(Contract feed) {
    return !feed.isAboutPeople()
        && feed.expectations().stream()
            .anyMatch(
                e ->
                    e.property().equals("frequency") && e.unit().equals("month") && e.value() == 1);
  }

  /** Rows taken in, by feed and month. */
  private static Map<String, NavigableMap<YearMonth, Long>> volumes(List<InputFile> files) {
    Map<String, NavigableMap<YearMonth, Long>> volumes = new TreeMap<>();
    for (InputFile file : files) {
      if (file.isCurrent() && file.month() != null) {
        volumes
            .computeIfAbsent(file.feed(), feed -> new TreeMap<>())
            .merge(
                YearMonth.from(file.month()), file.rowsByFate().get(InputFile.ACCEPTED), Long::sum);
      }
    }
    return volumes;
  }

  private void look(Contract feed, NavigableMap<YearMonth, Long> byMonth, YearMonth last) {
    for (YearMonth m = byMonth.firstKey(); !m.isAfter(last); m = m.plusMonths(1)) {
      Long volume = byMonth.get(m);
      if (volume != null) {
        volume(feed, m, volume, byMonth.headMap(m, false));
      } else if (m.isBefore(byMonth.lastKey())) {
        add(feed, m, "missing", "fail", null, null, "nothing is held of " + MONTH.format(m));
      } else if (m.equals(last) && byMonth.lastKey().plusMonths(MONTHS_UNTIL_OVER).isAfter(last)) {
        add(
            feed,
            m,
            "behind",
            "warn",
            null,
            null,
            "nothing is held of " + MONTH.format(m) + " yet, though other sources have reached it");
      }
    }
  }

  private void volume(
      Contract feed, YearMonth month, long volume, NavigableMap<YearMonth, Long> before) {
    List<Long> recent =
        before.descendingMap().values().stream().limit(MONTHS_BEFORE).sorted().toList();
    if (recent.size() < FEWEST_BEFORE) {
      return;
    }
    int half = recent.size() / 2;
    double median =
        recent.size() % 2 == 1 ? recent.get(half) : (recent.get(half - 1) + recent.get(half)) / 2.0;
    double percent = 100 * (volume - median) / median;
    if (Math.abs(percent) >= WARN_PERCENT) {
      add(
          feed,
          month,
          "volume",
          Math.abs(percent) >= FAIL_PERCENT ? "fail" : "warn",
          percent,
          null,
          String.format(
              Locale.UK,
              "%s has %,d rows, %.0f%% %s than the months before",
              MONTH.format(month),
              volume,
              Math.abs(percent),
              percent < 0 ? "fewer" : "more"));
    }
  }

  /** What codes that are not verified do to the figures, where entries by code are held. */
  private void unverified(Contracts contracts, List<InputFile> files) {
    String codes =
        CodeList.unverified(contracts, CONCEPTS).stream()
            .filter(row -> row.get("snomed") != null)
            .map(row -> row.get("term") + " (" + row.get("snomed") + ")")
            .collect(Collectors.joining(", "));
    files.stream()
        .filter(f -> f.isCurrent() && f.feed().equals(CODED) && f.month() != null)
        .map(f -> YearMonth.from(f.month()))
        .max(Comparator.naturalOrder())
        .filter(month -> !codes.isEmpty())
        .ifPresent(
            month ->
                add(
                    contracts.table("bronze." + CODED),
                    month,
                    "unverified_code",
                    "warn",
                    null,
                    null,
                    contracts.isOfficial()
                        ? "official figures; entries whose code is not verified are refused: "
                            + codes
                        : "entries whose code is not verified are used: "
                            + codes
                            + "; official figures refuse them"));
  }

  private void refused(Set<String> feeds, List<InputFile> files) {
    Set<String> seen = new TreeSet<>();
    for (InputFile file : files) {
      boolean isMended =
          files.stream()
              .anyMatch(
                  other ->
                      other.isCurrent()
                          && other.feed().equals(file.feed())
                          && file.month() != null
                          && file.month().equals(other.month()));
      if (file.status().equals("refused")
          && file.month() != null
          && feeds.contains(file.feed())
          && !isMended
          && seen.add(file.feed() + file.month())) {
        YearMonth month = YearMonth.from(file.month());
        rows.add(
            new Object[] {
              file.feed(),
              month.atDay(1),
              "refused",
              "fail",
              null,
              null,
              "the file of " + MONTH.format(month) + " was refused"
            });
      }
    }
  }

  /** Practices that prescribed the month before the latest, and not in it. */
  private void notSent(
      Contract feed, NavigableMap<YearMonth, Long> volumes, Collection<PracticeMonth> all) {
    if (feed == null || volumes == null || volumes.lowerKey(volumes.lastKey()) == null) {
      return;
    }
    YearMonth last = volumes.lastKey();
    int latest = Months.number(last.atDay(1));
    Set<String> before = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    all.stream()
        .filter(p -> p.month() == latest - 1 && p.hasPrescribing())
        .forEach(p -> before.add(p.practice()));
    all.stream()
        .filter(p -> p.month() == latest && p.inMap() && !p.hasPrescribing())
        .filter(p -> before.contains(p.practice()))
        .forEach(p -> silent.add(p.practice()));
    if (silent.isEmpty()) {
      return;
    }
    String named = String.join(", ", silent.stream().limit(NAMED).toList());
    add(
        feed,
        last,
        "not_sent",
        silent.size() > FAIL_SHARE_OF_PRACTICES * before.size() ? "fail" : "warn",
        null,
        silent.size(),
        String.format(
            Locale.UK,
            "%,d of %,d practices of the month before have nothing in %s: %s%s",
            silent.size(),
            before.size(),
            MONTH.format(last),
            named,
            silent.size() > NAMED ? " and others" : ""));
  }

  /** What the table of average daily quantities changes is no change of prescribing. */
  private void referenceData(Contract feed, List<AdqChange> changes) {
    Map<YearMonth, List<AdqChange>> byMonth = new TreeMap<>();
    changes.forEach(
        c -> byMonth.computeIfAbsent(YearMonth.from(c.month()), m -> new ArrayList<>()).add(c));
    byMonth.forEach(
        (month, all) -> {
          for (boolean mixed : new boolean[] {false, true}) {
            List<String> named =
                all.stream()
                    .filter(c -> c.mixed() == mixed)
                    .map(AdqChange::inWords)
                    .sorted()
                    .toList();
            if (feed != null && !named.isEmpty()) {
              add(
                  feed,
                  month,
                  mixed ? "adq_mixed" : "adq_changed",
                  "warn",
                  null,
                  null,
                  String.format(
                      Locale.UK,
                      mixed
                          ? "rows of %s give different average daily quantities per unit: %s%s"
                          : "average daily quantities per unit changed in %s, which is a change of"
                              + " reference data, not of prescribing: %s%s",
                      MONTH.format(month),
                      String.join("; ", named.stream().limit(NAMED).toList()),
                      named.size() > NAMED ? "; and " + (named.size() - NAMED) + " more" : ""));
            }
          }
        });
  }

  private void add(
      Contract feed,
      YearMonth month,
      String kind,
      String severity,
      Double percent,
      Integer practices,
      String words) {
    rows.add(
        new Object[] {
          feed.id(), month.atDay(1), kind, severity, percent, practices, feed.title() + ": " + words
        });
  }
}
