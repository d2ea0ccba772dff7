"""How alike two claims are: by their words and by what they mean."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from newsclaims.calendars import MONTHS
from newsclaims.claims import Claim
from newsclaims.cues import stem
from newsclaims.embedder import embed
from newsclaims.encounters import in_passing
from newsclaims.mentions import listed
from newsclaims.predicates import predicate
from newsclaims.wordpieces import Ints, word_pieces

FUNCTION_WORDS = frozenset(
    "a an the this that these those and or but nor so as if of in on at to for from with by about into over under"
    " after before be am is are was were been being have has had do does did will would shall should can could may"
    " might must not no he she it they them him her his its their i we you our my your who which what there here"
    " also then than such any some more most other both all each very just only now still later further said say"
    " told tell mr mrs ms between against during amid while since until because when where however though although"
    " alleged allegedly reported reportedly apparently supposedly disputed".split()
)
DAY = re.compile(rf"\b(?:on )?\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
CAPITAL = re.compile(r"\b[A-Z]\w*(?:\.\w+)*(?=(?:['’]s)?\b)")
FULL = re.compile(r"\b[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z])+\b")  # a name of several words
OPENING = re.compile(r"[A-Z]\w+ [A-Z]|[A-Z][A-Z]")  # a first word that is capitalised not for being first
FREQUENT = 6000  # a first word with a smaller number is no name: the vocabulary is in the order of frequency
MEASURES = ("words", "meaning")
# By how much the odds of two claims fall that both name somebody in full, and nobody in common: too few pairs do so
# to fit it. Over 0 to 3 on the six events held out of training/claims.jsonl and on three others: F1 of cells 65.5,
# 65.8, 66.0, 66.0, shared ones 53.0, 53.6, 53.9, 54.1, links 30.4, 30.9, 31.0, 31.0; on three others cells 71.9,
# 71.0, 71.4, 71.6, shared ones 75.4, 75.1, 75.2, 74.9, links 61.1, 58.8, 59.2, 58.4.
STRANGERS = 2.0
# By how much they fall where one does to the other what the other does to it ("Lee sued Hale", "Hale sued Lee"): more
# than any likeness makes up for. No pair of these events does so.
REVERSED = 20.0
# Claims of one group surely say the same above this. The weights are fitted on as many pairs that are the same as
# others, while of all pairs far more are others. Read on 35 events: of 49 groups with claims of all articles, but not
# of each so much like the one shown, all said the same in eight; of 57 others, in 49. Of disputes between what is
# less alike, none of four was one; of 22 others, 18.
SURE = 4.0
Numbers = NDArray[np.float64]


@lru_cache(maxsize=1 << 16)
def key_words(words: str) -> frozenset[str]:
    """The stems of the words that carry meaning, and the figures; not the days, since a common date is no likeness.

    >>> sorted(key_words("The minister denied the reports of 50,000 troops."))
    ['50,000', 'deni', 'minist', 'report', 'troop']
    """
    words = DAY.sub("", re.sub(r"['’]s\b", "", re.sub(r"(?<=[a-z])-(?=[A-Z])", " ", words)))
    found = re.findall(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[-.'’][^\W\d_]+)*", words)
    found = [w.replace(".", "") if w.isupper() else w for w in found]
    return frozenset(stem(w) for w in found if w.lower() not in FUNCTION_WORDS)


@lru_cache(maxsize=1 << 16)
def name_words(words: str) -> frozenset[str]:
    """The capitalised words; the first one only if it is rare or another follows.

    >>> sorted(name_words("Police said that Ann Lee of the U.N. left in May.")), sorted(name_words("Kharkiv was hit."))
    (['ann', 'lee', 'un'], ['kharkiv'])
    """
    found = set()
    for match in CAPITAL.finditer(words):
        word, pieces = match[0], word_pieces(match[0])
        first = match.start() == 0 and not OPENING.match(words)
        common = first and len(pieces) == 1 and pieces[0] < FREQUENT
        if not common and word.lower() not in FUNCTION_WORDS and word.lower() not in listed("calendar"):
            found.add(word.replace(".", "").lower())
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def full_names(words: str) -> frozenset[str]:
    """The words of names that have several.

    >>> sorted(full_names("The mayor, Ann Lee, met Hale's wife in Riverton."))
    ['ann', 'lee']
    """
    runs = FULL.findall(re.sub(r"['’]s\b", "", words))
    return frozenset(word.lower() for run in runs for word in run.split() if word.lower() not in FUNCTION_WORDS)


class Likeness:
    """How alike the claims of an event are by their words, from 0 to 1, the rarer among these claims the weightier.

    A word in n propositions weighs n ** -0.5, which other claims than those that have it can't change: neither a second
    copy of an article nor an article on another event.
    """

    def __init__(self, claims: Sequence[Claim]):
        self._claims = claims
        seen = Counter(word for proposition in {c.proposition for c in claims} for word in key_words(proposition))
        self._weight = {word: n**-0.5 for word, n in sorted(seen.items())}

    def weight(self, words: frozenset[str]) -> float:
        """The weight of a set of stems."""
        return math.fsum(self._weight.get(word, 1.0) for word in words)

    def __call__(self, a: str, b: str) -> float:
        """Twice the weight of the words that both have, over that of all (Dice 1945).

        >>> Likeness([])("The old bridge fell", "The bridge fell")
        0.8
        """
        x, y = key_words(a), key_words(b)
        both = self.weight(x & y)
        return 2 * both / (self.weight(x) + self.weight(y)) if both else 0.0

    def table(self, texts: Sequence[str]) -> csr_array:
        """A row for each text, a column for each word; products of rows are the weight of what they share."""
        sets = [key_words(text) for text in texts]
        return _table(sets, {word: self._weight.get(word, 1.0) for word in sorted({w for row in sets for w in row})})

    def matrix(self) -> Numbers:
        """The likeness of each claim's proposition to each other's, claims by claims."""
        return all_shares(self.table([claim.proposition for claim in self._claims]))


def memberships(sets: Sequence[Iterable[int]], size: int) -> csr_array:
    """A row for each set of numbers under ``size``: 1 where it has the number."""
    cells = [sorted(numbers) for numbers in sets]
    columns = np.array([c for row in cells for c in row], dtype=np.int64)
    ends = np.cumsum([0, *map(len, cells)])
    return csr_array((np.ones(len(columns)), columns, ends), shape=(len(cells), max(1, size)))


def _table(sets: Sequence[frozenset[str]], weights: dict[str, float]) -> csr_array:
    """A row for each set: the root of a word's weight where the set has it, so that products add up weights."""
    column = {word: n for n, word in enumerate(weights)}
    table = memberships([[column[word] for word in words] for words in sets], len(weights))
    table.data = np.sqrt(np.array([*weights.values()] or [1.0]))[table.indices]
    return table


