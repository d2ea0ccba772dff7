"""Dates told by how far they are from another day: "two weeks ago", "in three months", "the day after"."""

from __future__ import annotations

import datetime as dt
import re

from newsclaims.calendars import (
    APOSTROPHE,
    COUNT,
    DAY,
    DAYS_IN,
    MONTHS_IN,
    UNIT,
    WEEKDAY,
    Days,
    Rule,
    around,
    shift,
    weekday_number,
)
from newsclaims.numerals import NUMBER_WORD, PART, value

BEFORE = ("ago", "back", "earlier", "before", "prior to", "earlier than")
SLACK = {"day": 0, "week": 3, "fortnight": 3, "month": 15, "quarter": 45, "year": 182, "decade": 1826}
# What stands before the last unit of a distance in several: "a year and two months ago".
_COUNT = COUNT.replace("?P<count>", "?:")
SOME = rf"(?i:{_COUNT}) (?:day|week|month|year)s?"
MORE = re.compile(rf"({_COUNT}) (day|week|month|year)s?", re.IGNORECASE)
_FROM_TODAY = r"(?:ago|back|hence|from now)\b"
_WAY = rf"(?:{_FROM_TODAY}|(?:earlier|later)\b(?! than))"
_NUMBER = rf"(?:\d{{1,3}}|{NUMBER_WORD})"
# "Two or three weeks ago", "six to eight weeks ago", "a week or two ago".
FROM_TO = rf"(?P<count>{_NUMBER}(?: to | or | ?[-\N{{EN DASH}}] ?){_NUMBER})"
HALVES = rf"(?:(?:\d{{1,2}}|{NUMBER_WORD}){PART}|\d\.\d|half an?)"


def counts(words: str) -> tuple[float, float]:
    """The fewest and the most that a count may be: "a few" is two to nine."""
    words = words.lower().replace("the", "a")  # "the day after"
    few, *many = re.split(r" to | or | ?[-\N{EN DASH}] ?(?=\d)", words)
    if many:
        return value(few), value(many[0])
    if words in ("a few", "few", "several"):
        return 2, 9
    if words.startswith("half"):
        return 0.5, 0.5
    return (2, 3) if "couple" in words else (value(words), value(words))


def _go(day: dt.date, unit: str, n: float) -> dt.date:
    """That many units on, of months also halves."""
    if unit not in MONTHS_IN:
        return day + round(n * DAYS_IN[unit]) * DAY
    months = n * MONTHS_IN[unit]
    return shift(day, int(months)) + round((months - int(months)) * 30) * DAY


