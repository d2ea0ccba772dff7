"""Claims that say the same, in groups: compared with neighbours alone, those that rule each other out kept apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from newsclaims.claims import Claim
from newsclaims.exclusion import contrary, excluded, is_bound, is_over, is_telling, since_others
from newsclaims.likeness import Numbers, Odds, in_words, memberships
from newsclaims.wordpieces import Ints

# Claims join while their average log odds stay above this. Swept, as are the constants below, on the six events held
# out of training/claims.jsonl and on three others; over 1.75, 2, 2.25 (this), 2.5, 3: F1 of cells 64.4, 65.3, 66.0,
# 65.1, 65.0, shared ones 51.7, 52.4, 53.9, 51.9, 50.4, links 31.2, 31.1, 31.0, 29.9, 28.0; on three others cells
# 71.9, 72.0, 71.4, 71.8, 71.1, shared ones 74.4, 74.4, 75.2, 76.3, 73.9, links 59.1, 60.2, 59.2, 60.9, 58.2.
JOIN = 2.25
# What is unlike counts as no more unlike than this, so that one odd pair parts no group. Without it, no F1 of cells,
# shared ones and links moves by more than 0.4 points.
UNLIKE = 0.0
# How much less likely two claims of one article are the same, unless they are CLOSE: a writer seldom says one thing
# twice in other words. Over 0 to 3: F1 of cells 65.1, 65.4, 66.0, 65.7, shared ones 50.9, 52.7, 53.9, 53.2, links
# 31.4, 31.3, 31.0, 30.6; on three others cells 71.1, 70.9, 71.4, 71.4, shared ones 72.8, 74.3, 75.2, 74.9, links
# 59.2, 60.0, 59.2, 58.3. CLOSE over 3 to 5: cells 66.1, 66.0, 66.0, shared ones 52.5, 53.9, 53.6, links 29.7, 31.0,
# 29.8; on three others cells 70.4, 71.4, 72.0, shared ones 73.0, 75.2, 75.1, links 58.6, 59.2, 58.8.
WITHIN = 2.0
CLOSE = 4.0
# How much less likely an assertion and a denial are the same: a dispute that is shown must be one. Over 0, .5, 1
# (this), 1.5: F1 of shared claims on the six 53.3, 53.8, 53.9, 53.6, on data/seeds 74.6, 76.8, 77.2, 77.2; on the
# three nothing moves.
OPPOSED = 1.0
# How much less likely still where both are the articles' own words: outlets seldom deny each other without naming who
# does. Over 0 to 3: F1 of disputed claims on the three 43.3, 60.0, 60.0, 60.0, of shared ones 76.3, 75.2, 75.2, 75.2.
UNHELD = 2.0
# How much less likely where one voice asserts the one and denies the other in one article. Read on 40 events, most such
# disputes were two things ("They have time", "They have no time for this"); what stays is who takes back what he said.
# No F1 moves from 0 to 6.
SELF = 3.0
# What a clause only supposes or is after, by its first word.
SUPPOSED = re.compile(r"[\"“]?(?:if|unless|whether|before|to|should)\b", re.IGNORECASE)
NEGATIVE = re.compile(r"\b(?:not|never|no)\b|n['’]t\b")  # left in a proposition as it was said
# Claims that rule each other out are about one thing above this: a conflict that is shown must be one. Read on 41
# events: of 25 pairs above it two or three are conflicts, of the 25 next below it two. None of the seeds' and three
# more events' stands above, 14 stand between JOIN and this; the same sentence with 12 or 20 dead has 7 to 9.
CLASH = 4.0
# What differs in one detail is about one thing above JOIN, and above this where it is a number of people or things,
# which names what it counts. On 41 events one pair stands between this and JOIN; it is a conflict.
COUNTED = 0.5
NEIGHBOURS = 50  # of a claim in the list of those that have a word in common: all of them in an event of a few articles
LARGEST = 1000  # claims that are compared all with all; what ties more together must be stronger
STEP = 0.5  # by how much, in log odds
TOP = 100.0  # more than any odds: distances are what is missing to it
BLOCK = 1 << 15  # pairs at a time
SIDES = {"asserts": 1, "denies": -1, "unsure": 0}


def groups_alike(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims joined by average log odds, those that rule each other out never; groups in the order of their first.

    The order of the claims, a second copy of an article, and claims that share no words with them change no group.

    >>> texts = "The flood killed 12 people", "The flood killed 20 people", "12 people died in the flood"
    >>> from newsclaims.quantities import find_quantities
    >>> made = [Claim(t, "a", (), t, (), "asserts", quantities=tuple(find_quantities(t))) for t in texts]
    >>> [[claim.proposition for claim in group] for group in groups_alike(made)]
    [['The flood killed 12 people', '12 people died in the flood'], ['The flood killed 20 people']]
    """
    return group_claims(claims)[0]


