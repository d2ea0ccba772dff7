"""How well a comparison fits the gold: precision, recall and F1 of claims, links and conflicts, and the errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from newsclaims.evaluate import Score
from newsclaims.matching import SAME, Place, Words, word_places, words_in

ClaimErrorKind = Literal["missed", "extra", "stance", "origin"]

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
    g, f = (_Event.read(event, texts) for event in (gold, found))
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
class ClaimError:
    """A claim in an article where the gold and what was found part, each with the mention that says so.

    ``gold`` and ``found`` are a claim's text and its first such mention, in the form of ``claims.json``; ``gold`` is
    None for an extra one, ``found`` for a missed one.
    """

    kind: ClaimErrorKind
    article_id: str
    gold: tuple[str, Mapping[str, Any]] | None
    found: tuple[str, Mapping[str, Any]] | None


def claim_errors(gold: Mapping[str, Any], found: Mapping[str, Any], texts: Mapping[str, str]) -> list[ClaimError]:
    """What is wrong with the claims of a comparison, article by article; all three as for :func:`score_claims`.

    - ``missed``: the article has the claim in the gold, and nothing that was found is the same;
    - ``extra``: it was found there, and nothing in the gold is the same;
    - ``stance``: it is there in both, with another stance;
    - ``origin``: with the same stance, held by somebody else.

    >>> mention = {"article": "a", "spans": [[0, 19]], "holders": [], "stance": "asserts"}
    >>> event, other = (
    ...     {"claims": [{"id": "c1", "text": "The bridge is open.", "mentions": [mention | {"stance": stance}]}]}
    ...     for stance in ("asserts", "denies")
    ... )
    >>> [error.kind for error in claim_errors(event, other, {"a": "The bridge is open."})]
    ['stance']
    """
    g, f = (_Event.read(event, texts) for event in (gold, found))
    pairs = _pair_claims(g, f)
    wanted, ours = ({claim["id"]: claim for claim in event["claims"]} for event in (gold, found))
    wrong: list[ClaimError] = []
    for a in g.claims:
        b = pairs.get(a, "")
        missed = sorted(g.cells(a) - f.cells(b)) if b else sorted(g.cells(a))
        extra = sorted(f.cells(b) - g.cells(a)) if b else []
        for cell in missed:
            other = next((each for each in extra if each[0] == cell[0]), None)
            if other:
                extra.remove(other)
            kind: ClaimErrorKind = "stance" if other else "missed"
            wrong.append(ClaimError(kind, cell[0], _cited(wanted[a], cell), _cited(ours[b], other) if other else None))
        wrong += [ClaimError("extra", cell[0], None, _cited(ours[b], cell)) for cell in extra]
        for cell in sorted(g.cells(a) & f.cells(b)) if b else []:
            if not any(_same_name(x, y) for x in g.ends(a, cell) for y in f.ends(b, cell)):
                wrong.append(ClaimError("origin", cell[0], _cited(wanted[a], cell), _cited(ours[b], cell)))
    for b in (b for b in f.claims if b not in pairs.values()):
        wrong += [ClaimError("extra", cell[0], None, _cited(ours[b], cell)) for cell in f.cells(b)]
    return sorted(wrong, key=_order)


def _cited(claim: Mapping[str, Any], cell: tuple[str, str]) -> tuple[str, Mapping[str, Any]]:
    """The claim's text and its first mention in a cell."""
    cells = [((m["article"].removesuffix(".txt"), m.get("stance", "asserts")), m) for m in claim["mentions"]]
    return claim.get("text", claim["id"]), next(mention for its, mention in cells if its == cell)


def _order(error: ClaimError) -> tuple[Any, ...]:
    text, mention = error.gold or error.found or ("", {})
    return error.article_id, mention.get("spans") or [], text, mention.get("stance", ""), error.kind


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
    def read(cls, data: Mapping[str, Any], texts: Mapping[str, str]) -> _Event:
        places = {id: word_places(text) for id, text in texts.items()}

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
