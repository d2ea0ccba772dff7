"""The static site is whole: every link leads somewhere, and no page needs another place."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "docs" / "make_site.py"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    pytest.importorskip("nbconvert", reason="needs nbconvert: pip install -e '.[lab]'")
    spec = importlib.util.spec_from_file_location("make_site", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(maker: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return maker.make_site(tmp_path_factory.mktemp("site") / "site").parent


def test_site_has_the_report_and_a_page_for_each_notebook(maker: ModuleType, site: Path) -> None:
    pages = {str(path.relative_to(site)) for path in site.rglob("*.html")}
    assert pages == {"index.html", "report/report.html", *(f"notebooks/{path.stem}.html" for path in maker.notebooks())}


def test_every_link_of_the_site_leads_somewhere(maker: ModuleType, site: Path) -> None:
    assert maker.broken_links(site) == []


@pytest.mark.browser
def test_pages_of_the_site_ask_for_nothing_outside_and_raise_no_error(chromium: Any, site: Path) -> None:
    page, trouble = chromium.new_page(), list[str]()
    page.set_default_timeout(120_000)
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else trouble.append(asked.url))
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
    page.close()
    assert trouble == []


def test_broken_links_are_found(maker: ModuleType, tmp_path: Path) -> None:
    html = (
        '<a href="b.html"></a><a href="#no"></a><a id="c" href="#c"></a><script src="https://x.example/s.js"></script>'
    )
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    broken = ["a.html: b.html", "a.html: #no", "a.html: loads https://x.example/s.js"]
    assert maker.broken_links(tmp_path) == broken
