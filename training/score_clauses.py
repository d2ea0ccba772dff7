"""How well units of discourse and clauses are found within sentences: precision, recall and F1 of where they begin.

    python training/score_clauses.py GUM_FOLDER

GUM_FOLDER holds GUM's .conllu files and splits.md, whose column MISC says ``Discourse=`` where an elementary discourse
unit begins. Scored are the dev and test documents, each sentence by itself, without its first token. "units" are those
of the perceptron; "clauses" is what claims are made of: fewer, since some units are part of the clause before.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from gum import documents
from train_units import read

from newsclaims.clauses import clauses
from newsclaims.text import Token
from newsclaims.units import unit_starts

Boundaries = set[int]  # tokens of a sentence at which an inner unit begins


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


def main(folder: Path) -> None:
    for part in ("dev", "test"):
        for genre in ("GUM_", "GUM_news_"):
            paths = (path for path in documents(folder, part) if path.name.startswith(genre))
            rows = [sentence for path in paths for sentence in read(path)]
            title = f"{part}, {'news' if 'news' in genre else 'all genres'}"
            report(f"{title}: units", [(gold, set(unit_starts(row))) for row, gold in rows])
            moved = [(without_marks(row, gold), without_marks(row, clause_starts(row))) for row, gold in rows]
            report(f"{title}: clauses, marks aside", moved)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python training/score_clauses.py GUM_FOLDER")
    main(Path(sys.argv[1]))
