"""Build ``site/``: the notebooks as pages, the report on ``data/seeds``, and a page that leads to them; check links."""

import re
import shutil
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
from jinja2 import Environment
from nbconvert import HTMLExporter

from newsclaims import compare_articles, derive_findings, read_articles
from newsclaims.export import write_claims
from newsclaims.report import write_report

ROOT = Path(__file__).parents[1]
OUTSIDE = {"http", "https", "mailto", "data"}
INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>newsclaims</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.6 Georgia, serif; }
</style>
</head>
<body>
<main>
<h1>newsclaims</h1>
<p>What several news articles on one event claim, side by side, with the words that back each statement.</p>
<h2>A report</h2>
<p><a href="report/report.html">What five articles say, and where they differ</a>
(<a href="report/findings.md">its findings as text</a>, <a href="report/claims.json">its data</a>)</p>
<h2>The notebooks</h2>
<ol start="0">
{% for name, title in notebooks %}
<li><a href="notebooks/{{ name }}.html">{{ title }}</a></li>
{% endfor %}
</ol>
</main>
</body>
</html>
"""


class Links(HTMLParser):
    """The ids of a page and what it links to or loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.loaded: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element's id and addresses."""
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.ids.add(value)
            elif name in ("href", "src") and value:
                (self.targets if tag == "a" else self.loaded).append(value)


def make_site(site: Path) -> Path:
    """Write the site anew and return its first page."""
    shutil.rmtree(site, ignore_errors=True)
    comparison = compare_articles(read_articles(ROOT / "data" / "seeds"))
    write_report(comparison, derive_findings(comparison), site / "report")
    write_claims(comparison, site / "report" / "claims.json")
    (site / "notebooks").mkdir()
    titles = [(path.stem, write_notebook(path, site / "notebooks")) for path in notebooks()]
    page = Environment(autoescape=True, trim_blocks=True).from_string(INDEX).render(notebooks=titles)
    (site / "index.html").write_text(page, encoding="utf-8")
    return site / "index.html"


def notebooks() -> list[Path]:
    """The notebooks in their order."""
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


def write_notebook(path: Path, folder: Path) -> str:
    """Write a notebook as a page that loads nothing from elsewhere, with links to the other pages; return its title."""
    notebook = nbformat.read(path, as_version=4)
    exporter = HTMLExporter(require_js_url="", mathjax_url="", mermaid_js_url="", jquery_url="", embed_images=True)
    title = notebook.cells[0].source.partition("\n")[0].lstrip("# ")
    html, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": title}})
    html = re.sub(r'<script[^>]*\bsrc=""[^>]*>\s*</script>', "", html)
    html = re.sub(r'(href="[\w.-]+)\.ipynb((?:#[^"]*)?")', r"\1.html\2", html)
    (folder / f"{path.stem}.html").write_text(html, encoding="utf-8")
    for target in Links(html).targets:
        file = urlsplit(target).path
        if file.startswith("../") and (path.parent / file).is_file():  # what else of the project it points to
            copy = folder / file
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path.parent / file, copy)
    return title


def broken_links(site: Path) -> list[str]:
    """Links that lead nowhere within the site, and what a page would load from elsewhere."""
    pages = {path.resolve(): Links(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    broken = []
    for path, page in pages.items():
        for target in (*page.targets, *page.loaded):
            parts = urlsplit(unescape(target))
            if parts.scheme in OUTSIDE:
                if target in page.loaded and parts.scheme != "data":
                    broken.append(f"{path.name}: loads {target}")
                continue
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            place = there not in pages or {parts.fragment, unquote(parts.fragment)} & {"", *pages[there].ids}
            if not (there.is_file() and there.is_relative_to(site.resolve()) and place):
                broken.append(f"{path.name}: {target}")
    return broken


if __name__ == "__main__":
    first = make_site(ROOT / "site")
    if broken := broken_links(first.parent):
        sys.exit("\n".join(["these links lead nowhere:", *broken]))
    print(f"The site begins with {first}.")
