"""Fit the weights by which two claims are taken for the same, on claims that readers have grouped.

    python training/fit_likeness.py RESOURCES ARTICLES GOLD [ARTICLES GOLD ...]

RESOURCES is the package's folder; each event has a folder of articles and one of gold (``attributions`` and
``claims.json``). Each event is read twice: its gold mentions as they stand, and the claims that the library makes of
its gold attributions, labelled by the gold mentions whose words they share. Prints the average precision on each event
with the weights that the other events give, for fewer measures too, and writes ``likeness.json``, fitted on all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from newsclaims.articles import read_articles
from newsclaims.claims import Claim, normalize_claims
from newsclaims.evaluate import nest, read_attribution_gold
from newsclaims.grouping import excluded
from newsclaims.likeness import MEASURES, Odds
from newsclaims.matching import SAME, word_places, words_in
from newsclaims.periods import find_periods
from newsclaims.quantities import find_quantities
from newsclaims.text import Span
from newsclaims.writing import write_whole

PENALTY = 0.05  # of the squares of the weights of standardised measures, beside each event's mean loss
Pairs = tuple[NDArray[np.float64], NDArray[np.bool_]]  # measures, a row a pair; whether readers say they are the same


def read_event(articles_dir: Path, gold_dir: Path) -> list[Pairs]:
    """The pairs of the gold mentions of an event, and of the claims that are made of its gold attributions."""
    articles = read_articles(articles_dir)
    texts = {article.id: article.text for article in articles}
    dates = {article.id: article.published for article in articles}
    mentions = []
    for gold in json.loads((gold_dir / "claims.json").read_text(encoding="utf-8"))["claims"]:
        for mention in gold["mentions"]:
            id = mention["article"].removesuffix(".txt")
            spans = tuple(Span.cut(texts[id], start, end) for start, end in mention["spans"])
            periods = [p for s in spans for p in find_periods(texts[id], s.start, s.end, reference=dates[id])]
            numbers = tuple(q for s in spans for q in find_quantities(texts[id], s.start, s.end))
            words, period = " ".join(s.text for s in spans), periods[0] if periods else None
            mentions.append((Claim("", id, spans, words, (), mention["stance"], period, numbers), gold["id"]))
    found = read_attribution_gold(gold_dir / "attributions", texts)
    attributions = [a for article in articles for a in nest(found.get(article.id, []))]
    places = {id: word_places(text) for id, text in texts.items()}

    def words_of(claim: Claim) -> frozenset[int]:
        return words_in([(s.start, s.end) for s in claim.spans], places[claim.article_id])

    marked = [(m.article_id, words_of(m), label) for m, label in mentions]
    made = []
    for claim in normalize_claims(articles, attributions):
        ours = words_of(claim)
        near = {
            label
            for article, words, label in marked
            if article == claim.article_id and 2 * len(ours & words) >= SAME * (len(ours) + len(words))
        }
        if near:
            made.append((claim, near))
    return [pairs([(m, {label}) for m, label in mentions]), pairs(made)]


def pairs(labelled: Sequence[tuple[Claim, set[str]]]) -> Pairs:
    """The pairs of claims that don't rule each other out; the same where readers put both under one claim."""
    claims = [claim for claim, _ in labelled]
    free = [(n, m) for n, m in combinations(range(len(claims)), 2) if not excluded(claims[n], claims[m])]
    left, right = np.array(free, dtype=np.int64).T
    same = np.array([bool(labelled[n][1] & labelled[m][1]) for n, m in free])
    return np.stack(Odds(claims).measures(left, right), 1), same


def fit(events: Sequence[Pairs], columns: Sequence[int]) -> NDArray[np.float64]:
    """A constant and the weights of some measures; each event counts alike, and in it the same and the others."""
    rows = np.concatenate([x for x, _ in events])[:, columns]
    middle, spread = rows.mean(0), rows.std(0)

    def loss(weights: NDArray[np.float64]) -> float:
        total = PENALTY * float(weights[1:] @ weights[1:])
        for x, same in events:
            signed = np.where(same, 1, -1) * (weights[0] + ((x[:, columns] - middle) / spread) @ weights[1:])
            each = np.logaddexp(0, -signed)
            total += (each[same].mean() + each[~same].mean()) / 2
        return total

    found = minimize(loss, np.zeros(len(columns) + 1)).x
    weights = found[1:] / spread
    return np.array([found[0] - weights @ middle, *weights])


def average_precision(odds: NDArray[np.float64], same: NDArray[np.bool_]) -> float:
    """The mean precision at each pair that is the same, the likeliest first."""
    right = same[np.argsort(-odds, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean())


def main(resources: Path, folders: Sequence[Path]) -> None:
    events = [read_event(articles, gold) for articles, gold in zip(folders[::2], folders[1::2], strict=True)]
    for columns in ([0], [1], [0, 1], [0, 1, 2], [0, 1, 2, 3]):
        print(f"{' + '.join(MEASURES[c] for c in columns):31}", end="")
        for held in events:
            weights = fit([view for event in events if event is not held for view in event], columns)
            scores = (average_precision(x[:, columns] @ weights[1:], same) for x, same in held)
            print(*(f"{100 * score:6.1f}" for score in scores), end=" |")
        print()
    constant, *weights = fit([view for event in events for view in event], range(len(MEASURES))).round(3).tolist()
    write_whole(
        resources / "likeness.json",
        json.dumps({"constant": constant} | dict(zip(MEASURES, weights, strict=True)), indent=1) + "\n",
    )


if __name__ == "__main__":
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        sys.exit("usage: python training/fit_likeness.py RESOURCES ARTICLES GOLD [ARTICLES GOLD ...]")
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
