"""Months, weekdays and years as words, and the stretches of days that calendar units are."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from newsclaims.numerals import NUMBER_WORD, ONES, ORDINAL, ordinal, value

Days = tuple[dt.date, dt.date]
Rule = Callable[[re.Match[str], dt.date | None], Days | None]
DAY = dt.timedelta(days=1)
DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
APOSTROPHE = r"['\N{RIGHT SINGLE QUOTATION MARK}]"
DASH = r"[-\N{EN DASH}~]"
# Written out, not asked of the calendar module, which speaks the language of the machine.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAY = rf"(?P<weekday>{'|'.join(f'[{day[0]}{day[0].lower()}]{day[1:]}' for day in WEEKDAYS)})\b"
# Short forms are words ("sat", "sun") or names ("Wed" begins many): only beside a date.
WEEKDAY_SHORT = r"(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day|\.)?)"
MONTH_WORDS = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
MONTH_NAME = rf"(?P<month>{MONTH_WORDS})(?![A-Za-z])"
# Beside a number a month may also stand in capitals or small letters: "may" and "march" may not.
MONTH = rf"(?P<month>(?i:{MONTH_WORDS}))(?<!may)(?<!march)(?<!mar)(?![A-Za-z])"
_TENS = rf"(?:hundred|ten|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|{NUMBER_WORD})"
YEAR_WORDS = (
    rf"(?:(?i:seventeen|eighteen|nineteen)[- ]{_TENS}(?:[- ]{NUMBER_WORD})?|"
    rf"(?i:eighteen|nineteen|twenty)[- ]oh[- ](?:{'|'.join(ONES[1:10])})|"
    rf"(?i:twenty)[- ](?:{NUMBER_WORD})|(?i:two thousand)(?: and)? {NUMBER_WORD})(?![\w-])"
)
YEAR = (
    rf"(?P<year>(?:(?:1[5-9]|2[01])\d\d)(?!\d|[,.]\d|[-\N{{EN DASH}}]?(?!(?i:{MONTH_WORDS}))[A-Za-z])|"
    rf"{YEAR_WORDS})"
)
# Beside a month also "'19" and "two thousand".
YEAR_OF_MONTH = (
    rf"{YEAR[:-1]}|{APOSTROPHE}\d\d(?!\w|{APOSTROPHE})|"
    rf"(?i:two thousand)(?! (?!(?:and (?!{NUMBER_WORD})|at|he|in|it|on|she|they|to|until|when)\b)[a-z]))"
)
DAY_DIGITS = r"(?:[12]\d|3[01]|0?[1-9])"
DAY_NUMBER = rf"(?P<day>{DAY_DIGITS})(?:st|nd|rd|th)?(?!\w|[.:]\d|,\d{{3}})"
SIDE = r"[Ee]arly|[Mm]id|[Ll]ate"
# "June of last year": the year of a month or day is named by its distance.
REL_YEAR = r"(?:(?: of|,)? (?P<rel>last|this|next|the previous) year)"
PART = rf"(?:(?P<part>{SIDE})(?: in)?(?: the (?:year|month))?[- ]+)?"
COUNT = rf"(?P<count>\d{{1,3}}|{NUMBER_WORD}|an?|(?:a )?few|several|(?:a )?couple(?: of)?)"
UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade)s?\b"
# A word that lets a month or year stand alone: "in May", "of 2016"; without one "May" is a verb and 2016 a number.
CUE = (
    r"(?<![\w-])(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Aa]fter|[Dd]uring|[Tt]hrough(?:out)?|[Ff]rom|"
    r"[Tt]o|[Bb]etween|[Oo]f|[Ll]ast|[Nn]ext|[Tt]his|[Aa]round|[Ll]ater than|[Pp]rior to|[Cc]irca|"
    r"[Ss]tarting|[Bb]eginning)"
)
FUTURE = re.compile(
    r"\b(?:will|Will (?:he|it|she|the|there|they|we|you)|shall|next|upcoming|scheduled|due|"
    rf"(?:set|expected|going|plan(?:s|ned)?) to)\b|{APOSTROPHE}ll\b"
)
PAST = re.compile(r"\b(?:said|told|wrote|announced|reported|added|began|was|were|had)\b|[.;!?]\s|\n")


# Newspapers leave the year out of dates that are near: a fortnight ahead is nearer than fifty weeks ago.
NEAR = 14


def month_number(name: str) -> int:
    """1 for January; its first three letters are enough.

    >>> month_number("Sept."), month_number("MAY")
    (9, 5)
    """
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3] == name[:3].title())


def weekday_number(name: str) -> int:
    """0 for Monday, as in ``date.weekday``; its first three letters are enough.

    >>> weekday_number("tues.")
    1
    """
    return next(number for number, day in enumerate(WEEKDAYS) if day[:3] == name[:3].title())


def year_number(words: str) -> int:
    """The year in figures or as it is spoken.

    >>> year_number("2016"), year_number("nineteen seventy-two"), year_number("two thousand and five")
    (2016, 1972, 2005)
    >>> year_number("'98"), year_number("nineteen oh five")
    (1998, 1905)
    """
    short = words.lstrip("'\N{RIGHT SINGLE QUOTATION MARK}")
    if short.isdigit() and len(short) == 2:
        return int(short) + (2000 if int(short) < 40 else 1900)
    if words.isdigit() or words.lower().startswith("two thousand"):
        return int(value(words))
    century, *rest = re.split(r"[- ]", words, maxsplit=1)
    return int(value(century)) * 100 + (0 if rest == ["hundred"] else int(value(rest[0])))


def is_future(m: re.Match[str]) -> bool:
    """Whether words nearby put the date ahead ("will meet on Friday"), no report between ("will, he said on")."""
    if re.match(r"[Ll]ast\b", m[0]):
        return False
    before = m.string[max(0, m.start() - 100) : m.end()]
    cues = list(FUTURE.finditer(before))
    if cues and not PAST.search(before, cues[-1].end()):
        return True
    after = m.string[m.end() : m.end() + 60]
    cue = FUTURE.search(after)
    return bool(cue and not PAST.search(after, 0, cue.start()))


def on(year: int, month: int, day: int) -> Days | None:
    """That day alone; None if there is no such day.

    >>> on(2023, 2, 29) is None
    True
    """
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day), dt.date(year, month, day) + DAY


def shift(day: dt.date, months: int) -> dt.date:
    """That many months on; of a longer month the last day is that of the shorter one.

    >>> shift(dt.date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def move(day: dt.date, unit: str, n: int) -> dt.date:
    """That many units on: ``move(day, "week", -2)`` is a fortnight before."""
    if unit in MONTHS_IN:
        return shift(day, n * MONTHS_IN[unit])
    return day + n * DAYS_IN[unit] * DAY


def around(day: dt.date, unit: str) -> Days:
    """The calendar unit that holds the day; weeks begin on Monday, decades and centuries with a round year.

    >>> [str(day) for day in around(dt.date(2024, 11, 11), "quarter")]
    ['2024-10-01', '2025-01-01']
    """
    match unit:
        case "week":
            start = day - day.weekday() * DAY
        case "weekend":
            start = day + (5 - day.weekday()) * DAY
            return start, start + 2 * DAY
        case "month" | "quarter" | "half":
            start = day.replace(day=1, month=day.month - (day.month - 1) % MONTHS_IN[unit])
        case "year" | "decade" | "century":
            start = dt.date(day.year - day.year % (MONTHS_IN[unit] // 12), 1, 1)
        case _:
            start = day
    return start, move(start, unit, 1)


def part_of(days: Days, part: str | None) -> Days:
    """Early and late are halves, mid the two middle quarters: wide, because writers differ."""
    start, end = days
    quarter = (end - start) / 4
    match (part or "").lower()[:3]:
        case "ear" | "sta" | "beg":
            return start, start + 2 * quarter
        case "lat" | "end":
            return start + 2 * quarter, end
        case "mid":
            return start + quarter, end - quarter
    return days


def pieces(days: Days, unit: str) -> list[Days]:
    """The days, weeks, weekdays, months … of a stretch, in order. A week belongs to where its Thursday lies (ISO 8601).

    >>> [str(start) for start, _ in pieces((dt.date(2024, 11, 1), dt.date(2024, 12, 1)), "week")]
    ['2024-11-04', '2024-11-11', '2024-11-18', '2024-11-25']
    """
    start, end = days
    if unit == "half" and end - start < 100 * DAY:
        return [(start, start + (end - start) / 2), (start + (end - start) / 2, end)]
    width = 1
    if unit not in MONTHS_IN and unit != "day":
        first = {"week": 3, "weekend": 5}.get(unit)
        start += (((weekday_number(unit) if first is None else first) - start.weekday()) % 7) * DAY
        end, width = (end - 3 * DAY, 7) if unit == "week" else (end, 2 if unit == "weekend" else 1)
        start -= 3 * DAY if unit == "week" else 0 * DAY
    found = []
    while start < end:
        step = move(start, unit, 1) if unit in MONTHS_IN or unit in DAYS_IN else start + 7 * DAY
        found.append((start, step if unit in MONTHS_IN else start + width * DAY))
        start = step
    return found


def latest(m: re.Match[str], ref: dt.date, make: Callable[[int], Days | None], slack: int = 0) -> Days | None:
    """The most recent of a yearly date, or the next where the wording is future or it is at most ``slack`` days off."""
    past = upcoming = None
    for year in range(max(1, ref.year - 8), min(9998, ref.year + 8) + 1):  # 29 February can be eight years away
        days = make(year)
        if days is not None and days[0] <= ref + slack * DAY:
            past = days
        elif days is not None:
            upcoming = upcoming or days
    if is_future(m) and not (past and past[1] > ref):
        return upcoming
    return past


def year_of(m: re.Match[str], ref: dt.date | None) -> int | None:
    """The year that a match names, by number or as last, this or next; None if it names none."""
    named = m.groupdict()
    if year := named.get("year"):
        return year_number(year)
    if ref is not None and named.get("rel"):
        return ref.year + {"last": -1, "the previous": -1, "next": 1}.get(named["rel"], 0)
    return None


def yearly(m: re.Match[str], ref: dt.date | None, first: tuple[int, int], last: tuple[int, int]) -> Days | None:
    """From a month and day to another, in the year that the text names or the one that is meant."""

    def make(year: int) -> Days | None:
        start, end = on(year, *first), on(year + (last < first), *last)
        return (start[0], end[1]) if start and end else None

    if year := year_of(m, ref):
        return make(year)
    return latest(m, ref, make, slack=NEAR) if ref else None


def nth(words: str) -> int:
    """Which piece an ordinal names, counted from one; -1 is the last.

    >>> nth("second"), nth("final")
    (2, -1)
    """
    return -1 if words.lower() in ("last", "final") else ordinal(words)


NTH = rf"(?P<nth>{ORDINAL}|[Ll]ast|[Ff]inal)"
