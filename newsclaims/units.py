"""Where a new unit of discourse begins within a sentence, by a perceptron that learnt it from GUM."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat

from newsclaims.phrases import verb_groups
from newsclaims.text import Token

MARKS = frozenset(",.;:—–-\"“”'()‘’")
TIES = frozenset({"IN", "TO", "WDT", "WP", "WRB", "CC"})  # tags of words that tie a clause to another


def unit_starts(row: Sequence[Token]) -> list[int]:
    """The tokens of a sentence, the first aside, at which an elementary discourse unit begins: mostly a clause, as GUM
    marks them for rhetorical structure (Zeldes 2017).

    >>> from newsclaims.text import tokens
    >>> row = tokens("The dam, which was old, broke because it rained.")
    >>> [row[start].text for start in unit_starts(row)]
    ['which', 'broke', 'because']
    """
    weight = _weights().get
    return [i for i, present in enumerate(features(row)) if i and sum(map(weight, present, repeat(0))) > 0]


def features(row: Sequence[Token]) -> Iterator[list[str]]:
    """What the perceptron sees at each token: words and tags around it, verbs on both sides and how far they are."""
    words = ["^", "^", *(token.text.lower() for token in row), "$", "$"]
    tags = ["^", "^", *(token.tag for token in row), "$", "$"]
    groups = verb_groups(row)
    heads = [group.head for group in groups]
    for i in range(len(row)):
        w2, w1, w, v1, _ = words[i : i + 5]
        t2, t1, t, u1, u2 = tags[i : i + 5]
        n = bisect_left(heads, i)
        behind = ("F" if groups[n - 1].finite else row[heads[n - 1]].tag) if n else ""
        ahead = between = ""
        if n < len(groups):
            verb = groups[n]
            far = 0 if verb.start == i else 1 + (verb.head > i + 2) + (verb.head > i + 5)
            ahead = f"{'F' if verb.finite else row[verb.head].tag}{far}"
            within = row[i + 1 : verb.head]
            between = " ".join(
                sorted({x.text if x.text in MARKS else x.tag for x in within if x.tag in TIES or x.text in MARKS})
            )
        last = row[heads[n - 1]].text.lower() if n else ""
        any_finite = any(group.finite for group in groups[:n])
        yield [
            "",
            f"w {w}",
            f"w-1 {w1}",
            f"w-2 {w2}",
            f"w+1 {v1}",
            f"t {t2} {t1} {t}",
            f"t- {t1} {t} {u1}",
            f"t+ {t} {u1} {u2}",
            f"tt {t1} {t}",
            f"tu {t} {u1}",
            f"ww {w1} {w}",
            f"wu {w} {u1}",
            f"wt {w1} {t}",
            f"wa {w} {ahead}",
            f"ta {t1} {t} {ahead}",
            f"ba {behind} {ahead}",
            f"wb {w} {behind}",
            f"twa {t1} {w} {ahead}",
            f"am {ahead} {between}",
            f"w-a {w1} {ahead}",
            f"tam {t} {ahead} {between}",
            f"f {any_finite} {t1} {t}",
            f"l {last} {t} {ahead}",
        ]


@cache
def _weights() -> dict[str, int]:
    return dict(json.loads(files("newsclaims.resources").joinpath("units.json").read_text(encoding="utf-8")))
