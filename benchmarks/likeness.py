"""What each part of the likeness of claims adds to a comparison, on events that readers have compared.

    python benchmarks/likeness.py TEXTS ARTICLES GOLD ARTICLES GOLD [...]

TEXTS is the folder of the texts of the articles in ``training/claims.jsonl``: on the events held out there the weights
of the measures are fitted, as ``training/fit_likeness.py`` fits them. Each event to score has a folder of articles and
one of gold (``claims.json``). The library reads the articles. Prints F1 of cells, shared claims and links: of the first
event, and the mean of the others.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np

from newsclaims import grouping, likeness
from newsclaims.articles import read_articles
from newsclaims.attributions import extract_attributions
from newsclaims.claims import normalize_claims
from newsclaims.compare import compare_claims
from newsclaims.evaluate_claims import score_claims
from newsclaims.export import write_claims
from newsclaims.likeness import MEASURES

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from claims_data import read_events
from fit_likeness import fit, pairs

SCORES = "cells", "shared", "links"
# Names of the parts; the measures that are weighed; whether numbers and dates, then whether names, keep claims apart.
PARTS = (
    ("embedder alone", ["meaning"], False, False),
    ("+ numbers and dates", ["meaning"], True, False),
    ("+ entities", ["meaning"], True, True),
    ("+ words: all", [*MEASURES], True, True),
)


def main(texts: Path, folders: Sequence[Path]) -> None:
    learnt = list(map(pairs, read_events(texts)[1]))
    events = []
    for articles_dir, gold_dir in zip(folders[::2], folders[1::2], strict=True):
        articles = read_articles(articles_dir)
        found = [a for article in articles for a in extract_attributions(article)]
        gold = json.loads((gold_dir / "claims.json").read_text(encoding="utf-8"))
        events.append((articles, found, normalize_claims(articles, found), gold))
    for name, measures, numbers, names in PARTS:
        constant, *fitted = fit(learnt, [MEASURES.index(measure) for measure in measures]).tolist()
        weights = {"constant": constant} | dict.fromkeys(MEASURES, 0.0) | dict(zip(measures, fitted, strict=True))
        rows = []
        for articles, found, claims, gold in events:
            with (
                patch.object(likeness, "fitted", lambda w=weights: w),
                patch.object(likeness, "STRANGERS", likeness.STRANGERS * names),
                patch.object(likeness, "REVERSED", likeness.REVERSED * names),
                patch.object(grouping, "excluded", grouping.excluded if numbers else lambda a, b: False),
                TemporaryDirectory() as folder,
            ):
                path = write_claims(compare_claims(articles, found, claims), Path(folder) / "claims.json")
                made = json.loads(path.read_text(encoding="utf-8"))
            scores = score_claims(gold, made, {article.id: article.text for article in articles})
            rows.append([100 * scores[score].f1 for score in SCORES])
        means = np.mean(rows[1:], axis=0)
        print(
            f"{name:30}", *(f"{one:6.1f} {mean:5.1f} |" for one, mean in zip(rows[0], means, strict=True)), flush=True
        )


if __name__ == "__main__":
    if len(sys.argv) < 6 or len(sys.argv) % 2:
        sys.exit("usage: python benchmarks/likeness.py TEXTS ARTICLES GOLD ARTICLES GOLD [...]")
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
