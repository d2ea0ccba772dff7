from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import Put
from factories import bridge, bridge_findings

from newsclaims.compare import Comparison
from newsclaims.findings import Finding

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def compared() -> Comparison:
    """The comparison of the three bridge articles."""
    return bridge()


@pytest.fixture
def found() -> list[Finding]:
    """What there is to say about the bridge."""
    return bridge_findings()


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Makes a folder of articles."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return folder

    return make


@pytest.fixture(scope="module")  # it has an event loop of its own, which notebooks tested in this process can't have
def chromium() -> Iterator[Browser]:
    """A headless Chromium, driven by Playwright."""
    sync = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install -e '.[browser]'")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, timeout=120_000)
        yield browser
        browser.close()
