"""Dates told from the day of the article: weekdays, "last week", "two years ago", "the end of the month"."""

from __future__ import annotations

import datetime as dt
import re

from newsclaims.calendars import (
    APOSTROPHE,
    COUNT,
    DASH,
    DAY,
    MONTH,
    MONTH_WORDS,
    NTH,
    SIDE,
    UNIT,
    WEEKDAY,
    WEEKDAY_SHORT,
    WEEKDAYS,
    Days,
    Rule,
    around,
    is_future,
    latest,
    month_number,
    move,
    nth,
    on,
    part_of,
    pieces,
    weekday_number,
    year_number,
)
from newsclaims.dates_absolute import AND_DAY
from newsclaims.dates_distance import counts
from newsclaims.dates_years import SEASONS
from newsclaims.numerals import ORDINAL, ordinal, value

AHEAD = ("next", "coming", "ahead", "this coming", "upcoming")
BACK = ("last", "past", "previous", "this past")


def weekday(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """The last such day up to that of the article, or the next where wording puts it ahead."""
    if ref is None:
        return None
    which = (m["which"] or "").lower()
    number = weekday_number(m["weekday"])
    back = (ref.weekday() - number) % 7
    if which in ("next", "last", "previous"):  # of another week: in this one the day's name is enough
        day = ref + (number - ref.weekday() + (7 if which == "next" else -7)) * DAY
    else:
        if back and (which in AHEAD or which == "this" or (not which and is_future(m))):
            back -= 7
        day = ref - (back or (7 if which in BACK else 0)) * DAY
    return day, day + DAY


def _weekdays(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "Mon-Fri": the last such days that are over, or the next where wording puts them ahead."""
    if ref is None:
        return None
    first, last = weekday_number(m["a"]), weekday_number(m["b"])
    end = ref - (ref.weekday() - last) % 7 * DAY
    start = end - (last - first) % 7 * DAY
    if is_future(m):
        start, end = (day + 7 * DAY for day in (start, end)) if start < ref else (start, end)
    return start, end + DAY


def _hours(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """The days that the past or next so many hours touch."""
    if ref is None:
        return None
    days = -(-int(counts(m["count"])[1]) // 24) * DAY
    return (ref, ref + days + DAY) if m["which"].lower() in AHEAD else (ref - days, ref + DAY)


def _weekday_of_week(m: re.Match[str], ref: dt.date | None) -> Days | None:
    if ref is None:
        return None
    which = (m["which"] or m["later"]).lower()
    monday = around(ref, "week")[0] + (7 if which in AHEAD else -7 if which in BACK else 0) * DAY
    day = monday + weekday_number(m["weekday"] or m["name"]) * DAY
    return day, day + DAY


def _relative(m: re.Match[str], ref: dt.date | None) -> Days | None:
    if ref is None:
        return None
    which, unit = m["which"].lower(), m["unit"]
    forward = which in AHEAD
    # "The past year" ends today, "last year" has ended.
    if m["count"] or m["many"] or (which in ("past", "this past") and unit in ("week", "month", "year", "decade")):
        n = int(counts(m["count"] or ("several" if m["many"] else "a"))[1])
        if unit == "quarter":
            first, last = (around(move(ref, unit, step), unit) for step in ((1, n) if forward else (-n, -1)))
            return first[0], last[1]
        return (ref, move(ref, unit, n) + DAY) if forward else (move(ref, unit, -n), ref + DAY)
    if unit == "weekend":
        # Of a past weekend newspapers write from Monday on; on the weekend itself it is this one.
        step = {
            "last": -7,
            "past": -7,
            "previous": -7,
            "next": 7,
            "coming": 0,
            "upcoming": 0,
            "this coming": 0,
            "this": 0,
        }.get(which, -7)
        if which in ("the", "over the"):
            step = 0 if ref.weekday() >= 5 or is_future(m) else -7
        return around(ref + step * DAY, "weekend")
    day = ref if which in ("this", "current") else move(ref, unit, 1 if forward else -1)
    start, end = around(day, unit)
    match (m["half"] or "").lower():
        case "earlier":
            return start, min(end, ref + DAY)
        case "later":
            return max(start, ref), end
    return part_of((start, end), m["half"])


def _season(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "Last summer" is the one that is over, "this summer" the one of this year."""
    if ref is None:
        return None
    name = m["season"].lower().replace("fall", "autumn")
    first, last = SEASONS.get(name, ((12, 1), (3, 21)))
    year = ref.year - (1 if name == "winter" and ref.month < 10 else 0)

    def make(year: int) -> Days:
        return dt.date(year, *first), dt.date(year + (name == "winter"), *last)

    step = {"last": -1, "this past": -1, "next": 1, "this coming": 1}.get(m["which"].lower(), 0)
    if (step < 0 and make(year)[1] <= ref) or (step > 0 and make(year)[0] > ref):
        step = 0
    return make(year + step)


def _whole(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """The stretch after "of": "the year", "next month", "June 2019", "2016"."""
    named = m.groupdict()
    if named["month"]:
        month = month_number(named["month"])

        def make(year: int) -> Days:
            return around(dt.date(year, month, 1), "month")

        return make(year_number(named["year"])) if named["year"] else latest(m, ref, make) if ref else None
    if named["year"] or named["alone"]:
        return around(dt.date(year_number(named["year"] or named["alone"]), 1, 1), "year")
    if ref is None:
        return None
    which = named["which"].lower()
    return around(move(ref, named["whole"], 1 if which in AHEAD else -1 if which in BACK else 0), named["whole"])


def _piece(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """The n-th piece of a stretch, or some in a row: "the last three weeks of the year"."""
    whole = _whole(m, ref)
    if whole is None:
        return None
    found, count = pieces(whole, m["unit"].lower()), int(value(m["count"])) if m["count"] else 1
    place = nth(m["nth"])
    first = len(found) - count if place < 0 else (place - 1) * count
    if not 0 <= first <= first + count - 1 < len(found):
        return None
    return found[first][0], found[first + count - 1][1]


def _day_of_month(m: re.Match[str], ref: dt.date | None) -> Days | None:
    whole = _whole(m, ref)
    day = whole and on(whole[0].year, whole[0].month, ordinal(m["day"]))
    first = whole and m["first"] and on(whole[0].year, whole[0].month, ordinal(m["first"]))
    return (first[0], day[1]) if first and day and first < day else day


def _edge(m: re.Match[str], ref: dt.date | None) -> Days | None:
    whole = _whole(m, ref)
    edge = (m["edge"] or m["edge_in"]).lower()
    if whole is None or not edge.startswith(("rest", "remain", "earlier", "later")):
        return whole and part_of(whole, edge)
    if ref is None or not whole[0] <= ref < whole[1]:
        return whole
    return (whole[0], ref + DAY) if edge.startswith("earlier") else (ref, whole[1])


def _to_date(m: re.Match[str], ref: dt.date | None) -> Days | None:
    return (around(ref, m["unit"])[0], ref + DAY) if ref else None


def _until_today(m: re.Match[str], ref: dt.date | None) -> Days | None:
    return (dt.date.min, ref + DAY) if ref else None


def _named(m: re.Match[str], ref: dt.date | None) -> Days | None:
    if ref is None:
        return None
    word = m[0].lower()
    if word == "last night":
        return ref - DAY, ref + DAY
    step = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(
        word.removeprefix("the "), 0
    )
    return ref + step * DAY, ref + (step + 1) * DAY


WEEKDAY_CUT = r"(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat)"  # "on Sun" may be a newspaper or a star
WHICH = r"(?P<which>(?:[Tt]his )?(?:[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Uu]pcoming)|[Tt]his)"
WHOLE = (
    r"(?:(?P<which>[Tt]he|[Tt]he current|[Tt]his|[Ll]ast|[Tt]he previous|[Nn]ext|[Tt]he next) (?:calendar )?"
    rf"(?P<whole>week|month|quarter|year|decade|century)\b|"
    rf"{MONTH}(?:(?:, ?| of | in | )(?P<year>(?:19|20)\d\d))?(?! ?\d)|"
    r"(?:the year )?(?P<alone>(?:19|20)\d\d)(?!\d|[,.]\d|[-\N{EN DASH}]?[A-Za-z]))"
)
WHOLE_MONTH = r"(?P<which>[Tt]he|[Tt]his|[Ll]ast|[Nn]ext) (?P<whole>month)\b(?P<month>)(?P<year>)(?P<alone>)"
PIECE = (
    rf"(?P<unit>day|week|weekend|month|quarter|half|year|decade|{'|'.join(WEEKDAYS)}|{'|'.join(WEEKDAYS).lower()})s?"
)
PAPERS = r"(?! (?:Times|Mirror|Telegraph|Express|Mail|Post|Herald|Night Live))"
RULES: list[tuple[str, Rule]] = [
    (
        r"\b(?<!Good )(?<!Black )(?<!Bloody )(?<!Super )(?<!Ash )(?<!Mail on )(?<!Cyber )(?<!Palm )"
        r"(?<!\b[Ee]ach )(?<!\b[Ee]very )(?<!\b[Ee]very other )(?<!\b[Aa]ny )"
        rf"(?:{WHICH} )?{WEEKDAY}{PAPERS}",
        weekday,
    ),
    (rf"\b(?:[Oo]n|(?P<which>[Ll]ast|[Nn]ext|[Tt]his)) (?P<x>(?P<weekday>{WEEKDAY_CUT})\b)", weekday),
    (rf"(?<![\w-])(?P<a>{WEEKDAY_CUT}|Sun)\.?(?: ?{DASH} ?| to | through )(?P<b>{WEEKDAY_CUT}|Sun)\b", _weekdays),
    (
        rf"\b(?:{WHICH} week(?:{APOSTROPHE}s)?,?(?: on)? (?P<name>(?i:{WEEKDAY_SHORT}))\b|"
        rf"{WEEKDAY},? (?:of )?(?P<later>[Ll]ast|[Tt]his|[Nn]ext) week\b)",
        _weekday_of_week,
    ),
    (
        # A day needs a number: "the last day" and "this day" are no dates. "The last week of" names another's week.
        rf"\b(?:(?P<half>[Ee]arlier|[Ll]ater|{SIDE})[ -])?(?:the )?"
        r"(?P<which>[Ll]ast|(?:[Tt]his )?[Pp]ast|[Pp]revious|[Tt]his|[Nn]ext|[Uu]pcoming|"
        rf"(?:[Tt]his )?[Cc]oming|current|(?:over )?the(?= weekend)) (?:{COUNT} |calendar )?"
        r"(?P<unit>(?(count)day|week)|week|weekend|fortnight|month|quarter|year|decade|century)(?P<many>)(?(count)s?|)"
        r"\b(?! of\b)",
        _relative,
    ),
    (
        r"\b(?P<half>)(?P<count>)(?:the )?(?P<which>[Pp]ast|[Rr]ecent|[Cc]oming|[Nn]ext|[Ll]ast) "
        r"(?P<unit>day|week|month|year|decade)(?P<many>s)\b(?! of\b)",
        _relative,
    ),
    (rf"\b(?P<half>)(?P<many>){COUNT} (?P<which>past|previous|coming|upcoming|next|last) {UNIT}(?! of\b)", _relative),
    (r"\b(?P<half>)(?P<count>)[Tt]he (?P<unit>day|week|month|year)(?P<many>s?) (?P<which>ahead)\b(?! of\b)", _relative),
    (rf"\b(?:the )?(?P<which>[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming) {COUNT} hours\b", _hours),
    (
        r"\bto date(?<!\byear to date)(?<!\bmonth to date)(?<!\bweek to date)(?<!\bup to date)(?= ?[.,;:!?)\n]|$)",
        _until_today,
    ),
    (
        r"\b(?P<which>[Ll]ast|[Tt]his(?: coming| past)?|[Nn]ext) (?P<season>(?i:spring|summer|autumn|fall|winter))\b",
        _season,
    ),
    (
        rf"\b(?:[Tt]he )?{NTH}[- ](?:(?P<count>\d{{1,2}}|two|three|four|five|six|nine|ten) )?{PIECE}"
        rf"(?: of| in|(?<=quarter)|(?<=half)) {WHOLE}",
        _piece,
    ),
    (
        rf"\b(?:[Tt]he )?(?:(?P<first>(?=\d){ORDINAL}){AND_DAY})?(?P<day>(?=\d){ORDINAL})(?: of)? {WHOLE_MONTH}",
        _day_of_month,
    ),
    (
        rf"\b(?:[Tt]he )(?P<day>{ORDINAL}) of (?P<which>this|last|next) (?P<whole>month)\b"
        r"(?P<first>)(?P<month>)(?P<year>)(?P<alone>)",
        _day_of_month,
    ),
    (
        r"\b(?:[Tt]he )?(?:(?P<edge>(?i:start|beginning|middle|end|rest|remainder|remaining)) of|"
        rf"(?P<edge_in>(?i:early|late|earlier|later)) in) {WHOLE}",
        _edge,
    ),
    (
        r"\b(?P<edge>(?i:start|end)) of (?P<whole>week|month|year)\b"
        r"(?P<which>)(?P<month>)(?P<year>)(?P<alone>)(?P<edge_in>)",
        _edge,
    ),
    (
        r"\b(?:[Aa]t|[Bb]y|[Bb]efore|[Uu]ntil|[Tt]hrough) (?:the )?"
        rf"(?P<x>(?P<whole>week|month|quarter|year)(?:{APOSTROPHE}s |[ -])(?P<edge>end)(?:,? (?P<alone>20\d\d))?)\b"
        r"(?P<which>)(?P<month>)(?P<year>)(?P<edge_in>)",
        _edge,
    ),
    (r"\b(?:[Tt]he )?(?P<unit>year|month|week)(?:[- ]to[- ]date)\b", _to_date),
    (r"\bso far this (?P<unit>year|month|week|quarter|decade)\b", _to_date),
    (
        r"\b(?:(?:[Tt]he )?[Dd]ay before )?[Yy]esterday\b|\b(?:(?:[Tt]he )?[Dd]ay after )?[Tt]omorrow\b|"
        r"\b[Tt]oday\b|\b[Tt]onight\b|\b[Ll]ast night\b|\b[Tt]his (?:morning|afternoon|evening)\b|"
        rf"(?<=\d to )(?:now|present)\b|(?<=\d and )now\b|(?<=[Uu]ntil )now\b|"
        rf"(?<=[Ff]rom )now(?= (?:to|until|through)\b)|"
        rf"(?<=[Bb]etween )now(?= and (?:the )?(?:\d|next|tomorrow|(?i:{MONTH_WORDS})\b))",
        _named,
    ),
]
