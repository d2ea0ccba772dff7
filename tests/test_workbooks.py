"""A workbook has every exercise of its notebook, no solution, and cells that run in order."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "docs" / "make_workbooks.py"
spec = spec_from_file_location("make_workbooks", SCRIPT)
assert spec and spec.loader
make_workbooks = module_from_spec(spec)
spec.loader.exec_module(make_workbooks)

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def text(cells: list[NotebookNode]) -> str:
    return "\n".join(cell.source for cell in cells)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def pair(request: pytest.FixtureRequest) -> tuple[NotebookNode, NotebookNode]:
    """A notebook and its workbook."""
    notebook = nbformat.read(request.param, as_version=4)
    return notebook, make_workbooks.workbook(notebook)


def test_every_exercise_stands_there_with_an_empty_cell_below(pair: tuple[NotebookNode, NotebookNode]) -> None:
    notebook, book = pair
    exercises = text(notebook.cells).split("## Exercises")[1].split("## Solutions")[0]
    asked = [line.split(". ", 1)[1] for line in exercises.splitlines() if re.match(r"\d+\. ", line)]
    assert asked
    for number, line in enumerate(asked, 1):
        [place] = [n for n, cell in enumerate(book.cells) if cell.source.startswith(f"**{number}.** {line}")]
        assert (book.cells[place + 1].cell_type, book.cells[place + 1].source) == ("code", "")


def test_no_solution_is_left(pair: tuple[NotebookNode, NotebookNode]) -> None:
    notebook, book = pair
    solutions = text(notebook.cells).split("## Solutions")[1].split("## What comes next")[0]
    lines = {line.strip() for line in solutions.splitlines() if len(line.strip()) > 30}
    before = {line.strip() for line in text(notebook.cells).split("## Solutions")[0].splitlines()}
    assert lines - before
    assert [line for line in text(book.cells).splitlines() if line.strip() in lines - before] == []
    assert not re.search(r"^## Solutions", text(book.cells), re.MULTILINE)


def test_all_else_is_there_in_its_order(pair: tuple[NotebookNode, NotebookNode]) -> None:
    notebook, book = pair
    headings = re.findall(r"^##? .*$", text([c for c in notebook.cells if c.cell_type == "markdown"]), re.MULTILINE)
    kept = re.findall(r"^##? .*$", text([c for c in book.cells if c.cell_type == "markdown"]), re.MULTILINE)
    assert kept == [heading for heading in headings if heading != "## Solutions"]
    code = [cell.source for cell in book.cells if cell.cell_type == "code" and cell.source]
    assert code == [cell.source for cell in notebook.cells if cell.cell_type == "code"][: len(code)]
    assert [cell.source for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])] == [
        cell.source for cell in book.cells if "parameters" in cell.metadata.get("tags", [])
    ]


def test_nothing_was_run_yet(pair: tuple[NotebookNode, NotebookNode]) -> None:
    code = [cell for cell in pair[1].cells if cell.cell_type == "code"]
    assert all(cell.execution_count is None and cell.outputs == [] for cell in code)


def test_the_script_writes_one_for_each_notebook_and_its_cells_run_in_order(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SCRIPT, tmp_path / "workbooks"], check=True)
    made = sorted((tmp_path / "workbooks").iterdir())
    assert [path.name for path in made] == [path.name for path in NOTEBOOKS]
    book = nbformat.read(made[0], as_version=4)
    where = {"metadata": {"path": ROOT / "notebooks"}}  # as deep in the checkout as the workbooks are
    NotebookClient(book, timeout=300, kernel_name="python3", resources=where).execute()
    ran = [cell.execution_count for cell in book.cells if cell.cell_type == "code" and cell.source]
    assert ran == list(range(1, len(ran) + 1))


def test_git_ignores_the_workbooks() -> None:
    assert "/workbooks/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def small(*cells: str) -> NotebookNode:
    """A notebook: text where a cell begins with "#", code otherwise."""
    made = [new_markdown_cell(c) if c.startswith(("#", "*")) else new_code_cell(c) for c in cells]
    return new_notebook(cells=made)


def test_headings_count_wherever_in_a_cell_they_stand() -> None:
    asked = "## Summary\nThree.\n\n## Exercises\n\n1. Why\n   so?\n2. How?\n\nTry first.\n\n## Solutions\n\n**1.** So."
    book = make_workbooks.workbook(
        small("# Title", "a = 1", asked, "b = 2", "**2.** Thus.\n\n## What comes next\nMore.")
    )
    assert [cell.source for cell in book.cells] == [
        "# Title", "a = 1", "## Summary\nThree.", "## Exercises", "**1.** Why\n   so?", "", "**2.** How?", "",
        "## What comes next\nMore.",
    ]  # fmt: skip
    assert len({cell.id for cell in book.cells}) == len(book.cells)


@pytest.mark.parametrize(
    "cells",
    [
        ("# Title", "a = 1"),
        ("## Exercises\n1. Why?\n2. How?", "## Solutions\n**1.** So."),
        ("## Exercises\n- Why?", "## Solutions\n**1.** So."),
    ],
    ids=["no exercises", "a solution is missing", "an exercise without a number"],
)
def test_a_notebook_whose_exercises_and_solutions_disagree_is_refused(cells: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="do not agree"):
        make_workbooks.workbook(small(*cells))
