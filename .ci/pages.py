"""Every kind of page in a real browser: no accessibility rule of axe broken, nothing on the console, no page over a megabyte,
the largest content painted within a second, readable with scripts off, and the explorer draws what the address asks for."""

import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

pages = pathlib.Path(sys.argv[1]).resolve() / "pages"
chromium = sys.argv[2]
kinds = [pages / "index.html", pages / "measures.html", pages / "explorer.html"]
for level in ("england", "region", "icb", "sub_icb", "locality", "pcn", "practice"):
    kinds += [page for page in sorted((pages / level).glob("*.html")) if not page.stem.endswith("_dashboard")][:2]
kinds += sorted((pages / "icb").glob("*_dashboard.html"))[:1]
quality = sorted((pages.parent / "quality").glob("*.html"))[:2]
problems = []
with sync_playwright() as play:
    browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--allow-file-access-from-files"])
    checked = browser.new_context(bypass_csp=True)  # axe is injected; the pages themselves keep their policy below
    plain = browser.new_context()
    silent = browser.new_context(java_script_enabled=False)
    for path in kinds + quality:
        name = str(path.relative_to(pages.parent))
        page = checked.new_page()
        page.goto(path.as_uri())
        page.wait_for_timeout(300)
        for violation in Axe().run(page).response["violations"]:
            problems.append(f"{name}: {violation['id']}: {violation['nodes'][0]['html'][:150]}")
        page.close()
        if path.stat().st_size > 1_000_000:
            problems.append(f"{name}: {path.stat().st_size} bytes")
        page = plain.new_page()
        page.on("console", lambda message, name=name: problems.append(f"{name}: console: {message.text}"))
        page.on("pageerror", lambda error, name=name: problems.append(f"{name}: {error}"))
        page.goto(path.as_uri())
        page.wait_for_timeout(200)
        painted = page.evaluate(
            "new Promise(r => { new PerformanceObserver(l => r(l.getEntries().at(-1).startTime)).observe({type: 'largest-contentful-paint', buffered: true}); setTimeout(() => r(-1), 2000); })"
        )
        if painted > 1000:
            problems.append(f"{name}: largest content painted after {painted:.0f} ms")
        page.set_viewport_size({"width": 640, "height": 512})  # 1280 pixels at 200%
        page.wait_for_timeout(300)  # the chart of the explorer is drawn again
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            problems.append(f"{name}: scrolls sideways at 200%")
        page.keyboard.press("Tab")
        if path in kinds and page.evaluate("document.activeElement.className") != "skip":
            problems.append(f"{name}: the first stop of the keyboard is not the skip link")
        page.close()
        page = silent.new_page()
        page.goto(path.as_uri())
        if not page.locator("h1").is_visible():
            problems.append(f"{name}: no heading without scripts")
        page.close()
    page = plain.new_page()
    organisation = next((pages / "practice").glob("*.html")).stem.upper()
    page.goto((pages / "explorer.html").as_uri() + f"#m=opioid_ome_per_1000&o=practice:{organisation}&d=1&s=1")
    page.wait_for_selector("#figures tbody tr")
    if page.input_value("#measure") != "opioid_ome_per_1000" or organisation not in page.inner_text("#chosen"):
        problems.append("explorer: the address is not what is shown")
    with page.expect_download() as download:
        page.click("#csv")
    text = pathlib.Path(download.value.path()).read_text(encoding="utf-8-sig")
    if not text.startswith("measure_id,org_level") or organisation not in text:
        problems.append("explorer: the CSV is not what is shown")
    page.close()
    browser.close()
print(f"{len(kinds) + len(quality)} pages looked at")
if problems:
    sys.exit("\n".join(problems))
