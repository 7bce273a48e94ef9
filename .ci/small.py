"""A landing folder for tests that start the program many times: two months of one PCN of the sample region."""

import csv
import gzip
import io
import sys
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent / "sample-data" / "landing"
MONTHS = ("2026-08", "2026-09")
PRACTICES = 4


def rows(path: Path) -> list[list[str]]:
    opened = gzip.open(path, "rt", newline="") if path.suffix == ".gz" else open(path, newline="")
    with opened as text:
        return list(csv.reader(text))


def write(path: Path, content: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(content)
    path.write_text(text.getvalue())


def small(target: Path, months=MONTHS) -> None:
    """Writes it. The practices are those of the largest PCN by count."""
    target.mkdir(parents=True, exist_ok=True)
    practice_map = rows(SAMPLE / f"gp-reg-pat-prac-map_{MONTHS[-1]}.csv")
    practice, pcn = practice_map[0].index("PRACTICE_CODE"), practice_map[0].index("PCN_CODE")
    networks: dict[str, list[str]] = {}
    for row in practice_map[1:]:
        networks.setdefault(row[pcn], []).append(row[practice])
    codes = set(sorted(max(networks.values(), key=len))[:PRACTICES])
    for month in months:
        for name in (
            f"EPD_SNOMED_{month.replace('-', '')}.csv.gz",
            f"gp-reg-pat-prac-map_{month}.csv",
            f"gp-reg-pat-prac-quin-age_{month}.csv.gz",
        ):
            content = rows(SAMPLE / name)
            kept = [content[0]] + [row for row in content[1:] if codes & set(row)]
            write(target / name.removesuffix(".gz"), kept)
    if set(months) == set(MONTHS):
        epraccur = rows(SAMPLE / "epraccur_2026-09.csv")
        write(target / "epraccur_2026-09.csv", [row for row in epraccur if row[0] in codes])
        for name in ("bnf_code_mapping.csv", "practice_locality.csv"):
            write(target / name, rows(SAMPLE / name))


if __name__ == "__main__":
    small(Path(sys.argv[1]), tuple(sys.argv[2:]) or MONTHS)
