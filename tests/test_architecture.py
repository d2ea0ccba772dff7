"""The house stands: arrows point down, and nothing was built for one event."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "newsclaims"
GOLD = PACKAGE.parent / "data" / "seeds" / "gold" / "claims.json"
# From the ground up: a module imports only from those before it. The root gives its version alone.
ROWS = (
    "text phrasing blocks languages numerals calendars dates_absolute dates_years holidays dates_distance "
    "dates_relative dates bylines loaders files articles periods currencies quantities quotations phrases reports "
    "units clauses asides cues wordpieces model embedder marker decoding attributions writing highlights pipeline "
    "matching evaluate annotations evaluate_claims diagnosis gold_files scorecard opinions stance tagging "
    "contents quotable segment propositions encounters segments mentions entities pronouns descriptions names holders "
    "drafts titles chains claims predicates likeness openings stories exclusion details grouping utterances wordings "
    "renderings copying origins versions compare presence namings sides omissions evidence findings frames networks "
    "plots plots_graph plots_wording labels drawings dictionary tables export restore parquet linked_data journal "
    "runs clusters report terminal cli_shared cli_evaluate cli_extract cli_stories cli __main__"
).split()
LOADERS = (
    "inputs encodings compressed xml_trees tables nexis factiva proquest documents pages warcs url_lists"
).split()


def imports(path: Path, *, within: str = "newsclaims") -> set[str]:
    """The modules of the package, or of one within it, that a module imports, at its top or in a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}, line {node.lineno}: import by the full name, from newsclaims.…"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    inner = f"{within}."
    return {name.removeprefix(inner).split(".")[0] for name in found if name.startswith(inner)}


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("[!_]*.py")), ids=lambda path: path.stem)
def test_a_module_imports_only_from_rows_below_it(path: Path) -> None:
    assert path.stem in ROWS, f"give {path.stem} its row in ROWS"
    assert imports(path) <= {*ROWS[: ROWS.index(path.stem)], "__version__"}


@pytest.mark.parametrize("path", sorted((PACKAGE / "loaders").glob("[!_]*.py")), ids=lambda path: path.stem)
def test_a_loader_imports_only_from_loaders_before_it_and_from_rows_below(path: Path) -> None:
    assert path.stem in LOADERS, f"give {path.stem} its place in LOADERS"
    assert imports(path, within="newsclaims.loaders") <= set(LOADERS[: LOADERS.index(path.stem)])
    assert imports(path) <= {*ROWS[: ROWS.index("loaders")], "loaders"}


def names() -> list[str]:
    """People of the seeds' event, by full name and surname, and the outlets that the seeds come from."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    people = [entity["name"] for entity in gold["entities"] if entity["kind"] == "person"]
    full = [name for name in people if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", name)]
    outlets = [article["outlet"] for article in gold["articles"].values() if article["outlet"]]
    return [*full, *(name.split()[1] for name in full), *outlets]


def without_examples(source: str) -> str:
    """A module without its doctests: examples may be taken from any news."""
    return re.sub(r'>>>.*?(?=\n\s*\n|""")', "", source, flags=re.DOTALL)


def test_the_seeds_give_names_to_look_for() -> None:
    assert len(names()) > 20


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_knows_the_people_and_outlets_of_the_seeds(path: Path) -> None:
    source = without_examples(path.read_text(encoding="utf-8"))
    assert [name for name in names() if re.search(rf"\b{re.escape(name)}\b", source)] == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "resources").glob("*.*")), ids=lambda path: path.name)
def test_no_resource_knows_the_people_of_the_seeds_by_full_name(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace").casefold()
    assert [name for name in names() if " " in name and name.casefold() in text] == []
