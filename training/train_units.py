"""Teach an averaged perceptron where GUM's elementary discourse units begin, on words and tags as newsclaims has them.

GUM (CoNLL-U, with its splits.md) is https://github.com/amir-zeldes/gum; its annotations are CC BY 4.0. The same files
and seed give the same bytes. What it learns from is train alone: training/score_clauses.py scores it on dev and test.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

from gum import documents

from newsclaims.text import Token, tokens
from newsclaims.units import features

Unit = tuple[list[Token], set[int]]  # a sentence, and the tokens at which its inner units begin


def read(path: Path) -> list[Unit]:
    """The sentences of a document, cut and tagged as newsclaims does."""
    found = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.splitlines()
        text = next(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
        starts, end = set(), 0
        for number, form, *_, more in (line.split("\t") for line in lines if not line.startswith("#")):
            if number.isdecimal():
                start = text.index(form, end)
                end = start + len(form)
                if "Discourse=" in more:
                    starts.add(start)
        row = tokens(text)
        found.append((row, {i for i, t in enumerate(row) if i and any(t.start <= s < t.end for s in starts)}))
    return found


def train(sentences: list[Unit], *, rounds: int, seed: int, evidence: int) -> dict[str, int]:
    """Averaged weights, in whole tenths, of the features that occur ``evidence`` times."""
    seen = [
        (present, 1 if i in starts else -1) for row, starts in sentences for i, present in enumerate(features(row)) if i
    ]
    counts = Counter(feature for present, _ in seen for feature in present)
    data = [([f for f in present if counts[f] >= evidence], sign) for present, sign in seen]
    weights: dict[str, float] = defaultdict(float)
    totals: dict[str, float] = defaultdict(float)
    since: dict[str, int] = defaultdict(int)
    step, order = 0, random.Random(seed)
    for _ in range(rounds):
        order.shuffle(data)
        for present, sign in data:
            step += 1
            if sign * sum(weights.get(feature, 0) for feature in present) <= 0:
                for feature in present:
                    totals[feature] += (step - since[feature]) * weights[feature]
                    since[feature] = step
                    weights[feature] += sign
    means = {f: (totals[f] + (step - since[f]) * weights[f]) / step for f in weights}
    return {f: round(mean * 10) for f, mean in sorted(means.items()) if round(mean * 10)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gum", type=Path, help="a folder with GUM's .conllu files and splits.md")
    parser.add_argument("out", type=Path, help="where to write units.json")
    parser.add_argument("--rounds", type=int, default=5, help="how often the perceptron sees each token")
    parser.add_argument("--evidence", type=int, default=5, help="features seen less often are dropped")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    paths = documents(options.gum, "train")
    sentences = [sentence for path in paths for sentence in read(path)]
    weights = train(sentences, rounds=options.rounds, seed=options.seed, evidence=options.evidence)
    options.out.write_text(json.dumps(weights, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    words = sum(len(row) for row, _ in sentences)
    print(f"{len(weights)} weights from {words} words in {len(paths)} documents")


if __name__ == "__main__":
    main()