def distance(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """That many days ago is that day; weeks, months and years are rounded by writers, so half a unit either side."""
    if ref is None:
        return None
    unit, named = m["unit"], m.groupdict()
    low, high = counts(m["count"] or named.get("range") or "")
    if named.get("half"):
        low, high = low + 0.5, high + 0.5
    sign = -1 if m["way"].lower() in BEFORE else 1
    for count, more in MORE.findall(named.get("before") or ""):  # "a year and two months ago"
        ref = _go(ref, more, sign * counts(count)[0])
    slack = SLACK[unit] * DAY // (2 if low % 1 else 1)
    ends = sorted((_go(ref, unit, sign * low), _go(ref, unit, sign * high)))
    return ends[0] - slack, ends[1] + slack + DAY


def ahead(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "In two weeks": a date only of what is to come; elsewhere it says how long something took."""
    return distance(m, ref)


def within(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "Within two weeks", of what is to come: from the day of writing on."""
    return (ref, _go(ref, m["unit"], counts(m["count"])[1]) + DAY) if ref else None


def _one_or_two(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "A week or two ago"."""
    if ref is None:
        return None
    sign, slack = (-1 if m["way"] in BEFORE else 1), SLACK[m["unit"]] * DAY
    ends = sorted((_go(ref, m["unit"], sign), _go(ref, m["unit"], 2 * sign)))
    return ends[0] - slack, ends[1] + slack + DAY


def _to_the_day(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "A year ago today", "ten years ago this week", "two weeks ago Friday"."""
    if ref is None:
        return None
    day = _go(ref, m["unit"], -counts(m["count"])[0])
    if m["weekday"]:
        day = around(day, "week")[0] + weekday_number(m["weekday"]) * DAY
    return around(day, (m["this"] or "day").lower())


def _weekdays_ago(m: re.Match[str], ref: dt.date | None) -> Days | None:
    if ref is None:
        return None
    low, high = counts(m["count"])
    number = weekday_number(m["weekday"]) if m["weekday"] else 5
    if m["way"] in BEFORE:
        back = (ref.weekday() - number) % 7 or 7
        first, last = -back - 7 * int(high - 1), -back - 7 * int(low - 1)
    else:
        on = (number - ref.weekday()) % 7 or 7
        first, last = on + 7 * int(low - 1), on + 7 * int(high - 1)
    return ref + first * DAY, ref + (last + (1 if m["weekday"] else 2)) * DAY


def _but_one(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "The week before last", "the Friday after next"."""
    if ref is None:
        return None
    steps = -2 if m["way"] == "before last" else 2
    if m["weekday"]:
        monday = around(ref, "week")[0] + weekday_number(m["weekday"]) * DAY
        passed = monday < ref if steps < 0 else monday <= ref
        day = monday + 7 * (steps + (passed if steps < 0 else passed - 1)) * DAY
        return day, day + DAY
    return around(_go(ref, m["unit"], steps), m["unit"])


def following(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "The following Friday", "the next day", "the year before": of the day that the text has just named."""
    if ref is None:
        return None
    back = (m["way"] or "").lower() in ("before", "previous")
    if m["weekday"]:
        day = ref + ((weekday_number(m["weekday"]) - ref.weekday() - 1) % 7 + 1) * DAY
        return day, day + DAY
    return around(_go(ref, m["unit"], -1 if back else 1), m["unit"])


# What ends a phrase: "the year before, he", not "the year before he".
_END = r"(?= ?[,.;:!?)\n]|$)"
# Verbs of a moment: "will return in two days". "To end the war in one day" says how long it takes.
_MOMENT = (
    "again|arriv(?:e|es|ing)|back|begin(?:s|ning)?|com(?:e|es|ing)|due|expir(?:e|es|ing)|go(?:es|ing)?|held|here|"
    "leav(?:e|es|ing)|meet(?:s|ing)?|open(?:s|ing)?|place|published|released|resum(?:e|es|ing)|return(?:s|ing)?|"
    "start(?:s|ing)?|there|vot(?:e|es|ing)"
)
RULES: list[tuple[str, Rule]] = [
    (
        rf"(?<![\w.,-])(?<!half )(?P<before>(?:{SOME},? (?:and )?){{0,3}})(?i:{COUNT}) {UNIT}(?P<half> and a half)?"
        rf"(?: or so)? (?P<way>{_WAY})",
        distance,
    ),
    (rf"(?<![\w.,-])(?i:(?P<count>{HALVES})|{FROM_TO.replace('count', 'range')}) {UNIT} (?P<way>{_WAY})", distance),
    (rf"(?<![\w.,-])(?P<count>[Aa]n? {UNIT} or two) (?P<way>{_FROM_TODAY})", _one_or_two),
    (
        rf"(?<![\w.,-])(?i:{COUNT}) (?P<unit>week|month|year)s? ago"
        rf"(?: (?:this (?P<this>week|month|year)\b|today\b)|(?:(?: on)?,?|(?<=weeks ago) last) {WEEKDAY})",
        _to_the_day,
    ),
    (
        rf"(?<![\w.,-])(?i:{COUNT}) (?:weekends?|{WEEKDAY.replace(chr(92) + 'b', 's?')}) (?P<way>{_FROM_TODAY})",
        _weekdays_ago,
    ),
    (
        rf"\b(?:[Tt]he )?(?:(?P<unit>week|weekend|month|year)|{WEEKDAY}) (?P<way>before last|after next)\b"
        r"(?! [A-Za-z]*(?:day|week|month|year|spring|summer|autumn|fall|winter)\b)",
        _but_one,
    ),
    (
        # Not days: "to end the war in one day" says how long it takes.
        rf"\b[Ii]n (?i:{COUNT}) (?P<unit>week|fortnight|month|year|decade)s?(?P<way>)"
        r"(?! (?:of|after|before|later|since))",
        ahead,
    ),
    (rf"\b(?:{_MOMENT}) (?P<x>in (?i:{COUNT}) (?P<unit>day)s?(?P<way>))(?! (?:of|after|before|later|since))\b", ahead),
    (rf"\b[Ii]n (?i:{COUNT}) {UNIT}{APOSTROPHE}s?(?P<way>) time\b", distance),
    (rf"\b[Ww]ithin (?i:{COUNT}) {UNIT}(?! (?:of|after|before|later|since))", within),
    (rf"\b[Tt]he following (?:(?P<unit>day|week|month|year)|{WEEKDAY})(?P<way>)", following),
    (r"\b[Tt]he (?P<way>next|previous) (?P<unit>day)\b(?P<weekday>)", following),
    (rf"\b[Tt]he (?P<unit>day|week|month|year) (?P<way>before|after){_END}(?P<weekday>)", following),
]
# What may stand before a date and make it another: "two weeks before".
AWAY = re.compile(
    rf"(?<![\w.,-]){COUNT.replace('an?|', 'an?|the(?= [a-z]+[^s] )|')} {UNIT} "
    r"(?P<way>before|prior to|after|following|from|(?:earlier|later) than) (?:the )?$",
    re.IGNORECASE,
)
