"""Each kind of pack, the dashboards, and where they are named the board papers: tagged, titled, every font embedded, no empty page; every headline one page; and no text of any of
them says more than its figures do. Reads a published set, and a folder of board papers."""
import pathlib
import re
import subprocess
import sys

packs = pathlib.Path(sys.argv[1]) / "packs"
FORBIDDEN = re.compile(
    r"\b(caused?|thanks to|proves?|saved|worst|failing|outliers?|significant(ly)?|on track|doubled|no referrals|improved|patients? (on|taking|prescribed|to review)|people (on|taking|prescribed))\b", re.I
)
problems = []
chosen = []
for level in ["england", "region", "icb", "sub_icb", "locality", "pcn", "practice"]:
    files = sorted(packs.glob(f"pcw-pack_{level}_*.pdf"))
    if not files:
        problems.append(f"no pack of level {level}")
        continue
    chosen.append(files[0])
for level in ["region", "icb"]:
    files = sorted((packs.parent / "dashboards").glob(f"pcw-dashboard_{level}_*.pdf"))
    if not files:
        problems.append(f"no dashboard of level {level}")
    chosen += files[:1]
papers = sorted(pathlib.Path(sys.argv[2]).glob("*.pdf")) if len(sys.argv) > 2 else []
chosen += papers[:1]
for pdf in chosen:
    info = dict(
        line.split(":", 1)
        for line in subprocess.check_output(["pdfinfo", pdf], text=True).splitlines()
        if ":" in line
    )
    if info["Tagged"].strip() != "yes" or not info.get("Title", "").strip():
        problems.append(f"{pdf.name}: not tagged, or without a title")
    fonts = subprocess.check_output(["pdffonts", pdf], text=True).splitlines()[2:]
    if not fonts or any(line.split()[-5] != "yes" for line in fonts):
        problems.append(f"{pdf.name}: a font is not embedded")
    for page in range(1, int(info["Pages"]) + 1):
        text = subprocess.check_output(["pdftotext", "-f", str(page), "-l", str(page), pdf, "-"], text=True)
        if len(text) < 200:
            problems.append(f"{pdf.name}: page {page} is nearly empty")
texts = sorted(packs.glob("*.pdf")) + sorted((packs.parent / "dashboards").glob("*.pdf")) + papers
for pdf in texts:
    pages = subprocess.check_output(["pdftotext", "-layout", pdf, "-"], text=True).split("\f")
    if pdf.parent == packs:
        body = [line.strip() for line in pages[1].splitlines() if line.strip()][1:]
        if not body or not body[0].startswith("Joined up"):
            problems.append(f"{pdf.name}: its headline does not end on the first page: …{body[:1]}")
    text = " ".join(" ".join(pages).split())
    for found in FORBIDDEN.finditer(text):
        problems.append(f"{pdf.name}: says more than the figures: …{text[max(0, found.start() - 40):found.end() + 20]}…")
print("\n".join(problems) or f"{len(list(packs.glob('*.pdf')))} packs, one of each kind read, {len(texts)} texts")
sys.exit(bool(problems))
