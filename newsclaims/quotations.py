"""Stretches between quotation marks, whatever their style, and those that were never closed."""

from __future__ import annotations

import re
from dataclasses import dataclass

DOUBLE_OPENING = '"“«'
DOUBLE_CLOSING = '"”»'
SINGLE_CLOSING = re.compile(r"['’](?!\w)")
SINGLE_REACH = 300  # characters within which a single mark must close; an apostrophe never does


@dataclass(frozen=True, slots=True)
class Quotation:
    """Offsets of a quotation, its marks included; one that is not closed ends with its paragraph."""

    start: int
    end: int
    closed: bool = True


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """The outermost quotations of one paragraph, in order; double marks of any style close each other.

    Wrong where a plural's apostrophe follows an opening single mark ("'the miners' strike").

    >>> [(q.start, q.end) for q in quotations('“We won," she said. ‘Never’ was her word.')]
    [(0, 9), (20, 27)]
    """
    end = len(text) if end is None else end
    found: list[Quotation] = []
    opened: int | None = None
    single = False
    for match in re.compile("[\"'“”‘’«»]").finditer(text, start, end):
        i, mark = match.start(), match[0]
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if opened is None:
            if mark in DOUBLE_OPENING and not (mark == '"' and before.isalnum()):
                opened, single = i, False
            elif mark in "'‘" and not before.isalnum() and after.isalnum() and _closes(text, i + 1, end):
                opened, single = i, True
        elif mark in ("'’" if single else DOUBLE_CLOSING) and not (single and after.isalnum()):
            found.append(Quotation(opened, i + 1))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, end, closed=False))
    return found


def _closes(text: str, start: int, end: int) -> bool:
    """Whether a single mark that opened before ``start`` is closed: not by what may be a plural's apostrophe."""
    for match in SINGLE_CLOSING.finditer(text, start, min(end, start + SINGLE_REACH)):
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        if before in ",.!?" or (before.isalnum() and before != "s") or match.end() == end or after in ",.;:!?":
            return True
    return False
