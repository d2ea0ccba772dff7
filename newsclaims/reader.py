"""Attributions read by the trained encoder: paragraphs first, then contents alone, for what is said within them."""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from newsclaims.articles import Article
from newsclaims.attributions import Attribution, kind_of
from newsclaims.decoding import Relation, Stretch, decode
from newsclaims.model import Encoder, shipped
from newsclaims.quotations import Quotation, quotations
from newsclaims.text import Span
from newsclaims.wordpieces import Line, joined, read_line, windows

Range = tuple[int, int]

# Least confidence of an attribution within a content, where PolNeAR marks none: swept over 0 to .8 on data/seeds and
# three events of BASIL, relation F1 68 to 75 and 59 to 70.
LEAST = 0.8
DEEPEST = 4  # attributions one inside another that are looked for; the gold of four events has at most three
QUOTES = '"“”«»'
EDGE = re.compile(r"[\s,.;:—–-]+")


def extract_attributions(article: Article, *, encoder: Encoder | None = None, threads: int = 1) -> list[Attribution]:
    """The attributions of an article's title and body, in text order, nested ones with their parent.

    They are read by the encoder that comes with the package (see ``training/README.md``) unless another is given, in
    so many ``threads``; the result does not depend on them.

    >>> from newsclaims.articles import make_article
    >>> text = "Ms. Lee said that the bridge was safe, according to a report by the city."
    >>> for found in extract_attributions(make_article("a", text)):
    ...     print(found.source[0].text, "|", found.cue[0].text, "|", found.content[0].text)
    Ms. Lee | said | that the bridge was safe
    a report by the city | according to | Ms. Lee said that the bridge was safe
    """
    reading = _Reading(article, encoder or shipped(), threads)
    lines = [read_line(article.text, passage.start, passage.end) for passage in article.passages()]
    found = layer = reading.read(lines, [None] * len(lines))
    for _ in range(DEEPEST - 1):
        layer = reading.read([reading.content_line(outer) for outer in layer], layer)
        layer = [inner for inner in layer if (inner.confidence or 0) >= LEAST]
        found = found + layer
    return sorted(found, key=lambda a: (a.cue[0], a.content))


class _Reading:
    """An article on its way to attributions."""

    def __init__(self, article: Article, encoder: Encoder, threads: int) -> None:
        self.article, self.encoder, self.threads = article, encoder, threads
        self.passages = article.passages()
        self.starts = [passage.start for passage in self.passages]
        self.quotes: dict[int, list[Quotation]] = {}

    def read(self, lines: Sequence[Line], parents: Sequence[Attribution | None]) -> list[Attribution]:
        """The attributions in some lines, each of which is a paragraph or the content of its parent.

        No two lines have a word in common.
        """
        rows = [(line, parent) for line, parent in zip(lines, parents, strict=True) if len(line)]
        inside = {start: parent for line, parent in rows for start in line.starts.tolist()}
        packed = list(windows(line for line, _ in rows))
        found: list[Attribution] = []
        for window, scores in zip(packed, self.encoder.read(packed, threads=self.threads), strict=True):
            # What stands in one paragraph may be said in another; what stands in one content is said there.
            scopes = [window.lines] if parents[0] is None else [(line,) for line in window.lines]
            end = 0
            for lines in scopes:
                words = joined(lines)
                start, end = end, end + len(words)
                numbers = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
                for relation in decode(scores.part(start, end), numbers):
                    found += self._attribution(relation, words, inside[int(words.starts[relation.cue[0]])])
        return found

    def _attribution(self, relation: Relation, words: Line, parent: Attribution | None) -> Iterator[Attribution]:
        """The attribution of a relation; none if nothing is left of its cue or content within its parent."""
        source, cue, content = (
            tuple(Span.cut(self.article.text, *place) for place in self._places(stretches, words, parent))
            for stretches in (relation.source, (relation.cue,), relation.content)
        )
        if cue and content and content != (parent.content if parent else None):
            kind = kind_of(content, cue)
            last = content[-1]  # one that goes on behind a mark of its own is left open by newspapers
            unclosed = any(not q.closed and last.start <= q.start < last.end for q in self._quotes(last.start))
            yield Attribution(self.article.id, source, cue, content, kind, parent, unclosed, self._confidence(relation))

    def _confidence(self, relation: Relation) -> float:
        first, *weights = self.encoder.card["confidence"]
        return 1 / (1 + math.exp(-first - sum(w * e for w, e in zip(weights, relation.evidence, strict=True))))

    def _places(self, stretches: Iterable[Stretch], words: Line, parent: Attribution | None) -> list[Range]:
        """Stretches of words as stretches of the text, cut where other words or a new paragraph stand between."""
        text = self.article.text
        found: list[Range] = []
        for start, end in stretches:
            first = start
            for i in range(start + 1, end + 1):
                if i == end or re.search(r"\w|\n", text[words.ends[i - 1] : words.starts[i]]):
                    found += self._tidy(int(words.starts[first]), int(words.ends[i - 1]), parent)
                    first = i
        return found

    def _tidy(self, start: int, end: int, parent: Attribution | None) -> Iterator[Range]:
        """A stretch without marks at its edges, but with the quotation marks around what it holds the whole of."""
        text = self.article.text
        if opening := EDGE.match(text, start, end):
            start = opening.end()
        while start < end and EDGE.fullmatch(text[end - 1]):
            end -= 1
        for quote in self._quotes(start):
            inner = re.compile(r"\w.*\w|\w", re.DOTALL).search(text, quote.start, quote.end)
            if inner and start <= inner.start() and inner.end() <= end:
                start, end = min(start, quote.start), max(end, quote.end)
        around = next((s for s in parent.content if s.start < end and start < s.end), None) if parent else None
        if around:
            start, end = max(start, around.start), min(end, around.end)
        if re.search(r"\w", text[start:end]):
            yield start, end

    def _quotes(self, at: int) -> list[Quotation]:
        """The quotations of the passage that an offset lies in."""
        n = bisect(self.starts, at) - 1
        if n not in self.quotes:
            passage = self.passages[n]
            self.quotes[n] = quotations(self.article.text, passage.start, passage.end)
        return self.quotes[n]

    def content_line(self, attribution: Attribution) -> Line:
        """The words of a content as a line of their own, without the quotation marks around its pieces."""
        pieces = []
        for piece in attribution.content:
            start, end = piece.start, piece.end
            quoted = piece.text[0] in QUOTES
            pieces.append(read_line(self.article.text, start + quoted, end - (quoted and piece.text[-1] in QUOTES)))
        return joined(pieces)
