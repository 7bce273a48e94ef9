"""What the headline pages of a publishable set hide: of no pack more than 40% of its scorecard, and of no level more than
40% of its scorecard's figures about people. Where it is more the grain must be coarser. Reads the pages as a reader does."""
import csv
import html
import re
import sys
from collections import Counter
from pathlib import Path

MOST = 0.40
published = Path(sys.argv[1])
protected = [
    row["title"]
    for row in csv.DictReader(open(published / "data" / "measure.csv", encoding="utf-8-sig"))
    if row["disclosure"] == "protected"
]


def scorecard(page):
    """Heading and figure of each row."""
    section = re.search(r'<h2 id="scorecard">.*?</table>', page, re.S)
    for row in re.findall(r"<tr>(<th scope=\"row\".*?)</tr>", section.group(0) if section else "", re.S):
        heading = html.unescape(re.match(r"<th[^>]*>(.*?)(?:<span|</th>)", row, re.S).group(1)).strip()
        yield heading, re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)[1]


problems, people, hidden = [], Counter(), Counter()
pages = sorted(published.glob("pages/*/*.html"))
for path in pages:
    level = path.parent.name
    rows = list(scorecard(path.read_text(encoding="utf-8")))
    if not rows:
        continue
    closed = sum("[c]" in figure for _, figure in rows)
    if closed > MOST * len(rows):
        problems.append(f"{level} {path.stem}: {closed} of {len(rows)} figures of the scorecard are hidden")
    for heading, figure in rows:
        if any(title.startswith(heading) for title in protected):
            people[level] += 1
            hidden[level] += "[c]" in figure
for level in ("england", "region", "icb", "sub_icb", "locality", "pcn", "practice"):
    if not people[level]:
        problems.append(f"{level}: no scorecard shows a figure about people")
    elif hidden[level] > MOST * people[level]:
        problems.append(f"{level}: {hidden[level]} of {people[level]} headline figures about people are hidden")
shares = ", ".join(f"{level} {100 * hidden[level] / people[level]:.0f}%" for level in people)
print("\n".join(problems) or f"Hidden of the headline figures about people: {shares}")
sys.exit(bool(problems))
