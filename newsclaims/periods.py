"""Dates in text as stretches of days, resolved against the day of the article.

Imprecision widens a stretch and never narrows it, so that two without a common day are a conflict worth showing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from newsclaims.dates import APOSTROPHE, DAY, Days, Expression, distance_before, expressions, shift
from newsclaims.text import Span


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days ``start <= day < end``, and the words that gave it."""

    start: dt.date
    end: dt.date
    span: Span


# What may stand before a date and change it: "since", "from … to".
BOUND = re.compile(r"\b(since|until|till|before|after|by) (?:the )?(?:year )?$", re.IGNORECASE)
OWN = re.compile(rf"{APOSTROPHE}s\b")
RANGE = re.compile(r"\b(?:from|between) (?:the )?$", re.IGNORECASE)
TO = re.compile(r" (?:to|and|until|through|till) (?:the )?")


def find_periods(text: str, start: int = 0, end: int | None = None, *, reference: dt.date | None) -> list[Period]:
    """The dates in ``text[start:end]``, in order and disjoint, with offsets into the whole text.

    ``reference`` is the day of the article. A weekday is the last one (that day itself included), a date without a year
    the most recent or one within a fortnight, unless wording like "will" or "next" puts it ahead. Without a reference
    only dates with a year of their own are returned. "Three days earlier" counts from the period before it in the
    stretch. "Since", "until", "before" and "after" leave their side open (``date.min``, ``date.max``).

    >>> text = "In August it began; on Thursday, the ministry said, it had ended."
    >>> for period in find_periods(text, reference=dt.date(2021, 11, 15)):
    ...     print(period.span.text, period.start, period.end)
    August 2021-08-01 2021-09-01
    Thursday 2021-11-11 2021-11-12
    """
    end = len(text) if end is None else end
    found: list[Period] = []
    previous: Expression | None = None
    for expression in expressions(text, start, end):
        a, b = expression.start, expression.end
        days = expression.days(reference)
        if expression.is_distance and expression.match["way"] in ("earlier", "later") and found:
            first, last = (expression.days(day) for day in (found[-1].start, found[-1].end - DAY))
            days = (first[0], last[1]) if first and last else None
        if days is None:
            continue
        opening = None
        if found and TO.fullmatch(text, found[-1].span.end, a):
            opening = RANGE.search(text, max(start, found[-1].span.start - 13), found[-1].span.start)
        if opening and previous:
            a, days = opening.start(), _ranged(found.pop(), previous.days(days[0]), days)
        elif not expression.is_distance:
            a, days = _modified(text, start, a, b, days, reference)
        previous = expression
        found.append(Period(*days, Span.cut(text, a, b)))
    return found


def _ranged(first: Period, again: Days | None, last: Days) -> Days:
    """From the first day of a range to its last; ``again``: the first date resolved against the last.

    "Between November and March 2020" began in 2019, "from Monday to Friday" of a week to come begins in that week.
    """
    starts = [again[0]] if again else []
    starts += [first.start, shift(first.start, -12)] if first.start.year > 1 else [first.start]
    return next((s for s in starts if s < last[1]), last[0]), last[1]


def _modified(text: str, start: int, a: int, b: int, days: Days, ref: dt.date | None) -> tuple[int, Days]:
    """Where the date ``a:b`` begins with the words that change it, from ``start`` on, and what they make of it."""
    window = max(start, a - 40)
    if (away := distance_before(text, window, a)) and (moved := away.days(days[0])):
        return away.start, moved
    bound = BOUND.search(text, window, a)
    if bound is None or days[0] == dt.date.min or days[1] == dt.date.max:
        return a, days
    own = bool(OWN.match(text, b))  # of that day's event ("after Monday's vote"), so the day itself is not ruled out
    match bound[1].lower():
        case "since":
            days = days[0], max(days[1], ref + DAY) if ref and ref < dt.date.max else dt.date.max
        case "after":
            days = days[0] if own else days[1], dt.date.max
        case "before" if not own:
            days = dt.date.min, days[0]
        case _:
            days = dt.date.min, days[1]
    return bound.start(), days
