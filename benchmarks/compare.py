"""How the time of a comparison grows with the number of articles, after their claims are known.

    python benchmarks/compare.py FOLDER

FOLDER holds articles on one event. Larger sets are made of their claims: each made article takes every claim of one of
them drawn by lot, and in the proposition of each the words are changed by lot, so that few are copies. The seed is
fixed. Prints the processor's seconds for each size, and the exponent of a power law fitted to the last three.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time

import numpy as np

from newsclaims.articles import read_articles
from newsclaims.attributions import extract_attributions
from newsclaims.claims import Claim, normalize_claims
from newsclaims.compare import compare_claims

SIZES = 10, 30, 100, 300, 1000, 3000
CHANGED = 0.25  # of the claims have a word replaced by one of another claim


def recombined(claims: Sequence[Claim], size: int, lot: random.Random) -> list[Claim]:
    """The claims of so many made articles."""
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        own[claim.article_id].append(claim)
    words = [word for claim in claims for word in claim.proposition.split()]
    made = []
    for n in range(size):
        for claim in own[lot.choice(sorted(own))]:
            parts = claim.proposition.split()
            if lot.random() < CHANGED and not claim.title:
                parts[lot.randrange(len(parts))] = lot.choice(words)
            made.append(replace(claim, id=f"m{len(made):06}", article_id=f"a{n}", proposition=" ".join(parts)))
    return made


def main(folder: Path) -> None:
    articles = read_articles(folder)
    found = [a for article in articles for a in extract_attributions(article)]
    claims = normalize_claims(articles, found)
    compare_claims([], [], claims)  # loads the resources
    seconds = []
    for size in SIZES:
        made = recombined(claims, size, random.Random(size))
        start = process_time()
        comparison = compare_claims([], [], made)
        seconds.append(process_time() - start)
        once = len({claim.proposition for claim in made})
        print(f"{size:5} articles, {len(made):7,} claims of {once:6,} propositions, ", end="")
        print(f"{len(comparison.clusters):6,} clusters: {seconds[-1]:8.2f} s", flush=True)
    exponent = np.polyfit(np.log(SIZES[-3:]), np.log(seconds[-3:]), 1)[0]
    print(f"time grows with articles ** {exponent:.2f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/compare.py FOLDER")
    main(Path(sys.argv[1]))
