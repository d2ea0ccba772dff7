"""Dates and numbers in text, as intervals: periods of days against the article's date, quantities between bounds.

Imprecision widens an interval and never narrows it, so that two disjoint intervals are a conflict worth showing.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from newsclaims.text import Span


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days ``start <= day < end``, and the words that gave it."""

    start: dt.date
    end: dt.date
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number known to lie in ``low <= x <= high``, what it counts (None if nothing), and the words that gave it."""

    low: float
    high: float
    unit: str | None
    span: Span


Either = TypeVar("Either", Period, Quantity)


def disjoint(a: Either, b: Either) -> bool:
    """Whether the two cannot both hold: periods without a common day, quantities of one known unit without a number.

    >>> dead = find_quantities("At least 12 people died. Nearly ten people died. Ten buses burnt.")
    >>> disjoint(dead[0], dead[1]), disjoint(dead[0], dead[2])
    (True, False)
    """
    if isinstance(a, Period) and isinstance(b, Period):
        return a.end <= b.start or b.end <= a.start
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.unit is not None and a.unit == b.unit and (a.high < b.low or b.high < a.low)
    raise TypeError(f"cannot compare a {type(a).__name__} with a {type(b).__name__}: give two of one kind")


# ---- numbers in words -------------------------------------------------------------------------------------------
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {w: i for i, w in enumerate(_ONES)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12}
_DIGITS = r"\d{1,3}(?:[,\xa0\u202f]\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?"  # longer ones are codes
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(reversed(_ONES))})"
_SCALE = rf"(?:{'|'.join(_SCALES)})"
_CARDINAL = (
    rf"(?:{_DIGITS}|{_WORD}|half(?: an?)?(?=[ -]{_SCALE})|an?(?=[ -]{_SCALE})|(?<=[Ww]ithin )an?)"
    rf"(?:[ -]{_SCALE}(?:(?: and)? {_WORD}\b)?)*"
)


def _value(words: str) -> float:
    """The number that a cardinal gives: "two hundred and fifty thousand" is 250000."""
    if words.lower() in ("a", "an"):
        return 1.0
    total = group = 0.0
    for word in re.findall(r"[\d.,\xa0\u202f]*\d|[a-z]+", words.lower()):
        if word[0].isdigit():
            group += float(re.sub(r"[,\xa0\u202f]", "", word))
        elif word in _SMALL:
            group += _SMALL[word]
        elif word == "half":
            group = 0.5
        elif word in ("dozen", "hundred"):
            group = (group or 1) * _SCALES[word]
        elif word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0.0
    return float(f"{total + group:.15g}")  # 16.4 * 10**6 is 16399999.999999998


# ---- periods ----------------------------------------------------------------------------------------------------
_Days = tuple[dt.date, dt.date]
_Resolve = Callable[[re.Match[str], dt.date | None], _Days | None]
_DAY = dt.timedelta(days=1)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WD = rf"(?:{'|'.join(_WEEKDAYS)})"
_M = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
# Beside a number a month may also stand in capitals or small letters: "may" and "march" may not.
_MONTH = rf"(?P<month>(?i:{_M[len('(?P<month>') : _M.rindex(')(?!')]}))(?<!may)(?<!march)(?<!mar)(?![A-Za-z])"
_Y = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[,.]\d|[-\N{EN DASH}]?[A-Za-z])"
_D = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.:]\d|,\d{3})"
_PART = (
    r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd) of)(?: in)?"
    r"(?: the (?:year|month))?[- ]+)?"
)
_COUNT = rf"(?P<count>\d{{1,3}}|{_WORD}|an?|a few|several|a couple(?: of)?)"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
# A word that lets a month or year stand alone: "in May", "of 2016"; without one "May" is a verb and 2016 a number.
_CUE = (
    r"(?<![\w-])(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Aa]fter|[Dd]uring|[Tt]hrough|[Ff]rom|"
    r"[Tt]o|[Bb]etween|[Oo]f|[Ll]ast|[Nn]ext|[Tt]his|[Aa]round)"
)
_APOSTROPHE = r"['\N{RIGHT SINGLE QUOTATION MARK}]"
_FUTURE = re.compile(
    rf"\b(?:will|shall|next|upcoming|scheduled|due|(?:set|expected|going|plan(?:s|ned)?) to)\b|{_APOSTROPHE}ll\b"
)
_PAST = re.compile(r"\b(?:said|told|wrote|announced|reported|added|began|was|were|had)\b|[.;!?]\s|\n")


def _is_future(m: re.Match[str]) -> bool:
    """Whether words nearby put the date ahead ("will meet on Friday"), no report between ("will, he said on")."""
    if re.match(r"[Ll]ast\b", m[0]):
        return False
    before = m.string[max(0, m.start() - 100) : m.end()]
    cues = list(_FUTURE.finditer(before))
    if cues and not _PAST.search(before, cues[-1].end()):
        return True
    after = m.string[m.end() : m.end() + 60]
    cue = _FUTURE.search(after)
    return bool(cue and not _PAST.search(after, 0, cue.start()))


def _shift(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def _move(day: dt.date, unit: str, n: int) -> dt.date:
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    return (
        _shift(day, n * months)
        if months
        else day + n * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}[unit] * _DAY
    )


def _around(day: dt.date, unit: str) -> _Days:
    """The calendar unit that holds the day; weeks begin on Monday."""
    if unit == "week":
        start = day - day.weekday() * _DAY
    elif unit == "weekend":
        start = day + (5 - day.weekday()) * _DAY
        return start, start + 2 * _DAY
    elif unit == "month":
        start = day.replace(day=1)
    elif unit in ("year", "decade"):
        start = dt.date(day.year - (day.year % 10 if unit == "decade" else 0), 1, 1)
    else:
        start = day
    return start, _move(start, unit, 1)


def _part(days: _Days, part: str | None) -> _Days:
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


def _latest(m: re.Match[str], ref: dt.date, make: Callable[[int], _Days | None], slack: int = 0) -> _Days | None:
    """The most recent of a yearly date, or the next where the wording is future or it is at most ``slack`` days off."""
    past = upcoming = None
    for year in range(ref.year - 8, ref.year + 9):  # 29 February can be eight years away
        days = make(year)
        if days is not None and days[0] <= ref + slack * _DAY:
            past = days
        elif days is not None:
            upcoming = upcoming or days
    if _is_future(m) and not (past and past[1] > ref):
        return upcoming
    return past


def _on(year: int, month: int, day: int) -> dt.date | None:
    return dt.date(year, month, day) if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] else None


def _numeric(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    """Slashes are read month first where that is a date (US usage), dots day first."""
    if m["iso"]:
        y, mo, d = int(m["iso"]), int(m["iso_m"]), int(m["iso_d"])
    else:
        y, mo, d = int(m["year"]), int(m["a"]), int(m["b"])
        if m["sep"] == "." or mo > 12:
            mo, d = d, mo
    day = _on(y, mo, d)
    return (day, day + _DAY) if day else None


def _day_month(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    month = _MONTHS.index(m["month"][:3].lower()) + 1
    named = m.groupdict()
    day, last = named.get("first") or m["day"], named.get("last") or m["day"]

    def make(year: int) -> _Days | None:
        first, final = _on(year, month, int(day)), _on(year, month, int(last))
        return (first, final + _DAY) if first and final and first <= final else None

    if m["year"]:
        return make(int(m["year"]))
    # Newspapers leave the year out of dates that are near: a fortnight ahead is nearer than fifty weeks ago.
    return _latest(m, ref, make, slack=14) if ref else None


def _month(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    month = _MONTHS.index(m["month"][:3].lower()) + 1

    def make(year: int) -> _Days:
        return _part(_around(dt.date(year, month, 1), "month"), m["part"])

    if m.groupdict().get("year"):
        return make(int(m["year"]))
    return _latest(m, ref, make) if ref else None


def _year(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    return _part(_around(dt.date(int(m["year"]), 1, 1), "year"), m["part"])


def _years(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    first = int(m["year"])
    last = int(m["year"][: 4 - len(m["last"])] + m["last"])
    return (dt.date(first, 1, 1), dt.date(last + 1, 1, 1)) if first < last else None


def _decade(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    return _part(_around(dt.date(int(m["year"]), 1, 1), "decade"), m["part"])


def _weekday(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    if ref is None:
        return None
    back = (ref.weekday() - _WEEKDAYS.index(m["weekday"])) % 7
    if m["which"] in ("next", "this", "coming") or (m["which"] is None and back and _is_future(m)):
        back -= 7 if back or m["which"] == "next" else 0
    elif m["which"] in ("last", "past", "previous") and not back:
        back = 7
    day = ref - back * _DAY
    return day, day + _DAY


def _relative(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    if ref is None:
        return None
    which, unit = m["which"].lower(), m["unit"]
    ahead = which in ("next", "coming")
    if m["count"]:
        n = int(_value(m["count"]))
        return (ref, _move(ref, unit, n) + _DAY) if ahead else (_move(ref, unit, -n), ref + _DAY)
    if unit == "weekend":
        # Of a past weekend newspapers write from Monday on; on the weekend itself it is this one.
        step = {"last": -7, "past": -7, "previous": -7, "next": 7, "coming": 0, "this": 0}.get(which, -7)
        if which in ("the", "over the"):
            step = 0 if ref.weekday() >= 5 or _is_future(m) else -7
        return _around(ref + step * _DAY, "weekend")
    day = ref if which in ("this", "current") else _move(ref, unit, 1 if ahead else -1)
    start, end = _around(day, unit)
    match (m["half"] or "").lower():
        case "earlier":
            return start, min(end, ref + _DAY)
        case "later":
            return max(start, ref), end
    return _part((start, end), m["half"])


def _named(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    if ref is None:
        return None
    word = m[0].lower()
    if word == "last night":
        return ref - _DAY, ref + _DAY
    step = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    return ref + step * _DAY, ref + (step + 1) * _DAY


def _distance(m: re.Match[str], ref: dt.date | None) -> _Days | None:
    """That many days ago is that day; weeks, months and years are rounded by writers, so half a unit either side."""
    if ref is None:
        return None
    count, unit = m["count"].lower(), m["unit"]
    low, high = (2, 9) if count in ("a few", "several") else (2, 3) if "couple" in count else (int(_value(count)),) * 2
    sign = 1 if m["way"] in ("later", "from now", "after") else -1
    slack = {"day": 0, "week": 3, "fortnight": 3, "month": 15, "year": 182, "decade": 1826}[unit] * _DAY
    ends = sorted((_move(ref, unit, sign * low), _move(ref, unit, sign * high)))
    return ends[0] - slack, ends[1] + slack + _DAY


# A rule's group "x" is the expression where its cue is no part of it. The first, longest match counts.
_DATES: list[tuple[re.Pattern[str], _Resolve]] = [
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (
            r"(?<![\w/.-])(?:(?P<iso>(?:19|20)\d\d)[-/](?P<iso_m>\d\d?)[-/](?P<iso_d>\d\d?)|"
            r"(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<year>(?:19|20)\d\d))(?![\d/]|-\d)",
            _numeric,
        ),
        (
            rf"\b(?:{_WD},? (?:the )?)?{_MONTH} ?{_D}"
            rf"(?:(?: ?[-\N{{EN DASH}}] ?| to | through )(?P<last>[12]\d|3[01]|0?[1-9])(?![\w:]))?(?:,? {_Y})?",
            _day_month,
        ),
        (
            rf"(?<![\w.,$-])(?:{_WD},? )?(?:the )?(?:(?P<first>[12]?\d|3[01])(?: ?[-\N{{EN DASH}}] ?| to )(?:the )?)?"
            rf"{_D}(?: of)? {_MONTH}(?:,? {_Y})?",
            _day_month,
        ),
        (rf"\b{_PART}{_MONTH},?(?: of)? {_Y}", _month),
        (rf"{_CUE} (?:the )?(?P<x>{_PART}{_M})(?! ?\d| [A-Z])", _month),
        (rf"\b(?P<x>(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ]{_M})(?! ?\d)", _month),
        (rf"\b(?P<x>(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<year>1[5-9]\d0|20\d0){_APOSTROPHE}?s)\b", _decade),
        (rf"(?:{_CUE}|\b[Yy]ear) (?:the )?(?P<x>{_PART}{_Y})", _year),
        (rf"\b(?P<x>(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd) of)[- ]{_Y})", _year),
        (r"(?<![\w-])(?P<year>(?:19|20)\d\d)(?:[-\N{EN DASH}]| to )(?P<last>(?:19|20)?\d\d)(?![\w-])", _years),
        # Attributive ("the 2024 election", but not "the 2000 soldiers"), in brackets, or the subject's own ("2016's").
        (r"\b(?:the|his|her|its|their) (?P<x>(?P<part>)(?P<year>19\d\d|20\d\d))(?= [a-z]+[^s\W]\b)", _year),
        (r"(?<=\()(?P<part>)(?P<year>19\d\d|20\d\d)(?=\))", _year),
        (
            r"\b(?=[lptncMTWFS])(?<!Good )(?<!Black )(?<!Bloody )(?<!Super )(?<!Ash )(?<!Mail on )(?<!Cyber )"
            rf"\b(?:(?P<which>last|past|previous|this|next|coming) )?(?P<weekday>{_WD})\b"
            r"(?! (?:Times|Mirror|Telegraph|Express|Mail|Post|Herald|Night Live))",
            _weekday,
        ),
        (
            # A day needs a number: "the last day" and "this day" are no dates. "The last week of" names another's week.
            r"\b(?:(?P<half>[Ee]arlier|[Ll]ater|[Ee]arly|[Mm]id|[Ll]ate)[ -])?(?:the )?"
            r"(?P<which>[Ll]ast|[Pp]ast|[Pp]revious|[Tt]his|[Nn]ext|"
            rf"[Cc]oming|current|(?:over )?the(?= weekend)) (?:(?P<count>\d{{1,3}}|{_WORD}) )?"
            r"(?P<unit>(?(count)day|week)|week|weekend|fortnight|month|year|decade)s?\b(?! of\b)",
            _relative,
        ),
        (
            r"\b(?:[Tt]he day before )?[Yy]esterday\b|\b(?:[Tt]he day after )?[Tt]omorrow\b|"
            r"\b[Tt]oday\b|\b[Tt]onight\b|\b[Ll]ast night\b|\b[Tt]his (?:morning|afternoon|evening)\b",
            _named,
        ),
        (rf"(?<![\w.,-])(?i:{_COUNT}) {_UNIT} (?P<way>ago|earlier|later|from now)\b", _distance),
    )
]
# What may stand before a date and change it: "two weeks before", "since", "from … to".
_FROM = re.compile(rf"(?<![\w.,-]){_COUNT} {_UNIT} (?P<way>before|after) (?:the )?$", re.IGNORECASE)
_BOUND = re.compile(r"\b(since|until|till|before|after|by) (?:the )?(?:year )?$", re.IGNORECASE)
_OWN = re.compile(rf"{_APOSTROPHE}s\b")
_RANGE = re.compile(r"\b(?:from|between) (?:the )?$", re.IGNORECASE)
_TO = re.compile(r" (?:to|and|until|through|till) (?:the )?")


def _matches(text: str, start: int, end: int) -> Iterator[tuple[int, int, re.Match[str], _Resolve]]:
    """The expressions of time in ``text[start:end]``, in order and disjoint, not yet resolved."""
    found = []
    for pattern, resolve in _DATES:
        for m in pattern.finditer(text, start, end):
            a, b = m.span("x") if m.groupdict().get("x") else m.span()
            found.append((a, b, m, resolve))
    last = start
    for a, b, m, resolve in sorted(found, key=lambda f: (f[0], -f[1])):
        if a >= last:
            yield a, b, m, resolve
            last = b


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
    previous: tuple[re.Match[str], _Resolve] | None = None
    for a, b, m, resolve in _matches(text, start, end):
        days = _resolved(resolve, m, reference)
        if resolve is _distance and m["way"] in ("earlier", "later") and found:
            first, last = (_resolved(resolve, m, day) for day in (found[-1].start, found[-1].end - _DAY))
            days = (first[0], last[1]) if first and last else None
        if days is None:
            continue
        opening = None
        if found and _TO.fullmatch(text, found[-1].span.end, a):
            opening = _RANGE.search(text, max(start, found[-1].span.start - 13), found[-1].span.start)
        if opening and previous:
            a, days = opening.start(), _ranged(found.pop(), _resolved(previous[1], previous[0], days[0]), days)
        elif resolve is not _distance:
            a, days = _modified(text, start, a, b, days, reference)
        previous = m, resolve
        found.append(Period(*days, Span.cut(text, a, b)))
    return found


def _ranged(first: Period, again: _Days | None, last: _Days) -> _Days:
    """From the first day of a range to its last; ``again``: the first date resolved against the last.

    "Between November and March 2020" began in 2019, "from Monday to Friday" of a week to come begins in that week.
    """
    starts = [again[0]] if again else []
    starts += [first.start, _shift(first.start, -12)] if first.start.year > 1 else [first.start]
    return next((s for s in starts if s < last[1]), last[0]), last[1]


def _resolved(resolve: _Resolve, m: re.Match[str], ref: dt.date | None) -> _Days | None:
    try:
        return resolve(m, ref)
    except (OverflowError, ValueError):  # beyond the calendar: "999 decades ago"
        return None


def _modified(text: str, start: int, a: int, b: int, days: _Days, ref: dt.date | None) -> tuple[int, _Days]:
    """Where the date ``a:b`` begins with the words that change it, from ``start`` on, and what they make of it."""
    window = max(start, a - 40)
    if (lead := _FROM.search(text, window, a)) and (moved := _resolved(_distance, lead, days[0])):
        return lead.start(), moved
    bound = _BOUND.search(text, window, a)
    if bound is None or days[0] == dt.date.min or days[1] == dt.date.max:
        return a, days
    own = bool(_OWN.match(text, b))  # of that day's event ("after Monday's vote"), so the day itself is not ruled out
    match bound[1].lower():
        case "since":
            days = days[0], max(days[1], ref + _DAY) if ref else dt.date.max
        case "after":
            days = days[0] if own else days[1], dt.date.max
        case "before" if not own:
            days = dt.date.min, days[0]
        case _:
            days = dt.date.min, days[1]
    return bound.start(), days


# ---- quantities -------------------------------------------------------------------------------------------------
_MONEY = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "A$": "AUD", "C$": "CAD"} | {
    c: c for c in ("USD", "EUR", "GBP")
}
_UNITS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life",
    "buses": "bus", "crises": "crisis",
    "troops": "troop", "personnel": "personnel", "percent": "percent", "per cent": "percent", "pct": "percent",
    "%": "percent", "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds sterling": "GBP",
    "yen": "JPY",
}  # fmt: skip
# Words that end the noun phrase after a number, so that no unit lies behind them.
_STOP = frozenset(
    (
        "a about across after against ago all also among an and are as at away be because been before between but "
        "by can could did do does during each for from further had has have he her here his how if in including "
        "into is it its last later less like may might more most near nearly no not now of off on once only or "
        "other out over per said says shall she should since so some such than that the their them then there they "
        "this those through times to under until up upon us was we were what when where which while who whom whose "
        "will with within without would yet you "
    ).split()
)
_HEDGES = [
    (r"nearly|almost|close to|approaching|just (?:under|short of)", 0.9, 1.0),
    (r"about|around|roughly|approximately|some|an estimated|estimated|circa|~", 0.9, 1.1),
    (
        r"more than|at least|upwards? of|in excess of|no (?:fewer|less) than|not less than|over",
        1.0,
        math.inf,
    ),
    (
        r"less than|fewer than|up to|as (?:many|much) as|at most|no more than|not more than|within|under",
        0.0,
        1.0,
    ),
]
_HEDGE = re.compile(rf"(?<![\w-])(?:{'|'.join(f'({h})' for h, _, _ in _HEDGES)}) ?$", re.IGNORECASE)
_PLURALS = {
    "tens": (20, 100), "dozens": (24, 120), "scores": (40, 200), "hundreds": (200, 2_000),
    "thousands": (2_000, 10**6), "millions": (2 * 10**6, 10**9), "billions": (2 * 10**9, 10**12),
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?<![\w.,:/=%#&+'\N{{RIGHT SINGLE QUOTATION MARK}}-])(?P<money>(?:(?:US|A|C)?[$€£¥]|USD|EUR|GBP) ?)?(?:"
    rf"(?P<plural>{'|'.join(_PLURALS)})(?P<scale> of (?:thousand|million|billion)s)?(?= of\b)|"
    rf"(?P<several>several|a few) (?P<severals>hundred|thousand|million|billion)|"
    rf"(?P<between>between )?(?P<low>{_CARDINAL})(?P<short>(?:k|m|mn|bn|bln|tn)\b)?"
    rf"(?:(?(between) and |(?: to | ?[-\N{{EN DASH}}] ?))(?:US)?[$€£]?(?P<high>{_CARDINAL}))?)"
    rf"(?!\w|[.,:/]\d|[\N{{EN DASH}}-]\d|{_APOSTROPHE}\w|[ -](?:thirds?|quarters?|fifths?|tenths?|halves)\b|"
    rf" ?(?:[ap]\.?m\b|o{_APOSTROPHE}clock|GMT\b))",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?: ?(?P<sign>[€£$])(?!\d)| ?%|[- ]per ?cent(?:age)?(?P<points>[- ]points?)?\b| pct\b)")
_NAME = re.compile(
    r"(?:^|[^\w.])(?!(?:The|In|On|At|By|For|Of|About|Nearly|Some|Over|More|And|But|An?|To)\b)[A-Z][\w.]*[ -]$"
)
_NOT_ONE = re.compile(r"\b(?:no|any|every|each|some|this|that|the|another|which|first|last|only|other|number) $", re.I)


def _singular(noun: str) -> str:
    if noun in _UNITS:
        return _UNITS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def _noun(text: str, at: int, end: int, *, one: bool) -> tuple[str | None, int]:
    """The head of the noun phrase that begins at ``at`` and where it ends: the first plural among three words.

    After a hyphen ("two-year") or the number one it is the next word.
    """
    if text[at : at + 1] == "-":
        m = re.compile(r"-([a-z]+)").match(text, at, end)
        return (_singular(m[1]), m.end()) if m and m[1] not in _STOP else (None, at)
    pos = at
    proper: tuple[str | None, int] = None, at  # "50,000 North Koreans", unless a noun follows
    for _ in range(3):
        m = re.compile(r" (?:of )?([A-Za-z][\w-]*)").match(text, pos, end)
        if not m or m[1].lower() in _STOP:
            break
        word, pos = m[1], m.end()
        if word in _MONEY:
            return word, pos
        if not word.islower():
            if word[1:].islower() and _singular(word) != word:
                proper = _singular(word).lower(), pos
            continue
        if word in _UNITS or (_singular(word) != word and len(word) > 3):
            return _singular(word), pos
        if one:
            return word, pos
    return proper


def _bounds(m: re.Match[str]) -> tuple[float, float]:
    """The least and the greatest number that the words allow, before any hedge."""
    if m["plural"]:
        low, high = _PLURALS[m["plural"].lower()]
        factor = _SCALES[m["scale"].lower()[4:-1]] if m["scale"] else 1
        return low * factor, (min(high, 1000) if factor > 1 else high) * factor
    if m["several"]:
        scale = _SCALES[m["severals"].lower()]
        return 2 * scale, 10 * scale
    factor = _SHORT[m["short"].lower()] if m["short"] else 1
    number = _value(m["low"]) * factor
    if not m["high"]:
        return number, number
    shared = re.search(rf"{_SCALE}\b", m["high"].lower())
    if shared and not re.search(_SCALE, m["low"].lower()):
        number *= _SCALES[shared[0]]  # "10 to 15 million"
    return number, _value(m["high"])


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The cardinal numbers in ``text[start:end]`` that count or measure, in order and disjoint, as closed bounds.

    "Nearly" N is 0.9 N to N, "about" N ten percent either side, "more than" and "at least" N and more, "up to",
    "less than" and "within" 0 to N, "dozens" 24 to 120, "hundreds" 200 to 2,000. The unit is the counted noun in the
    singular, "USD", "EUR" or "GBP" for money, "percent", or None. Dates, clock times, ordinals, fractions, numbers in
    names and "one" as a pronoun are left out.

    >>> for q in find_quantities("Nearly 50,000 enemy troops face 36 brigades; the aid is worth $7 billion."):
    ...     print(q.span.text, q.low, q.high, q.unit)
    Nearly 50,000 enemy troops 45000.0 50000.0 troop
    36 brigades 36.0 36.0 brigade
    $7 billion 7000000000.0 7000000000.0 USD
    """
    end = len(text) if end is None else end
    dates = deque(_matches(text, start, end))
    found: list[Quantity] = []
    pos = start
    for m in _NUMBER.finditer(text, start, end):
        while dates and dates[0][1] <= m.start():
            dates.popleft()
        if m.start() < pos or (dates and dates[0][0] < m.end()):
            continue
        quantity = _quantity(text, m, pos, end)
        if quantity is not None:
            found.append(quantity)
            pos = quantity.span.end
    return found


