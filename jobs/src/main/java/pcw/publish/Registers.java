package pcw.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import pcw.statistics.Spc;

/**
 * What people have put on record: targets with their dates, interventions, and dates from which the
 * limits of a control chart begin anew.
 */
final class Registers {
  record Target(
      String measure,
      String level,
      String code,
      LocalDate from,
      LocalDate to,
      double value,
      String label,
      String source) {}

  record Intervention(
      String id, String measure, String level, String code, LocalDate startedOn, String title) {
    String eventId() {
      return String.join(":", id, level, code, measure);
    }

    /** Number of the first month that lies after its start. */
    int firstMonth() {
      return Months.number(startedOn) + (startedOn.getDayOfMonth() == 1 ? 0 : 1);
    }
  }

  record Rebase(
      String measure, String level, String code, LocalDate on, String reason, String approvedBy) {}

  private final List<Target> targets;
  private final List<Intervention> interventions;
  private final List<Rebase> rebases;
  private final Map<List<String>, List<Target>> targetsOf = new HashMap<>();
  private final Map<List<String>, List<Rebase>> rebasesOf = new HashMap<>();

  Registers(List<Target> targets, List<Intervention> interventions, List<Rebase> rebases) {
    this.targets = targets;
    this.interventions = interventions;
    this.rebases = rebases.stream().sorted(Comparator.comparing(Rebase::on)).toList();
    targets.forEach(
        t ->
            targetsOf
                .computeIfAbsent(List.of(t.measure(), t.level(), t.code()), k -> new ArrayList<>())
                .add(t));
    this.rebases.forEach(
        r ->
            rebasesOf
                .computeIfAbsent(List.of(r.measure(), r.level(), r.code()), k -> new ArrayList<>())
                .add(r));
  }

  /** What is on record in the tables; nothing where no such feed was delivered. */
  static Registers read(Inputs inputs) {
    List<Target> targets = new ArrayList<>();
    for (Row row :
        inputs.register(
            "target",
            "measure_id",
            "org_level",
            "ods_code",
            "valid_from",
            "valid_to",
            "value",
            "label",
            "source")) {
      targets.add(
          new Target(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              Inputs.day(row, 3),
              Inputs.day(row, 4),
              row.getDecimal(5).doubleValue(),
              row.getString(6),
              row.getString(7)));
    }
    List<Intervention> interventions = new ArrayList<>();
    for (Row row :
        inputs.register(
            "intervention",
            "intervention_id",
            "measure_id",
            "org_level",
            "ods_code",
            "started_on",
            "title")) {
      interventions.add(
          new Intervention(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getString(3),
              Inputs.day(row, 4),
              row.getString(5)));
    }
    List<Rebase> rebases = new ArrayList<>();
    for (Row row :
        inputs.register(
            "spc_rebase",
            "measure_id",
            "org_level",
            "ods_code",
            "rebased_on",
            "reason",
            "approved_by")) {
      rebases.add(
          new Rebase(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              Inputs.day(row, 3),
              row.getString(4),
              row.getString(5)));
    }
    return new Registers(targets, interventions, rebases);
  }

  static Registers none() {
    return new Registers(List.of(), List.of(), List.of());
  }

  List<Intervention> interventions() {
    return interventions;
  }

  /** The target that holds on the last day of a period; {@code NaN} outside the dates of any. */
  double target(String measure, Level level, String code, Period period) {
    LocalDate end = Months.month(period.last()).atEndOfMonth();
    for (Target target : targetsOf.getOrDefault(List.of(measure, level.code(), code), List.of())) {
      if (!end.isBefore(target.from()) && (target.to() == null || end.isBefore(target.to()))) {
        return target.value();
      }
    }
    return Double.NaN;
  }

  /** The periods with which the limits of a series begin anew. */
  List<Spc.Rebase> rebases(String measure, Level level, String code, List<Period> periods) {
    List<Spc.Rebase> found = new ArrayList<>();
    for (Rebase rebase : rebasesOf.getOrDefault(List.of(measure, level.code(), code), List.of())) {
      int month = Months.number(rebase.on());
      for (int p = 1; p < periods.size(); p++) {
        if (periods.get(p).first() >= month && periods.get(p - 1).first() < month) {
          found.add(new Spc.Rebase(p, rebase.reason(), rebase.approvedBy()));
        }
      }
    }
    return found;
  }

  /** Rows of {@code target}, of the measures that are published. */
  List<Object[]> targetRows(Map<String, MeasureDefinition> measures) {
    return targets.stream()
        .filter(t -> measures.containsKey(t.measure()))
        .map(
            t ->
                new Object[] {
                  t.measure(),
                  t.level(),
                  t.code(),
                  t.from(),
                  t.to(),
                  t.value(),
                  t.label(),
                  t.source()
                })
        .toList();
  }

  /** Rows of {@code event}. */
  List<Object[]> eventRows() {
    List<Object[]> rows = new ArrayList<>();
    for (Intervention i : interventions) {
      rows.add(
          new Object[] {
            i.eventId(), i.level(), i.code(), i.startedOn(), "intervention", i.title(), i.measure()
          });
    }
    for (Rebase r : rebases) {
      rows.add(
          new Object[] {
            String.join(":", "rebase", r.level(), r.code(), r.measure(), r.on().toString()),
            r.level(),
            r.code(),
            r.on(),
            "rebase",
            r.reason() + " (" + r.approvedBy() + ")",
            r.measure()
          });
    }
    return rows;
  }
}
