"""Text as the encoder takes it: words in pieces, with their features, in windows of whole paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

# The encoder's words are not the tagger's: apostrophes within, every other mark alone, whatever the language.
WORD = re.compile(r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}]\w+)*|[^\w\s]")
PART = re.compile(r"[^\W_]+|[^\w\s]|_")
DASHES = "–\N{EM DASH}\N{HORIZONTAL BAR}"
ASCII = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": ".", **dict.fromkeys(DASHES, "-")})
WIDEST = 18  # characters: the longest piece
LONGEST = 8  # pieces of one word; 99.99 % of the words of news have fewer
OUTSIDE, INSIDE, MARK = range(3)  # of double quotation marks
SPECIAL = 18  # the feature of the marks that the encoder itself sets between paragraphs: 6 shapes x 3 states before it
FEATURES = SPECIAL + 1
LIMIT = 256  # pieces in a window, as the encoder was taught


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The words of a paragraph or a part of one: where each starts and ends in the text, its pieces and feature [W].

    ``stops`` says of each whether a sentence ends behind it.
    """

    starts: Ints
    ends: Ints
    pieces: tuple[tuple[int, ...], ...]
    features: Ints
    stops: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.pieces)

    @property
    def size(self) -> int:
        """How many pieces of a window it takes, the mark behind it included."""
        return sum(map(len, self.pieces)) + 1

    def part(self, start: int, end: int) -> Line:
        """The words ``start:end``."""
        cut = slice(start, end)
        return Line(self.starts[cut], self.ends[cut], self.pieces[cut], self.features[cut], self.stops[cut])

    def cut(self, limit: int) -> Iterator[Line]:
        """The line in parts of at most ``limit`` pieces, cut at the last end of a sentence if that is not too early."""
        ends = np.cumsum([len(pieces) for pieces in self.pieces])
        start, before = 0, 0
        while len(self) and ends[-1] - before >= limit:
            fits = int(np.searchsorted(ends, before + limit - 1, side="right"))
            half = start + (fits - start) // 2
            stops = np.flatnonzero(self.stops[half:fits])
            end = half + int(stops[-1]) + 1 if len(stops) else fits
            yield self.part(start, end)
            start, before = end, int(ends[end - 1])
        yield self.part(start, len(self)) if start else self


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What the encoder sees at once: piece numbers and their features [L], each word's first piece [W]; the lines."""

    lines: tuple[Line, ...]
    ids: Ints
    features: Ints
    firsts: Ints

    @classmethod
    def of(cls, lines: Sequence[Line], *, alone: bool = False) -> Window:
        """The window of some lines: a mark that opens it, another one if they stand ``alone``, and one behind each."""
        opening, mask, closing = special_pieces()
        ids, features, firsts = [mask if alone else opening], [SPECIAL], []
        for line in lines:
            for pieces, feature in zip(line.pieces, line.features.tolist(), strict=True):
                firsts.append(len(ids))
                ids += pieces
                features += [feature] * len(pieces)
            ids.append(closing)
            features.append(SPECIAL)
        return cls(tuple(lines), *(np.array(row, dtype=np.int64) for row in (ids, features, firsts)))


def read_line(text: str, start: int = 0, end: int | None = None) -> Line:
    """The words of ``text[start:end]``, which is one paragraph or part of one.

    >>> line = read_line("“No,” she said.")
    >>> line.starts.tolist(), line.features.tolist()
    ([0, 1, 3, 4, 6, 10, 14], [17, 4, 16, 17, 0, 0, 15])
    """
    matches = list(WORD.finditer(text, start, len(text) if end is None else end))
    shapes, pieces = zip(*((shape(m[0]), word_pieces(m[0])) for m in matches), strict=True) if matches else ((), ())
    states = []
    state, stop = OUTSIDE, False
    stops: list[bool] = []
    for match in matches:
        mark = match[0]
        if mark in "“«":
            state = INSIDE
        elif mark in "”»":
            state = OUTSIDE
        elif mark == '"':
            state = INSIDE - state
        quotes = mark in '“”«»"'
        states.append(MARK if quotes else state)
        stop = mark in ".!?" or (stop and (quotes or mark in ")'’"))
        if stop and stops and stops[-1]:
            stops[-1] = False
        stops.append(stop)
    return Line(
        np.array([m.start() for m in matches], dtype=np.int64),
        np.array([m.end() for m in matches], dtype=np.int64),
        pieces,
        np.array(shapes, dtype=np.int64) * 3 + np.array(states, dtype=np.int64),
        np.array(stops, dtype=np.bool_),
    )


