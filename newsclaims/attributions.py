"""Who is reported to have said what: source, cue and content, read by the trained encoder.

It reads paragraphs first, then contents alone, for what is said within them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect, bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import Literal

import numpy as np

from newsclaims.articles import Article
from newsclaims.decoding import Relation, Stretch, decode
from newsclaims.model import Encoder, shipped
from newsclaims.quotations import Quotation, quotations
from newsclaims.reports import DENIES, reported, says_nothing, with_noun, without_verdict
from newsclaims.text import Span
from newsclaims.wordpieces import Line, joined, read_line, windows

Kind = Literal["direct", "indirect", "mixed", "unmarked"]
Range = tuple[int, int]

LEAST = 0.55  # confidence of an attribution within a content; swept over 0.4 to 0.6 on the gold of four events
DEEPEST = 4  # attributions one inside another that are looked for; the gold of four events has at most three
QUOTES = '"“”«»'
EDGE = re.compile(r"[\s,.;:—–-]+")
LOOSE_END = re.compile(r",\s+(?:which|who|whom|and|or|but)\Z")  # of a clause that is not a part of it
COMPOUND = re.compile(r"(?<!\w)\w+(?:-\w+)+(?:['’]\w+)?")  # one word, which no role may cut
LONGEST_WORD = 60  # characters
SHORT = 10  # words and marks of a sentence that is read again alone
LONGEST_QUOTE = 8  # paragraphs without a mark of their own


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words or thoughts: who (source), the words that tie (cue), what (content).

    Each role is a tuple of spans, in text order; a source may be empty, a content in pieces.
    ``parent`` is the attribution whose content this one lies in; None for an outer one.
    ``unclosed`` records a quotation whose closing mark is missing.
    ``confidence`` is the probability, from 0 to 1, that a reader marks the same source and content; None where a reader
    marked it.
    """

    article_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    parent: Attribution | None = None
    unclosed: bool = False
    confidence: float | None = None


Extract = Callable[[Article], Iterable[Attribution]]  # another reader is another function


