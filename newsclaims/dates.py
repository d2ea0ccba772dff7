"""Expressions of time as newspapers write them, and the days that each names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from newsclaims import dates_absolute, dates_distance, dates_relative, dates_years, holidays
from newsclaims.calendars import Days, Rule, is_future
from newsclaims.dates_distance import AWAY, ahead, distance, following, within
from newsclaims.dates_relative import weekday

NAMED = (*dates_absolute.RULES, *dates_years.RULES, *holidays.RULES)
# A pattern's group "x" is the expression where its cue is no part of it. The first, longest match counts.
RULES = [(re.compile(pattern), resolve) for pattern, resolve in (*NAMED, *dates_relative.RULES, *dates_distance.RULES)]
# What comes again, so that it may be counted from another day than that of the article.
RECURRING = {resolve for _, resolve in NAMED} | {weekday}


@dataclass(frozen=True, slots=True)
class Expression:
    """A date at ``start:end`` of a text and the rule that tells its days, once the day of writing is known."""

    start: int
    end: int
    match: re.Match[str]
    rule: Rule

    def days(self, reference: dt.date | None) -> Days | None:
        """The days that it names when written on ``reference``; None if that can't be told, or is no such day."""
        try:
            return self.rule(self.match, reference)
        except (OverflowError, ValueError):  # beyond the calendar: "999 decades ago"
            return None

    @property
    def is_distance(self) -> bool:
        """Whether it counts from a day, as "two weeks ago" does."""
        return self.rule is distance

    @property
    def is_following(self) -> bool:
        """Whether it is told from a day that the text has named, as "the following Friday" is."""
        return self.rule is following

    @property
    def is_weekday(self) -> bool:
        """Whether it is a weekday alone, "Friday"."""
        return self.rule is weekday and not self.match["which"]

    @property
    def recurs(self) -> bool:
        """Whether its days come again, as those of "Monday" and "May 5" do."""
        return self.rule in RECURRING

    @property
    def is_end(self) -> bool:
        """Whether it is the end of a longer stretch."""
        named = self.match.groupdict()
        return "end" in ((named.get("edge") or "").lower(), (named.get("part") or "").lower())


@lru_cache(maxsize=64)  # a clause is read for its days first and for its numbers next
def expressions(text: str, start: int, end: int) -> tuple[Expression, ...]:
    """The dates in ``text[start:end]``, in order and disjoint.

    >>> [e.match[0] for e in expressions("On Monday it fell; two weeks ago, in June 2019, it stood.", 0, 57)]
    ['Monday', 'two weeks ago', 'June 2019']
    """
    found = [
        Expression(*match.span("x" if match.groupdict().get("x") else 0), match, rule)
        for pattern, rule in RULES
        for match in pattern.finditer(text, start, end)
        if rule not in (ahead, within) or is_future(match)
    ]
    kept: list[Expression] = []
    for expression in sorted(found, key=lambda e: (e.start, -e.end)):
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    return tuple(kept)


def distance_before(text: str, start: int, end: int) -> Expression | None:
    """The distance that ends ``text[start:end]`` and counts from the date behind it: "two weeks before".

    >>> text = "two weeks before May 13, 1999"
    >>> distance_before(text, 0, 17).days(dt.date(1999, 5, 13))
    (datetime.date(1999, 4, 26), datetime.date(1999, 5, 3))
    """
    match = AWAY.search(text, start, end)
    return Expression(*match.span(), match, distance) if match else None
