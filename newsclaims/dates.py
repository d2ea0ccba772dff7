"""Expressions of time as newspapers write them, and the days that each names."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsclaims.numerals import NUMBER_WORD, value

Days = tuple[dt.date, dt.date]
Rule = Callable[[re.Match[str], dt.date | None], Days | None]
DAY = dt.timedelta(days=1)
DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
MONTHS_IN = {"month": 1, "year": 12, "decade": 120}
# Written out, not asked of the calendar module, which speaks the language of the machine.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
MONTH_WORDS = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
MONTH_NAME = rf"(?P<month>{MONTH_WORDS})(?![A-Za-z])"
# Beside a number a month may also stand in capitals or small letters: "may" and "march" may not.
MONTH = rf"(?P<month>(?i:{MONTH_WORDS}))(?<!may)(?<!march)(?<!mar)(?![A-Za-z])"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[,.]\d|[-\N{EN DASH}]?[A-Za-z])"
DAY_NUMBER = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.:]\d|,\d{3})"
SIDE = r"[Ee]arly|[Mm]id|[Ll]ate"
SIDE_OF = rf"{SIDE}|(?:[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd) of"
PART = rf"(?:(?P<part>{SIDE_OF})(?: in)?(?: the (?:year|month))?[- ]+)?"
COUNT = rf"(?P<count>\d{{1,3}}|{NUMBER_WORD}|an?|a few|several|a couple(?: of)?)"
UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
# A word that lets a month or year stand alone: "in May", "of 2016"; without one "May" is a verb and 2016 a number.
CUE = (
    r"(?<![\w-])(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Aa]fter|[Dd]uring|[Tt]hrough|[Ff]rom|"
    r"[Tt]o|[Bb]etween|[Oo]f|[Ll]ast|[Nn]ext|[Tt]his|[Aa]round)"
)
APOSTROPHE = r"['\N{RIGHT SINGLE QUOTATION MARK}]"
FUTURE = re.compile(
    rf"\b(?:will|shall|next|upcoming|scheduled|due|(?:set|expected|going|plan(?:s|ned)?) to)\b|{APOSTROPHE}ll\b"
)
PAST = re.compile(r"\b(?:said|told|wrote|announced|reported|added|began|was|were|had)\b|[.;!?]\s|\n")


def month_number(name: str) -> int:
    """1 for January; its first three letters are enough.

    >>> month_number("Sept."), month_number("MAY")
    (9, 5)
    """
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3] == name[:3].title())


def _is_future(m: re.Match[str]) -> bool:
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


def shift(day: dt.date, months: int) -> dt.date:
    """That many months on; of a longer month the last day is that of the shorter one.

    >>> shift(dt.date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def _move(day: dt.date, unit: str, n: int) -> dt.date:
    if unit in MONTHS_IN:
        return shift(day, n * MONTHS_IN[unit])
    return day + n * DAYS_IN[unit] * DAY


def _around(day: dt.date, unit: str) -> Days:
    """The calendar unit that holds the day; weeks begin on Monday."""
    if unit == "week":
        start = day - day.weekday() * DAY
    elif unit == "weekend":
        start = day + (5 - day.weekday()) * DAY
        return start, start + 2 * DAY
    elif unit == "month":
        start = day.replace(day=1)
    elif unit in ("year", "decade"):
        start = dt.date(day.year - (day.year % 10 if unit == "decade" else 0), 1, 1)
    else:
        start = day
    return start, _move(start, unit, 1)


def _part(days: Days, part: str | None) -> Days:
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


def _latest(m: re.Match[str], ref: dt.date, make: Callable[[int], Days | None], slack: int = 0) -> Days | None:
    """The most recent of a yearly date, or the next where the wording is future or it is at most ``slack`` days off."""
    past = upcoming = None
    for year in range(ref.year - 8, ref.year + 9):  # 29 February can be eight years away
        days = make(year)
        if days is not None and days[0] <= ref + slack * DAY:
            past = days
        elif days is not None:
            upcoming = upcoming or days
    if _is_future(m) and not (past and past[1] > ref):
        return upcoming
    return past


def _on(year: int, month: int, day: int) -> dt.date | None:
    return dt.date(year, month, day) if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] else None


