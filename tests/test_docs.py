"""The pages in ``docs/`` lead to files and headings that are there, and the glossary has the words of the library."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from newsclaims.attributions import Attribution, Kind
from newsclaims.blocks import BlockKind
from newsclaims.claims import Stance
from newsclaims.findings import FindingKind

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "docs").glob("*.md"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def anchors(page: Path) -> set[str]:
    """The names that GitHub and JupyterLab give to a page's headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [*PAGES, *NOTEBOOKS], ids=lambda page: page.stem)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    local = [target.partition("#") for target in targets if not target.startswith("https://")]
    assert local
    assert [path for path, _, _ in local if not (page.parent / path).is_file()] == []
    named = [(page.parent / path, anchor) for path, _, anchor in local if anchor]
    assert [anchor for path, anchor in named if anchor not in anchors(path)] == []


def test_the_glossary_has_every_kind_of_finding_as_a_row() -> None:
    rows = re.findall(r"^\| (\w+) \| .+ \|$", GLOSSARY, re.MULTILINE)
    assert {*rows} - {"kind"} == {*get_args(FindingKind)}


@pytest.mark.parametrize("word", [*get_args(Kind), *get_args(Stance), *get_args(BlockKind)])
def test_the_glossary_has_the_words_that_tables_show(word: str) -> None:
    assert re.search(rf"\b{word}", GLOSSARY, re.IGNORECASE)


def test_the_glossary_explains_each_part_of_an_attribution() -> None:
    terms = ", ".join(re.findall(r"^\*\*(.+?)\.\*\*", GLOSSARY, re.MULTILINE)).lower()
    assert {"source", "cue", "content", "confidence"} <= {*Attribution.__dataclass_fields__}
    assert [part for part in ("source", "cue", "content", "confidence") if part not in terms] == []


def test_the_glossary_explains_no_term_twice() -> None:
    terms = [
        term for line in re.findall(r"^\*\*(.+?)\.\*\*", GLOSSARY, re.MULTILINE) for term in line.lower().split(", ")
    ]
    assert len(terms) > 30
    assert len(terms) == len({*terms})
