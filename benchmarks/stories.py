"""Which articles tell one story: how well they are grouped, with their dates and without.

    python benchmarks/stories.py FOLDER

FOLDER holds ``articles``, a folder of texts, and ``stories.tsv`` with the columns article, date and story.

B-cubed (Bagga and Baldwin 1998): of each article, the share of those put with it that belong there is its precision,
the share of those that belong there that were put with it its recall; both are averaged over the articles. "Held out":
the threshold is chosen on half of the stories, and the other half's articles are scored, over SPLITS halvings by lot.
"One by one": articles are added singly in an order by lot, each to the stories of those before, and the pairs that
stand in one story are compared with those of all articles given at once.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from time import process_time

import numpy as np

from newsclaims.articles import Article, read_articles
from newsclaims.stories import SAME, group_stories, members

SPLITS = 20
ORDERS = 2
THRESHOLDS = [round(0.3 + step / 50, 2) for step in range(16)]
COPIES = 1, 10, 100
APART = timedelta(days=4000)
WINDOWS = 2, 3, 5, 7, 14, 30


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the articles that the gold has."""
    ours, theirs = ({id: {*group} for group in members(s).values() for id in group} for s in (found, gold))
    both = {id: len(ours[id] & theirs[id]) for id in gold}
    precision, recall = (sum(both[id] / len(own[id]) for id in gold) / len(gold) for own in (ours, theirs))
    return precision, recall, 2 * precision * recall / (precision + recall)


def together(stories: Mapping[str, str]) -> set[tuple[str, str]]:
    return {pair for group in members(stories).values() for pair in combinations(sorted(group), 2)}


def held_out(articles: Sequence[Article], gold: Mapping[str, str], lot: random.Random) -> list[float]:
    """F1 of halves with the threshold that is best for the other half, the middle one of several."""
    names = sorted(set(gold.values()))
    scores = []
    for _ in range(SPLITS):
        half = {*lot.sample(names, len(names) // 2)}
        sides = [[a for a in articles if (gold[a.id] in half) == side] for side in (True, False)]
        curves = []
        for side in sides:
            own = {a.id: gold[a.id] for a in side}
            curves.append(np.array([b_cubed(own, group_stories(side, same=same))[2] for same in THRESHOLDS]))
        for tuned, scored in (curves, curves[::-1]):
            best = np.flatnonzero(tuned == tuned.max())
            scores.append(float(scored[best[len(best) // 2]]))
    return scores


def one_by_one(articles: Sequence[Article], lot: random.Random) -> tuple[dict[str, str], float]:
    """The stories when articles come singly, and the share of pairs in one story, here or at once, that are in both."""
    order, stories = lot.sample(articles, len(articles)), dict[str, str]()
    for n in range(len(order)):
        stories = group_stories(order[: n + 1], earlier=stories)
    one, other = together(stories), together(group_stories(articles))
    return stories, len(one & other) / len(one | other)


def growth(articles: Sequence[Article]) -> None:
    """Print the seconds for the articles and so many copies of them, each set in years of its own."""
    for copies in COPIES:
        made = [
            replace(a, id=f"{n}-{a.id}", published=a.published and a.published + n * APART)
            for n in range(copies)
            for a in articles
        ]
        start = process_time()
        group_stories(made)
        print(f"{len(made):6,} articles: {process_time() - start:7.2f} s, vectors known", flush=True)


def main(folder: Path) -> None:
    with (folder / "stories.tsv").open(encoding="utf-8", newline="") as file:
        rows = {row["article"]: row for row in csv.DictReader(file, delimiter="\t")}
    gold = {id: row["story"] for id, row in rows.items()}
    texts = [article for article in read_articles(folder / "articles") if article.id in gold]
    undated = [replace(article, published=None) for article in texts]
    dated = [replace(article, published=date.fromisoformat(rows[article.id]["date"])) for article in texts]
    start = process_time()
    group_stories(undated)
    print(f"{len(texts)} articles on {len(set(gold.values()))} events, {process_time() - start:.1f} s of a processor\n")
    print("| dates | precision | recall | F1 | held out, F1 | its least | one by one, F1 | same pairs |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, articles in (("given", dated), ("none", undated)):
        lot = random.Random(1)
        scores = held_out(articles, gold, lot)
        singly = [one_by_one(articles, lot) for _ in range(ORDERS)]
        figures = [*b_cubed(gold, group_stories(articles)), np.mean(scores), min(scores)]
        figures += [np.mean([b_cubed(gold, stories)[2] for stories, _ in singly]), np.mean([s for _, s in singly])]
        print(f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} |", flush=True)
    print(f"\nF1 by threshold ({SAME} is the package's)\n")
    print(f"| dates | {' | '.join(map(str, THRESHOLDS))} |")
    print(f"|{' --- |' * (len(THRESHOLDS) + 1)}")
    for name, articles in (("given", dated), ("none", undated)):
        swept = [b_cubed(gold, group_stories(articles, same=same))[2] for same in THRESHOLDS]
        print(f"| {name} | {' | '.join(f'{figure:.3f}' for figure in swept)} |")
    swept = [f"{days}: {b_cubed(gold, group_stories(dated, days=days))[2]:.3f}" for days in WINDOWS]
    print(f"\nF1 by days: {', '.join(swept)}")
    growth(dated)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/stories.py FOLDER")
    main(Path(sys.argv[1]))
