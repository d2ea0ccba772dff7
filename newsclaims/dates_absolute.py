"""Dates that name a day, month, quarter, season, year or century, and the days that each names."""

from __future__ import annotations

import datetime as dt
import re

from newsclaims.calendars import (
    APOSTROPHE,
    CUE,
    DASH,
    DAY_DIGITS,
    DAY_NUMBER,
    MONTH,
    MONTH_WORDS,
    PART,
    REL_YEAR,
    SIDE,
    WEEKDAY_SHORT,
    YEAR,
    Days,
    Rule,
    around,
    is_future,
    latest,
    month_number,
    move,
    on,
    part_of,
    shift,
    weekday_number,
    year_number,
    year_of,
)
from newsclaims.numerals import ORDINAL, ORDINAL_WORD, TENS, ordinal

# Newspapers leave the year out of dates that are near: a fortnight ahead is nearer than fifty weeks ago.
NEAR = 14
NINETIES = {f"{ten[:-1]}ies": 1920 + 10 * n for n, ten in enumerate(TENS)}
SEASONS = {"spring": ((3, 1), (6, 21)), "summer": ((6, 1), (9, 23)), "autumn": ((9, 1), (12, 22))}


def _number(words: str) -> int:
    return int(words) if words.isdigit() else ordinal(words)


def _yearly(m: re.Match[str], ref: dt.date | None, first: tuple[int, int], last: tuple[int, int]) -> Days | None:
    """From a month and day to another, in the year that the text names or the one that is meant."""

    def make(year: int) -> Days | None:
        start, end = on(year, *first), on(year + (last < first), *last)
        return (start[0], end[1]) if start and end else None

    if year := year_of(m, ref):
        return make(year)
    return latest(m, ref, make, slack=NEAR) if ref else None


