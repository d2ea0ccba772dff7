"""Where the parts of two pictures stand: which articles rest on which origins, and what is said of which days."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass

from newsclaims.claims import Claim
from newsclaims.compare import Comparison, Origin
from newsclaims.details import told_apart
from newsclaims.labels import FONT, GAP, Label, column, put, spread

# The SVG is written from these by a template. matplotlib's has paths for letters, and ids that differ from run to run.
WIDTH = 580  # units of a picture, which are pixels at its natural size
MOST_ORIGINS = 12  # in the picture; the table has them all
MOST_CLAIMS = 3  # for one date
WIDEST = 3  # units that a claim adds to the width of a tie, where there is room
ARTICLES, ORIGINS = 190, 390  # where the ties begin and where the names of origins do
DATES, ENTRIES = 104, 140  # how wide a date is, and where what is said of it begins

Days = tuple[dt.date, dt.date]  # start and end, as a period has them


@dataclass(frozen=True, slots=True)
class Tie:
    """So many claims of an article go back to an origin; ``common`` if it is the origin of several articles.

    It is ``width`` units wide, and its middle runs from the height ``start`` at the article to ``end`` at the origin.
    """

    article: Label
    origin: Label
    claims: int
    common: bool
    width: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Graph:
    """Articles to the left, origins to the right, and ties between them."""

    articles: tuple[Label, ...]
    origins: tuple[Label, ...]
    ties: tuple[Tie, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of a date: words, and the claim of the comparison that they tell of, if they do."""

    label: Label
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days ``start <= day < end`` with what is said of it."""

    start: dt.date
    end: dt.date
    label: Label
    entries: tuple[Entry, ...]

    @property
    def day(self) -> bool:
        """Whether it is one day."""
        return (self.end - self.start).days == 1


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dates from the top down, further apart where more time lies between them."""

    moments: tuple[Moment, ...]
    height: float


def draw_origins(comparison: Comparison) -> Graph:
    """Which articles have claims from which origins, those that most articles rest on first.

    Shown are at most ``MOST_ORIGINS``, and only those with several claims or articles if there are such.

    >>> from newsclaims.articles import Article
    >>> articles = (Article("a", "…", outlet="Lenn Gazette"), Article("b", "…"))
    >>> police = Origin("the police", ("c1", "c2"), ("a", "b"))
    >>> graph = draw_origins(Comparison(articles, (), (), (), (), (), (), (police,)))
    >>> [label.lines for label in (*graph.articles, *graph.origins)]
    [('Lenn Gazette',), ('b',), ('the police', '2 claims, 2 articles')]
    """
    origins = [o for o in comparison.origins if len(o.clusters) > 1 or len(o.articles) > 1] or [*comparison.origins]
    origins = origins[:MOST_ORIGINS]
    among = {id for origin in origins for id in origin.articles}
    names = {id: name for id, name in comparison.labels.items() if id in among}
    notes = [f"{_count(len(o.clusters), 'claim')}, {_count(len(o.articles), 'article')}" for o in origins]
    left = column([(name,) for name in names.values()], ARTICLES - GAP, ARTICLES - GAP)
    right = column([(o.name, note) for o, note in zip(origins, notes, strict=True)], ORIGINS, WIDTH - ORIGINS)
    height = max((label.y - FONT + label.height for label in (*left, *right)), default=0)
    left, right = spread(left, height), spread(right, height)
    counts = {(n, id): number for n, o in enumerate(origins) for id, number in _ties(comparison, o)}
    sides = [
        *((label, [key for key in counts if key[1] == id]) for id, label in zip(names, left, strict=True)),
        *((label, [key for key in counts if key[0] == n]) for n, label in enumerate(right)),
    ]
    room = [(label.height + GAP) / sum(counts[key] for key in keys) for label, keys in sides if keys]
    unit = min([WIDEST, *room])
    ends: dict[tuple[int, str], list[tuple[Label, float]]] = {key: [] for key in counts}
    for label, keys in sides:
        y = label.middle - unit * sum(counts[key] for key in keys) / 2
        for key in keys:
            ends[key].append((label, y + unit * counts[key] / 2))
            y += unit * counts[key]
    return Graph(
        tuple(left),
        tuple(right),
        tuple(
            Tie(article, origin, counts[key], len(origins[key[0]].articles) > 1, unit * counts[key], start, end)
            for key, [(article, start), (origin, end)] in ends.items()
        ),
        height,
    )


