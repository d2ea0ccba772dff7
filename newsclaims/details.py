"""The day of what several articles tell, where some of them name it: a claim of its own."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsclaims.calendars import MONTHS, WEEKDAYS
from newsclaims.claims import Claim, Step
from newsclaims.exclusion import ON_DAY, weekdays
from newsclaims.likeness import in_words
from newsclaims.periods import Period
from newsclaims.text import Span

DAY = dt.timedelta(days=1)
COPY = "-day"  # behind the id of a claim that tells the day of another


def with_day(group: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The claims of a group that name one day, with ids of their own, for each day that some articles name and others
    leave out.

    A day is a claim of its own where two articles have it in different words: one text printed twice is one voice. A
    day of the week alone is the day of that name that another article gives a date.

    >>> texts = "It fell on Monday", "On Monday the bridge fell", "The bridge fell"
    >>> from newsclaims.text import Span
    >>> made = [Claim(f"m{n}", f"a{n}", (Span(0, len(t), t),), t, (), "asserts") for n, t in enumerate(texts)]
    >>> [[(claim.id, claim.proposition) for claim in claims] for claims in with_day(made)]
    [[('m0-day', 'It fell on Monday'), ('m1-day', 'On Monday the bridge fell')]]
    """
    named: dict[dt.date | str, list[Claim]] = defaultdict(list)
    for claim in group:
        if claim.period and claim.period.end - claim.period.start == DAY:
            named[claim.period.start].append(claim)
    for claim in group:
        if len(found := weekdays(claim)) == 1:
            (weekday,) = found
            dates = [day for day in named if isinstance(day, dt.date) and WEEKDAYS[day.weekday()] == weekday.title()]
            named[dates[0] if len(dates) == 1 else weekday.title()].append(claim)
    articles = {claim.article_id for claim in group}
    for day, claims in named.items():
        own = {claim.article_id for claim in claims}
        if 1 < len(own) < len(articles) and len({in_words(claim) for claim in claims}) > 1:
            yield [_on(day, claim) for claim in sorted(claims, key=list(group).index)]


def told_apart(claims: Iterable[Claim]) -> set[str]:
    """The ids of the claims whose day is told by a claim of its own.

    >>> told_apart([Claim(id, "a", (), "It fell on Monday", (), "asserts") for id in ("m1", "m2", "m2-day")])
    {'m2'}
    """
    return {claim.id.removesuffix(COPY) for claim in claims if claim.id.endswith(COPY)}


def _on(day: dt.date | str, claim: Claim) -> Claim:
    """A claim whose proposition names its day."""
    words = day if isinstance(day, str) else f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    weekday = day if isinstance(day, str) else WEEKDAYS[day.weekday()]
    named = replace(claim, id=f"{claim.id}{COPY}", period=claim.period or _period(day, claim))
    before = claim.proposition
    if words in before:
        return named
    after = before.replace(weekday, words) if weekday in before else f"{before} on {words}"
    return replace(named, proposition=after, steps=(*claim.steps, Step("day named", before, after)))


def _period(day: dt.date | str, claim: Claim) -> Period | None:
    """The day of a claim that names the day of the week alone, where others tell which day it is."""
    if isinstance(day, str):
        return None
    places = ((span, ON_DAY.search(span.text)) for span in claim.spans)
    span, found = next((span, found) for span, found in places if found)
    return Period(day, day + DAY, Span(span.start + found.start(), span.start + found.end(), found[0]))