def group_claims(claims: Sequence[Claim]) -> tuple[list[list[Claim]], list[tuple[list[Claim], list[Claim]]]]:
    """The groups, and claims that differ in a number, a date or a role alone: both sides, each with its copies.

    Those whose numbers a kind reading reconciles may stand in one group.
    """
    copies: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, claim in enumerate(claims):
        copies[_content(claim)].append(n)
    places = [copies[content] for content in sorted(copies)]
    titles = [place for place in places if claims[place[0]].title]
    rest = [place for place in places if not claims[place[0]].title]
    once = [claims[place[0]] for place in rest]
    odds = Odds(once)
    left, right, values = _likely(odds)
    number = {id: n for n, id in enumerate(dict.fromkeys(claim.article_id for claim in claims))}
    articles = memberships([{number[claims[n].article_id] for n in place} for place in rest], len(number))
    node = {n: k for k, place in enumerate(rest) for n in place}
    within = [(node[n], node[m]) for n, m in overlapping(claims) if n in node and m in node]
    rows, columns = np.array(within, dtype=np.int64).reshape(-1, 2).T
    nested = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(rest), len(rest)))
    found = [*titles]
    for part in parts(len(once), left, right, values, JOIN, step=STEP):
        if len(part) == 1:  # like nothing else, as half of the claims of an event are
            found.append(rest[part[0]])
            continue
        together = (articles[part] @ articles[part].T).toarray() > 0
        inside = nested[part][:, part].toarray() > 0
        alike = _alike([once[n] for n in part], odds.square(part), together, inside | inside.T)
        found += [[n for node in part[group].tolist() for n in rest[node]] for group in joined(alike, JOIN)]
    clashes = [
        ([claims[n] for n in rest[a]], [claims[n] for n in rest[b]])
        for a, b, value in zip(left.tolist(), right.tolist(), values, strict=True)
        if _clash(once[a], once[b], value)
    ]
    return [[claims[n] for n in group] for group in sorted(map(sorted, found))], clashes


def _clash(a: Claim, b: Claim, value: float) -> bool:
    """Whether claims so much alike are of one thing, and can't both be true."""
    if value < JOIN:
        return contrary(a, b, counted=True)
    if contrary(a, b) or since_others(a, b) or is_over(a, b):
        return True
    return value >= CLASH and excluded(a, b) and not (is_telling(a) and is_telling(b))


def _content(claim: Claim) -> tuple[str, ...]:
    """What tells a claim from others for the purpose of joining; titles are the same only to the letter."""
    if claim.title:
        return "title", claim.title.person, claim.title.office
    bounds = repr((claim.period, [(q.low, q.high, q.unit) for q in claim.quantities]))
    return "", claim.proposition, in_words(claim), claim.stance, bounds


def joined(alike: Numbers, least: float) -> Iterator[NDArray[np.bool_]]:
    """Rows of a symmetric matrix joined while they are at least so much alike on average; each group as a mask."""
    if len(alike) == 1:
        yield np.ones(1, dtype=bool)
        return
    far = TOP - alike
    np.fill_diagonal(far, 0)
    labels = fcluster(linkage(squareform(far, checks=False), "average"), TOP - least, "distance")
    yield from (labels == label for label in np.unique(labels))


def neighbours(table: csr_array) -> tuple[Ints, Ints]:
    """Pairs of rows: each with the NEIGHBOURS next ones in the list of the rows that have a column in common."""
    lists, size = table.tocsc(), table.shape[0]
    codes: list[Ints] = [np.zeros(0, dtype=np.int64)]
    for start, end in pairwise(lists.indptr):
        rows = np.sort(lists.indices[start:end]).astype(np.int64)
        codes += [rows[:-step] * size + rows[step:] for step in range(1, min(len(rows), NEIGHBOURS + 1))]
    left, right = np.divmod(np.unique(np.concatenate(codes)), max(size, 1))
    return left, right


