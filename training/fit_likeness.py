"""Fit the weights by which two claims are taken for the same, on claims that are put together.

    python training/fit_likeness.py ARTICLES RESOURCES

ARTICLES is the folder of the texts of the articles in ``claims.jsonl``, RESOURCES the package's folder. The events are
those that are held out there: the embedder has learnt nothing from them. What is fitted are pairs of the claims that
the library makes of their articles, the same where they share half of the words of two mentions of one claim. Prints
the average precision on each event with the weights that the other events give, for each measure too, and writes
``likeness.json``, fitted on all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from claims_data import Event, read_events
from numpy.typing import NDArray
from scipy.optimize import minimize

from newsclaims.exclusion import excluded
from newsclaims.likeness import MEASURES, Odds
from newsclaims.writing import write_whole

PENALTY = 0.05  # of the squares of the weights of standardised measures, beside each event's mean loss
Pairs = tuple[NDArray[np.float64], NDArray[np.bool_]]  # measures, a row a pair; whether they are marked as the same


def pairs(event: Event) -> Pairs:
    """The pairs of claims that don't rule each other out; the same where both are marked as one claim."""
    labelled = [(claim, labels) for claim, labels in event.made() if labels]
    claims = [claim for claim, _ in labelled]
    free = [(n, m) for n, m in combinations(range(len(claims)), 2) if not excluded(claims[n], claims[m])]
    left, right = np.array(free, dtype=np.int64).reshape(-1, 2).T
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


def main(articles: Path, resources: Path) -> None:
    events = list(map(pairs, read_events(articles)[1]))
    for columns in ([0], [1], [0, 1]):
        print(f"{' + '.join(MEASURES[c] for c in columns):16}", end="")
        for held in events:
            weights = fit([event for event in events if event is not held], columns)
            x, same = held
            print(f"{100 * average_precision(x[:, columns] @ weights[1:], same):6.1f}", end="")
        print()
    constant, *weights = fit(events, range(len(MEASURES))).round(3).tolist()
    write_whole(
        resources / "likeness.json",
        json.dumps({"constant": constant} | dict(zip(MEASURES, weights, strict=True)), indent=1) + "\n",
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python training/fit_likeness.py ARTICLES RESOURCES")
    main(*map(Path, sys.argv[1:]))
