"""The published figures of the real month against figures that were computed independently, from the CSV alone."""
import csv
import sys
from collections import Counter
from pathlib import Path

published, real = Path(sys.argv[1]), Path(sys.argv[2])
expected = list(csv.DictReader(open(real / "expected_opioid_measures_2017-09.csv")))
rows = list(csv.DictReader(open(published / "data" / "published_measure.csv", encoding="utf-8-sig")))
organisations = {
    (r["org_level"], r["ods_code"]): r
    for r in csv.DictReader(open(published / "data" / "organisation.csv", encoding="utf-8-sig"))
}
parents = list(csv.DictReader(open(published / "data" / "organisation_parent.csv", encoding="utf-8-sig")))

# measure -> (column, what is compared, tolerance: the source is rounded, or exact)
COLUMNS = {
    "opioid_high_dose_120_adq_per_1000": [("high120_adq_per_1000", "value", 5e-7), ("high120_adq", "numerator", 1e-9)],
    "opioid_high_dose_90_adq_per_1000": [("high90_adq_per_1000", "value", 5e-7), ("high90_adq", "numerator", 1e-9)],
    "opioid_high_dose_120_items_per_1000": [("high120_items_per_1000", "value", 6e-7), ("high120_items", "numerator", 0)],
    "opioid_high_dose_90_items_per_1000": [("high90_items_per_1000", "value", 6e-7), ("high90_items", "numerator", 0)],
    "opioid_high_dose_120_percent_of_regular": [("high120_pct_of_regular", "value", 1e-7), ("regular_opioid_items", "denominator", 0)],
    "opioid_high_dose_90_percent_of_regular": [("high90_pct_of_regular", "value", 1e-7)],
    "opioid_adq_per_1000": [("all_opioid_adq_per_1000", "value", 1e-7), ("opioid_040702_adq", "numerator", 1e-9)],
    "opioid_cost_per_1000": [("opioid_cost_per_1000", "value", 1e-7), ("opioid_actual_cost_gbp", "numerator", 1e-9)],
    "opioid_ome_per_1000": [("opioid_ome_per_1000", "value", 1e-7), ("opioid_ome_mg", "numerator", 1e-9)],
    "gabapentinoid_ddd_per_1000": [("gabapentinoid_ddd_per_1000", "value", 1e-7), ("gabapentinoid_ddd", "numerator", 1e-9)],
    "gabapentinoid_adq_per_1000": [("gabapentinoid_adq_per_1000", "value", 1e-7), ("gabapentinoid_adq", "numerator", 1e-9)],
    "gabapentinoid_items_per_1000": [("gabapentinoid_items", "numerator", 0)],
    "morphine_items_per_1000": [("morphine_items", "numerator", 0)],
    "morphine_oral_solution_ml_per_1000": [("morphine_oral_solution_ml", "numerator", 1e-9)],
    "morphine_oral_solution_300ml_plus_items_per_1000": [("morphine_oral_solution_300ml_plus_items", "numerator", 0)],
    "morphine_oral_solution_over_300ml_items_per_1000": [("morphine_oral_solution_over_300ml_items", "numerator", 0)],
}

problems, compared = [], 0
index = {
    (r["measure_id"], r["ods_code"]): r
    for r in rows
    if r["org_level"] == "practice" and r["window"] == "month" and r["breakdown"] == "all"
}
for want in expected:
    for measure, checks in COLUMNS.items():
        got = index.get((measure, want["practice"]))
        if got is None:
            problems.append(f"{measure} {want['practice']}: not published")
            continue
        if got["period_end"] != "2017-09-30":
            problems.append(f"{measure} {want['practice']}: period {got['period_end']}")
        for column, field, tolerance in checks:
            a, b = float(want[column]), float(got[field] or "nan")
            compared += 1
            # A printed source is also right to half of its last digit.
            digits = len(want[column].partition(".")[2])
            half = 0.51 * 10**-digits if field == "value" else 0
            if not abs(a - b) <= max(tolerance * abs(a), half):
                problems.append(f"{measure} {want['practice']}: {field} {b!r}, expected {a!r}")

# The four practices hang where the map of January 2022 has them.
mapped = {r["PRACTICE_CODE"]: r for r in csv.DictReader(open(real / "gp-reg-pat-prac-map_2022-01.csv", encoding="utf-8-sig"))}
current = {
    (p["ods_code"], p["parent_level"]): p["parent_code"]
    for p in parents
    if p["org_level"] == "practice" and p["boundary_view"] == "current" and p["is_main"] == "true"
}
for want in expected:
    row = mapped[want["practice"]]
    for level, column in [("pcn", "PCN_CODE"), ("icb", "STP_CODE"), ("region", "COMM_REGION_CODE")]:
        if current.get((want["practice"], level)) != row[column]:
            problems.append(f"{want['practice']}: {level} {current.get((want['practice'], level))}, the map has {row[column]}")

# Every practice of the national map is in exactly one PCN, or in none where the map says unallocated.
pcns = Counter(
    p["ods_code"] for p in parents
    if p["org_level"] == "practice" and p["parent_level"] == "pcn" and p["boundary_view"] == "current"
)
for code, row in mapped.items():
    if pcns[code] != (0 if row["PCN_CODE"] == "U" else 1):
        problems.append(f"{code}: in {pcns[code]} PCNs, the map has {row['PCN_CODE']}")
    if ("practice", code) not in organisations:
        problems.append(f"{code}: of the map, not among the organisations")

# Roll-up: a sum of the practices, by the denominator and by the numerator.
for measure in COLUMNS:
    england = [r for r in rows if r["measure_id"] == measure and r["org_level"] == "england" and r["boundary_view"] == "current"]
    total = sum(float(index[(measure, w["practice"])]["numerator"]) for w in expected)
    if len(england) != 1 or abs(float(england[0]["numerator"]) - total) > 1e-9 * total:
        problems.append(f"{measure}: England is not the sum of its practices")

print("\n".join(problems) or f"{compared} figures of {len(expected)} practices agree; {len(mapped)} practices of the map in place")
sys.exit(bool(problems))
