"""The ICBs of April 2026 on the national map of 2022: writes a landing folder with the map before, a synthetic map after
(42 ICBs become 36, three are divided, Frimley practice by practice, some practices left out) and one row of prescribing a
practice and month; then checks the published set against them.

boundaries.py make REAL LANDING | boundaries.py check LANDING PUBLISHED"""
import csv
import json
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

NEW_ICB = {
    "10Q": "S0E4D", "14Y": "S0E4D", "15A": "S0E4D", "U2G6B": "S0E4D", "92A": "S9B9J", "70F": "S9B9J", "97R": "S9B9J",
    "09D": "S9B9J", "93C": "Z9B2Z", "W2U3Z": "Z9B2Z", "M1J4Y": "S1Y5D", "06H": "S1Y5D", "06K": "S1Y5D", "06N": "S1Y5D",
    "07H": "D7T5G", "06T": "D7T5G", "06Q": "D7T5G", "99E": "D7T5G", "07G": "D7T5G", "99G": "D7T5G", "99F": "D7T5G",
    "26A": "T6Y0W", "06L": "T6Y0W", "07K": "T6Y0W", "D9Y0V": "QRL",
}
ABOLISHED = {"QU9", "QNQ", "QXU", "QNX", "QMJ", "QRV", "QHG", "QUE", "QM7", "QMM", "QJG", "QH8"}
FRIMLEY = {"H81027": "92A", "H81047": "U2G6B", "K81018": "U2G6B"}  # known; the others by the letters of their code
LEFT_OUT_EVERY = 60
MONTHS = {"202603": "01Mar2026", "202604": "01Apr2026"}
EPD = (
    "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,AREA_TEAM_NAME,AREA_TEAM_CODE,PCO_NAME,PCO_CODE,PRACTICE_NAME,"
    "PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,BNF_CHEMICAL_SUBSTANCE,CHEMICAL_SUBSTANCE_BNF_DESCR,"
    "BNF_CODE,BNF_DESCRIPTION,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQUSAGE,NIC,ACTUAL_COST,UNIDENTIFIED"
).split(",")


def after(row):
    """A practice's row on the map of April."""
    new = dict(row)
    if row["CCG_CODE"] == "D4U1Y":
        first = row["PRACTICE_CODE"][:3]
        new["CCG_CODE"] = FRIMLEY.get(row["PRACTICE_CODE"], {"H81": "92A", "J82": "D9Y0V"}.get(first, "U2G6B"))
        new["CCG_NAME"] = "Sub-ICB location " + new["CCG_CODE"]
    if new["CCG_CODE"] in NEW_ICB:
        new["STP_CODE"] = NEW_ICB[new["CCG_CODE"]]
        new["STP_NAME"] = "ICB " + new["STP_CODE"]
    return new


def make(real, landing):
    landing.mkdir(parents=True)
    source = list(csv.DictReader(open(real / "gp-reg-pat-prac-map_2022-01.csv", encoding="utf-8-sig")))
    left_out = {r["PRACTICE_CODE"] for r in source[::LEFT_OUT_EVERY]}
    maps = {"202603": source, "202604": [after(r) for r in source if r["PRACTICE_CODE"] not in left_out]}
    for month, rows in maps.items():
        stem = f"{month[:4]}-{month[4:]}"
        with open(landing / f"gp-reg-pat-prac-map_{stem}.csv", "w", newline="", encoding="utf-8") as f:
            out = csv.DictWriter(f, source[0].keys())
            out.writeheader()
            out.writerows({**r, "EXTRACT_DATE": MONTHS[month]} for r in rows)
        with open(landing / f"gp-reg-pat-prac-all_{stem}.csv", "w", newline="", encoding="utf-8") as f:
            out = csv.writer(f)
            out.writerow("PUBLICATION,EXTRACT_DATE,TYPE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS".split(","))
            for i, r in enumerate(rows):
                out.writerow(["GP_PRAC_PAT_LIST", MONTHS[month], "GP", r["PRACTICE_CODE"], r["PRACTICE_POSTCODE"], "ALL", "ALL", 3000 + i])
        with open(landing / f"EPD_{month}.csv", "w", newline="", encoding="utf-8") as f:
            out = csv.DictWriter(f, EPD, restval="")
            out.writeheader()
            for i, r in enumerate(rows):
                pco = r["CCG_CODE"] + ("00" if len(r["CCG_CODE"]) == 3 else "")
                out.writerow({
                    "YEAR_MONTH": f"{month[:4]}_{month[4:]}", "REGIONAL_OFFICE_NAME": r["COMM_REGION_NAME"],
                    "REGIONAL_OFFICE_CODE": r["COMM_REGION_CODE"], "AREA_TEAM_NAME": r["STP_NAME"], "AREA_TEAM_CODE": r["STP_CODE"],
                    "PCO_NAME": r["CCG_NAME"], "PCO_CODE": pco, "PRACTICE_NAME": r["PRACTICE_NAME"],
                    "PRACTICE_CODE": r["PRACTICE_CODE"], "BNF_CODE": "0407020Q0AAAEAE", "BNF_DESCRIPTION": "Morphine 30mg tablets",
                    "BNF_CHEMICAL_SUBSTANCE": "0407020Q0", "CHEMICAL_SUBSTANCE_BNF_DESCR": "Morphine", "QUANTITY": "10.0",
                    "ITEMS": 1 + i % 4, "TOTAL_QUANTITY": f"{10 * (1 + i % 4)}.0", "ADQUSAGE": f"{3 * (1 + i % 4)}.0",
                    "NIC": "1.5", "ACTUAL_COST": f"{1 + i % 97}.{i % 89:02d}", "UNIDENTIFIED": "N",
                })


