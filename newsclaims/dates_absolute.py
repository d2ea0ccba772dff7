"""Dates that name a day or a month, and the days that each names."""

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
    WEEKDAYS,
    YEAR,
    YEAR_OF_MONTH,
    Days,
    Rule,
    around,
    is_future,
    latest,
    month_number,
    on,
    part_of,
    shift,
    weekday_number,
    year_number,
    year_of,
    yearly,
)
from newsclaims.numerals import ONES, ORDINAL, ORDINAL_WORD, ordinal, value

ORDINAL_AT = re.compile(ORDINAL)


def _number(words: str) -> int:
    if words.isdigit() or not ORDINAL_AT.fullmatch(words):
        return int(value(words))
    return ordinal(words)


def _numeric(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """Slashes are read month first where that is a date (US usage), dots day first."""
    if m["iso"]:
        month, day = m["iso_m"], m["iso_d"]
        if day[0].isalpha():
            month, day = day, month
        return on(int(m["iso"]), int(month) if month.isdigit() else month_number(month), int(day))
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
    return yearly(m, ref, first, last)


def _day_month(m: re.Match[str], ref: dt.date | None) -> Days | None:
    month, named = month_number(m["month"]), m.groupdict()
    first = _number(named.get("first") or m["day"])
    last = _number(named.get("last") or m["day"])
    if last < first:  # "from the 27th to the third of April" begins in March
        before = yearly(m, ref, (month, last), (month, last))
        start = before and on(*shift(before[0].replace(day=1), -1).timetuple()[:2], first)
        return (start[0], before[1]) if before and start and named.get("first") else None
    return yearly(m, ref, (month, first), (month, last))


def _day_month_year(m: re.Match[str], ref: dt.date | None) -> Days | None:
    return on(year_number(m["year"]), month_number(m["month"]), int(m["day"]))


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
    found = next((d for d in days if d and (d[0] >= ref if ahead else d[0] <= ref)), None)
    if found is None or not m.groupdict().get("last"):
        return found
    last = on(found[0].year, found[0].month, ordinal(m["last"]))
    return (found[0], last[1]) if last and found[0] < last[0] else None


def _month(m: re.Match[str], ref: dt.date | None) -> Days | None:
    month = month_number(m["month"])

    def make(year: int) -> Days:
        return part_of(around(dt.date(year, month, 1), "month"), m["part"])

    if year := year_of(m, ref):
        return make(year)
    return latest(m, ref, make) if ref else None


def _this_month(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "This May": the one of this year, past or to come."""
    return around(dt.date(ref.year, month_number(m["month"]), 1), "month") if ref else None


_CLOCK = r"(?: \d\d:\d\d:\d\d(?: [A-Z]{3,4})? )"  # "Wed Oct 26 15:50:06 2016", as computers write it
OF_YEAR = rf"(?:(?: ?, ?| | of | in |, in |[-/]|{_CLOCK}){YEAR_OF_MONTH}|{REL_YEAR})?"
TO_DAY = rf"(?: ?{DASH} ?| to | through | until | till )(?:the )?"
AND_DAY = rf"(?:{TO_DAY}| and (?:the )?)"
# After an ordinal in words the phrase must end: "on March first", not "in March first reports".
ENDS = (
    r"(?= (?:through|to|until|till|and|at|in|of|on|when|he|she|they|it|[12]\d\d\d|nineteen|twenty|two thousand)\b|"
    r" ?[,.;:!?)\n]|$)"
)
# "May 5 and 6", not "on May 5 and 6 people".
LAST_DAY = rf"(?={DAY_DIGITS}(?: ?[,.;:!?)\n](?! ?\d)|$))"
TO_MONTH = rf"(?: ?{DASH} ?| to | through )"
WHICH = r"(?:(?:[Tt]his|[Nn]ext|[Ll]ast) )?"
SLASHED = r"(?P<a>\d\d?)/(?P<b>\d\d?)"
NO_MORE = r"(?![\d/%]|-\d)"
RULES: list[tuple[str, Rule]] = [
    (
        rf"(?:(?<![\d/.])(?<!\d-)(?P<iso>(?:19|20)\d\d)[-/.](?P<iso_m>\d\d?|(?i:{MONTH_WORDS}))[-/.]"
        rf"(?P<iso_d>\d\d?|(?<=\d[-/.])(?i:{MONTH_WORDS})\b)|"
        rf"(?<![\w/.])(?:(?<!-)|(?<=\d-))(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)"
        rf"(?P<year>(?:19|20)\d\d|(?<=/)\d\d))(?![\d/]|-\d{{1,2}}(?!\d|[/-]\d))",
        _numeric,
    ),
    (rf"\b{WHICH}{WEEKDAY_SHORT},? (?:the )?(?!9/11){SLASHED}(?P<c>)(?P<d>){NO_MORE}", _month_day),
    (
        r"\b(?:[Oo]n|[Bb]y|[Ff]rom|[Uu]ntil|[Ss]ince|[Bb]efore|[Aa]fter) (?!9/11)"
        rf"(?P<x>{SLASHED}(?P<c>)(?P<d>)){NO_MORE}",
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
        rf"\b(?P<between>[Bb]etween )?(?P<x>(?:{WHICH}{WEEKDAY_SHORT},? (?P<paren>\()?(?:the )?)?{MONTH}"
        rf"[ /-]?(?:the )?{DAY_NUMBER}(?:(?:{TO_DAY}|(?(between) and (?:the )?| and {LAST_DAY}))"
        rf"(?P<last>{DAY_DIGITS}|{ORDINAL})(?:st|nd|rd|th)?(?![\w:/]|[ -]\w+day|[.,]\d))?{OF_YEAR}(?(paren)\)?))",
        _day_month,
    ),
    (
        rf"\b{MONTH} (?:the )?(?P<day>(?i:{ORDINAL_WORD}))\b(?!-)(?:(?<!first)(?<!second)(?<!third)|{ENDS})"
        rf"(?:(?: to | through | until | till )(?:the )?(?P<last>(?i:{ORDINAL_WORD}))\b)?{OF_YEAR}",
        _day_month,
    ),
    (
        rf"(?<![\w.,$-])(?:{WHICH}{WEEKDAY_SHORT},? (?P<paren>\()?)?(?:the )?"
        rf"(?:(?P<first>[12]?\d|3[01])(?:st|nd|rd|th)?{AND_DAY})?{DAY_NUMBER}(?: of|[-/])? ?"
        rf"{MONTH}{OF_YEAR}(?(paren)\)?)",
        _day_month,
    ),
    (
        rf"\b(?:the )?(?:(?P<first>(?i:{ORDINAL_WORD})){AND_DAY})?(?P<day>(?i:{ORDINAL_WORD}))(?: day)? of "
        rf"{MONTH}{OF_YEAR}",
        _day_month,
    ),
    (rf"(?<![\w.,$-])(?P<year>(?:19|20)\d\d),? {MONTH} {DAY_NUMBER}", _day_month),
    (rf"\b(?P<day>(?i:(?:twenty|thirty)[- ])?(?i:{'|'.join(ONES[1:])}|twenty|thirty)) {MONTH},? {YEAR}", _day_month),
    (
        r"\b(?:[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil|[Bb]efore|[Aa]fter|week(?:end)? of) "
        rf"(?P<x>the (?P<day>(?=\d){ORDINAL})){ENDS}",
        _nth,
    ),
    (rf"\b(?:[Ff]rom|[Bb]etween) (?P<x>the (?P<day>(?=\d){ORDINAL}){AND_DAY}(?P<last>(?=\d){ORDINAL})){ENDS}", _nth),
    (rf"\b(?P<name>{WEEKDAY_SHORT}),? (?:the )?(?P<day>{ORDINAL})(?![ -]\w)", _weekday_nth),
    (rf"\b(?P<name>{'|'.join(WEEKDAYS)}) (?P<day>{DAY_DIGITS})(?= ?[,.;:!?)\n](?!\d)|$)", _weekday_nth),
    (
        rf"(?<![\w/.-])(?P<day>{DAY_DIGITS})(?P<sep>[-/])(?P<month>(?i:{MONTH_WORDS}))(?P=sep)(?P<year>\d\d)(?![\w/-])",
        _day_month_year,
    ),
    (rf"\b{PART}(?P<month>(?i:{MONTH_WORDS}))(?: ?, ?|,? of | in |[ -]){YEAR_OF_MONTH}", _month),
    (rf"\b{PART}{MONTH}(?:{REL_YEAR}| of (?P<year>[4-9]\d){ENDS})", _month),
    (rf"\b(?P<rel>last|this|next) year{APOSTROPHE}s {PART}{MONTH}", _month),
    (rf"\b[Tt]his (?P<x>{MONTH})(?! ?\d| [A-Z])", _this_month),
    (rf"\b(?P<x>(?P<part>[Ee]nd)-{MONTH})(?! ?\d)", _month),
    (rf"(?:{CUE}|[Bb]etween (?i:{MONTH_WORDS}) and) (?:the )?(?P<x>{PART}{MONTH})(?! ?\d| [A-Z])", _month),
    (rf"\b(?P<x>(?P<part>{SIDE})[- ]{MONTH})(?! ?\d)", _month),
    (rf"\b(?P<part>){MONTH}(?={TO_MONTH}(?i:{MONTH_WORDS})\b)", _month),
    (rf"\b(?P<part>)(?i:{MONTH_WORDS}){TO_MONTH}(?P<x>{MONTH})(?! ?\d)", _month),
    (rf"{CUE} (?P<part>)(?i:{MONTH_WORDS}) (?:and|or) (?P<x>{MONTH})(?! ?\d)", _month),
]