def draw_timeline(comparison: Comparison) -> Timeline:
    """The dates that claims are about, with the claims and who has them, and the days on which articles appeared.

    Of one date at most ``MOST_CLAIMS`` claims are shown, those that most articles have it in first.

    >>> from newsclaims.articles import Article
    >>> articles = (Article("a", "…", outlet="Lenn Gazette", published=dt.date(2031, 5, 6)),)
    >>> [moment] = draw_timeline(Comparison(articles, (), (), (), (), (), (), ())).moments
    >>> moment.label.text, moment.entries[0].label.text
    ('6 May 2031', 'Published: Lenn Gazette')
    """
    names, apart = comparison.labels, told_apart(comparison.claims)
    said: dict[Days, list[tuple[Claim, str, list[str]]]] = defaultdict(list)
    for cluster in comparison.clusters:
        dated: dict[Days, list[Claim]] = defaultdict(list)
        for claim in cluster.claims:
            if claim.period and claim.id not in apart:
                dated[claim.period.start, claim.period.end].append(claim)
        for days, claims in dated.items():
            said[days].append((claims[0], cluster.proposition, [*dict.fromkeys(names[c.article_id] for c in claims)]))
    published: dict[Days, list[str]] = defaultdict(list)
    for article in comparison.articles:
        if article.published and article.published < dt.date.max:
            published[article.published, article.published + dt.timedelta(1)].append(names[article.id])
    moments, y, before = list[Moment](), 0.0, None
    for days in sorted({*said, *published}):
        y += _distance(before, days[0]) if before else 0
        before = days[0]
        about = sorted(said[days], key=lambda item: -len(item[2]))
        lines: list[tuple[str, Claim | None]] = [
            (f"{words} ({', '.join(carriers)})", claim) for claim, words, carriers in about[:MOST_CLAIMS]
        ]
        if len(about) > MOST_CLAIMS:
            lines.append((f"and {len(about) - MOST_CLAIMS} more", None))
        if published[days]:
            lines.append((f"Published: {', '.join(published[days])}", None))
        entries, below = list[Entry](), y
        for text, backed in lines:
            entries.append(Entry(put(text, ENTRIES, below, WIDTH - ENTRIES, most=3), backed))
            below += entries[-1].label.height + 4
        moments.append(Moment(*days, put(_days(*days), 0, y, DATES, most=2), tuple(entries)))
        y = max(below, y + moments[-1].label.height)
    return Timeline(tuple(moments), y)


def _ties(comparison: Comparison, origin: Origin) -> list[tuple[str, int]]:
    """How many of the claims that rest on an origin each article has from it, in the order of the articles."""
    resting, mine = set(origin.claims), {id: set[str]() for id in origin.articles}
    for cluster in comparison.clusters:
        for claim in cluster.claims:
            if claim.id in resting:
                mine[claim.article_id].add(cluster.id)
    return [(a.id, max(1, len(mine[a.id]))) for a in comparison.articles if a.id in mine]


def _distance(before: dt.date, after: dt.date) -> float:
    """Units between two dates, more for more days: a day is 18, a year about 50."""
    return 10 + 5 * math.log2(2 + max(0, (after - before).days))


def _days(start: dt.date, end: dt.date) -> str:
    """A stretch of days as readers write it; one that begins or ends with the calendar is open there.

    >>> [_days(dt.date(2024, 11, 7), dt.date(2024, 11, 8)), _days(dt.date(2024, 8, 1), dt.date(2024, 9, 1))]
    ['7 Nov 2024', 'Aug 2024']
    >>> [_days(dt.date(2024, 1, 1), dt.date(2025, 1, 1)), _days(dt.date(2024, 8, 3), dt.date(2024, 8, 5))]
    ['2024', '3 Aug 2024 to 4 Aug 2024']
    """
    if end == dt.date.max:
        return f"from {_day(start)}"
    last = end - dt.timedelta(1)
    if start == dt.date.min:
        return f"until {_day(last)}"
    if start == last:
        return _day(start)
    if start.day == 1 and end.day == 1:  # whole months
        if (start.month, end.month, end.year) == (1, 1, start.year + 1):
            return str(start.year)
        if (last.year, last.month) == (start.year, start.month):
            return _day(start).partition(" ")[2]
    return f"{_day(start)} to {_day(last)}"


def _day(day: dt.date) -> str:
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # not strftime's, which are the machine's
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
