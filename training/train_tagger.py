"""Teach NLTK's averaged perceptron the Penn tags of GUM, on words as newsclaims cuts them.

GUM (CoNLL-U, with its splits.md) is https://github.com/amir-zeldes/gum; its annotations are CC BY 4.0. The same files
and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gum import documents
from nltk.tag.perceptron import PerceptronTagger

from newsclaims.text import perceptron, plain, words

# GUM's own: hyphens are tokens of theirs there. Two tags say nothing of the word (pieces of a word that was torn apart,
# and a slip): sentences with them are left out.
RENAMED = {"HYPH": ":"}
MEANINGLESS = {"GW", "VERB"}

# Headlines are in the present tense, GUM's prose is not: verbs of saying that it hardly has, and that are no nouns.
HEADLINE_VERBS = """
    accuses acknowledges admits advises alleges announces argues asserts asks assures believes blames condemns confirms
    contradicts criticises criticizes declares defends denies describes discloses discusses dismisses downplays
    emphasises emphasizes explains expresses informs insists maintains mocks predicts quips refuses refutes reiterates
    rejects reminds reveals says slams suggests tells thinks threatens urges warns writes
""".split()

Tagged = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A token of GUM: where it stands in its sentence, its tag, its head's number."""

    number: int
    start: int
    end: int
    tag: str
    head: int


def read(path: Path) -> list[Tagged]:
    """The sentences of a document, cut as newsclaims cuts them."""
    sentences = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.splitlines()
        text = next(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
        pieces, end = [], 0
        for number, form, _, _, tag, _, head, *_ in (line.split("\t") for line in lines if not line.startswith("#")):
            if number.isdecimal():
                start = text.index(form, end)
                end = start + len(form)
                pieces.append(Piece(int(number), start, end, RENAMED.get(tag, tag), int(head)))
        if not MEANINGLESS & {piece.tag for piece in pieces}:
            sentences.append([(plain(w.text), tag_of(w.start, w.end, pieces)) for w in words(text)])
    return sentences


def tag_of(start: int, end: int, pieces: list[Piece]) -> str:
    """GUM's tag for the word ``start:end``, which may be several of its tokens.

    Several take the tag of the one that the others depend on, "co-founded" VBD; but a compound that stands before what
    it depends on is an adjective, "all-girl team", as in the Penn Treebank, unless it is a name or a number.
    """
    within = [piece for piece in pieces if piece.start < end and start < piece.end]
    if len(within) == 1:
        return within[0].tag
    numbers = {piece.number for piece in within}
    top = next(piece for piece in within if piece.head not in numbers)
    modifies = top.head > within[-1].number and any(piece.tag == ":" for piece in within)
    return "JJ" if modifies and top.tag in {"NN", "NNS", "VBN", "VBG", "VBD", "VB", "RB"} else top.tag


def train(sentences: list[Tagged], *, rounds: int, seed: int) -> PerceptronTagger:
    random.seed(seed)
    tagger = PerceptronTagger(load=False)
    tagger.train(sentences, nr_iter=rounds)
    return tagger


def pack(tagger: PerceptronTagger, *, least: float, evidence: float) -> dict[str, Any]:
    """What is shipped: weights in whole tenths, since only their proportions matter, without the faint ones.

    ``least`` is the smallest weight that is kept, ``evidence`` what a feature's greatest must reach to keep any.
    """
    weights = {
        feature: {tag: round(weight * 10) for tag, weight in of_tags.items() if abs(weight) >= least}
        for feature, of_tags in tagger.model.weights.items()
        if max(map(abs, of_tags.values()), default=0) >= evidence
    }
    return {
        "tags": sorted(tagger.classes),
        "words": tagger.tagdict | dict.fromkeys(HEADLINE_VERBS, "VBZ"),
        "weights": weights,
    }


def confusion(tagger: PerceptronTagger, sentences: list[Tagged]) -> Counter[tuple[str, str]]:
    """How often each (gold, found) pair of tags occurs."""
    pairs: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        found = tagger.tag([word for word, _ in sentence])
        pairs.update((gold, guess) for (_, gold), (_, guess) in zip(sentence, found, strict=True))
    return pairs


def accuracy(pairs: Counter[tuple[str, str]]) -> float:
    return sum(n for (gold, guess), n in pairs.items() if gold == guess) / pairs.total()


def report(tagger: PerceptronTagger, names: dict[str, list[Tagged]]) -> None:
    """Print how often the tags are right, in all documents and in those of news, and what is taken for what."""
    for title, chosen in (("all", names), ("news", {n: s for n, s in names.items() if "_news_" in n})):
        pairs = confusion(tagger, [sentence for document in chosen.values() for sentence in document])
        print(f"{title}: {accuracy(pairs):.4f} of {pairs.total()} words in {len(chosen)} documents")
        wrong = [(n, gold, guess) for (gold, guess), n in pairs.items() if gold != guess]
        print("  " + ", ".join(f"{gold} as {guess} {n}" for n, gold, guess in sorted(wrong, reverse=True)[:12]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gum", type=Path, help="a folder with GUM's .conllu files and splits.md")
    parser.add_argument("out", type=Path, help="where to write tagger.json")
    parser.add_argument("--rounds", type=int, default=6, help="how often the perceptron sees each sentence")
    parser.add_argument("--least", type=float, default=0.2, help="weights below this are dropped")
    parser.add_argument("--evidence", type=float, default=1.0, help="features with no weight of this size are dropped")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--dev", action="store_true", help="train on train alone and report on dev, to choose options")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")  # where NLTK tells its progress
    learnt, held_out = (("train",), "dev") if options.dev else (("train", "dev"), "test")
    sentences = [s for part in learnt for path in documents(options.gum, part) for s in read(path)]
    packed = pack(
        train(sentences, rounds=options.rounds, seed=options.seed), least=options.least, evidence=options.evidence
    )
    options.out.write_text(
        json.dumps(packed, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8"
    )
    report(perceptron(packed), {path.stem: read(path) for path in documents(options.gum, held_out)})


if __name__ == "__main__":
    main()
