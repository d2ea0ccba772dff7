"""The notebook for one's own articles runs on any folder, and what it shows is of that folder."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "07_your_own_articles.ipynb"
WIRE = "Three workers were hurt when the old crane fell on the quay in Port Alden early on Monday, the port said."
ARTICLES = {
    "echo": ("Harbour Echo", f"""Crane falls in Port Alden, three hurt
{WIRE}
Harbour master Nora Quill said that the crane had been inspected in May.
"The crane was safe," Quill said."""),
    "courier": ("Alden Courier", f"""Union blames port for fall of crane
{WIRE}
The dockers' union denied that the crane had been inspected in May.
The ship Marigold was unloading grain, according to its captain."""),
    "herald": ("Coast Herald", """Inquiry into crane opened
Harbour master Nora Quill said on Tuesday that the crane was inspected in May.
The transport ministry has opened an inquiry, minister Theo Brandt told reporters."""),
}  # fmt: skip


def run(folder: Path, *names: str) -> list[str]:
    """What each code cell shows when it is run on some of the articles, as papermill would run it."""
    (folder / "news").mkdir()
    rows = [["id", "outlet", "published"]]
    for name in names:
        outlet, text = ARTICLES[name]
        rows.append([name, outlet, "2031-05-06"])
        (folder / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    with (folder / "news" / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    [defaults] = [n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    notebook.cells.insert(defaults + 1, nbformat.v4.new_code_cell("folder = 'news'\nout = 'kept'"))
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    outputs = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(output.output_type == "error" or output.get("name") == "stderr" for of in outputs for output in of)
    return ["\n".join(map(_text, of)) for of in outputs]


def _text(output: Any) -> str:
    data = output.get("data", {})
    return re.sub(r"<[^>]+>|\s+", " ", data.get("text/html", data.get("text/plain", output.get("text", ""))))


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("three")
    return folder / "kept", "\n".join(run(folder, *ARTICLES))


def test_it_names_the_outlets_and_writes_their_matrix_where_it_was_told_to(three: tuple[Path, str]) -> None:
    kept, _ = three
    with (kept / "tables" / "matrix.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file))[-3:] == ["Alden Courier", "Harbour Echo", "Coast Herald"]
    assert "Nora Quill" in (kept / "report.html").read_text(encoding="utf-8")


def test_it_tells_who_denies_what_another_says(three: tuple[Path, str]) -> None:
    disputed = re.findall(r"That “[^”]*inspected[^”]*” is asserted by [^.]* and denied by [^.]*\.", three[1])
    assert disputed
    said, denied = disputed[0].split(" and denied by ")
    assert "Nora Quill" in said
    assert "union" in denied


def test_it_tells_which_two_share_their_text(three: tuple[Path, str]) -> None:
    assert re.search(r"Harbour Echo\s+Alden Courier\s+\d+%\s+Three workers were hurt", three[1])


def test_it_tells_who_is_heard_in_one_article_alone(three: tuple[Path, str]) -> None:
    assert re.search(r"Theo Brandt\s+Coast Herald\s+\d", three[1])
    assert not re.search(r"Nora Quill\s+(?:Coast Herald|Harbour Echo)\s+\d", three[1])


def test_one_article_alone_gives_no_findings_and_no_error(tmp_path: Path) -> None:
    shown = "\n".join(run(tmp_path, "echo"))
    assert "0 findings" in shown
    assert (tmp_path / "kept" / "report.html").is_file()


def test_its_prose_names_nobody_and_nothing_of_the_seeds() -> None:
    gold = json.loads((ROOT / "data" / "seeds" / "gold" / "claims.json").read_text(encoding="utf-8"))
    names = {entity["name"] for entity in gold["entities"]} | {a["outlet"] for a in gold["articles"].values()} - {None}
    words = {word for name in names for word in re.findall(r"[A-Z]\w+", name)} - {"The"}
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    said = " ".join(cell.source for cell in notebook.cells)
    assert sorted(word for word in words if re.search(rf"\b{word}\b", said)) == []
