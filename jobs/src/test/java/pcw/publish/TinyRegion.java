package pcw.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Seven practices, three months. P1 and P2 are in a PCN that spans two sub-ICB locations; P3 moves
 * from one sub-ICB location and ICB to another in February; P4 is in no PCN; P5 closes after
 * January and drops out of the map; P6 prescribes in February without a list; P7 has a list in
 * March and submits nothing.
 */
final class TinyRegion {
  static final String MEASURE = "adq_per_1000";
  static final String ITEMS = "items_percent";
  static final String PEOPLE = "people_per_1000";
  private static final List<String> MONTHS = List.of("2026-01", "2026-02", "2026-03");

  static final List<Map<String, Object>> FILES =
      List.of(
          file("a", "epd", "EPD_202601.csv", "2026-01", "accepted"),
          file("b", "epd", "EPD_202603.csv", "2026-03", "accepted"),
          file("c", "epd", "EPD_202603_old.csv", "2026-03", "superseded"),
          file("d", "practice_map", "map.csv", "2026-01", "accepted"),
          peopleFile("f", "contact_N1_202603.csv", 28, 22, 6),
          peopleFile("0", "contact_N2_202603.csv", 13, 12, 1),
          peopleFile("1", "contact_N3_202603.csv", 2, 2, 0));

  private TinyRegion() {}

  static void write(TestWarehouse warehouse) {
    warehouse.write(
        "silver.practice_membership",
        List.of(
            member("P1", "2026-01", null, "N1", "L1", "S1", "I1"),
            member("P2", "2026-01", null, "N1", "L1", "S2", "I1"),
            member("P3", "2026-01", "2026-02", "N2", null, "S2", "I1"),
            member("P3", "2026-02", null, "N2", null, "S3", "I2"),
            member("P4", "2026-01", null, null, null, "S3", "I2"),
            member("P5", "2026-01", null, "N2", null, "S2", "I1"),
            member("P6", "2026-01", null, "N3", null, "S3", "I2"),
            member("P7", "2026-01", null, "N3", null, "S3", "I2")));
    warehouse.write("silver.practice_month", practiceMonths());
    List<Map<String, Object>> organisations = new ArrayList<>();
    organisations.add(organisation("england", "ENG", "England"));
    organisations.add(organisation("region", "R1", "Northern region"));
    for (String code : List.of("I1", "I2")) {
      organisations.add(organisation("icb", code, "ICB " + code));
    }
    for (String code : List.of("S1", "S2", "S3")) {
      organisations.add(organisation("sub_icb", code, "Sub-ICB " + code));
    }
    organisations.add(organisation("locality", "L1", "=Locality, \"one\""));
    for (String code : List.of("N1", "N2", "N3")) {
      organisations.add(organisation("pcn", code, "PCN " + code));
    }
    for (int p = 1; p <= 7; p++) {
      Map<String, Object> practice = organisation("practice", "P" + p, "Practice " + p);
      practice.put("is_gp_practice", true);
      organisations.add(practice);
    }
    warehouse.write("silver.organisation", organisations);
    warehouse.write(
        "silver.prescribing_reconciliation",
        List.of(
            row(
                "month",
                "2026-01",
                "setting",
                "gp_practice",
                "items",
                10L,
                "actual_cost_gbp",
                "12.34",
                "rows",
                3L)));
    warehouse.write(
        "gold.measure",
        List.of(
            measure(MEASURE, "rate", 1000.0, "quantity", "stock", "month,quarter", "public"),
            measure(ITEMS, "proportion", 100.0, "events", "flow", "month,quarter", "public"),
            measure(PEOPLE, "rate", 1000.0, "people", "stock", "month", "protected")));
    writeCounts(warehouse, false);
    warehouse.write("ops.file", FILES);
    warehouse.write(
        "gold.driver_count",
        List.of(
            driver("P3", "2026-03", "A", "Tablets", 4L, "6.5"),
            driver("P4", "2026-03", "A", "Tablets (old name)", 1L, "1.5"),
            driver("P4", "2026-03", "B", "Patches", 2L, "2"),
            driver("P4", "2026-03", "C", "Nothing", 0L, "0"),
            driver("P3", "2025-03", "A", "Tablets", 9L, "9"),
            driver("P3", "2026-02", "B", "Patches", 5L, "5")));
  }

  /** The counts, which a measure may write in any order. */
  static void writeCounts(TestWarehouse warehouse, boolean reversed) {
    List<Map<String, Object>> counts = new ArrayList<>();
    for (Map<String, Object> m : practiceMonths()) {
      if (Boolean.TRUE.equals(m.get("has_prescribing"))) {
        String practice = (String) m.get("practice_code");
        String month = (String) m.get("month");
        int p = practice.charAt(1) - '0';
        int t = MONTHS.indexOf(month) + 1;
        Object list = m.get("registered_patients");
        counts.add(
            count(MEASURE, practice, month, (10 * p + t) + ".1", list == null ? null : list + ""));
        counts.add(count(ITEMS, practice, month, p + "", p == 4 ? "0" : (10 * t) + ""));
        counts.add(count(PEOPLE, practice, month, "3", list == null ? null : list + ""));
      }
    }
    if (reversed) {
      Collections.reverse(counts);
    }
    warehouse.write("gold.measure_count", counts);
  }

