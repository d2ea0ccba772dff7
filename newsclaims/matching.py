"""Attributions as words of their article, and which of those found is which of the gold.

Everything is compared by words: punctuation and quotation marks never count, so that a stretch that takes its marks
along and one that leaves them out are the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from newsclaims.attributions import Attribution

WORD = re.compile(r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}]\w+)*|[$€£%]")
ROLES = ("source", "cue", "content")
# Two stretches are the same from half their words on: intersection over union for roles, F1 for mentions of claims.
SAME = 0.5

Words = frozenset[int]
Place = tuple[int, int]


def word_places(text: str) -> list[Place]:
    """Where the words that are compared start and end.

    >>> word_places('"It\\'s 5%," she said.')
    [(1, 5), (6, 7), (7, 8), (11, 14), (15, 19)]
    """
    return [match.span() for match in WORD.finditer(text)]


def words_in(stretches: Iterable[Sequence[int]], places: Sequence[Place]) -> Words:
    """The numbers of the words that any of the stretches touches.

    >>> sorted(words_in([(0, 5), (9, 15)], word_places("Lee said: It is safe.")))
    [0, 1, 2, 3]
    """
    return frozenset(
        i
        for start, end in stretches
        for i in range(bisect_right(places, start, key=itemgetter(1)), bisect_left(places, end, key=itemgetter(0)))
    )


def overlap(a: Words, b: Words) -> float:
    """Intersection over union; 1 where both are empty.

    >>> overlap(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    return len(a & b) / len(a | b) if a or b else 1.0


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution and the words of each of its roles."""

    attribution: Attribution
    words: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, what was found in it, and each annotator's view of it."""

    text: str
    found: Sequence[Marked]
    views: Sequence[Sequence[Marked]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Which of a view is which of those found, and how far their contents and their sources are the same."""

    gold: int
    found: int
    content: float
    source: float


def mark(attributions: Iterable[Attribution], text: str) -> list[Marked]:
    """The attributions of a text with the words of their roles.

    >>> from newsclaims.text import Span
    >>> said = Attribution("a", (Span(0, 3, "Lee"),), (Span(4, 8, "said"),), (Span(9, 14, '"No."'),), "direct")
    >>> mark([said], 'Lee said "No."')[0].words["content"]
    frozenset({2})
    """
    places = word_places(text)
    return [
        Marked(a, {role: words_in([(s.start, s.end) for s in getattr(a, role)], places) for role in ROLES})
        for a in attributions
    ]


def article_of(key: str, texts: Mapping[str, str]) -> str | None:
    """The article that a key of the gold names, alone or with an annotator behind it; None if it has no text.

    >>> article_of("gazette_2031_ann", {"gazette_2031": "The bridge is closed."})
    'gazette_2031'
    """
    return next((id for id in (key, key.rpartition("_")[0]) if id in texts), None)


def by_article(attributions: Iterable[Attribution]) -> defaultdict[str, list[Attribution]]:
    """The attributions of each article; an article without any has an empty list.

    >>> by_article([])["gazette"]
    []
    """
    found: defaultdict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        found[attribution.article_id].append(attribution)
    return found


def readings(
    gold: Mapping[str, Sequence[Attribution]], found: Iterable[Attribution], texts: Mapping[str, str]
) -> Iterator[Reading]:
    """The articles of ``texts`` (id → text) that have gold, in the order of their ids.

    A key of ``gold`` is an article's id, or the id, an underscore and an annotator. Raises ValueError if no article
    has gold.
    """
    views: dict[str, list[Sequence[Attribution]]] = defaultdict(list)
    for key in sorted(gold):
        if (id := article_of(key, texts)) is not None:
            views[id].append(gold[key])
    if not views:
        raise ValueError(f"no gold for {sorted(texts)}, only for {sorted(gold)}: name articles as the gold does")
    ours = by_article(found)
    for id in sorted(views):
        yield Reading(texts[id], mark(ours[id], texts[id]), [mark(view, texts[id]) for view in views[id]])


def pair(gold: Sequence[Marked], found: Sequence[Marked]) -> list[Pair]:
    """Pairs one to one of those whose contents share a word, the most alike first: by contents, then by cues."""
    alike = []
    for i, g in enumerate(gold):
        for k, f in enumerate(found):
            if g.words["content"] & f.words["content"]:
                source, cue, content = (overlap(g.words[role], f.words[role]) for role in ROLES)
                alike.append((-content, -cue, i, k, source))
    pairs: dict[int, Pair] = {}
    taken = set()
    for content, _, i, k, source in sorted(alike):
        if i not in pairs and k not in taken:
            pairs[i] = Pair(i, k, -content, source)
            taken.add(k)
    return list(pairs.values())
