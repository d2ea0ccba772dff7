"""Dates in text as stretches of days, resolved against the day of the article.

Imprecision widens a stretch and never narrows it, so that two without a common day are a conflict worth showing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from newsclaims.calendars import APOSTROPHE, DAY, Days, around, move, shift, weekday_number
from newsclaims.dates import Expression, distance_before, expressions
from newsclaims.dates_distance import BEFORE
from newsclaims.numerals import NUMBER_WORD, value
from newsclaims.text import Span


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days ``start <= day < end``, and the words that gave it."""

    start: dt.date
    end: dt.date
    span: Span


NEAR = 150  # characters, about a sentence
# What may stand before a date and change it: "since", "from … to". Longer ones first: "no later than", "later than".
BOUNDS = {
    "since": r"since|(?:starting|beginning)(?: on| in| from)?",
    "onward": r"(?:on|in) or after|not before",
    "until": r"until|till?|by|through|(?:no|not) later than|(?:on|in) or before|"
    r"(?<!lead )(?<!leading )(?<!run[ -])up (?:to|until)",
    "before": r"before|prior to|earlier than",
    "after": r"after|later than",
}
BOUND = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in BOUNDS.items())}) (?:(?:the|last|next) )?(?:year )?$",
    re.IGNORECASE,
)
ONWARDS = re.compile(r" (?:and|or) (?:later|after|beyond)(?= ?[,.;:!?)]|$)| onwards?\b")
OWN = re.compile(rf"{APOSTROPHE}s\b")
MORE = re.compile(r"\b(?:(more than|over|at least)|(?:less than|under|within)) $", re.IGNORECASE)
OPENING = re.compile(r"\b(?:from|between) (?:the |this |last )?$", re.IGNORECASE)
TO = re.compile(r",? (?:up )?(?:to|until|through|till|thru) (?:the )?| ?[-\N{EN DASH}\N{EM DASH}~]{1,2} ?")
AND = re.compile(r" and (?:the )?")
# "The week of May 5" holds that day, one "starting on" or "ending" begins or ends with it.
WEEK = re.compile(
    r"\b(?:(?P<count>the|\d|two|three|four) )?(?P<unit>day|week|weekend|(?(count)month|(?!)))s?,? "
    r"(?:(?P<holds>of)|(?P<first>(?:starting|beginning|commencing)(?: from)?|from)|ending)(?: on)? (?:the )?$",
    re.IGNORECASE,
)
# "The three months to June", "the year ended Dec. 31".
ENDED = re.compile(
    rf"\bthe (?:(?P<count>\d{{1,2}}|{NUMBER_WORD}) )?(?:fiscal |financial )?"
    r"(?P<unit>(?(count)day|month)|week|month|quarter|year)"
    r"(?P<many>s)? (?:(?P<ended>ending|ended)(?: on| in)?|(?:leading )?(?:up )?to|through) (?:the )?$",
    re.IGNORECASE,
)
# "The Friday before Christmas", "the first Sunday after May 5".
BESIDE = re.compile(r" (?:(before|preceding)|after|following) (?:the )?", re.IGNORECASE)


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
        if expression.is_following and not (found and _is_near(text, found[-1], expression)):
            continue
        if expression.is_following or (
            expression.is_distance and expression.match["way"] in ("earlier", "later") and found
        ):
            first, last = (expression.days(day) for day in (found[-1].start, found[-1].end - DAY))
            days = (first[0], last[1]) if first and last else None
        if days is None:
            continue
        ranged = previous and (
            _ranged(text, start, found[-1], previous, expression, days)
            or _weekday_beside(text, found[-1], previous, expression, days)
        )
        if ranged:
            a, days = ranged
            found.pop()
        else:
            a, b, days = _modified(text, start, expression, days, reference)
        previous = expression
        found.append(Period(*days, Span.cut(text, a, b)))
    return found


def _ranged(
    text: str, start: int, first: Period, previous: Expression, expression: Expression, days: Days
) -> tuple[int, Days] | None:
    """Where a range that ends with the expression begins, and its days; None if it ends none.

    "Between November and March 2020" began in 2019, "from Monday to Friday" of a week to come begins in that week: the
    first date is resolved again, against the last.
    """
    at, end = first.span.start, first.span.end
    opening = OPENING.search(text, max(start, at - 18), at)
    joined = TO.fullmatch(text, end, expression.start) or (opening and AND.fullmatch(text, end, expression.start))
    if not joined or first.start == dt.date.min:
        return None
    begins, day = opening.start() if opening else at, first.start
    if previous.recurs:
        again = previous.days(days[0])
        day = again[0] if again and again[0] < days[1] else day
        while day >= days[1] and day.year > 1:
            day = shift(day, -12)
    elif expression.recurs and day >= days[1]:  # "from today until Friday"
        later = days[1] + 7 * DAY
        days = days[0], later if later > day else shift(days[1], 12)
    return begins, (min(day, days[0]) if day >= days[1] else day, days[1])