  /** A file of February comes late: P1 has prescribed more in it. */
  static void writeLateFile(TestWarehouse warehouse) {
    List<Map<String, Object>> files = new ArrayList<>(FILES);
    files.add(file("e", "epd", "EPD_202602.csv", "2026-02", "accepted"));
    // Its digest comes first; it is of a month after those that moved, and not why.
    files.add(file("2", "epd", "EPD_202604.csv", "2026-04", "accepted"));
    warehouse.write("ops.file", files);
    List<Map<String, Object>> counts = new ArrayList<>();
    for (var row : warehouse.tables.read("gold.measure_count").collectAsList()) {
      Map<String, Object> count = new HashMap<>();
      for (String column : row.schema().fieldNames()) {
        count.put(column, row.getAs(column));
      }
      if (count.get("measure_id").equals(MEASURE)
          && count.get("organisation_code").equals("P1")
          && count.get("month").toString().equals("2026-02-01")) {
        count.put("numerator", "99.5");
      }
      counts.add(count);
    }
    warehouse.write("gold.measure_count", counts);
  }

  private static List<Map<String, Object>> practiceMonths() {
    List<Map<String, Object>> months = new ArrayList<>();
    for (String month : MONTHS) {
      months.add(month("P1", month, 1000, true, true));
      months.add(month("P2", month, 2000, true, true));
      months.add(month("P3", month, 3000, true, true));
      months.add(month("P4", month, 4000, true, true));
      if (month.equals("2026-01")) {
        months.add(month("P5", month, 500, true, true));
      }
      months.add(month("P6", month, month.equals("2026-02") ? null : 1500, true, true));
      months.add(month("P7", month, 2500, !month.equals("2026-03"), true));
    }
    return months;
  }

  static Map<String, Object> row(Object... pairs) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    return row;
  }

  private static Map<String, Object> member(
      String practice,
      String from,
      String to,
      String pcn,
      String locality,
      String subIcb,
      String icb) {
    return row(
        "practice_code",
        practice,
        "valid_from",
        from,
        "valid_to",
        to,
        "pcn_code",
        pcn,
        "locality_code",
        locality,
        "sub_icb_code",
        subIcb,
        "icb_code",
        icb,
        "region_code",
        "R1",
        "source",
        "map");
  }

  private static Map<String, Object> month(
      String practice, String month, Integer patients, boolean prescribes, boolean inMap) {
    return row(
        "practice_code",
        practice,
        "month",
        month,
        "registered_patients",
        patients,
        "has_prescribing",
        prescribes,
        "is_in_map",
        inMap);
  }

  private static Map<String, Object> organisation(String level, String code, String name) {
    return row(
        "org_level",
        level,
        "org_code",
        code,
        "org_name",
        name,
        "first_month",
        "2026-01",
        "last_month",
        "2026-03");
  }

  static Map<String, Object> measure(
      String id,
      String kind,
      Double per,
      String numeratorIs,
      String denominatorIs,
      String windows,
      String disclosure) {
    return row(
        "measure_id",
        id,
        "kind",
        kind,
        "per",
        per,
        "unit",
        "u",
        "numerator_is",
        numeratorIs,
        "denominator_is",
        denominatorIs,
        "windows",
        windows,
        "disclosure",
        disclosure,
        "level",
        "practice",
        "better",
        "lower",
        "sources",
        "epd",
        "numerator",
        "What is counted",
        "definition_sha256",
        "0".repeat(64),
        "changes",
        "[]");
  }

  static Map<String, Object> count(
      String measure, String practice, String month, String numerator, String denominator) {
    return row(
        "measure_id",
        measure,
        "level",
        "practice",
        "organisation_code",
        practice,
        "window",
        "month",
        "month",
        month,
        "breakdown",
        "all",
        "category",
        "all",
        "numerator",
        numerator,
        "denominator",
        denominator);
  }

  private static Map<String, Object> driver(
      String practice, String month, String item, String name, long items, String contribution) {
    return row(
        "measure_id",
        MEASURE,
        "organisation_code",
        practice,
        "month",
        month,
        "item_code",
        item,
        "item_name",
        name,
        "items",
        items,
        "contribution",
        contribution);
  }

  private static Map<String, Object> peopleFile(
      String sha, String name, long rowsIn, long accepted, long optedOut) {
    Map<String, Object> file = file(sha, "contact", name, "2026-03", "accepted");
    file.put("rows_in", rowsIn);
    file.put("accepted", accepted);
    file.put("opted_out", optedOut);
    return file;
  }

  static Map<String, Object> file(
      String sha, String feed, String name, String month, String status) {
    return row(
        "delivery_id",
        sha.repeat(16),
        "sha256",
        sha.repeat(64),
        "feed",
        feed,
        "file_name",
        name,
        "month",
        month,
        "status",
        status,
        "bytes",
        1L,
        "sequence",
        1L,
        "rows_in",
        5L,
        "accepted",
        5L);
  }
}
