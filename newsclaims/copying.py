"""Stretches that stand word for word, or nearly, in several articles: wire copy and what was taken over from others."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsclaims.articles import Article
from newsclaims.matching import WORD
from newsclaims.quotations import quotations
from newsclaims.text import Span

SHINGLE = 8  # words in a row that two reporters hardly write by chance
GAP = 4  # words that may differ between two such rows for them to be one stretch
LEAST = 12  # words of a stretch outside quotation marks: to quote the same words is not to copy


@dataclass(frozen=True, slots=True)
class Copy:
    """A stretch of one article that an earlier one has, too; ``share`` is how much of the article it is, 0 to 1."""

    article_id: str
    span: Span
    earlier_id: str
    earlier: Span
    share: float


def find_copies(articles: Sequence[Article]) -> list[Copy]:
    """Stretches that an article shares with one before it: before by its day where both have one, else in order.

    Each is looked for paragraph by paragraph, in the first article that has it, so that the work grows with the words
    and not with the pairs of articles. What stands within quotation marks counts for nothing, captions and boilerplate
    are not read. Shingles are those of Broder (1997), "On the resemblance and containment of documents".

    >>> from newsclaims.articles import make_article
    >>> wire = "Three workers were hurt when the old crane fell on the quay early on Monday, the port said."
    >>> articles = [make_article("a", wire), make_article("b", f"Accident in the harbour. {wire}")]
    >>> for copy in find_copies(articles):
    ...     print(copy.article_id, copy.earlier_id, round(copy.share, 2), copy.span.text[:20])
    b a 0.82 Three workers were h
    """
    order = sorted(range(len(articles)), key=lambda n: (articles[n].published or dt.date.max, n))
    read = [(n, _Words.of(articles[n].text, passage)) for n in order for passage in articles[n].passages()]
    own: Counter[int] = Counter()
    for n, here in read:
        own[n] += here.own(0, len(here.words))
    first: dict[tuple[str, ...], tuple[int, int]] = {}  # the passage that has a shingle, and where
    found: list[tuple[int, Copy]] = []
    for number, (n, here) in enumerate(read):
        shingles = [tuple(here.words[i : i + SHINGLE]) for i in range(len(here.words) - SHINGLE + 1)]
        places = (first.get(shingle) for shingle in shingles)
        for run in _runs([place if place and read[place[0]][0] != n else None for place in places]):
            earlier, there = read[run.passage]
            if here.own(run.start, run.end) >= LEAST:
                span, before = here.span(run.start, run.end), there.span(run.at, run.to)
                share = here.own(run.start, run.end) / own[n]
                found.append((n, Copy(articles[n].id, span, articles[earlier].id, before, share)))
        for place, shingle in enumerate(shingles):
            first.setdefault(shingle, (number, place))
    return [copy for _, copy in sorted(found, key=lambda pair: (pair[0], pair[1].span))]


def shared(copies: Iterable[Copy]) -> dict[tuple[str, str], float]:
    """How much of an article stands in an earlier one, for each pair of which copies are given: 0 to 1.

    >>> shared([Copy("b", Span(0, 2, "It"), "a", Span(0, 2, "It"), 0.5)])
    {('b', 'a'): 0.5}
    """
    shares: dict[tuple[str, str], float] = defaultdict(float)
    for copy in copies:
        pair = copy.article_id, copy.earlier_id
        shares[pair] = min(1.0, shares[pair] + copy.share)  # stretches may overlap by a few words
    return dict(shares)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a passage and their places; ``counted`` has for each how many before it are not quoted."""

    text: str
    places: list[tuple[int, int]]
    words: list[str]
    counted: list[int]

    @classmethod
    def of(cls, text: str, passage: Span) -> _Words:
        found = cls(text, [], [], [0])
        marks = quotations(text, passage.start, passage.end)[::-1]
        for match in WORD.finditer(text, passage.start, passage.end):
            while marks and marks[-1].end <= match.start():
                marks.pop()
            quoted = bool(marks) and marks[-1].start <= match.start()
            found.places.append(match.span())
            found.words.append(match[0].casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
            found.counted.append(found.counted[-1] + (not quoted))
        return found

    def own(self, start: int, end: int) -> int:
        """How many of the words ``start:end`` stand outside quotation marks."""
        return self.counted[end] - self.counted[start]

    def span(self, start: int, end: int) -> Span:
        return Span.cut(self.text, self.places[start][0], self.places[end - 1][1])


@dataclass(slots=True)
class _Run:
    """Shingles that go on in one earlier passage: the words ``start:end`` here and ``at:to`` there."""

    passage: int
    start: int
    end: int
    at: int
    to: int


def _runs(firsts: Sequence[tuple[int, int] | None]) -> list[_Run]:
    """The runs of a passage's shingles, given where each stands in an earlier article."""
    runs: list[_Run] = []
    for place, first in enumerate(firsts):
        if first:
            passage, there = first
            last = runs[-1] if runs else None
            follows = last and last.passage == passage and place <= last.end + GAP
            if last and follows and abs((last.to - last.end) - (there - place)) <= GAP:
                last.end, last.to = place + SHINGLE, there + SHINGLE
            else:
                runs.append(_Run(passage, place, place + SHINGLE, there, there + SHINGLE))
    return runs
