"""Count which verbs and nouns are cues, and before what, in PolNeAR: FOLDER/{text,attributions} in, two tables out.

    python training/train_cues.py POLNEAR/train newsclaims/resources/cues.json benchmarks/rules_cues.json

For each stem and kind of complement: how often it was a cue, how often it occurred outside of contents (PolNeAR
marks outer attributions alone, so what happens inside a content says nothing). Stems seen as a cue fewer than twice
are left out. All of it is the second table, by which the rules in ``benchmarks`` read. The first, which the package
needs, has the counts whatever the complement, of verbs that were a cue OFTEN and of the nouns of their stems.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import click
from tqdm import tqdm

from newsclaims.cues import stem
from newsclaims.phrases import AUXILIARIES
from newsclaims.quotations import quotations
from newsclaims.text import paragraphs

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

from rules import before_kind, content_before
from rules_cues import complement
from rules_units import units

OFTEN = 5  # times, at least


def read_standoff(path: Path) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The cue and the content offsets of one brat file."""
    cues, contents = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            label, _, offsets = rest.split("\t")[0].partition(" ")
            pieces = [tuple(map(int, piece.split())) for piece in offsets.split(";")]
            {"Cue": cues, "Content": contents}.get(label, []).extend(pieces)
    return cues, contents


def count(
    text: str, cues: list[tuple[int, int]], contents: list[tuple[int, int]], seen: Counter, hits: Counter
) -> None:
    inside = [False] * (len(text) + 1)
    for start, end in contents:
        inside[start:end] = [True] * (end - start)
    cue_of = {i: n for n, (start, end) in enumerate(cues) for i in range(start, end)}
    for passage in paragraphs(text):
        for unit in units(text, passage, quotations(text, passage.start, passage.end)):
            verbal = set()
            for group in unit.groups:
                head = unit.tokens[group.head]
                if inside[head.start] or head.text.lower() in AUXILIARIES:
                    continue
                before = content_before(unit, group)
                kind = before_kind(unit, before[1]) if before else complement(unit.tokens, group.end)[0]
                verbal.add(cue_of.get(head.start))
                tally("verb", head.text, kind, head.start in cue_of, seen, hits)
            for i, token in enumerate(unit.tokens):
                if token.tag in {"NN", "NNS"} and not inside[token.start]:
                    kind = complement(unit.tokens, i + 1)[0]
                    hit = token.start in cue_of and cue_of[token.start] not in verbal
                    tally("noun", token.text, kind, hit, seen, hits)


def tally(part: str, word: str, kind: str, hit: bool, seen: Counter, hits: Counter) -> None:
    key = f"{part} {stem(word)}"
    for k in (key, f"{key} {kind}"):
        seen[k] += 1
        hits[k] += hit


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("words", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("rules", type=click.Path(dir_okay=False, path_type=Path))
def main(folder: Path, words: Path, rules: Path) -> None:
    seen: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    first = {
        path.stem.rsplit("_", 1)[0]: path for path in sorted((folder / "attributions").glob("*.ann"), reverse=True)
    }
    for path in tqdm(sorted((folder / "text").glob("*.txt")), disable=None):
        if path.stem in first:
            count(path.read_bytes().decode("utf-8"), *read_standoff(first[path.stem]), seen, hits)
    kept = {
        key: [hits[key], seen[key]] for key in sorted(seen) if hits[" ".join(key.split()[:2])] >= 2 and seen[key] >= 2
    }
    often = {key[5:] for key, (cues, _) in kept.items() if re.fullmatch(r"verb \S+", key) and cues >= OFTEN}
    write(words, {key: row for key, row in kept.items() if key.partition(" ")[2] in often})
    write(rules, kept)


def write(path: Path, rows: dict[str, list[int]]) -> None:
    path.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":"), indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