def _numeric(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """Slashes are read month first where that is a date (US usage), dots day first."""
    if m["iso"]:
        month = int(m["iso_m"]) if m["iso_m"].isdigit() else month_number(m["iso_m"])
        return on(int(m["iso"]), month, int(m["iso_d"]))
    year, month, day = int(m["year"]), int(m["a"]), int(m["b"])
    if m["sep"] == "." or month > 12:
        month, day = day, month
    if year < 100:
        year += 2000 if year < 40 else 1900
    return on(year, month, day)


def _year_month(m: re.Match[str], ref: dt.date | None) -> Days | None:
    return around(dt.date(int(m["iso"] or m["year"]), int(m["iso_m"] or m["first"]), 1), "month")


def _month_day(m: re.Match[str], ref: dt.date | None) -> Days | None:
    first = int(m["a"]), int(m["b"])
    last = (int(m["c"]), int(m["d"])) if m["c"] else first
    if first[0] > 12:
        first, last = first[::-1], last[::-1]
    return _yearly(m, ref, first, last)


def _day_month(m: re.Match[str], ref: dt.date | None) -> Days | None:
    month, named = month_number(m["month"]), m.groupdict()
    first = _number(named.get("first") or m["day"])
    last = _number(named.get("last") or m["day"])
    if last < first:  # "from the 27th to the third of April" begins in March
        before = _yearly(m, ref, (month, last), (month, last))
        start = before and on(*shift(before[0].replace(day=1), -1).timetuple()[:2], first)
        return (start[0], before[1]) if before and start and named.get("first") else None
    return _yearly(m, ref, (month, first), (month, last))


def _weekday_nth(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "Tuesday the 13th": the nearest month in which the 13th is a Tuesday."""
    if ref is None:
        return None
    near = (shift(ref, sign * n).replace(day=1) for n in range(12) for sign in (-1, 1))
    days = (on(month.year, month.month, ordinal(m["day"])) for month in near)
    return next((d for d in days if d and d[0].weekday() == weekday_number(m["name"])), None)


def _nth(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "On the 13th": the last one, or the next if what is said is to come."""
    if ref is None:
        return None
    ahead = is_future(m)
    months = (shift(ref, n if ahead else -n) for n in range(3))
    days = (on(month.year, month.month, ordinal(m["day"])) for month in months)
    return next((d for d in days if d and (d[0] >= ref if ahead else d[0] <= ref)), None)


def _month(m: re.Match[str], ref: dt.date | None) -> Days | None:
    month = month_number(m["month"])

    def make(year: int) -> Days:
        return part_of(around(dt.date(year, month, 1), "month"), m["part"])

    if year := year_of(m, ref):
        return make(year)
    return latest(m, ref, make) if ref else None


def _quarter(m: re.Match[str], ref: dt.date | None) -> Days | None:
    def make(year: int) -> Days:
        return around(dt.date(year, 3 * int(m["quarter"]), 1), "quarter")

    if year := year_of(m, ref):
        return make(year)
    return latest(m, ref, make) if ref else None


def _half(m: re.Match[str], ref: dt.date | None) -> Days | None:
    return around(dt.date(int(m["year"]), 6 * int(m["half"]), 1), "half")


def _season(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """A season of the north, from where the meteorologists let it begin to where the astronomers let it end.

    The winter of 2016 may be either that this year touches.
    """
    name, year = m["season"].lower().replace("fall", "autumn"), m.groupdict().get("year")
    if name == "winter":
        winter = year_number(year) if year else None
        return (dt.date(winter - 1, 12, 1), dt.date(winter + 1, 3, 21)) if winter else None
    return _yearly(m, None, *SEASONS[name])


def _year(m: re.Match[str], ref: dt.date | None) -> Days | None:
    return part_of(around(dt.date(year_number(m["year"]), 1, 1), "year"), m["part"])


def _years(m: re.Match[str], ref: dt.date | None) -> Days | None:
    first = int(m["year"])
    last = int(m["year"][: 4 - len(m["last"])] + m["last"])
    if first < last:
        return dt.date(first, 1, 1), dt.date(last + 1, 1, 1)
    # Not "2019-20" but "2020-10"
    month = int(m["last"])
    return around(dt.date(first, month, 1), "month") if len(m["last"]) == 2 and 1 <= month <= 12 else None


def _decade(m: re.Match[str], ref: dt.date | None) -> Days | None:
    year = NINETIES.get(m["year"]) or int(m["year"])
    year += 1900 if year < 100 else 0
    century = year % 100 == 0 and year < 2000  # "the 1800s"
    return part_of(around(dt.date(year, 1, 1), "century" if century else "decade"), m["part"])


def _century(m: re.Match[str], ref: dt.date | None) -> Days | None:
    start = dt.date(100 * (ordinal(m["nth"]) - 1), 1, 1)
    return part_of((start, move(start, "century", 1)), m["part"])


OF_YEAR = rf"(?:(?: ?, ?| | of | in |, in |[-/]){YEAR}|{REL_YEAR})?"
TO_DAY = rf"(?: ?{DASH} ?| to | through | until | till )(?:the )?"
AND_DAY = rf"(?:{TO_DAY}| and (?:the )?)"
# After an ordinal in words the phrase must end: "on March first", not "in March first reports".
ENDS = r"(?= (?:through|to|until|till|and|at|in|of|on|when|he|she|they|it|[12]\d\d\d)\b| ?[,.;:!?)\n]|$)"
TO_MONTH = rf"(?: ?{DASH} ?| to | through )"
WHICH = r"(?:(?:[Tt]his|[Nn]ext|[Ll]ast) )?"
SLASHED = r"(?P<a>\d\d?)/(?P<b>\d\d?)"
NO_MORE = r"(?![\d/%]|-\d)"
RULES: list[tuple[str, Rule]] = [
    (
        rf"(?:(?<![\d/.])(?<!\d-)(?P<iso>(?:19|20)\d\d)[-/.](?P<iso_m>\d\d?|(?i:{MONTH_WORDS}))[-/.](?P<iso_d>\d\d?)|"
        rf"(?<![\w/.])(?:(?<!-)|(?<=\d-))(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)"
        rf"(?P<year>(?:19|20)\d\d|(?<=/)\d\d))(?![\d/]|-\d{{1,2}}(?!\d|[/-]\d))",
        _numeric,
    ),
    (rf"\b{WHICH}{WEEKDAY_SHORT},? (?:the )?(?!9/11){SLASHED}(?P<c>)(?P<d>){NO_MORE}", _month_day),
    (
        rf"\b(?:[Oo]n|[Ff]rom|[Uu]ntil|[Ss]ince|[Bb]efore|[Aa]fter) (?!9/11)(?P<x>{SLASHED}(?P<c>)(?P<d>)){NO_MORE}",
        _month_day,
    ),
    (
        rf"(?<![\w/.-]){SLASHED}(?: ?{DASH} ?| to | and | through )"
        rf"(?P<c>\d\d?)/(?P<d>\d\d?)(?:(?:,? |/){YEAR})?{NO_MORE}",
        _month_day,
    ),
    (
        r"(?<![\w/.-])(?:(?P<first>0?[1-9]|1[0-2])[/.-](?P<year>(?:19|20)\d\d)|(?P<iso>(?:19|20)\d\d)[/-](?P<iso_m>0[1-9]|1[0-2](?<!-1\d)))(?![\w/]|[.-]\d)",
        _year_month,
    ),
    (
        rf"\b(?P<between>[Bb]etween )?(?P<x>(?:{WHICH}{WEEKDAY_SHORT},? (?:the )?)?{MONTH}[ /-]?(?:the )?{DAY_NUMBER}"
        rf"(?:(?:{TO_DAY}|(?(between) and (?:the )?|(?!)))(?P<last>{DAY_DIGITS}|{ORDINAL})"
        rf"(?:st|nd|rd|th)?(?![\w:/]|[ -]\w+day|[.,]\d))?{OF_YEAR})",
        _day_month,
    ),
    (
        rf"\b{MONTH} (?:the )?(?P<day>(?i:{ORDINAL_WORD}))\b(?!-)(?:(?<!first)(?<!second)(?<!third)|{ENDS})"
        rf"(?:(?: to | through | until )(?:the )?(?P<last>(?i:{ORDINAL_WORD}))\b)?{OF_YEAR}",
        _day_month,
    ),
    (
        rf"(?<![\w.,$-])(?:{WHICH}{WEEKDAY_SHORT},? )?(?:the )?(?:(?P<first>[12]?\d|3[01])(?:st|nd|rd|th)?{AND_DAY})?"
        rf"{DAY_NUMBER}(?: of|[-/])? ?{MONTH}{OF_YEAR}",
        _day_month,
    ),
    (
        rf"\b(?:the )?(?:(?P<first>(?i:{ORDINAL_WORD})){AND_DAY})?(?P<day>(?i:{ORDINAL_WORD}))(?: day)? of "
        rf"{MONTH}{OF_YEAR}",
        _day_month,
    ),
    (rf"\b(?:[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil|[Bb]efore|[Aa]fter) (?P<x>the (?P<day>(?=\d){ORDINAL})){ENDS}", _nth),
    (rf"\b(?P<name>{WEEKDAY_SHORT}),? (?:the )?(?P<day>{ORDINAL})(?![ -]\w)", _weekday_nth),
    (rf"\b{PART}(?P<month>(?i:{MONTH_WORDS}))(?: ?, ?|,? of | in |[ -]){YEAR}", _month),
    (rf"\b{PART}{MONTH}{REL_YEAR}", _month),
    (rf"(?:{CUE}|[Bb]etween (?i:{MONTH_WORDS}) and) (?:the )?(?P<x>{PART}{MONTH})(?! ?\d| [A-Z])", _month),
    (rf"\b(?P<x>(?P<part>{SIDE})[- ]{MONTH})(?! ?\d)", _month),
    (rf"\b(?P<part>){MONTH}(?={TO_MONTH}(?i:{MONTH_WORDS})\b)", _month),
    (rf"\b(?P<part>)(?i:{MONTH_WORDS}){TO_MONTH}(?P<x>{MONTH})(?! ?\d)", _month),
    (rf"{CUE} (?P<part>)(?i:{MONTH_WORDS}) (?:and|or) (?P<x>{MONTH})(?! ?\d)", _month),
    (rf"\b[Qq](?P<quarter>[1-4])(?:(?:[ ,-]| of ){{0,2}}{YEAR}|{REL_YEAR})", _quarter),
    (rf"\b(?P<rel>last|this|next) year(?:{APOSTROPHE}s)? [Qq](?P<quarter>[1-4])\b", _quarter),
    (r"\b(?P<year>(?:19|20)\d\d)[ ,-]{0,2}[Qq](?P<quarter>[1-4])\b", _quarter),
    (r"(?<![\w.-])[Qq](?P<quarter>[1-4])(?![\w-])", _quarter),
    (rf"(?<![\w.-])[Hh](?P<half>[12])(?:[ ,-]| of ){{0,2}}{YEAR}", _half),
    (r"\b(?P<year>(?:19|20)\d\d)[ ,-]{0,2}[Hh](?P<half>[12])\b", _half),
    (rf"\b(?P<season>(?i:spring|summer|autumn|fall|winter))(?: of|,)? {YEAR}", _season),
    (rf"\b(?P<x>(?:(?P<part>{SIDE})[- ])?(?P<year>1[5-9]\d0|20\d0) ?{APOSTROPHE}?s)\b", _decade),
    (rf"\b[Tt]he (?P<x>(?:(?P<part>{SIDE})[- ])?{APOSTROPHE}(?P<year>[2-9]0)s)\b", _decade),
    (rf"\b[Tt]he (?P<x>(?:(?P<part>{SIDE})[- ])?(?P<year>{'|'.join(NINETIES)}))\b(?! [a-z]+[^s\W]\b)", _decade),
    (rf"\b(?:(?P<part>{SIDE})[- ])?(?P<nth>{ORDINAL}) +[Cc]entury\b", _century),
    (rf"(?:{CUE}|\b[Yy]ear) (?:the )?(?:year )?(?P<x>{PART}{YEAR})", _year),
    (rf"\b(?P<x>(?P<part>{SIDE})[- ]{YEAR})", _year),
    (rf"(?<![\w.,$-])(?P<part>){YEAR}(?= (?:and|or) (?:later|earlier)\b)", _year),
    (
        rf"(?<![\w-])(?:[Bb]etween (?=(?:19|20)\d\d and))?(?P<year>(?:19|20)\d\d)"
        rf"(?: ?{DASH} ?| (?:up )?to | through | till | until |(?<=[Bb]etween \d\d\d\d) and )"
        r"(?P<last>(?:19|20)?\d\d)(?![\w-]|,\d)",
        _years,
    ),
    # Attributive ("the 2024 election", but not "the 2000 soldiers"), in brackets, or the subject's own ("2016's").
    (r"\b(?:the|his|her|its|their) (?P<x>(?P<part>)(?P<year>19\d\d|20\d\d))(?= [a-z]+[^s\W]\b)", _year),
    (r"(?<=\()(?P<part>)(?P<year>19\d\d|20\d\d)(?=\))", _year),
]
