package pcw.publish;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The organisations of a set, and who belongs to whom. */
final class OrganisationTables {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.UK);

  /** A list that moves more in a month puts a note on the practice. */
  private static final double LIST_MOVE_PERCENT = 5;

  private final SetDatabase database;
  private final Boundaries boundaries;
  private final Practices practices;
  private final Map<Level, Map<String, Organisation>> organisations;

  OrganisationTables(
      SetDatabase database,
      Boundaries boundaries,
      Practices practices,
      Map<Level, Map<String, Organisation>> organisations) {
    this.database = database;
    this.boundaries = boundaries;
    this.practices = practices;
    this.organisations = organisations;
  }

  /** Names every organisation that a membership names; one that no source names keeps its code. */
  static void complete(Map<Level, Map<String, Organisation>> organisations, Boundaries boundaries) {
    for (Level level : Level.values()) {
      for (String code : boundaries.codes(level)) {
        organisations.get(level).computeIfAbsent(code, c -> Organisation.unnamed(level, c));
      }
    }
  }

  /**
   * Fills {@code organisation} and {@code organisation_parent}.
   *
   * @param figures tells which prescribers that are no GP practices have figures
   */
  void fill(FigureWriter figures) throws SQLException {
    fillParents(figures);
    List<Object[]> rows = new ArrayList<>();
    for (Level level : Level.values()) {
      List<String> codes = boundaries.codes(level);
      boolean[] current = current(level);
      for (int unit = 0; unit < codes.size(); unit++) {
        Organisation o = organisations.get(level).get(codes.get(unit));
        if (level != Level.PRACTICE || isPublished(figures, unit)) {
          rows.add(
              new Object[] {
                level.code(),
                o.code(),
                o.name(),
                o.onsCode(),
                o.openedOn(),
                o.closedOn(),
                o.firstMonth(),
                o.lastMonth(),
                current[unit],
                level == Level.PRACTICE ? note(o, unit) : null
              });
        }
      }
    }
    database.fill("organisation", rows);
    database.executeFile("organisation_note.sql");
  }

  private boolean isPublished(FigureWriter figures, int practice) {
    Organisation o =
        organisations.get(Level.PRACTICE).get(boundaries.codes(Level.PRACTICE).get(practice));
    return !Boolean.FALSE.equals(o.isGpPractice()) || figures.names(Level.PRACTICE, practice);
  }

  /**
   * In the latest map, or above a practice that is; where no map is held: open in the last month.
   */
  private boolean[] current(Level level) {
    boolean[] current = new boolean[boundaries.count(level)];
    for (int practice = 0; practice < boundaries.practices(); practice++) {
      int unit = boundaries.currentUnit(level, practice);
      if (unit != Boundaries.NONE && isCurrent(practice)) {
        current[unit] = true;
      }
    }
    return current;
  }

  private boolean isCurrent(int practice) {
    int months = boundaries.months().count();
    return boundaries.hasMap()
        ? boundaries.inLatestMap(practice)
        : practices.seen.get(practice * months + months - 1);
  }

  private String note(Organisation practice, int unit) {
    List<String> notes = new ArrayList<>();
    if (practice.closedOn() != null) {
      notes.add("Closed " + DAY.format(practice.closedOn()) + ".");
    }
    if (boundaries.hasMap() && !boundaries.inLatestMap(unit)) {
      notes.add(
          boundaries.followsNeighbours(unit)
              ? "Not in the latest practice map, and its last known area is gone: follows most"
                  + " practices of that area."
              : "Not in the latest practice map: follows its last known membership.");
    }
    int months = boundaries.months().count();
    int without = 0;
    int last = 0;
    for (int month = 0; month < months; month++) {
      int cell = unit * months + month;
      if (practices.seen.get(cell) && !practices.listed.get(cell)) {
        without++;
        last = month;
      }
    }
    if (without > 0) {
      notes.add(
          "No registered list is held for "
              + (without == 1 ? "" : without + " months, the last of them ")
              + MONTH.format(Months.month(boundaries.months().first() + last))
              + ": what it prescribes then still counts in the organisations above it.");
    }
    String moved = lastListMove(unit, months);
    if (moved != null) {
      notes.add(moved);
    }
    return notes.isEmpty() ? null : String.join(" ", notes);
  }

  /** The latest month in which the list moved more than a little: rates move with it. */
  private String lastListMove(int unit, int months) {
    for (int month = months - 1; month > 0; month--) {
      int cell = unit * months + month;
      if (practices.listed.get(cell) && practices.listed.get(cell - 1)) {
        double change = 100 * (practices.patients[cell] / practices.patients[cell - 1] - 1);
        if (Math.abs(change) > LIST_MOVE_PERCENT) {
          return String.format(
              Locale.UK,
              "The registered list %s by %.0f%% in %s: rates before and after are of different"
                  + " lists.",
              change > 0 ? "grew" : "shrank",
              Math.abs(change),
              MONTH.format(Months.month(boundaries.months().first() + month)));
        }
      }
    }
    return null;
  }

  private void fillParents(FigureWriter figures) throws SQLException {
    try (SetDatabase.Appender places =
            database.temporary(
                "place",
                "boundary_view VARCHAR, practice INTEGER, first_month INTEGER, last_month INTEGER,"
                    + " valid_from DATE, valid_to DATE,"
                    + " level_order INTEGER, org_level VARCHAR, ods_code VARCHAR");
        SetDatabase.Appender patients =
            database.temporary(
                "practice_patients",
                "boundary_view VARCHAR, practice INTEGER, \"month\" INTEGER, patients DOUBLE")) {
      Months months = boundaries.months();
      for (int practice = 0; practice < boundaries.practices(); practice++) {
        if (!isPublished(figures, practice)) {
          continue;
        }
        int lastCell = practice * months.count() + months.count() - 1;
        patients.row(
            View.CURRENT.code(),
            practice,
            months.last(),
            practices.expected.get(lastCell) ? practices.patients[lastCell] : 0.0);
        List<Membership> history = boundaries.history(practice);
        LocalDate first = Months.month(months.first()).atDay(1);
        place(
            places,
            View.CURRENT,
            practice,
            months.last(),
            months.last(),
            first,
            null,
            boundaries.current(practice));
        for (Membership membership : history) {
          place(
              places,
              View.AS_REPORTED,
              practice,
              membership.firstMonth(),
              membership.endMonth() - 1,
              membership.validFrom(),
              membership.validTo(),
              membership);
        }
        for (int month = 0; month < months.count(); month++) {
          int cell = practice * months.count() + month;
          if (practices.seen.get(cell)) {
            patients.row(
                View.AS_REPORTED.code(),
                practice,
                months.first() + month,
                practices.patients[cell]);
          }
        }
      }
    }
    database.executeFile("organisation_parent.sql");
  }

  private void place(
      SetDatabase.Appender places,
      View view,
      int practice,
      int firstMonth,
      int lastMonth,
      LocalDate validFrom,
      LocalDate validTo,
      Membership membership)
      throws SQLException {
    for (Level level : Level.values()) {
      String code =
          switch (level) {
            case ENGLAND -> Level.ENGLAND_CODE;
            case PRACTICE -> membership.practice();
            default -> membership.ancestors().get(level);
          };
      if (code != null) {
        places.row(
            view.code(),
            practice,
            firstMonth,
            lastMonth,
            validFrom,
            validTo,
            level.place(),
            level.code(),
            code);
      }
    }
  }
}