def _plain(sets: Sequence[frozenset[str]]) -> csr_array:
    return _table(sets, dict.fromkeys(sorted({word for words in sets for word in words}), 1.0))


def _dice(both: Numbers, one: Numbers, other: Numbers) -> Numbers:
    return np.divide(2 * both, one + other, out=np.zeros_like(both), where=both > 0)


class Odds:
    """The log odds that two claims assert or deny the same thing, by a logistic regression on two measures.

    Words: the share of words that both have. Meaning: the cosine of their vectors, of the propositions and of the words
    as they stand in the articles, averaged. What somebody is told to say counts without who says it.
    ``training/fit_likeness.py`` fits the weights; claims about strangers to each other lose STRANGERS more, and those
    that have who does it and to whom the other way round REVERSED.
    """

    def __init__(self, claims: Sequence[Claim]):
        propositions, said = [claim.proposition for claim in claims], [what_is_said(claim) for claim in claims]
        seen = Counter(word for proposition in set(said) for word in key_words(proposition))
        self.words = _table([key_words(p) for p in said], {word: n**-0.5 for word, n in sorted(seen.items())})
        self.full = _plain([full_names(p) for p in propositions])
        parts = [predicate(p) for p in said]
        roles = _plain([name_words(words) for words in (*(p.doer for p in parts), *(p.object for p in parts))])
        self.doers, self.done = roles[: len(parts)], roles[len(parts) :]
        own = [in_passing(in_words(claim) or claim.proposition) for claim in claims]
        self.vectors = np.hstack([embed(said), embed(own)]) / math.sqrt(2)
        self.known = np.asarray(self.full.sum(axis=1), dtype=np.float64)

    def measures(self, left: Ints, right: Ints) -> list[Numbers]:
        """The measures of pairs of claims, given by their numbers, in the order of MEASURES."""
        meaning = np.einsum("ij,ij->i", self.vectors[left], self.vectors[right]).astype(float)
        return [shares(self.words, left, right), meaning]

    def __call__(self, left: Ints, right: Ints) -> Numbers:
        """The log odds of pairs of claims, given by their numbers."""
        strangers = (self.known[left] * self.known[right] > 0) & (common(self.full, left, right) == 0)
        there, back = common(self.doers, left, right, self.done), common(self.done, left, right, self.doers)
        turned = (there * back > 0) & (common(self.doers, left, right) == 0)
        return _weighed(self.measures(left, right), STRANGERS * strangers + REVERSED * turned)

    def square(self, rows: Ints) -> Numbers:
        """The log odds of each of some claims and each other of them."""
        full = (self.full[rows] @ self.full[rows].T).toarray()
        meaning = (self.vectors[rows] @ self.vectors[rows].T).astype(float)
        strangers = (np.outer(self.known[rows], self.known[rows]) > 0) & (full == 0)
        doers, there = ((self.doers[rows] @ other[rows].T).toarray() for other in (self.doers, self.done))
        turned = (there * there.T > 0) & (doers == 0)
        less = STRANGERS * strangers + REVERSED * turned
        return _weighed([all_shares(self.words[rows]), meaning], less)


