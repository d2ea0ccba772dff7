"""How well units of discourse and clauses are found within sentences: precision, recall and F1 of where they begin.

    python benchmarks/clauses.py GUM_FOLDER

GUM_FOLDER holds GUM's .conllu files and splits.md, whose column MISC says ``Discourse=`` where an elementary discourse
unit begins. Scored are the dev and test documents, each sentence by itself, without its first token. "units" are those
of the perceptron; "clauses" is what claims are made of: fewer, since some units are part of the clause before.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from newsclaims.clauses import clauses
from newsclaims.text import Token, tokens
from newsclaims.units import unit_starts

Boundaries = set[int]  # tokens of a sentence at which an inner unit begins


def read(path: Path) -> list[tuple[list[Token], Boundaries]]:
    """The sentences of a document in our tokens, and those at which GUM has a unit begin."""
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


def clause_starts(row: Sequence[Token]) -> Boundaries:
    """Where a clause begins, or goes on behind what interrupts it."""
    place = {token.start: i for i, token in enumerate(row)}
    starts = set()
    for clause in clauses(row):
        own = [place[token.start] for token in clause.row]
        starts |= {own[0], *(i for before, i in pairwise(own) if i > before + 1)}
    return starts


def without_marks(row: Sequence[Token], starts: Boundaries) -> Boundaries:
    """The boundaries, moved behind marks and conjunctions: whether "and" is in the unit is a matter of taste."""
    out = set()
    for i in starts:
        while i < len(row) - 1 and (row[i].tag in {"CC", ",", ":", "``", "''", "-LRB-", "-RRB-"}):
            i += 1
        out.add(i)
    return out - {0}


def report(title: str, pairs: Sequence[tuple[Boundaries, Boundaries]]) -> None:
    right = sum(len(gold & ours) for gold, ours in pairs)
    found, gold = sum(len(ours) for _, ours in pairs), sum(len(gold) for gold, _ in pairs)
    f1 = 2 * right / (found + gold)
    print(f"{title}: precision {right / found:.3f}, recall {right / gold:.3f}, F1 {f1:.3f} of {gold}")


def documents(splits: str) -> dict[str, list[str]]:
    """The documents of each part, from GUM's splits.md."""
    parts: dict[str, list[str]] = {}
    for line in splits.splitlines():
        if line.startswith("## "):
            names = parts.setdefault(line[3:].strip(), [])
        elif line.strip().startswith("* "):
            names.append(line.strip()[2:])
    return parts


def main(folder: Path) -> None:
    parts = documents((folder / "splits.md").read_text("utf-8"))
    for part in ("dev", "test"):
        for genre in ("GUM_", "GUM_news_"):
            paths = [folder / f"{name}.conllu" for name in parts[part] if name.startswith(genre)]
            rows = [sentence for path in paths if path.exists() for sentence in read(path)]
            title = f"{part}, {'news' if 'news' in genre else 'all genres'}"
            report(f"{title}: units", [(gold, set(unit_starts(row))) for row, gold in rows])
            moved = [(without_marks(row, gold), without_marks(row, clause_starts(row))) for row, gold in rows]
            report(f"{title}: clauses, marks aside", moved)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/clauses.py GUM_FOLDER")
    main(Path(sys.argv[1]))
