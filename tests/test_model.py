"""The shipped encoder is the one on its card, and gives a window the same scores whatever is read beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from newsclaims import embedder, marker
from newsclaims.model import DISTANCES, RESOURCES, ModelError, Scores, distances, fingerprint, load, shipped
from newsclaims.wordpieces import Window, read_line, windows

FILES = ("reader.onnx", "pieces.npz", "reader.json")
LOADERS = [
    (loads, name)
    for loads, part in ((load, "reader"), (embedder.load, "embedder"), (marker.load, "marker"))
    for name in (f"{part}.onnx", "pieces.npz", f"{part}.json")
]
TEXT = "The mayor said that the bridge is safe. Nobody believed it."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for _, name in LOADERS:
        shutil.copy(RESOURCES / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize(("loads", "name"), LOADERS)
def test_a_missing_file_is_named(folder: Path, loads: Callable[[Path], object], name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=rf"{name} is missing.*install newsclaims again"):
        loads(folder)


@pytest.mark.parametrize(("loads", "name"), [row for row in LOADERS if not row[1].endswith(".json")])
def test_a_file_that_is_not_the_card_s_is_refused(folder: Path, loads: Callable[[Path], object], name: str) -> None:
    with (folder / name).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match=f"{name} is not the file that its card names"):
        loads(folder)


@pytest.mark.parametrize("words", ["{", "{}", '{"sha256": {}}'])
def test_a_card_that_says_nothing_is_refused(folder: Path, words: str) -> None:
    (folder / "reader.json").write_text(words)
    with pytest.raises(ModelError, match=r"reader\.json is no card"):
        load(folder)


@pytest.mark.parametrize("name", ["reader.json", "pieces.txt"])
def test_another_card_or_vocabulary_is_another_model(tmp_path: Path, name: str) -> None:
    for each in ("reader.json", "pieces.txt"):
        shutil.copy(RESOURCES / each, tmp_path)
    assert fingerprint(tmp_path) == fingerprint()
    with (tmp_path / name).open("ab") as file:
        file.write(b"\n")
    assert fingerprint(tmp_path) != fingerprint()


def test_what_ships_is_small() -> None:
    assert sum((RESOURCES / name).stat().st_size for name in FILES) < 30_000_000


def same(a: Scores, b: Scores) -> bool:
    return all(np.array_equal(x, y) for x, y in ((a.tags, b.tags), (a.contents, b.contents), (a.sources, b.sources)))


def test_scores_do_not_depend_on_threads_or_neighbours() -> None:
    rows = list(windows([read_line(TEXT * n) for n in (1, 3, 2, 5)], limit=40))
    alone = [shipped().scores(row) for row in rows]
    for threads in (1, 2):
        assert all(map(same, alone, shipped().read(rows, threads=threads)))


def test_scores_have_the_shapes_that_they_promise() -> None:
    scores = shipped().scores(Window.of([read_line(TEXT)]))
    words = len(read_line(TEXT))
    assert scores.tags.shape == (words, 10)
    assert scores.contents.shape == (words, 1 + words)
    assert scores.sources.shape == (words, words)


def test_distances_are_signed_and_end() -> None:
    steps = distances(300)
    assert (steps[5, 5], steps[6, 5], steps[5, 6], steps[299, 0], steps[0, 299]) == (0, 1, 21, 20, 40)
    assert steps.max() < DISTANCES
