"""What each part of the likeness of claims adds to a comparison, on events that readers have compared.

    python benchmarks/likeness.py ARTICLES GOLD [ARTICLES GOLD ...]

Each event has a folder of articles and one of gold (``attributions`` and ``claims.json``). The library reads the
articles; the weights of the measures come from the gold of the other events, and from all with the weights that the
package ships. Prints F1 of cells, shared claims and links: of the first event, and the mean of the others.
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
from fit_likeness import fit, read_event

SCORES = "cells", "shared", "links"
# Names of the parts; the measures that are weighed; whether names, then whether numbers and dates, keep claims apart.
PARTS = (
    ("embedder alone", ["meaning"], False, False),
    ("+ entities", ["meaning", "acts", "names"], True, False),
    ("+ numbers and dates", ["meaning", "acts", "names"], True, True),
    ("+ words: all, others' weights", [*MEASURES], True, True),
    ("shipped weights", [], True, True),
)


def main(folders: Sequence[Path]) -> None:
    pairs = list(zip(folders[::2], folders[1::2], strict=True))
    views = [read_event(*pair) for pair in pairs]
    events = []
    for articles_dir, gold_dir in pairs:
        articles = read_articles(articles_dir)
        found = [a for article in articles for a in extract_attributions(article)]
        gold = json.loads((gold_dir / "claims.json").read_text(encoding="utf-8"))
        events.append((articles, found, normalize_claims(articles, found), gold))
    for name, measures, names, numbers in PARTS:
        columns = [MEASURES.index(measure) for measure in measures]
        rows = []
        for n, (articles, found, claims, gold) in enumerate(events):
            weights = dict.fromkeys(MEASURES, 0.0)
            if measures:
                constant, *fitted = fit([v for m, event in enumerate(views) if m != n for v in event], columns).tolist()
                weights |= {"constant": constant, **dict(zip(measures, fitted, strict=True))}
            with (
                patch.object(likeness, "fitted", (lambda w=weights: w) if measures else likeness.fitted),
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
    if len(sys.argv) < 5 or len(sys.argv) % 2 == 0:
        sys.exit("usage: python benchmarks/likeness.py ARTICLES GOLD ARTICLES GOLD [...]")
    main([Path(folder) for folder in sys.argv[1:]])
