"""How well a comparison fits the gold: precision, recall and F1 of claims, of their links and of their conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from newsclaims.evaluate import Score
from newsclaims.matching import SAME, Place, Words, word_places, words_in

NAMELESS = frozenset("the a an of and for".split())


def score_claims(gold: Mapping[str, Any], found: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Score]:
    """Score a comparison against gold, both in the form of an exported ``claims.json``; ``texts`` is id → text.

    Two mentions are the same where their words in one article agree by half. Claims are paired one to one, those that
    share most mentions first. The measures:

    - ``cells``: a claim, an article and a stance that a pair has in common;
    - ``shared``: those of the claims that two articles or more carry;
    - ``links``: pairs of mentions in different articles that stand under one claim;
    - ``origin``: of the right cells, those with the same innermost holder (a share, so all three figures are one);
    - ``disputed``: claims that one mention asserts and another denies;
    - ``conflicts``: pairs of claims that can't both be true;
    - ``wording``: pairs of stretches that render one utterance in different words.

    Raises ValueError if a mention names an article that is not in ``texts``.

    >>> mention = {"article": "a", "spans": [[0, 19]], "holders": [], "stance": "asserts"}
    >>> event = {"claims": [{"id": "c1", "mentions": [mention]}]}
    >>> score_claims(event, event, {"a": "The bridge is open."})["cells"].f1
    1.0
    """
    places = {id: word_places(text) for id, text in texts.items()}
    g, f = (_Event.read(event, places, texts) for event in (gold, found))
    pairs = _pair_claims(g, f)
    scores = {}
    for measure, least in (("cells", 1), ("shared", 2)):
        carried, ours = ({c for c in event.claims if len(event.articles(c)) >= least} for event in (g, f))
        right = sum(len(g.cells(a) & f.cells(b)) for a, b in pairs.items() if a in carried and b in ours)
        scores[measure] = Score.of(right, sum(len(f.cells(b)) for b in ours), sum(len(g.cells(a)) for a in carried))
    scores["links"] = _score_pairs(list(g.links()), list(f.links()))
    cells = [(a, b, cell) for a, b in pairs.items() for cell in g.cells(a) & f.cells(b)]
    agree = sum(any(_same_name(x, y) for x in g.ends(a, cell) for y in f.ends(b, cell)) for a, b, cell in cells)
    scores["origin"] = Score.of(agree, len(cells), len(cells))
    right = sum(pairs.get(a) in f.disputed() for a in g.disputed())
    scores["disputed"] = Score.of(right, len(f.disputed()), len(g.disputed()))
    mapped = {frozenset(pairs.get(claim, "") for claim in conflict) for conflict in g.conflicts}
    scores["conflicts"] = Score.of(len(mapped & f.conflicts), len(f.conflicts), len(g.conflicts))
    scores["wording"] = _score_pairs(g.wordings, f.wordings)
    return scores


@dataclass(frozen=True, slots=True)
class _Mention:
    article: str
    words: Words
    stance: str = ""
    origin: str | None = None


Pair = tuple[_Mention, _Mention]


@dataclass(frozen=True, slots=True)
class _Event:
    """The claims of one ``claims.json``, their mentions as sets of words."""

    claims: Mapping[str, Sequence[_Mention]]
    conflicts: frozenset[frozenset[str]]
    wordings: Sequence[Pair]

    @classmethod
    def read(cls, data: Mapping[str, Any], places: Mapping[str, Sequence[Place]], texts: Mapping[str, str]) -> _Event:
        def mention(place: Mapping[str, Any]) -> _Mention:
            article = place["article"].removesuffix(".txt")
            if article not in texts:
                raise ValueError(f"a mention in article {article!r}, which is not among {sorted(texts)}: give its text")
            spans = place.get("spans") or _located(place["quote"], texts[article])
            holders = place.get("holders") or [None]
            return _Mention(article, words_in(spans, places[article]), place.get("stance", "asserts"), holders[-1])

        claims = {claim["id"]: [mention(m) for m in claim["mentions"]] for claim in data["claims"] if claim["mentions"]}
        conflicts = {
            frozenset(pair)
            for conflict in data.get("conflicts", [])
            for pair in combinations([claim for claim in conflict["claims"] if claim in claims], 2)
        }
        groups = [[mention(v) for v in group["variants"]] for group in data.get("wording", [])]
        wordings = [pair for group in groups for pair in combinations([v for v in group if v.words], 2)]
        return cls(claims, frozenset(conflicts), wordings)

    def articles(self, claim: str) -> set[str]:
        return {m.article for m in self.claims[claim]}

    def cells(self, claim: str) -> set[tuple[str, str]]:
        """Article and stance of each mention."""
        return {(m.article, m.stance) for m in self.claims[claim]}

    def ends(self, claim: str, cell: tuple[str, str]) -> list[str | None]:
        """The innermost holders of the mentions in a cell; None for the article's own voice."""
        return [m.origin for m in self.claims[claim] if (m.article, m.stance) == cell]

    def disputed(self) -> set[str]:
        return {c for c, mentions in self.claims.items() if {"asserts", "denies"} <= {m.stance for m in mentions}}

    def links(self) -> Iterator[Pair]:
        for mentions in self.claims.values():
            yield from ((a, b) for a, b in combinations(mentions, 2) if a.article != b.article)


def _located(quote: str, text: str) -> list[Place]:
    """Where the pieces of a quote, joined with " … ", first stand."""
    pieces = [(text.find(piece), len(piece)) for piece in re.split(r"\s+(?:…|\.\.\.)\s+", quote)]
    return [(start, start + length) for start, length in pieces if start >= 0]


def _agreement(a: _Mention, b: _Mention) -> float:
    """F1 of the words of two mentions; 0 in different articles."""
    if a.article != b.article or not (a.words or b.words):
        return 0.0
    return 2 * len(a.words & b.words) / (len(a.words) + len(b.words))


def _pair_claims(gold: _Event, found: _Event) -> dict[str, str]:
    """The found claim for each gold one that has one."""
    scored = []
    for g, wanted in gold.claims.items():
        for f, ours in found.claims.items():
            best = [max(_agreement(m, n) for n in ours) for m in wanted]
            shared = sum(agreement >= SAME for agreement in best)
            if shared:
                scored.append((-2 * shared / (len(wanted) + len(ours)), -sum(best), g, f))
    pairs: dict[str, str] = {}
    for _, _, g, f in sorted(scored):
        if g not in pairs and f not in pairs.values():
            pairs[g] = f
    return pairs


def _score_pairs(gold: Sequence[Pair], found: Sequence[Pair]) -> Score:
    """One-to-one matches between two lists of unordered pairs of mentions."""

    def same(a: Pair, b: Pair) -> bool:
        return all(_agreement(x, y) >= SAME for x, y in zip(a, b, strict=True))

    left = list(found)
    for a, b in gold:
        match = next((pair for pair in left if same((a, b), pair) or same((b, a), pair)), None)
        if match is not None:
            left.remove(match)
    return Score.of(len(found) - len(left), len(found), len(gold))


def _same_name(a: str | None, b: str | None) -> bool:
    """Whether half of the shorter name's words are the other's."""
    if a is None or b is None:
        return a is b
    x, y = (set(re.findall(r"\w+", name.casefold())) - NAMELESS for name in (a, b))
    return bool(x & y) and len(x & y) / min(len(x), len(y)) >= 0.5