def check(landing, published):
    problems = []
    totals = {}
    for month in MONTHS:
        rows = csv.DictReader(open(landing / f"EPD_{month}.csv", encoding="utf-8"))
        totals[f"{month[:4]}-{month[4:]}"] = sum(Decimal(r["ACTUAL_COST"]) for r in rows)
    sums, icbs = defaultdict(Decimal), defaultdict(set)
    for r in csv.DictReader(open(published / "data" / "published_measure.csv", encoding="utf-8-sig")):
        if r["measure_id"] == "opioid_cost_per_1000" and r["window"] == "month" and r["breakdown"] == "all" and r["numerator"]:
            month = r["period_end"][:7]
            sums[r["org_level"], r["boundary_view"], month] += Decimal(r["numerator"])
            if r["org_level"] == "icb":
                icbs[r["boundary_view"], month].add(r["ods_code"])
    for level in ("england", "region", "icb", "sub_icb"):
        for view in ("current", "as_reported"):
            for month, total in totals.items():
                if abs(sums[level, view, month] - total) > Decimal("0.001"):
                    problems.append(f"{level}, {view}, {month}: {sums[level, view, month]}, the files have {total}")
    for key, wanted in {("as_reported", "2026-03"): 42, ("as_reported", "2026-04"): 36, ("current", "2026-03"): 36}.items():
        if len(icbs[key]) != wanted:
            problems.append(f"{key}: {len(icbs[key])} ICBs have figures, expected {wanted}")
    if icbs["current", "2026-03"] & ABOLISHED:
        problems.append(f"abolished, and yet in the current view: {sorted(icbs['current', '2026-03'] & ABOLISHED)}")
    before = {r["PRACTICE_CODE"]: r for r in csv.DictReader(open(landing / "gp-reg-pat-prac-map_2026-03.csv", encoding="utf-8"))}
    now = {r["PRACTICE_CODE"]: r for r in csv.DictReader(open(landing / "gp-reg-pat-prac-map_2026-04.csv", encoding="utf-8"))}
    followed = set(json.loads((published / "publish.json").read_text())["followed_practices"])
    if followed != set(before) - set(now):
        problems.append(f"{len(followed)} practices are listed as followed, the new map leaves out {len(set(before) - set(now))}")
    current = {
        (p["ods_code"], p["parent_level"]): p["parent_code"]
        for p in csv.DictReader(open(published / "data" / "organisation_parent.csv", encoding="utf-8-sig"))
        if p["org_level"] == "practice" and p["boundary_view"] == "current" and p["is_main"] == "true"
    }
    moved = Counter()
    for code, row in now.items():
        for level, column in (("sub_icb", "CCG_CODE"), ("icb", "STP_CODE")):
            if current.get((code, level)) != row[column]:
                problems.append(f"{code}: in {level} {current.get((code, level))}, the new map has {row[column]}")
        moved[row["STP_CODE"]] += row["STP_CODE"] != before[code]["STP_CODE"]
    for code in followed:
        if before[code]["STP_CODE"] in ABOLISHED and current.get((code, "icb")) in ABOLISHED:
            problems.append(f"{code}: left behind in {current.get((code, 'icb'))}")
    print(
        "\n".join(problems[:40])
        or f"both views add up to the files; {sum(moved.values())} practices moved, {len(followed)} followed by rule and listed"
    )
    sys.exit(bool(problems))


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
