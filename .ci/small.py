"""For tests that start the program many times: the installed archive with the measures of one family, and a landing
folder with some months of one PCN of the sample region."""

import csv
import gzip
import hashlib
import io
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample-data" / "landing"
FAMILY = "opioid_high_dose_120_"
# Interpreting a query over a few rows takes less time than compiling it.
OPTIONS = (
    "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -Dspark.sql.codegen.wholeStage=false"
    " -Dspark.sql.codegen.factoryMode=NO_CODEGEN -Dspark.sql.adaptive.enabled=false"
)
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


def content(latest: Path) -> dict[str, str]:
    """The digest of each file of a set that the same inputs must give again."""
    return {
        str(file.relative_to(latest)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(latest.rglob("*"))
        if file.is_file() and file.name != "published.duckdb"
    }


def install(folder: Path) -> Path:
    """What an operator installs, as 'mvnw package' made it; returns the program."""
    with tarfile.open(next((ROOT / "jobs" / "target").glob("pcw-*.tar"))) as archive:
        archive.extractall(folder, filter="fully_trusted")
    home = next(folder.glob("pcw-*"))
    for file in (home / "measures").rglob("*.*"):
        if file.is_file() and not file.name.startswith(FAMILY):
            file.unlink()
    return home / "bin" / "pcw"


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