def _is_near(text: str, first: Period, expression: Expression) -> bool:
    """Whether "the next day" may count from that period: in the same paragraph, not far before it, and no longer."""
    unit = "day" if expression.match["weekday"] else expression.match["unit"].lower()
    between = text[first.span.end : expression.start]
    return len(between) <= NEAR and "\n" not in between and first.end <= move(first.start, unit, 1)


def _weekday_beside(
    text: str, first: Period, previous: Expression, expression: Expression, days: Days
) -> tuple[int, Days] | None:
    """Where "the Friday before Christmas" begins, and that day; None if it is none."""
    beside = BESIDE.fullmatch(text, first.span.end, expression.start)
    if not beside or not previous.is_weekday or text[max(0, first.span.start - 4) : first.span.start].lower() != "the ":
        return None
    number = weekday_number(previous.match["weekday"])
    if beside[1]:
        day = days[0] - ((days[0].weekday() - number - 1) % 7 + 1) * DAY
    else:
        day = days[1] - DAY + ((number - days[1].weekday()) % 7 + 1) * DAY
    return first.span.start, (day, day + DAY)


def _modified(text: str, start: int, expression: Expression, days: Days, ref: dt.date | None) -> tuple[int, int, Days]:
    """Where a date begins and ends with the words that change it, from ``start`` on, and what they make of it."""
    a, b = expression.start, expression.end
    window = max(start, a - 40)
    away = expression if expression.is_distance else distance_before(text, window, a)
    if away and away is not expression:
        moved = away.days(days[0])
        if moved is None:
            return a, b, days
        a, days = away.start, moved
    if away:
        more = MORE.search(text, window, a)
        return (more.start(), b, _beyond(away, days, ref, more=bool(more[1]))) if more else (a, b, days)
    week = WEEK.search(text, window, a)
    if week and (week["count"] or week["unit"].lower() != "day"):
        return week.start(), b, _weeks(week, days)
    if days[0] == dt.date.min or days[1] == dt.date.max:
        return a, b, days
    ended = ENDED.search(text, window, a)
    if ended and (ended["count"] or ended["ended"] or not ended["many"]) and days[1] - days[0] < 93 * DAY:
        return ended.start(), b, (move(days[1], ended["unit"].lower(), -int(value(ended["count"] or "a"))), days[1])
    if onwards := ONWARDS.match(text, b):
        return a, onwards.end(), (days[0], dt.date.max)
    bound = BOUND.search(text, window, a)
    if bound is None:
        return a, b, days
    own = bool(OWN.match(text, b))  # of that day's event ("after Monday's vote"), so the day itself is not ruled out
    match bound.lastgroup:
        case "since":
            days = days[0], max(days[1], ref + DAY) if ref and days[0] <= ref < dt.date.max else dt.date.max
        case "onward":
            days = days[0], dt.date.max
        case "after":
            days = days[0] if own else days[1], dt.date.max
        case "before" if not own and not expression.is_end:
            days = dt.date.min, days[0]
        case _:
            days = dt.date.min, days[1]
    return bound.start(), b, days


def _beyond(away: Expression, days: Days, ref: dt.date | None, *, more: bool) -> Days:
    """ "More than two weeks ago" ends with the day a fortnight ago, "less than two weeks ago" begins there."""
    day = days[0] + (days[1] - DAY - days[0]) // 2
    past = away.match["way"].lower() in BEFORE
    if more:
        return (dt.date.min, day + DAY) if past else (day, dt.date.max)
    return (day, max(days[1], ref + DAY) if ref else days[1]) if past else (min(days[0], ref or days[0]), day + DAY)


def _weeks(week: re.Match[str], days: Days) -> Days:
    count = 1 if (week["count"] or "the").lower() == "the" else int(value(week["count"]))
    if week["holds"]:
        return around(days[0], week["unit"].lower())
    unit = week["unit"].lower()
    return (days[0], move(days[0], unit, count)) if week["first"] else (move(days[1], unit, -count), days[1])
