"""One reading of some articles against another: scores, agreement, and each error with its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from newsclaims.attributions import Attribution
from newsclaims.diagnosis import Agreement, agreement, errors
from newsclaims.evaluate import Score, score_attributions
from newsclaims.evaluate_claims import claim_errors, score_claims
from newsclaims.gold_files import Marks, within
from newsclaims.matching import ROLES, article_of, word_places

Subject = Literal["attributions", "claims"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where two readings part, in words; ``gold`` is None for an extra one, ``found`` for a missed one.

    ``start`` is where it stands in the article, in code points.
    """

    kind: str
    article_id: str
    start: int
    gold: Mapping[str, str] | None
    found: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """How well what was found fits the gold in some articles; claims have no ``agreement``."""

    subject: Subject
    articles: tuple[str, ...]
    scores: Mapping[str, Score]
    agreement: Mapping[str, Agreement]
    mistakes: tuple[Mistake, ...]


def make_scorecards(gold: Marks, found: Marks, texts: Mapping[str, str]) -> list[Scorecard]:
    """A scorecard for attributions and one for claims, as far as both readings have them in articles of ``texts``.

    Raises ValueError if they have nothing in common, and if ``found`` has two readings of one article.

    >>> from newsclaims.text import Span
    >>> said = Attribution("a", (Span(0, 3, "Lee"),), (Span(4, 8, "said"),), (Span(9, 11, "no"),), "indirect")
    >>> [card] = make_scorecards(Marks({"a": [said]}), Marks({"a": []}), {"a": "Lee said no."})
    >>> card.scores["relation"].recall, card.mistakes[0].kind, card.mistakes[0].gold["content"]
    (0.0, 'missed', 'no')
    """
    cards = []
    if gold.attributions is not None and found.attributions is not None:
        cards += _attributions(gold.attributions, found.attributions, texts)
    if gold.claims is not None and found.claims is not None:
        cards += _claims(gold, found, texts)
    if not cards:
        raise ValueError("the two have no article in common of which both have attributions, or both claims")
    return cards


def as_data(card: Scorecard) -> dict[str, Any]:
    """A scorecard for machines: shares from 0 to 1, with four decimals.

    >>> card = Scorecard("claims", ("a",), {"cells": Score.of(1, 3, 2)}, {}, ())
    >>> as_data(card)["scores"]["cells"]["precision"]
    0.3333
    """
    return {
        "articles": list(card.articles),
        "scores": {name: _rounded(asdict(score)) for name, score in card.scores.items()},
        "agreement": {role: _rounded(asdict(agreed)) for role, agreed in card.agreement.items()},
        "errors": [asdict(mistake) for mistake in card.mistakes],
    }


def _attributions(
    gold: Mapping[str, Sequence[Attribution]], found: Mapping[str, Sequence[Attribution]], texts: Mapping[str, str]
) -> list[Scorecard]:
    ours: dict[str, Sequence[Attribution]] = {}
    for key, view in found.items():
        id = article_of(key, texts) or key
        if id in ours:
            raise ValueError(f"two readings of article {id!r} to hold against the gold: put each annotator in a folder")
        ours[id] = view
    of = {key: its for key in sorted(gold) if (its := article_of(key, texts)) is not None and its in ours}
    if not of:
        return []
    both = {id: texts[id] for id in sorted({*of.values()})}
    views = {key: gold[key] for key in of}
    flat = [attribution for id in both for attribution in ours[id]]
    wrong = []
    for error in errors(views, flat, both):
        sides = [side for side in (error.gold, error.found) if side is not None]
        start = min(span.start for side in sides for span in side.content)
        wrong.append(Mistake(error.kind, sides[0].article_id, start, _roles(error.gold), _roles(error.found)))
    agreed: dict[str, Agreement] = {}
    if any(word_places(text) for text in both.values()):
        # Each annotator's view of an article is a text of its own to agree upon.
        one = [replace(a, article_id=key) for key in of for a in gold[key]]
        other = [replace(a, article_id=key) for key, id in of.items() for a in ours[id]]
        agreed = agreement(one, other, {key: texts[id] for key, id in of.items()})
    return [Scorecard("attributions", tuple(both), score_attributions(views, flat, both), agreed, tuple(wrong))]


def _claims(gold: Marks, found: Marks, texts: Mapping[str, str]) -> list[Scorecard]:
    ids = tuple(id for id in gold.claimed if id in found.claimed)
    if not ids or gold.claims is None or found.claims is None:
        return []
    both = {id: texts[id] for id in ids}
    wanted, ours = within(gold.claims, ids), within(found.claims, ids)
    wrong = []
    for error in claim_errors(wanted, ours, both):
        sides = [side for side in (error.gold, error.found) if side is not None]
        start = min((span[0] for _, mention in sides for span in mention.get("spans") or []), default=0)
        wrong.append(Mistake(error.kind, error.article_id, start, _claim(error.gold, both), _claim(error.found, both)))
    return [Scorecard("claims", ids, score_claims(wanted, ours, both), {}, tuple(wrong))]


def _roles(attribution: Attribution | None) -> dict[str, str] | None:
    if attribution is None:
        return None
    return {role: " … ".join(span.text for span in getattr(attribution, role)) for role in ROLES}


def _claim(side: tuple[str, Mapping[str, Any]] | None, texts: Mapping[str, str]) -> dict[str, str] | None:
    """Whom the article has say it, how, what, and in which words."""
    if side is None:
        return None
    claim, mention = side
    text = texts[mention["article"].removesuffix(".txt")]
    words = " … ".join(text[start:end] for start, end in mention.get("spans") or []) or mention.get("quote", "")
    chain = " → ".join(mention.get("holders") or [])
    return {"holders": chain, "stance": mention.get("stance", "asserts"), "claim": claim, "quote": words}


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(figure, 4) for name, figure in figures.items()}
