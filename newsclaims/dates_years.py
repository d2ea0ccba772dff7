"""Dates that name a quarter, half, season, year, decade or century, and the days that each names."""

from __future__ import annotations

import datetime as dt
import re

from newsclaims.calendars import (
    APOSTROPHE,
    CUE,
    DASH,
    PART,
    REL_YEAR,
    SIDE,
    YEAR,
    YEAR_OF_MONTH,
    Days,
    Rule,
    around,
    latest,
    move,
    part_of,
    year_number,
    year_of,
    yearly,
)
from newsclaims.numerals import ONES, ORDINAL, TENS, ordinal

NINETIES = {f"{ten[:-1]}ies": 1920 + 10 * n for n, ten in enumerate(TENS)}
SEASONS = {"spring": ((3, 1), (6, 21)), "summer": ((6, 1), (9, 23)), "autumn": ((9, 1), (12, 22))}


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
    name = m["season"].lower().replace("fall", "autumn")
    if name != "winter":
        season = yearly(m, ref, *SEASONS[name])
        return season and part_of(season, m["part"])
    winter = year_of(m, ref)
    return (dt.date(winter - (not m["to"]), 12, 1), dt.date(winter + 1, 3, 21)) if winter else None


def _season_year(m: re.Match[str], ref: dt.date | None) -> Days | None:
    """ "2018/19", of sports and schools: two years in a row."""
    year = int(m["year"])
    return (dt.date(year, 1, 1), dt.date(year + 2, 1, 1)) if (year + 1) % 100 == int(m["last"][-2:]) else None


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


RULES: list[tuple[str, Rule]] = [
    (rf"\b[Qq](?P<quarter>[1-4])(?:(?:[ ,-]| of ){{0,2}}{YEAR}|{REL_YEAR})", _quarter),
    (rf"\b(?P<rel>last|this|next) year(?:{APOSTROPHE}s)? [Qq](?P<quarter>[1-4])\b", _quarter),
    (r"\b(?P<year>(?:19|20)\d\d)[ ,-]{0,2}[Qq](?P<quarter>[1-4])\b", _quarter),
    (r"(?<![\w.-])[Qq](?P<quarter>[1-4])(?!\w|-(?!Q))", _quarter),
    (rf"(?<![\w.-])(?P<quarter>[1-4])Q(?: of)? {YEAR}", _quarter),
    (rf"(?<![\w.-])(?P<half>[12])H(?: of)? {YEAR}", _half),
    (rf"(?<![\w.-])[Hh](?P<half>[12])(?:[ ,-]| of ){{0,2}}{YEAR}", _half),
    (r"\b(?P<year>(?:19|20)\d\d)[ ,-]{0,2}[Hh](?P<half>[12])\b", _half),
    (
        rf"\b{PART}(?P<season>(?i:spring|summer|autumn|fall|winter))"
        rf"(?:(?: of|,)? {YEAR_OF_MONTH}(?P<to>[-/\N{{EN DASH}}](?:20)?\d\d(?!\d))?|{REL_YEAR})",
        _season,
    ),
    (r"(?<![\w.-])(?P<year>(?:19|20)\d\d)/(?P<last>(?:19|20)?\d\d)(?![\w/-]|[.,]\d)", _season_year),
    (rf"\b(?P<x>(?:(?P<part>{SIDE})[- ])?(?P<year>1[5-9]\d0|20\d0) ?{APOSTROPHE}?s)\b", _decade),
    (
        rf"(?<![Hh]is )(?<![Hh]er )(?<![Tt]heir )(?<![Mm]y )(?<![Oo]ur )(?<!\w)(?P<x>(?:(?P<part>{SIDE})[- ])?"
        rf"{APOSTROPHE}(?P<year>[2-9]0)s)\b",
        _decade,
    ),
    (
        rf"\b[Tt]he (?P<x>(?:(?P<part>{SIDE})[- ])?(?:nineteen[- ])?(?P<year>{'|'.join(NINETIES)}))\b"
        r"(?! [a-z]+[^s\W]\b)",
        _decade,
    ),
    (rf"\b(?:(?P<part>{SIDE})[- ])?(?P<nth>{ORDINAL}) +[Cc]entury\b", _century),
    (rf"\b(?P<part>)(?P<year>(?i:eighteen|nineteen)[- ](?:{'|'.join(TENS)})[- ](?:{'|'.join(ONES[1:10])}))\b", _year),
    (
        r"(?<![\w.,$-])(?P<part>)(?P<year>19\d\d|20\d\d)(?= (?:was|is|has been|had been|will be|became|brought|saw)\b)",
        _year,
    ),
    (rf"(?:{CUE}|\b[Yy]ears?) (?:the )?(?:years? )?(?P<x>{PART}{YEAR})", _year),
    # "In 2008 and 2012".
    (
        r"(?P<part>)(?P<year>19\d\d|20\d\d)(?![\w%-]|[,.]\d| [a-z]+s\b)(?:(?<=\b[12]\d{3}, \d{4})|"
        r"(?<=\b[12]\d{3} and \d{4})|(?<=\b[12]\d{3} or \d{4})|(?<=\b[12]\d{3}, and \d{4})|"
        r"(?<=\b[12]\d{3} but not \d{4}))",
        _year,
    ),
    (rf"\b(?P<x>(?P<part>{SIDE}|[Ee]nd(?=-)|(?<=\b[Aa]t )end|(?<=\b[Bb]y )end)[- ]{YEAR})", _year),
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
