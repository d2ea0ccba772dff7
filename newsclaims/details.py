"""The day of what several articles tell, where some of them name it: a claim of its own."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsclaims.calendars import MONTHS, WEEKDAYS
from newsclaims.claims import Claim, Step
from newsclaims.exclusion import weekdays
from newsclaims.likeness import in_words

DAY = dt.timedelta(days=1)


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


def _on(day: dt.date | str, claim: Claim) -> Claim:
    """A claim whose proposition names its day."""
    named = replace(claim, id=f"{claim.id}-day")
    words = day if isinstance(day, str) else f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    weekday = day if isinstance(day, str) else WEEKDAYS[day.weekday()]
    before = claim.proposition
    if words in before:
        return named
    after = before.replace(weekday, words) if weekday in before else f"{before} on {words}"
    return replace(named, proposition=after, steps=(*claim.steps, Step("day named", before, after)))
