"""Words of saying: their stems, verbs whose object is told, and tags that taggers miss."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from nltk.stem.snowball import EnglishStemmer

from newsclaims.phrases import AUXILIARIES, NOUNS, VERBS
from newsclaims.text import Token

# Verbs (as stems) whose object is the one who is told, not what is told.
TELLING = frozenset(
    "tell told remind inform assur warn advis notifi brief convinc persuad ask urg press encourag order"
    " instruct".split()
)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The Snowball stem of a word, which is how the table of cues knows it.

    >>> stem("denied"), stem("denies")
    ('deni', 'deni')
    """
    return str(_stemmer().stem(word.lower()))


@cache
def _stemmer() -> EnglishStemmer:
    return EnglishStemmer()


@cache
def _table() -> dict[str, list[int]]:
    """Of verbs that often were cues in training articles, and nouns of their stems: how often a cue, how often seen."""
    return dict(json.loads(files("newsclaims.resources").joinpath("cues.json").read_text(encoding="utf-8")))


def says(verb: str) -> bool:
    """Whether a verb is most often one of saying, by the table.

    >>> says("said"), says("left")
    (True, False)
    """
    cue, seen = _table().get(f"verb {stem(verb)}", (0, 0))
    return 2 * cue > seen


def retagged(row: Sequence[Token]) -> list[Token]:
    """Tokens of a sentence, as verbs where the tagger saw nouns that the table knows as verbs of saying.

    Headlines need it ("Ministry denies report"), and what stands behind a content (", the agency reports"). And as
    names where it saw a verb in a capital before a name ("that Danish Prime Minister").

    >>> [token.tag for token in retagged([Token(0, 8, "Ministry", "NNP"), Token(9, 15, "denies", "NNS")])]
    ['NNP', 'VBZ']
    """
    return [replace(token, tag=_tag(row, i)) for i, token in enumerate(row)]


def _tag(row: Sequence[Token], i: int) -> str:
    token = row[i]
    if i and token.tag in VERBS and token.text.istitle() and i + 1 < len(row) and row[i + 1].tag in {"NNP", "NNPS"}:
        return "NNP"
    if not i and token.tag == "VB" and token.text.lower() not in AUXILIARIES and len(row) > 1 and row[1].text == "not":
        return "NNP"  # a headline: "Bridge not damaged"
    if token.text.lower() in {"close", "familiar"} and i + 1 < len(row) and row[i + 1].text in {"to", "with"}:
        return "JJ"
    if token.tag not in {"NN", "NNS"} or not token.text.endswith("s") or not i or row[i - 1].tag not in NOUNS:
        return token.tag
    key = stem(token.text)
    _, verbs = _table().get(f"verb {key}", (0, 0))
    _, nouns = _table().get(f"noun {key}", (0, 0))
    closes = i + 1 == len(row) or row[i + 1].text in ",."
    if verbs > 4 * nouns or (verbs and closes and any(t.text == "," for t in row[max(0, i - 5) : i])):
        return "VBZ"
    return token.tag