def common(table: csr_array, left: Ints, right: Ints, other: csr_array | None = None) -> Numbers:
    """The weight of what rows have in common, pair by pair; the right ones from the other table, if there is one."""
    rows = (table if other is None else other)[right]
    return np.asarray(table[left].multiply(rows).sum(axis=1), dtype=np.float64)


def shares(table: csr_array, left: Ints, right: Ints) -> Numbers:
    """How alike rows of a table are, pair by pair."""
    weight = np.asarray(table.multiply(table).sum(axis=1), dtype=np.float64)
    return _dice(common(table, left, right), weight[left], weight[right])


def contained(table: csr_array, left: Ints, right: Ints) -> Numbers:
    """How much of the lighter of two rows of a table is in the other, pair by pair.

    >>> table = memberships([{0, 1, 2}, {1, 2}, {2, 3}], 4)
    >>> contained(table, np.array([0, 0]), np.array([1, 2])).tolist()
    [1.0, 0.5]
    """
    weight = np.asarray(table.multiply(table).sum(axis=1), dtype=np.float64)
    both = common(table, left, right)
    return np.divide(both, np.minimum(weight[left], weight[right]), out=np.zeros_like(both), where=both > 0)


def all_shares(table: csr_array) -> Numbers:
    """How alike each row of a table is to each other."""
    both = (table @ table.T).toarray()
    return _dice(both, both.diagonal()[:, None], both.diagonal())


def _weighed(found: Sequence[Numbers], less: Numbers) -> Numbers:
    """The log odds by the measures, and less; rounded, so that the order in which a machine adds up decides nothing."""
    weights = fitted()
    weighed = (weights[name] * values for name, values in zip(MEASURES, found, strict=True))
    return np.round(sum(weighed, weights["constant"] - less), 6)


@cache
def fitted() -> dict[str, float]:
    """The weights of the measures, and the constant."""
    weights: dict[str, float] = json.loads(
        files("newsclaims").joinpath("resources", "likeness.json").read_text(encoding="utf-8")
    )
    return weights


def what_is_said(claim: Claim) -> str:
    """The proposition without what likens it to others that say something else: without who is told to say so ("Lee
    said: It is a shame"), without "took place" behind an event that is named, and without who took part in a talk that
    it tells something else of."""
    told = len(f"{claim.speaker.name} said: ") if claim.speaker else 0
    said = claim.proposition[told:] if claim.proposition[:told].endswith(" said: ") else claim.proposition
    return in_passing(said.removesuffix(" took place"))


def in_words(claim: Claim) -> str:
    """The words that carry a claim, its pieces joined."""
    return " ".join(span.text for span in claim.spans)


def speaking_for(claims: Sequence[Claim]) -> dict[str, int]:
    """The number of a claim for each proposition, one in whose own words it is: "the report" may stand for anything.

    Of several it is the one whose words come first, whatever the claims' order.

    >>> from newsclaims.text import Span
    >>> words = (Span(0, 9, "collapsed"),), (Span(0, 4, "fell"),)
    >>> speaking_for([Claim("m1", "a", own, "It fell", (), "asserts") for own in reversed(words)])
    {'It fell': 1}
    """

    def rank(n: int) -> tuple[bool, str]:
        return any(step.rule == "stands for" for step in claims[n].steps), in_words(claims[n])

    return {claims[n].proposition: n for n in sorted(range(len(claims)), key=rank, reverse=True)}
