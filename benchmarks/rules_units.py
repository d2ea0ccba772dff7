"""Sentences as the rules read them: a whole quotation is one token, and never cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclaims.cues import retagged
from newsclaims.phrases import verb_groups
from newsclaims.quotations import Quotation
from newsclaims.text import Span, Token, sentences, tokens

Range = tuple[int, int]


class Unit:
    """One sentence, or several that a quotation holds together, with each whole quotation as one token (tag QUOTE)."""

    def __init__(self, text: str, start: int, end: int, quotes: Sequence[Quotation]):
        self.quotes = [q for q in quotes if start <= q.start < end and stands_alone(text, start, q)]
        row: list[Token] = []
        at = start
        for quote in self.quotes:
            row += [*tokens(text, at, quote.start), Token(quote.start, quote.end, "QUOTE", "QUOTE")]
            at = quote.end
        row += tokens(text, at, end)
        self.tokens = retagged(row)
        self.groups = verb_groups(self.tokens)

    def chars(self, start: int, end: int) -> Range:
        """The offsets of a token range."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def quoted(self, start: int, end: int) -> list[Range]:
        """The offsets of the whole quotations in a token range."""
        return [(t.start, t.end) for t in self.tokens[start:end] if t.tag == "QUOTE"]

    @property
    def bare(self) -> bool:
        """Whether there is nothing but quotation."""
        return bool(self.quotes) and not any(c.isalnum() for t in self.tokens if t.tag != "QUOTE" for c in t.text)


def units(text: str, passage: Span, quotes: Sequence[Quotation]) -> Iterator[Unit]:
    """The sentences of a paragraph, joined where one ends inside a quotation.

    >>> from newsclaims.quotations import quotations
    >>> text = "“It rained. It froze,” she said. Nobody came."
    >>> [len(unit.tokens) for unit in units(text, Span.cut(text, 0, len(text)), quotations(text))]
    [4, 3]
    """
    start: int | None = None
    for sentence in sentences(text, passage.start, passage.end):
        start = sentence.start if start is None else start
        if not any(q.start < sentence.end < q.end for q in quotes):
            yield Unit(text, start, sentence.end, quotes)
            start = None
    if start is not None:
        yield Unit(text, start, passage.end, quotes)


def stands_alone(text: str, start: int, quote: Quotation) -> bool:
    """Whether a quotation is an utterance of its own rather than words taken into the sentence begun at ``start``.

    It is where it opens the sentence, follows a comma, colon or dash, or begins with a capital.
    """
    before = text[start : quote.start].rstrip()
    inside = text[quote.start + 1 : quote.end].strip()
    if not before or before[-1] in ",:—–":
        return len(inside.split()) > 2 or inside[-2:-1] in ("?", "!", ".", ",")
    return len(inside.split()) > 3 and inside[:1].isupper()
