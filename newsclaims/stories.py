"""Which articles are about one event: those of some days that are alike on average; what was grouped stays."""

from __future__ import annotations

import csv
import datetime as dt
import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from newsclaims.articles import Article
from newsclaims.likeness import Numbers
from newsclaims.openings import alike, opening
from newsclaims.wordpieces import Ints
from newsclaims.writing import write_whole

# Swept over 2 to 30 with benchmarks/stories.py, on 40 events that are each told within four days: B-cubed F1 is 98 for
# 2 days, 99 for 3, 100 for 5, 99 for 7 and 14, 97 for 30.
DAYS = 7
# Swept over 0.3 to 0.6: F1 with dates is 97 or more from 0.3 to 0.52, without dates from 0.44 to 0.52; chosen on half
# of the events, it gives 99 and 97 on the other half.
SAME = 0.46
# What two articles count for that are less alike, or too far apart. Swept over 0 to 0.35: F1 is the same up to 0.25.
UNLIKE = 0.25
COLUMNS = ("article", "story")
NUMBERED = re.compile(r"s([1-9]\d*)")


def group_stories(
    articles: Iterable[Article],
    *,
    earlier: Mapping[str, str] = MappingProxyType({}),
    days: int = DAYS,
    same: float = SAME,
) -> dict[str, str]:
    """The story of each article: those join that are at least ``same`` alike on average, and few ``days`` apart.

    An article without a date may be of any day. The order of the articles changes nothing.

    Those in ``earlier`` (article → story) are looked at again only where a new one is alike to them, or to one that is.
    So the stories are those of all articles given at once, as long as the earlier ones are among the articles. A story
    keeps its name where most of its articles are; new ones get the next numbers. Only openings are kept in memory.

    >>> from newsclaims.articles import make_article
    >>> texts = "The bridge in Riverton is shut.", "Riverton shut its bridge.", "Rain is on its way to Oslo."
    >>> group_stories([make_article(f"a{n}", text) for n, text in enumerate(texts)])
    {'a0': 's1', 'a1': 's1', 'a2': 's2'}
    """
    openings = sorted(map(opening, articles), key=lambda o: (o.day is None, o.day or dt.date.min, o.id))
    new = np.array([each.id not in earlier for each in openings], dtype=bool)
    asked = new
    while True:
        left, right, values = alike(openings, asked, days=days, least=UNLIKE)
        part = _parts(len(openings), left, right, values >= same)
        touched = np.isin(part, part[new])
        if not (touched & ~asked).any():
            break
        asked = touched
    inside = touched[left] & (part[left] == part[right])  # no group reaches beyond: an average is no more than the most
    groups = _groups(
        np.flatnonzero(touched).tolist(), left[inside], right[inside], values[inside] - UNLIKE, same - UNLIKE
    )
    return _named([[openings[n].id for n in group] for group in groups], earlier)


def members(stories: Mapping[str, str]) -> dict[str, list[str]]:
    """The articles of each story, stories by number and articles by name.

    >>> members({"gazette": "s2", "courier": "s1", "herald": "s2"})
    {'s1': ['courier'], 's2': ['gazette', 'herald']}
    """
    found: dict[str, list[str]] = defaultdict(list)
    for story, article in sorted((story, article) for article, story in stories.items()):
        found[story].append(article)
    return {story: found[story] for story in sorted(found, key=_order)}


