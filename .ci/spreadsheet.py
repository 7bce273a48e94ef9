"""Five printed figures of a practice's page, made again as a spreadsheet would: from data/published_measure.csv alone, with
nothing but sums, divisions, ranks and a percentile."""
import csv
import html
import re
import sys
from pathlib import Path

published = Path(sys.argv[1])
LEAD, PEOPLE = "opioid_high_dose_120_adq_per_1000", "people_benefiting_per_1000"
page_file = sorted(published.glob("pages/practice/*.html"))[int(sys.argv[2]) if len(sys.argv) > 2 else 11]
code = page_file.stem.upper()
rows = [
    r
    for r in csv.DictReader(open(published / "data" / "published_measure.csv", encoding="utf-8-sig"))
    if r["measure_id"] in (LEAD, PEOPLE) and r["breakdown"] == "all" and r["org_level"] == "practice"
]
page = re.sub(r"<svg.*?</svg>", "", page_file.read_text(encoding="utf-8"), flags=re.S)


def cells(heading, start):
    """The cells of a row of the table below a heading."""
    table = re.search(rf'<h2 id="{heading}">.*?</table>', page, re.S).group(0)
    row = re.search(rf'<tr><th scope="row"[^>]*>{re.escape(start)}.*?</tr>', table, re.S).group(0)
    return [html.unescape(c).replace("\u2212", "-").split("<br>") for c in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]


def number(text):
    return float(text.replace(",", "").replace("+", "").rstrip("%"))


def percentile(values, p):
    """PERCENTILE.INC"""
    values = sorted(values)
    at = p * (len(values) - 1)
    low = int(at)
    return values[low] + (at - low) * (values[min(low + 1, len(values) - 1)] - values[low])


month = [r for r in rows if r["measure_id"] == LEAD and r["window"] == "month"]
last = max(r["period_end"] for r in month)
now = {r["ods_code"]: r for r in month if r["period_end"] == last}
year_ago = {r["ods_code"]: r for r in month if r["period_end"][:7] == f"{int(last[:4]) - 1}{last[4:7]}"}
rate = lambda r: 1000 * float(r["numerator"]) / float(r["denominator"])
shown = {c: rate(r) for c, r in now.items() if r["denominator"] and float(r["denominator"])}
scorecard = cells("scorecard", "LPI98")
people = cells("scorecard", "People who benefit")
windows = [r for r in rows if r["measure_id"] == PEOPLE and r["ods_code"] == code and r["value_state"] == "shown"]
latest = max(windows, key=lambda r: (r["period_end"], r["window"] == "quarter"))
higher = re.search(r"higher than (\d+) in 100 practices \((\d+) practices", page)
annex = cells("annex-high-dose-opioid-volume-lpi98-by-month", "")
compared = {
    "the rate of the practice": (number(scorecard[1][0]), shown[code]),
    "its change on a year before": (number(scorecard[2][0]), shown[code] - rate(year_ago[code])),
    "the same in percent": (number(scorecard[2][1]), 100 * (shown[code] / rate(year_ago[code]) - 1)),
    "England, from its practices": (
        number(scorecard[4][0]),
        1000
        * sum(float(r["numerator"] or 0) for r in now.values())
        / sum(float(r["denominator"] or 0) for r in now.values()),
    ),
    "the median practice": (number(annex[4][0]), percentile(shown.values(), 0.5)),
    "practices that it is higher than, in 100": (
        float(higher.group(1)),
        float(100 * sum(v < shown[code] for v in shown.values()) // len(shown)),  # printed in whole numbers, cut off
    ),
    "people who benefit, per 1,000": (number(people[1][0]), rate(latest)),
}
problems = [
    f"{code}: {what}: the page prints {printed}, the CSV gives {made}"
    for what, (printed, made) in compared.items()
    if abs(printed - made) > 0.0500001
]
print("\n".join(problems) or f"{len(compared)} printed figures of {code} made again from the CSV alone")
sys.exit(bool(problems))
