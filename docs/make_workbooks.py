"""Make a workbook to fill in from each notebook: an empty cell for each exercise, no solutions and no outputs.

    python docs/make_workbooks.py [FOLDER]

They are written to ``workbooks/``, which Git ignores, so that each exercise is kept once. From there, as from
``notebooks/``, links and paths such as ``../data/seeds`` lead to the same places: if the cells are to run, another
FOLDER has to lie beside it.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

ROOT = Path(__file__).parents[1]
SECTION = re.compile(r"^(?=## )", re.MULTILINE)
EXERCISE = re.compile(r"^\d+\. .*(?:\n(?!\n|\d+\. ).*)*", re.MULTILINE)  # a numbered line, and those that go on with it
SOLUTION = re.compile(r"^\*\*(\d+)\.\*\*", re.MULTILINE)


def workbook(notebook: NotebookNode) -> NotebookNode:
    """The notebook without outputs and solutions, each exercise in a cell of its own with an empty one below it.

    Headings of the second level, wherever in a cell, tell what is what. Exercises are the numbered items under
    "## Exercises"; what follows them there, and all under "## Solutions", is left out. Raises ValueError if there are
    no exercises, or solutions (paragraphs that open with "**1.**") to others.
    """
    numbers, solved = [], []
    cells = []
    for heading, cell in _sections(notebook):
        if heading == "## Solutions":
            solved += SOLUTION.findall(cell.source)
        elif heading == "## Exercises" and cell.cell_type == "markdown":
            items = EXERCISE.findall(cell.source)
            numbers += [item.split(".")[0] for item in items]
            cells.append(new_markdown_cell(EXERCISE.split(cell.source)[0].strip(), id=cell.id))
            for item in items:
                number, text = item.split(". ", 1)
                cells.append(new_markdown_cell(f"**{number}.** {text}", id=f"exercise-{number}"))
                cells.append(new_code_cell(id=f"answer-{number}"))
        elif cell.cell_type == "code":
            cells.append(new_code_cell(cell.source, id=cell.id, metadata=cell.metadata))
        else:
            cells.append(cell)
    if not numbers or solved != numbers:
        raise ValueError(
            f"exercises {numbers} and solutions {solved} do not agree: number the items under ## Exercises"
        )
    made = nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata)
    nbformat.validate(made)
    return made


def _sections(notebook: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    """Each cell with the heading it stands under; text that has several is taken apart at them."""
    heading = ""
    for cell in notebook.cells:
        parts = SECTION.split(cell.source) if cell.cell_type == "markdown" else [cell.source]
        for number, part in enumerate(filter(str.strip, parts)):
            if cell.cell_type == "markdown" and part.startswith("## "):
                heading = part.split("\n")[0].strip()
            id = f"{cell.id}-{number}" if number else cell.id
            yield heading, NotebookNode({**cell, "id": id, "source": part.strip()})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "workbooks")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        nbformat.write(workbook(nbformat.read(path, as_version=4)), folder / path.name)
