package pcw.publish;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;

/** What the set was made from: how fresh each source is, and what became of each file. */
final class FeedTables {
  private FeedTables() {}

  static void fill(
      SetDatabase database,
      Contracts contracts,
      Policy policy,
      List<InputFile> files,
      Collection<PracticeMonth> practiceMonths,
      List<Notices.AdqChange> adqChanges)
      throws SQLException {
    Set<String> people =
        contracts.layer(Layer.LANDING).stream()
            .filter(Contract::isAboutPeople)
            .map(Contract::id)
            .collect(Collectors.toSet());
    Map<String, TreeSet<YearMonth>> monthsByFeed = new TreeMap<>();
    List<Object[]> quality = new ArrayList<>();
    for (InputFile file : files) {
      TreeSet<YearMonth> months =
          monthsByFeed.computeIfAbsent(file.feed(), feed -> new TreeSet<>());
      if (file.isCurrent() && file.month() != null) {
        months.add(YearMonth.from(file.month()));
      }
      List<Object> row = new ArrayList<>();
      row.add(file.feed());
      row.add(file.month());
      row.add(file.name());
      row.add(file.status());
      row.addAll(
          people.contains(file.feed())
              ? protectedRows(file.rowsByFate(), policy)
              : file.rowsByFate());
      row.add(file.message());
      quality.add(row.toArray());
    }
    database.fill("data_quality", quality);

    List<Object[]> freshness = new ArrayList<>();
    for (Contract feed : contracts.layer(Layer.LANDING)) {
      TreeSet<YearMonth> months = monthsByFeed.get(feed.id());
      if (months != null) {
        freshness.add(freshness(feed, months, practiceMonths));
      }
    }
    database.fill("freshness", freshness);
    database.fill("notice", Notices.rows(contracts, files, practiceMonths, adqChanges));
  }

  /**
   * Rows about people by fate, small numbers of them empty and the others rounded; where how many
   * opted out is small, how many were accepted is empty as well, as it would give it away.
   */
  private static List<Long> protectedRows(List<Long> rows, Policy policy) {
    List<Long> safe = new ArrayList<>();
    Long optedOut = rows.get(InputFile.OPTED_OUT);
    for (int fate = 0; fate < rows.size(); fate++) {
      Long n = rows.get(fate);
      boolean isTelling =
          (fate == InputFile.OPTED_OUT || fate == InputFile.ACCEPTED)
              && optedOut != null
              && policy.isSmall(optedOut);
      boolean isHidden = n == null || isTelling || (policy.roundedTo() > 1 && policy.isSmall(n));
      safe.add(isHidden ? null : (Long) policy.shown(n));
    }
    return safe;
  }

  private static Object[] freshness(
      Contract feed, SortedSet<YearMonth> months, Collection<PracticeMonth> practiceMonths) {
    if (months.isEmpty()) {
      return new Object[] {feed.id(), feed.title(), null, null, 0, null, null};
    }
    List<String> missing = new ArrayList<>();
    for (YearMonth m = months.first(); m.isBefore(months.last()); m = m.plusMonths(1)) {
      if (!months.contains(m)) {
        missing.add(m.toString());
      }
    }
    LocalDate latest = months.last().atDay(1);
    return new Object[] {
      feed.id(),
      feed.title(),
      months.first().atDay(1),
      latest,
      months.size(),
      missing.isEmpty() ? null : missing.stream().collect(Collectors.joining(",")),
      units(feed.id(), Months.number(latest), practiceMonths)
    };
  }

  /** GP practices in the latest month of a feed that is told of by practice. */
  private static Integer units(String feed, int month, Collection<PracticeMonth> practiceMonths) {
    Predicate<PracticeMonth> in =
        switch (feed) {
          case "epd" -> PracticeMonth::hasPrescribing;
          case "registered_patients", "registered_patients_age" -> row -> row.patients() != null;
          case "practice_map" -> PracticeMonth::inMap;
          default -> null;
        };
    return in == null
        ? null
        : (int) practiceMonths.stream().filter(row -> row.month() == month && in.test(row)).count();
  }
}
