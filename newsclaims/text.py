"""Spans of one unchanging text, and its paragraphs, sentences and tagged tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

PARAGRAPH = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The stretch ``start:end`` (code points, half-open) of a text, with its words.

    Raises ValueError if the words do not have the length that the offsets give.

    >>> Span.cut("The minister said no.", 4, 12)
    Span(start=4, end=12, text='minister')
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit {len(self.text)} characters: {self.text!r}")

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """The span ``start:end`` of ``text``; raises ValueError if it lies outside."""
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span {start}:{end} lies outside a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def stands_in(self, text: str) -> bool:
        """Whether ``text`` reads so at these offsets."""
        return text[self.start : self.end] == self.text

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly within."""
        return self.start <= other.start and other.end <= self.end


def paragraphs(text: str) -> list[Span]:
    """The lines that hold something, without the white space around them.

    >>> [p.text for p in paragraphs("One.\\n\\n  Two. ")]
    ['One.', 'Two.']
    """
    return [Span.cut(text, m.start(), m.start() + len(m[0].rstrip())) for m in PARAGRAPH.finditer(text)]