def read_stories(path: Path | str) -> dict[str, str]:
    """The story of each article in a table with tabs, as :func:`write_stories` writes it.

    Raises ValueError if it has no columns "article" and "story", or an article without a story or with two.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_stories(write_stories({"gazette": "s1", "courier": "s1"}, Path(folder, "stories.tsv")))
    {'courier': 's1', 'gazette': 's1'}
    """
    stories: dict[str, str] = {}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if not {*COLUMNS} <= {*(rows.fieldnames or ())}:
                raise ValueError(
                    f"{path} has the columns {rows.fieldnames}: it needs article and story, parted by a tab"
                )
            for row in rows:
                article, story = (row[column] for column in COLUMNS)
                if not article or not story or stories.setdefault(article, story) != story:
                    raise ValueError(f"{path}, line {rows.line_num}: article {article!r} needs a story, and one only")
    except (csv.Error, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is no table of stories ({error}): write it with newsclaims stories") from error
    return stories


def write_stories(stories: Mapping[str, str], path: Path | str) -> Path:
    r"""Write a table with tabs, a line for each article, those of one story together.

    Raises ValueError if a name has a tab or the end of a line in it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_stories({"gazette": "s1"}, Path(folder, "stories.tsv")).read_text(encoding="utf-8")
    'article\tstory\ngazette\ts1\n'
    """
    rows = [COLUMNS, *((article, story) for story, articles in members(stories).items() for article in articles)]
    for name in (name for row in rows for name in row):
        if re.search(r"[\t\r\n]", name):
            raise ValueError(f"{name!r} has a tab or the end of a line in it: rename the article")
    return write_whole(path, "".join(f"{article}\t{story}\n" for article, story in rows))


def _parts(size: int, left: Ints, right: Ints, near: NDArray[np.bool_]) -> Ints:
    """The number of the part that each row is in: pairs that are near tie them together."""
    ties = coo_array((np.ones(near.sum()), (left[near], right[near])), shape=(size, size))
    return np.asarray(connected_components(ties, directed=False)[1], dtype=np.int64) if size else np.zeros(0, np.int64)


def _groups(rows: Sequence[int], left: Ints, right: Ints, values: Numbers, least: float) -> list[list[int]]:
    """Rows joined while they are tied by ``least`` on average, the strongest first; pairs not given count nothing."""
    groups = {n: [n] for n in rows}
    ties: dict[int, dict[int, float]] = {n: {} for n in rows}
    heap: list[tuple[float, int, int]] = []

    def tie(a: int, b: int, value: float) -> None:
        ties[a][b] = ties[b][a] = value
        average = value / (len(groups[a]) * len(groups[b]))
        if average >= least:
            heapq.heappush(heap, (-average, a, b))

    for a, b, value in zip(left.tolist(), right.tolist(), values.tolist(), strict=True):
        tie(a, b, value)
    for both in count(max(rows, default=0) + 1):
        while heap and not {*heap[0][1:]} <= groups.keys():
            heapq.heappop(heap)  # one of them has been joined with another meanwhile
        if not heap:
            break
        _, a, b = heapq.heappop(heap)
        groups[both], ties[both] = groups.pop(a) + groups.pop(b), {}
        sums = Counter(ties.pop(a)) + Counter(ties.pop(b))
        for n in sums.keys() - {a, b}:
            ties[n].pop(a, None)
            ties[n].pop(b, None)
            tie(n, both, sums[n])
    return sorted(map(sorted, groups.values()))


def _named(groups: Sequence[Sequence[str]], earlier: Mapping[str, str]) -> dict[str, str]:
    """Each article's story: a group has the name that most of its articles had, unless more had it elsewhere."""
    stories = dict(earlier)
    had = [Counter(earlier[id] for id in group if id in earlier) for group in groups]
    claims = sorted((-number, _order(story), n) for n, names in enumerate(had) for story, number in names.items())
    kept: dict[int, str] = {}
    taken: set[str] = set()
    for _, (_, story), n in claims:
        if n not in kept and story not in taken:
            kept[n] = story
            taken.add(story)
    numbers = count(1 + max([0, *(_order(story)[0] for story in earlier.values())]))
    for n, group in enumerate(groups):
        stories |= dict.fromkeys(group, kept.get(n) or f"s{next(numbers)}")
    return stories


def _order(story: str) -> tuple[int, str]:
    """Stories stand in the order of their numbers; those that somebody named otherwise come first."""
    match = NUMBERED.fullmatch(story)
    return int(match[1]) if match else 0, story