def _quantity(text: str, m: re.Match[str], start: int, end: int) -> Quantity | None:
    """The quantity of a number, with the hedge before and the noun after it; None for a pronoun or part of a name."""
    before, (low, high), stop = text[max(start, m.start() - 24) : m.start()], _bounds(m), m.end()
    in_name = m[0].isdigit() or m[0][0].isupper()
    if low > high or (in_name and _NAME.search(before)):
        return None
    unit: str | None
    after = _AFTER.match(text, stop, end)
    if m["money"]:
        unit = _MONEY[m["money"].strip().upper()]
    elif after:
        stop = after.end()
        unit = _MONEY[after["sign"]] if after["sign"] else "percentage point" if after["points"] else "percent"
    elif re.search(r"\baged $", before):
        unit = "year"
    else:
        unit, stop = _noun(text, stop, end, one=low == high == 1)
    if (m["short"] or "").lower() == "m" and unit is None:
        return None  # metres as well as millions
    if unit is None and re.fullmatch(r"19\d\d|20\d\d", m[0]):
        return None  # a year that no cue marks: "his 2016 rival"
    if m[0].lower() == "one" and (unit is None or _NOT_ONE.search(before)):
        return None
    a, hedge = m.start(), _HEDGE.search(before)
    if hedge and not (hedge[0].lower() in ("over ", "under ") and m[0][0].isalpha()):  # "fears over two arrests"
        _, below, above = _HEDGES[(hedge.lastindex or 1) - 1]
        a, low, high = a - len(hedge[0]), low * below, high * above if above < math.inf else above
    return Quantity(low, high, unit, Span.cut(text, a, stop))