def _numeric(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """Slashes are read month first where that is a date (US usage), dots day first."""
    if m["iso"]:
        y, mo, d = int(m["iso"]), int(m["iso_m"]), int(m["iso_d"])
    else:
        y, mo, d = int(m["year"]), int(m["a"]), int(m["b"])
        if m["sep"] == "." or mo > 12:
            mo, d = d, mo
    day = _on(y, mo, d)
    return (day, day + DAY) if day else None


def _day_month(m: re.Match[str], ref: dt.date | None) -> Days | None:
    month = month_number(m["month"])
    named = m.groupdict()
    day, last = named.get("first") or m["day"], named.get("last") or m["day"]

    def make(year: int) -> Days | None:
        first, final = _on(year, month, int(day)), _on(year, month, int(last))
        return (first, final + DAY) if first and final and first <= final else None

    if m["year"]:
        return make(int(m["year"]))
    # Newspapers leave the year out of dates that are near: a fortnight ahead is nearer than fifty weeks ago.
    return _latest(m, ref, make, slack=14) if ref else None


def _month(m: re.Match[str], ref: dt.date | None) -> Days | None:
    month = month_number(m["month"])

    def make(year: int) -> Days:
        return _part(_around(dt.date(year, month, 1), "month"), m["part"])

    if m.groupdict().get("year"):
        return make(int(m["year"]))
    return _latest(m, ref, make) if ref else None


def _year(m: re.Match[str], ref: dt.date | None) -> Days | None:
    return _part(_around(dt.date(int(m["year"]), 1, 1), "year"), m["part"])


def _years(m: re.Match[str], ref: dt.date | None) -> Days | None:
    first = int(m["year"])
    last = int(m["year"][: 4 - len(m["last"])] + m["last"])
    return (dt.date(first, 1, 1), dt.date(last + 1, 1, 1)) if first < last else None


def _decade(m: re.Match[str], ref: dt.date | None) -> Days | None:
    return _part(_around(dt.date(int(m["year"]), 1, 1), "decade"), m["part"])


def _weekday(m: re.Match[str], ref: dt.date | None) -> Days | None:
    if ref is None:
        return None
    back = (ref.weekday() - WEEKDAYS.index(m["weekday"])) % 7
    if m["which"] in ("next", "this", "coming") or (m["which"] is None and back and _is_future(m)):
        back -= 7 if back or m["which"] == "next" else 0
    elif m["which"] in ("last", "past", "previous") and not back:
        back = 7
    day = ref - back * DAY
    return day, day + DAY


def _relative(m: re.Match[str], ref: dt.date | None) -> Days | None:
    if ref is None:
        return None
    which, unit = m["which"].lower(), m["unit"]
    ahead = which in ("next", "coming")
    if m["count"]:
        n = int(value(m["count"]))
        return (ref, _move(ref, unit, n) + DAY) if ahead else (_move(ref, unit, -n), ref + DAY)
    if unit == "weekend":
        # Of a past weekend newspapers write from Monday on; on the weekend itself it is this one.
        step = {"last": -7, "past": -7, "previous": -7, "next": 7, "coming": 0, "this": 0}.get(which, -7)
        if which in ("the", "over the"):
            step = 0 if ref.weekday() >= 5 or _is_future(m) else -7
        return _around(ref + step * DAY, "weekend")
    day = ref if which in ("this", "current") else _move(ref, unit, 1 if ahead else -1)
    start, end = _around(day, unit)
    match (m["half"] or "").lower():
        case "earlier":
            return start, min(end, ref + DAY)
        case "later":
            return max(start, ref), end
    return _part((start, end), m["half"])


def _named(m: re.Match[str], ref: dt.date | None) -> Days | None:
    if ref is None:
        return None
    word = m[0].lower()
    if word == "last night":
        return ref - DAY, ref + DAY
    step = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    return ref + step * DAY, ref + (step + 1) * DAY


def _distance(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """That many days ago is that day; weeks, months and years are rounded by writers, so half a unit either side."""
    if ref is None:
        return None
    count, unit = m["count"].lower(), m["unit"]
    low, high = (2, 9) if count in ("a few", "several") else (2, 3) if "couple" in count else (int(value(count)),) * 2
    sign = 1 if m["way"] in ("later", "from now", "after") else -1
    slack = {"day": 0, "week": 3, "fortnight": 3, "month": 15, "year": 182, "decade": 1826}[unit] * DAY
    ends = sorted((_move(ref, unit, sign * low), _move(ref, unit, sign * high)))
    return ends[0] - slack, ends[1] + slack + DAY


# A pattern's group "x" is the expression where its cue is no part of it. The first, longest match counts.
RULES: list[tuple[re.Pattern[str], Rule]] = [
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (
            r"(?<![\w/.-])(?:(?P<iso>(?:19|20)\d\d)[-/](?P<iso_m>\d\d?)[-/](?P<iso_d>\d\d?)|"
            r"(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<year>(?:19|20)\d\d))(?![\d/]|-\d)",
            _numeric,
        ),
        (
            rf"\b(?:{WEEKDAY},? (?:the )?)?{MONTH} ?{DAY_NUMBER}"
            rf"(?:(?: ?[-\N{{EN DASH}}] ?| to | through )(?P<last>[12]\d|3[01]|0?[1-9])(?![\w:]))?(?:,? {YEAR})?",
            _day_month,
        ),
        (
            rf"(?<![\w.,$-])(?:{WEEKDAY},? )?(?:the )?(?:(?P<first>[12]?\d|3[01])"
            rf"(?: ?[-\N{{EN DASH}}] ?| to )(?:the )?)?{DAY_NUMBER}(?: of)? {MONTH}(?:,? {YEAR})?",
            _day_month,
        ),
        (rf"\b{PART}{MONTH},?(?: of)? {YEAR}", _month),
        (rf"{CUE} (?:the )?(?P<x>{PART}{MONTH_NAME})(?! ?\d| [A-Z])", _month),
        (rf"\b(?P<x>(?P<part>{SIDE})[- ]{MONTH_NAME})(?! ?\d)", _month),
        (rf"\b(?P<x>(?:(?P<part>{SIDE})[- ])?(?P<year>1[5-9]\d0|20\d0){APOSTROPHE}?s)\b", _decade),
        (rf"(?:{CUE}|\b[Yy]ear) (?:the )?(?P<x>{PART}{YEAR})", _year),
        (rf"\b(?P<x>(?P<part>{SIDE_OF})[- ]{YEAR})", _year),
        (r"(?<![\w-])(?P<year>(?:19|20)\d\d)(?:[-\N{EN DASH}]| to )(?P<last>(?:19|20)?\d\d)(?![\w-])", _years),
        # Attributive ("the 2024 election", but not "the 2000 soldiers"), in brackets, or the subject's own ("2016's").
        (r"\b(?:the|his|her|its|their) (?P<x>(?P<part>)(?P<year>19\d\d|20\d\d))(?= [a-z]+[^s\W]\b)", _year),
        (r"(?<=\()(?P<part>)(?P<year>19\d\d|20\d\d)(?=\))", _year),
        (
            r"\b(?=[lptncMTWFS])(?<!Good )(?<!Black )(?<!Bloody )(?<!Super )(?<!Ash )(?<!Mail on )(?<!Cyber )"
            rf"\b(?:(?P<which>last|past|previous|this|next|coming) )?(?P<weekday>{WEEKDAY})\b"
            r"(?! (?:Times|Mirror|Telegraph|Express|Mail|Post|Herald|Night Live))",
            _weekday,
        ),
        (
            # A day needs a number: "the last day" and "this day" are no dates. "The last week of" names another's week.
            rf"\b(?:(?P<half>[Ee]arlier|[Ll]ater|{SIDE})[ -])?(?:the )?"
            r"(?P<which>[Ll]ast|[Pp]ast|[Pp]revious|[Tt]his|[Nn]ext|"
            rf"[Cc]oming|current|(?:over )?the(?= weekend)) (?:(?P<count>\d{{1,3}}|{NUMBER_WORD}) )?"
            r"(?P<unit>(?(count)day|week)|week|weekend|fortnight|month|year|decade)s?\b(?! of\b)",
            _relative,
        ),
        (
            r"\b(?:[Tt]he day before )?[Yy]esterday\b|\b(?:[Tt]he day after )?[Tt]omorrow\b|"
            r"\b[Tt]oday\b|\b[Tt]onight\b|\b[Ll]ast night\b|\b[Tt]his (?:morning|afternoon|evening)\b",
            _named,
        ),
        (rf"(?<![\w.,-])(?i:{COUNT}) {UNIT} (?P<way>ago|earlier|later|from now)\b", _distance),
    )
]
# What may stand before a date and make it another: "two weeks before".
AWAY = re.compile(rf"(?<![\w.,-]){COUNT} {UNIT} (?P<way>before|after) (?:the )?$", re.IGNORECASE)


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
        return self.rule is _distance


def expressions(text: str, start: int, end: int) -> Iterator[Expression]:
    """The dates in ``text[start:end]``, in order and disjoint.

    >>> [e.match[0] for e in expressions("On Monday it fell; two weeks ago, in June 2019, it stood.", 0, 57)]
    ['Monday', 'two weeks ago', 'June 2019']
    """
    found = [
        Expression(*match.span("x" if match.groupdict().get("x") else 0), match, rule)
        for pattern, rule in RULES
        for match in pattern.finditer(text, start, end)
    ]
    last = start
    for expression in sorted(found, key=lambda e: (e.start, -e.end)):
        if expression.start >= last:
            yield expression
            last = expression.end


def distance_before(text: str, start: int, end: int) -> Expression | None:
    """The distance that ends ``text[start:end]`` and counts from the date behind it: "two weeks before".

    >>> text = "two weeks before May 13, 1999"
    >>> distance_before(text, 0, 17).days(dt.date(1999, 5, 13))
    (datetime.date(1999, 4, 26), datetime.date(1999, 5, 3))
    """
    match = AWAY.search(text, start, end)
    return Expression(*match.span(), match, _distance) if match else None