def _likely(odds: Odds) -> tuple[Ints, Ints, Numbers]:
    """Pairs of claims that are likely to be about the same, with their log odds."""
    left, right = neighbours(odds.words)
    found: list[tuple[Ints, Ints, Numbers]] = [(left[:0], right[:0], np.zeros(0))]
    for at in range(0, len(left), BLOCK):
        one, other = left[at : at + BLOCK], right[at : at + BLOCK]
        values = odds(one, other)
        keep = values >= COUNTED
        found.append((one[keep], other[keep], values[keep]))
    one, other, values = (np.concatenate(column) for column in zip(*found, strict=True))
    return one, other, values


def parts(size: int, left: Ints, right: Ints, alike: Numbers, least: float, *, step: float) -> Iterator[Ints]:
    """Rows that pairs at least so much alike tie together: no group reaches beyond, since an average is no more than
    the greatest. A part that is too large is cut where its ties are weaker than ``step`` more, and so on."""
    keep = alike >= least
    ties = coo_array((np.ones(keep.sum()), (left[keep], right[keep])), shape=(size, size))
    count, labels = connected_components(ties, directed=False) if size else (0, np.zeros(0, dtype=np.int64))
    order = np.argsort(labels, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if count else []:
        if len(part) <= LARGEST:
            yield part
            continue
        place = np.full(size, -1)
        place[part] = np.arange(len(part))
        own = keep & (place[left] >= 0)
        within = place[left[own]], place[right[own]], alike[own]
        for smaller in parts(len(part), *within, least + step, step=step):
            yield part[smaller]


def _alike(claims: Sequence[Claim], odds: Numbers, together: NDArray[np.bool_], nested: NDArray[np.bool_]) -> Numbers:
    """The log odds of claims, less for opposed stances and for those that stand together in an article, but never under
    UNLIKE; and less than that for opposed ones of one voice in one article.

    Out of reach for what excludes, and for a claim and what is claimed within it; beside a denial also for what is not
    what a denial denies: an opinion that somebody is told to have ("Lee said: It is a shame"), what is only supposed
    ("if it rains"), what is told as it was said ("you are not welcome"), and a title before a name.
    """
    side = np.array([SIDES[claim.stance] for claim in claims])
    own = np.array([not claim.holders and claim.speaker is None for claim in claims])
    opposed = np.outer(side, side) < 0
    less = OPPOSED * opposed + UNHELD * (opposed & np.outer(own, own)) + WITHIN * (together & (odds < CLOSE))
    alike: Numbers = np.maximum(odds - less, UNLIKE)
    apart = 4 * TOP * float(len(claims)) ** 2  # more than an average over any two groups can make up for
    bound = [n for n, claim in enumerate(claims) if is_bound(claim)]
    for n, m in combinations(bound, 2):
        if excluded(claims[n], claims[m]):
            alike[n, m] = alike[m, n] = -apart
    alike[nested] = -apart
    voices = [(claim.article_id, voice.name) if (voice := claim.voice()) else None for claim in claims]
    alike -= SELF * (opposed & np.array([[a is not None and a == b for b in voices] for a in voices]))
    told = np.array([side[n] >= 0 and _is_beside_the_point(claim) for n, claim in enumerate(claims)])
    alike[np.outer(told, ~told & (side < 0))] = alike[np.outer(~told & (side < 0), told)] = -apart
    return (alike + alike.T) / 2


def _is_beside_the_point(claim: Claim) -> bool:
    """Whether what it says is not what a denial of something like it denies."""
    supposed, negative = SUPPOSED.match(in_words(claim)), NEGATIVE.search(claim.proposition)
    titled = any(step.rule == "title" for step in claim.steps)
    return claim.speaker is not None or bool(supposed) or bool(negative) or titled


def overlapping(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """The pairs of claims, by their numbers, that share characters of an article and don't propose the same."""
    spans = sorted((claim.article_id, s.start, s.end, n) for n, claim in enumerate(claims) for s in claim.spans)
    reaching: list[tuple[str, int, int]] = []
    for id, start, end, n in spans:
        reaching = [other for other in reaching if other[0] == id and other[1] > start]
        yield from ((m, n) for _, _, m in reaching if claims[m].proposition != claims[n].proposition)
        reaching.append((id, end, n))
