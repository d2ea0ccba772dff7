"""Which stretches of an article are claims, by the shipped marker."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from newsclaims.articles import Article
from newsclaims.model import RESOURCES, Floats, inputs_of, open_pieces, open_session, verified
from newsclaims.wordpieces import Window, joined, read_line, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Range = tuple[int, int]

LONGEST = 90  # words of a claim; of the claims that it was taught on, none is longer
ALIKE = 0.8  # F1 of words: of stretches so much alike one is marked


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is a claim, with the probability that a reader marks it as one."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True, eq=False)
class Marker:
    """A network with its table of word pieces [30522, 384], a row in 8 bits and its scale."""

    session: InferenceSession
    table: npt.NDArray[np.int8]
    scales: Floats

    def scores(self, window: Window) -> Floats:
        """The log odds [W, W] that the stretch from each word of a window to each other one is a claim."""
        found: Floats = self.session.run(None, inputs_of(window, self.table, self.scales))[0]
        return found


@cache
def shipped() -> Marker:
    """The marker that comes with the package, loaded once. Raises ModelError if its files are missing or others."""
    return load(RESOURCES)


def load(folder: Path) -> Marker:
    """The marker of a folder: ``marker.onnx``, ``pieces.npz`` and the card ``marker.json``, which has their SHA-256.
    Raises ModelError if one is missing, or is not the file that the card names."""
    _, files = verified(folder, "marker.json", ("marker.onnx", "pieces.npz"))
    return Marker(open_session(files["marker.onnx"]), *open_pieces(files["pieces.npz"]))


class Marks:
    """The claims that the marker finds in an article's title and body; each lies in one paragraph.

    >>> from newsclaims.articles import make_article
    >>> text = "Ann Lee, the mayor, said that the bridge was closed on Monday."
    >>> [text[mark.start : mark.end] for mark in Marks(make_article("a", text)).found(0, len(text), 0.5)]
    ['the bridge was closed on Monday', 'Ann Lee, the mayor']
    """

    def __init__(self, article: Article, marker: Marker | None = None) -> None:
        lines = (read_line(article.text, passage.start, passage.end) for passage in article.passages())
        self._marker = marker or shipped()
        self._windows = list(windows(line for line in lines if len(line)))
        self._starts = [int(window.lines[0].starts[0]) for window in self._windows]
        self._marked: dict[int, _Marked] = {}  # what was asked for last: a long article's would fill the memory

    def found(self, start: int, end: int, least: float) -> list[Mark]:
        """The claims within ``text[start:end]`` of at least that probability, the likeliest first; of stretches that
        are nearly the same one."""
        asked = range(max(0, bisect(self._starts, start) - 1), bisect_left(self._starts, end))
        self._marked = {n: self._marked.get(n) or self._mark(n) for n in asked}
        found = (mark for n in asked for mark in self._marked[n].found(start, end, least))
        return sorted(found, key=lambda mark: -mark.probability)

    def _mark(self, n: int) -> _Marked:
        return _Marked(self._windows[n], self._marker.scores(self._windows[n]))


class _Marked:
    """The probabilities of one window's stretches, by their first and their last word."""

    def __init__(self, window: Window, scores: Floats) -> None:
        words = joined(window.lines)
        self.starts, self.ends = words.starts, words.ends
        lines = np.repeat(np.arange(len(window.lines)), [len(line) for line in window.lines])
        place = np.arange(len(words))
        apart = place - place[:, None]
        possible = (lines[:, None] == lines) & (apart >= 0) & (apart < LONGEST)
        self.claims = np.where(possible, 1 / (1 + np.exp(-scores)), 0.0)

    def found(self, start: int, end: int, least: float) -> Iterator[Mark]:
        """The likely stretches of words within ``text[start:end]``, without those like a likelier one."""
        first, last = int(np.searchsorted(self.starts, start)), int(np.searchsorted(self.ends, end, "right"))
        inside = self.claims[first:last, first:last]
        likely = sorted((-float(inside[i, j]), int(i), int(j) + 1) for i, j in np.argwhere(inside >= least))
        taken: list[Range] = []
        for negative, i, j in likely:
            if all(alike((i, j), other) < ALIKE for other in taken):
                taken.append((i, j))
                yield Mark(int(self.starts[first + i]), int(self.ends[first + j - 1]), -negative)


def alike(a: Range, b: Range) -> float:
    """F1 of the numbers that two ranges have in common.

    >>> alike((0, 4), (2, 4))
    0.6666666666666666
    """
    return 2 * max(0, min(a[1], b[1]) - max(a[0], b[0])) / (a[1] - a[0] + b[1] - b[0])