def extract_attributions(
    article: Article, *, nested: bool = True, encoder: Encoder | None = None, threads: int = 1
) -> list[Attribution]:
    """The attributions of an article's title and body, in text order, nested ones with their parent.

    Without ``nested`` ones it takes two thirds of the time. They are read by the encoder that comes with the package
    (see ``training/README.md``) unless another is given, in so many ``threads``; the result does not depend on them.

    >>> from newsclaims.articles import make_article
    >>> text = "Ms. Lee said that the bridge was safe, according to a report by the city."
    >>> for found in extract_attributions(make_article("a", text)):
    ...     print(found.source[0].text, "|", found.cue[0].text, "|", found.content[0].text)
    Ms. Lee | said | that the bridge was safe
    a report by the city | according to | Ms. Lee said that the bridge was safe
    """
    reading = _Reading(article, encoder or shipped(), threads)
    lines = [read_line(article.text, passage.start, passage.end) for passage in article.passages()]
    found = reading.read(lines, [None] * len(lines))
    found = layer = reading.run_on([*found, *reading.short_denials(lines, found)])
    for _ in range(DEEPEST - 1 if nested else 0):
        if not layer:
            break
        inner = reading.read([content_line(article.text, outer.content) for outer in layer], layer)
        reports, layer = reading.with_reports(layer, [a for a in inner if (a.confidence or 0) >= LEAST])
        found = [*found, *reports, *layer]
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
        packed = list(windows((line for line, _ in rows), alone=any(parents)))
        found: list[Attribution] = []
        for window, scores in zip(packed, self.encoder.read(packed, threads=self.threads), strict=True):
            # What stands in one paragraph may be said in another; what stands in one content is said there.
            scopes = [(line,) for line in window.lines] if any(parents) else [window.lines]
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
        first, end = relation.cue
        marks = [(int(words.starts[first]), int(words.ends[end - 1]))]  # "… — Ann Lee": all that is left is a dash
        places = [self._places(role, words, parent) for role in (relation.source, (relation.cue,), relation.content)]
        source, cue, content = (
            tuple(Span.cut(self.article.text, *place) for place in role)
            for role in (places[0], places[1] or marks, places[2])
        )
        cue, content = with_noun(self.article.text, cue, content)
        content, verdict = without_verdict(self.article.text, cue, content)
        sure = self._confidence(relation, parent)
        for tie, said in ((cue, content), *([verdict] if verdict else [])):
            if tie and said and said != (parent.content if parent else None) and not says_nothing(source, tie, said):
                last = said[-1]  # one that goes on behind a mark of its own is left open by newspapers
                unclosed = any(not q.closed and last.start <= q.start for q in self._quotes(last.start, last.end))
                yield Attribution(self.article.id, source, tie, said, kind_of(said, tie), parent, unclosed, sure)

    def short_denials(self, lines: Iterable[Line], found: Iterable[Attribution]) -> list[Attribution]:
        """What sentences of a few words deny in which nothing was read ("Her office denied it."), each read alone."""
        taken = {n for a in found for s in (*a.source, *a.cue, *a.content) for n in (s.start, s.end)}
        denials = []
        for line in lines:
            for first, end in pairwise([0, *(np.flatnonzero(line.stops) + 1).tolist()]):
                start, stop = int(line.starts[first]), int(line.ends[end - 1])
                short = end - first <= SHORT and DENIES.match(self.article.text, start, stop)
                quoted = any(q.start < start < q.end for q in self._quotes(start, stop))
                if short and not quoted and taken.isdisjoint(range(start, stop + 1)):
                    denials += self.read([line.part(first, end)], [None])
        return denials

    def run_on(self, outer: Sequence[Attribution]) -> list[Attribution]:
        """The same, quotations that are left open with the paragraphs behind them up to where they are closed.

        What is said in these paragraphs is said within the quotation, and is read there.
        """
        longer: dict[int, Attribution] = {}
        inside: list[Span] = []
        for a in outer:
            rest = self._rest(a.content[-1]) if a.unclosed else []
            others = [s for b in outer if not any(r.covers(b.cue[0]) for r in rest) for s in b.content]
            if rest and not any(r.overlaps(s) for r in rest for s in others):
                longer[id(a)] = replace(a, content=(*a.content, *rest), unclosed=False)
                inside += rest
        return [longer.get(id(a), a) for a in outer if not any(r.covers(a.cue[0]) for r in inside)]

    def _rest(self, piece: Span) -> list[Span]:
        """The paragraphs behind a piece of a quotation, and what stands before the mark that closes it in the last."""
        n = bisect(self.starts, piece.start) - 1
        if piece.end < len(self.passages[n].text.rstrip()) + self.starts[n]:
            return []
        rest: list[Span] = []
        for passage in self.passages[n + 1 : n + 1 + LONGEST_QUOTE]:
            mark = re.search(r'["“”«»]', passage.text)
            if not mark:
                rest.append(passage)
            elif mark[0] in '"”»' and re.match(r'\S["”»](?!\w)', passage.text[mark.start() - 1 :]):
                return [*rest, Span.cut(self.article.text, passage.start, passage.start + mark.end())]
            else:
                break
        return []

    def with_reports(
        self, layer: Sequence[Attribution], inner: Sequence[Attribution]
    ) -> tuple[list[Attribution], list[Attribution]]:
        """What "reports that …" at the head of a content say, and what else was read there, some of it within these."""
        reports: dict[int, Attribution] = {}
        for outer in layer:
            if roles := reported(self.article.text, outer.content):
                source, cue, content = roles
                kind = kind_of(content, cue)
                reports[id(outer)] = replace(outer, source=source, cue=cue, content=content, kind=kind, parent=outer)
        others = []
        for a in inner:
            report = reports.get(id(a.parent))
            if report is None or not a.cue[0].overlaps(report.cue[0]):
                within = report and all(any(s.covers(x) for s in report.content) for x in (*a.cue, *a.content))
                others.append(replace(a, parent=report) if within else a)
        return list(reports.values()), others

    def _confidence(self, relation: Relation, parent: Attribution | None) -> float:
        first, *weights = self.encoder.card["confidence"]["nested" if parent else "outer"]
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
        if loose := LOOSE_END.search(text, start, end):
            end = loose.start()
        for word in COMPOUND.finditer(text, max(0, start - LONGEST_WORD), end + LONGEST_WORD):
            start = word.start() if word.start() < start < word.end() else start
            end = word.end() if word.start() < end < word.end() else end
        for quote in self._quotes(start, end):
            inner = re.compile(r"\w.*\w|\w", re.DOTALL).search(text, quote.start, quote.end)
            if inner and start <= inner.start() and inner.end() <= end:
                start, end = min(start, quote.start), max(end, quote.end)
        around = next((s for s in parent.content if s.start < end and start < s.end), None) if parent else None
        if around:
            start, end = max(start, around.start), min(end, around.end)
        if re.search(r"\w", text[start:end]):
            yield start, end

    def _quotes(self, start: int, end: int) -> list[Quotation]:
        """The quotations of the passage of ``start`` that have characters in common with a stretch."""
        n = bisect(self.starts, start) - 1
        if n not in self.quotes:
            passage = self.passages[n]
            self.quotes[n] = quotations(self.article.text, passage.start, passage.end)
        quotes = self.quotes[n]
        return quotes[bisect(quotes, start, key=attrgetter("end")) : bisect_left(quotes, end, key=attrgetter("start"))]


def content_line(text: str, content: Iterable[Span]) -> Line:
    """The words of a content as a line of their own, without the quotation marks around its pieces.

    >>> len(content_line("“Fine,” he said.", [Span(0, 7, "“Fine,”")]))
    2
    """
    pieces = []
    for piece in content:
        quoted = piece.text[0] in QUOTES
        pieces.append(read_line(text, piece.start + quoted, piece.end - (quoted and piece.text[-1] in QUOTES)))
    return joined(pieces)


def kind_of(content: Sequence[Span], cue: Sequence[Span]) -> Kind:
    """Direct if all words stand between quotation marks, mixed if some do, indirect if none; unmarked if they stand as
    they were spoken all the same: in the first person, or as sentences of their own."""
    if all(piece.text[0] in "\"“«'‘" for piece in content):
        return "direct"
    if any(mark in piece.text for piece in content for mark in '"“”«»'):
        return "mixed"
    spoken = re.search(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b", " ".join(p.text for p in content)) or len(content) > 1
    if cue and spoken and (cue[0].text.endswith(":") or cue[0].start > content[0].start):
        return "unmarked"
    return "indirect"
