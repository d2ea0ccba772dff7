"""Text in a picture: broken into lines that fit whatever is written in them, so that no label runs into another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsclaims.text import visible

FONT = 13  # units of a picture, which are pixels at its natural size
LINE = 17  # from the base of a line to that of the next one
GAP = 12  # between two labels of a column


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text at ``x``, the first one's base at ``y``; ``text`` is the whole, uncut."""

    text: str
    lines: tuple[str, ...]
    x: float
    y: float

    @property
    def height(self) -> int:
        """What the lines take from top to bottom."""
        return LINE * len(self.lines)

    @property
    def middle(self) -> float:
        """Half-way between the top of the first line and the bottom of the last one."""
        return self.y - FONT + self.height / 2


def put(text: str, x: float, top: float, width: float, *, most: int, below: Sequence[str] = ()) -> Label:
    """A text in at most ``most`` lines, and lines that stand below it.

    >>> put("The old bridge", 0, 0, 100, most=2).lines
    ('The old', 'bridge')
    """
    text = " ".join(visible(text).split())
    return Label(text, (*wrap(text, width / FONT, most), *below), x, top + FONT)


def column(texts: Sequence[tuple[str, ...]], x: float, width: float) -> list[Label]:
    """Labels below each other, each a text of at most two lines and what stands below it.

    >>> [(label.lines, label.y) for label in column([("The police", "2 claims"), ("Lee",)], 0, 100)]
    [(('The police', '2 claims'), 13.0), (('Lee',), 59.0)]
    """
    labels, y = list[Label](), 0.0
    for text, *below in texts:
        labels.append(put(text, x, y, width, most=2, below=below))
        y += labels[-1].height + GAP
    return labels


def spread(labels: Sequence[Label], height: float) -> list[Label]:
    """The labels of a column with as much room between them as the height has.

    >>> [label.y for label in spread(column([("Lee",), ("Hale",)], 0, 100), 66)]
    [18.0, 57.0]
    """
    left = height - sum(label.height for label in labels) - GAP * (len(labels) - 1)
    return [replace(it, y=it.y + left * (n + 0.5) / len(labels)) for n, it in enumerate(labels)]


def wrap(text: str, width: float, most: int) -> tuple[str, ...]:
    """At most ``most`` lines of at most ``width`` ems each; "…" stands for what is cut off.

    >>> wrap("Police closed the old bridge", 10, 2)
    ('Police closed', 'the old bridge')
    >>> wrap("Police closed the old bridge", 10, 1)
    ('Police closed …',)
    """
    longest = int(4 * width * most)  # characters that may fit: no line holds more, whatever stands in a text
    lines = [""]
    for word in [piece for part in text[:longest].split() for piece in _pieces(part, width)]:
        if lines[-1] and ems(f"{lines[-1]} {word}") > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".lstrip()
    if len(lines) <= most and len(text) <= longest:
        return tuple(lines)
    lines = lines[:most]
    while lines[-1] and ems(f"{lines[-1]} …") > width:
        lines[-1] = lines[-1].rpartition(" ")[0] or lines[-1][:-1]
    return (*lines[:-1], f"{lines[-1]} …".lstrip())


def _pieces(word: str, width: float) -> Iterator[str]:
    """A word, in pieces if it is wider than a line."""
    start, wide = 0, 0.0
    for place, char in enumerate(word):
        wide += _em(char)
        if wide > width and place > start:
            yield word[start:place]
            start, wide = place, _em(char)
    yield word[start:]


def ems(text: str) -> float:
    """How wide a text may be, at most, in a sans-serif font: measured on DejaVu Sans, the widest of the usual ones.

    >>> ems("ill") < ems("WWW")
    True
    """
    return sum(map(_em, text))


def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.4 if unicodedata.category(char) == "So" else 1.0  # emoji are wider than ideographs
    if char in "ijl.,:;'|! ftrI()[]-/":
        return 0.42
    if char.isascii() and char.isdigit():
        return 0.64
    return 1.0 if char in "MWm@%w\N{EM DASH}…" or ord(char) > 0x24F else 0.7 if not char.isupper() else 0.8