def joined(lines: Sequence[Line]) -> Line:
    """One line of the words of several."""
    return Line(
        np.concatenate([line.starts for line in lines]),
        np.concatenate([line.ends for line in lines]),
        tuple(pieces for line in lines for pieces in line.pieces),
        np.concatenate([line.features for line in lines]),
        np.concatenate([line.stops for line in lines]),
    )


def windows(lines: Iterable[Line], limit: int = LIMIT, *, alone: bool = False) -> Iterator[Window]:
    """Lines packed in their order into windows of at most ``limit`` pieces; longer ones are cut.

    ``alone`` tells the encoder that the lines are no paragraphs of one article but contents.
    A window does not end before a line that opens with a quotation mark if it can end earlier and stay half full: such
    a line goes on with what was said in the line before.

    >>> [len(window.lines) for window in windows([read_line("It rained.")] * 3, limit=10)]
    [2, 1]
    """
    packed: list[Line] = []
    for part in (part for line in lines for part in line.cut(limit - 1)):
        while packed and 1 + sum(line.size for line in packed) + part.size > limit:
            at = _break(packed, part, limit)
            yield Window.of(packed[:at], alone=alone)
            packed = packed[at:]
        packed.append(part)
    if packed:
        yield Window.of(packed, alone=alone)


def _break(packed: Sequence[Line], following: Line, limit: int) -> int:
    """How many of the lines make a window."""
    rows = [*packed, following]
    for at in range(len(packed), 0, -1):
        if 2 * sum(line.size for line in rows[:at]) < limit:
            break
        if rows[at].features[0] % 3 != MARK:
            return at
    return len(packed)


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """What the lower-cased pieces no longer tell: 0 small letters, 1 Capital, 2 CAPITALS, 3 miXed, 4 figures, 5 a mark.

    >>> [shape(word) for word in ["call", "Kyiv", "NATO", "McCain", "2024", ","]]
    [0, 1, 2, 3, 4, 5]
    """
    if not word[0].isalnum():
        return 5
    if any(c.isdigit() for c in word):
        return 4
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() and (word[1:].islower() or len(word) == 1) else 3


@lru_cache(maxsize=1 << 16)
def word_pieces(word: str) -> tuple[int, ...]:
    """The numbers of a word's pieces in ``resources/pieces.txt``: WordPiece, lower case, accents stripped.

    The longest known piece first (Wu et al. 2016), as BERT's uncased vocabulary was made (Devlin et al. 2019).
    """
    vocabulary = _vocabulary()
    bare = unicodedata.normalize("NFD", word.translate(ASCII).lower())
    found: list[int] = []
    for part in PART.findall("".join(c for c in bare if unicodedata.category(c) != "Mn")):
        at = 0
        pieces: list[int] = []
        while at < len(part) and len(pieces) < LONGEST:
            ends = range(min(len(part), at + WIDEST), at, -1)
            end = next((e for e in ends if ("##" if at else "") + part[at:e] in vocabulary), at)
            if end == at:
                pieces = [vocabulary["[UNK]"]]
                break
            pieces.append(vocabulary[("##" if at else "") + part[at:end]])
            at = end
        found += pieces
    return tuple(found[:LONGEST]) or (vocabulary["[UNK]"],)


def special_pieces() -> tuple[int, int, int]:
    """The numbers of the marks that open a window, open one of contents, and close a line."""
    return _vocabulary()["[CLS]"], _vocabulary()["[MASK]"], _vocabulary()["[SEP]"]


@cache
def _vocabulary() -> dict[str, int]:
    lines = files("newsclaims").joinpath("resources", "pieces.txt").read_text("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines)}
