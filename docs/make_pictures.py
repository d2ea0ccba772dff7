"""Draw the README's pictures: the matrix of ``data/seeds`` and the report on it, with an article opened beside it.

The report is shown as Chromium shows it: extra ``browser``, and Chromium on the path.
"""

import shutil
import tempfile
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from PIL import Image
from playwright.sync_api import sync_playwright

from newsclaims import compare_articles, derive_findings, read_articles
from newsclaims.compare import Comparison
from newsclaims.plots import plot_matrix
from newsclaims.report import write_report

DOCS = Path(__file__).parent
VIEW = {"width": 1200, "height": 760}


def draw_matrix(comparison: Comparison) -> bytes:
    """The first rows of the matrix."""
    drawn = BytesIO()
    plot_matrix(comparison, top=16).get_figure(root=True).savefig(drawn, dpi=130)
    return drawn.getvalue()


def draw_report(comparison: Comparison) -> bytes:
    """The report where a cell that denies is clicked."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_report(comparison, derive_findings(comparison), folder)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=VIEW)
        page.goto(Path(folder, "report.html").as_uri())
        page.locator("td a[data-marks]", has_text="denies").first.click()
        page.locator("#matrix").evaluate("part => part.scrollIntoView()")
        return page.screenshot()


if __name__ == "__main__":
    mpl.use("agg")
    comparison = compare_articles(read_articles(DOCS.parent / "data" / "seeds"))
    for name, picture in (("matrix", draw_matrix(comparison)), ("report", draw_report(comparison))):
        # 64 colours show it as well as 16 million, in a third of the bytes.
        Image.open(BytesIO(picture)).convert("RGB").quantize(64).save(DOCS / f"{name}.png", optimize=True)
