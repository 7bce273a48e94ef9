"""Each kind of pack: tagged, titled, every font embedded, no empty page. Reads a published set."""
import pathlib
import subprocess
import sys

packs = pathlib.Path(sys.argv[1]) / "packs"
problems = []
for level in ["england", "region", "icb", "sub_icb", "locality", "pcn", "practice"]:
    files = sorted(packs.glob(f"pcw-pack_{level}_*.pdf"))
    if not files:
        problems.append(f"no pack of level {level}")
        continue
    pdf = files[0]
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
print("\n".join(problems) or f"{len(list(packs.glob('*.pdf')))} packs, one of each level read")
sys.exit(bool(problems))
