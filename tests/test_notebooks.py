"""The stored notebooks are whole: run from top to bottom, without traces of one machine or one moment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
NAMES = (
    "00_tour 01_loading 02_quote_extraction 03_claim_normalization 04_cross_source_comparison 05_findings "
    "06_how_good_is_it".split()
)  # what the README and the series promise; others may join
Notebook = dict[str, Any]

SHELL = re.compile(r"^\s*[!%]+\s*(?:pip|conda|mamba|uv)\b", re.MULTILINE)
# Roots of files on Linux, macOS and Windows; "/" inside a word, a date or a web address is none of them.
ABSOLUTE = re.compile(r"(?<![\w/.:])/(?:home|root|tmp|work|usr|opt|mnt|var|Users|private|srv|content)/|\b[A-Za-z]:\\\w")


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def code_cells(notebook: Notebook) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def outputs(notebook: Notebook) -> Iterator[dict[str, Any]]:
    for cell in code_cells(notebook):
        yield from cell["outputs"]


@pytest.fixture(params=sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Notebook:
    read: Notebook = json.loads(request.param.read_text(encoding="utf-8"))
    return read


def test_every_promised_notebook_is_there() -> None:
    assert [name for name in NAMES if not (FOLDER / f"{name}.ipynb").is_file()] == []


def test_every_code_cell_was_run_once_from_top_to_bottom(notebook: Notebook) -> None:
    counts = [cell["execution_count"] for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))
    assert counts


def test_no_cell_is_empty(notebook: Notebook) -> None:
    assert [index for index, cell in enumerate(notebook["cells"]) if not source(cell).strip()] == []


def test_nothing_failed_and_nothing_went_to_stderr(notebook: Notebook) -> None:
    bad = [output for output in outputs(notebook) if output["output_type"] == "error" or output.get("name") == "stderr"]
    assert bad == []


def test_something_is_shown(notebook: Notebook) -> None:
    assert any(True for _ in outputs(notebook))


def test_no_path_of_one_machine_is_stored(notebook: Notebook) -> None:
    shown = [json.dumps(output, ensure_ascii=False).replace("\\\\", "\\") for output in outputs(notebook)]
    images = re.compile(r'"image/png": "[^"]*"')
    texts = [*map(source, notebook["cells"]), *(images.sub("", text) for text in shown)]
    assert [match[0] for text in texts for match in ABSOLUTE.finditer(text)] == []


@pytest.mark.parametrize(
    ("habit", "trace"),
    [
        ("styled frames have random ids: show the frame", re.compile(r"\.style\b")),
        ("a trailing semicolon hides the output that is compared: assign the Axes", re.compile(r";\s*\Z")),
        ("installing is the reader's business: say in the README what is needed", SHELL),
        ("clocks differ between runs", re.compile(r"^\s*%%?time|\bdatetime\.now\(|\btime\.time\(", re.MULTILINE)),
    ],
    ids=["style", "semicolon", "install", "clock"],
)
def test_no_cell_has_a_habit_that_breaks_comparing(notebook: Notebook, habit: str, trace: re.Pattern[str]) -> None:
    assert [source(cell) for cell in code_cells(notebook) if trace.search(source(cell))] == [], habit


def test_metadata_holds_the_kernel_and_nothing_else(notebook: Notebook) -> None:
    assert set(notebook["metadata"]) <= {"kernelspec"}
    noisy = [cell["metadata"] for cell in notebook["cells"] if set(cell["metadata"]) - {"tags"}]
    assert noisy == []


@pytest.mark.parametrize(
    ("text", "absolute"),
    [
        ("read('/home/ann/articles')", True),
        (r"C:\Users\ann", True),
        ("/tmp/x.txt", True),
        ("data/seeds", False),
        ("https://example.org/home/", False),
        ("said/denied", False),
        ("notebooks/tmp/x", False),
    ],
)
def test_absolute_paths_are_told_from_slashes(text: str, absolute: bool) -> None:
    assert bool(ABSOLUTE.search(text)) is absolute
