"""How alike two claims are by their words, how far apart by their stance, and whether they rule each other out."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import lil_array
from scipy.spatial.distance import squareform

from newsclaims.calendars import MONTHS
from newsclaims.claims import Claim
from newsclaims.cues import stem
from newsclaims.quantities import disjoint

# Claims join while their average likeness stays above this. Swept over 0.28-0.46 on the gold of four events: F1 of
# cells 61, 63, 64, 63, 64, 63 on average, of shared ones 55, 55, 54, 51, 50, 50.
JOIN = 0.35
# How much further apart an assertion and a denial are, unless they say the same to the word: a dispute that is shown
# must be one. Swept over 0.0-0.3: shared F1 54, 56 (0.05), 57 (0.1), 56; disputed 6 of 10 found right, then 6 of 7.
OPPOSED = 0.1
SAME = 1e-9
FUNCTION_WORDS = frozenset(
    "a an the this that these those and or but nor so as if of in on at to for from with by about into over under"
    " after before be am is are was were been being have has had do does did will would shall should can could may"
    " might must not no he she it they them him her his its their i we you our my your who which what there here"
    " also then than such any some more most other both all each very just only now still later further said say"
    " told tell mr mrs ms between against during amid while since until because when where however though although"
    " alleged allegedly reported reportedly apparently supposedly disputed".split()
)
DAY = re.compile(rf"\b(?:on )?\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
SIDES = {"asserts": 1, "denies": -1, "unsure": 0}


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


class Likeness:
    """How alike the claims of an event are, from 0 to 1: the words that two have in common, the rarer the weightier."""

    def __init__(self, claims: Sequence[Claim]):
        self._claims = claims
        once = {claim.proposition for claim in claims}
        seen = Counter(word for proposition in once for word in key_words(proposition))
        self._weight = {word: math.log(1 + len(once) / n) for word, n in sorted(seen.items())}

    def weight(self, words: frozenset[str]) -> float:
        """The weight of a set of stems."""
        return math.fsum(self._weight.get(word, 1.0) for word in words)

    def __call__(self, a: str, b: str) -> float:
        """The weighted share of words that both have, midway between that of all words and of the shorter one's."""
        x, y = key_words(a), key_words(b)
        both = self.weight(x & y)
        if not both:
            return 0.0
        return min(1.0, both / math.sqrt(self.weight(x | y) * min(self.weight(x), self.weight(y))))

    def matrix(self) -> NDArray[np.float64]:
        """The likeness of each claim's proposition to each other's, claims by claims."""
        column = {word: n for n, word in enumerate(self._weight)}
        has = lil_array((len(self._claims), max(1, len(column))))
        for n, claim in enumerate(self._claims):
            for word in key_words(claim.proposition):
                has[n, column[word]] = 1.0
        rows = has.tocsr()
        both = (rows * np.array([*self._weight.values()] or [1.0]) @ rows.T).toarray()
        own = both.diagonal()
        with np.errstate(invalid="ignore"):
            bounds = np.sqrt((own[:, None] + own - both) * np.minimum(own[:, None], own))
            like: NDArray[np.float64] = np.nan_to_num(np.minimum(1.0, both / bounds))
        return like


def groups_alike(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims joined by average likeness, those that rule each other out never; groups in the order of their first.

    >>> texts = "The flood killed 12 people", "The flood killed 20 people", "12 people died in the flood"
    >>> from newsclaims.quantities import find_quantities
    >>> made = [Claim(t, "a", (), t, (), "asserts", quantities=tuple(find_quantities(t))) for t in texts]
    >>> [[claim.proposition for claim in group] for group in groups_alike(made)]
    [['The flood killed 12 people', '12 people died in the flood'], ['The flood killed 20 people']]
    """
    groups: dict[int, list[Claim]] = defaultdict(list)
    numbers = [0] * len(claims)
    if len(claims) > 1:
        tree = linkage(squareform(_distances(claims), checks=False), method="average")
        numbers = fcluster(tree, t=1 - JOIN, criterion="distance").tolist()
    for number, claim in zip(numbers, claims, strict=True):
        groups[number].append(claim)
    return list(groups.values())


def _distances(claims: Sequence[Claim]) -> NDArray[np.float64]:
    """How far apart claims are: one minus their likeness, more for opposed stances, out of reach for what excludes."""
    far = 1 - Likeness(claims).matrix()
    side = np.array([SIDES[claim.stance] for claim in claims])
    far += OPPOSED * ((np.outer(side, side) < 0) & (far > SAME))
    apart = float(len(claims)) ** 2  # more than an average over any two groups can make up for
    titles = np.array([claim.title is not None for claim in claims])
    far[titles[:, None] != titles] = apart
    bound = [n for n, claim in enumerate(claims) if claim.period or claim.quantities or claim.title]
    for n in bound:
        for m in bound:
            if n < m and excluded(claims[n], claims[m]):
                far[n, m] = far[m, n] = apart
    np.fill_diagonal(far, 0)
    return far


def excluded(a: Claim, b: Claim) -> bool:
    """Whether two claims can't be the same: their dates or their numbers of one unit rule each other out, or they give
    titles, which are the same only to the letter."""
    if a.title or b.title:
        return a.title != b.title
    if a.period and b.period and disjoint(a.period, b.period):
        return True
    return any(x.unit == y.unit and x.unit is not None and disjoint(x, y) for x in a.quantities for y in b.quantities)
