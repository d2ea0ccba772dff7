"""Dates and numbers as newspapers write them, and what must hold of any text."""

from __future__ import annotations

import datetime as dt
import math
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.periods import Period, find_periods
from newsclaims.quantities import Quantity, disjoint, find_quantities

MONDAY = dt.date(2024, 11, 11)


def periods(text: str, reference: dt.date | None = MONDAY) -> list[tuple[str, str, str]]:
    return [(p.span.text, str(p.start), str(p.end)) for p in find_periods(text, reference=reference)]


def quantities(text: str) -> list[tuple[str, float, float, str | None]]:
    return [(q.span.text, q.low, q.high, q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expression", "start", "end"),
    [
        ("It began on Nov. 7, he said.", "Nov. 7", "2024-11-07", "2024-11-08"),
        ("Published November 11, 2024 11:56 AM", "November 11, 2024", "2024-11-11", "2024-11-12"),
        ("NOVEMBER 11, 2024", "NOVEMBER 11, 2024", "2024-11-11", "2024-11-12"),
        ("On Monday, 11 November the bridge fell", "Monday, 11 November", "2024-11-11", "2024-11-12"),
        ("the 7th of March 2019", "the 7th of March 2019", "2019-03-07", "2019-03-08"),
        ("dated 2024-11-11.", "2024-11-11", "2024-11-11", "2024-11-12"),
        ("on 6/28/2019", "6/28/2019", "2019-06-28", "2019-06-29"),
        ("on 28.6.2019", "28.6.2019", "2019-06-28", "2019-06-29"),
        ("in June 2019", "June 2019", "2019-06-01", "2019-07-01"),
        ("The incursion began in August.", "August", "2024-08-01", "2024-09-01"),
        ("in December it snowed", "December", "2023-12-01", "2024-01-01"),
        ("They will meet in December", "December", "2024-12-01", "2025-01-01"),
        ("The wall fell in 1989.", "1989", "1989-01-01", "1990-01-01"),
        ("since the victory in the 2024 election", "2024", "2024-01-01", "2025-01-01"),
        ("in early 2016", "early 2016", "2016-01-01", "2016-07-02"),
        ("in late July", "late July", "2024-07-16", "2024-08-01"),
        ("music of the 1990s", "1990s", "1990-01-01", "2000-01-01"),
        ("The mayor said on Thursday that", "Thursday", "2024-11-07", "2024-11-08"),
        ("The mayor said on Monday that", "Monday", "2024-11-11", "2024-11-12"),
        ("She will receive him on Wednesday", "Wednesday", "2024-11-13", "2024-11-14"),
        ("On Wednesday, she will receive him", "Wednesday", "2024-11-13", "2024-11-14"),
        ("He will resign, aides said on Wednesday", "Wednesday", "2024-11-06", "2024-11-07"),
        ("next Monday", "next Monday", "2024-11-18", "2024-11-19"),
        ("The summit opens on Nov. 20", "Nov. 20", "2024-11-20", "2024-11-21"),
        ("The fire of Dec. 20", "Dec. 20", "2023-12-20", "2023-12-21"),
        ("It happened yesterday", "yesterday", "2024-11-10", "2024-11-11"),
        ("He speaks tonight.", "tonight", "2024-11-11", "2024-11-12"),
        ("prices rose last month", "last month", "2024-10-01", "2024-11-01"),
        ("late last year", "late last year", "2023-07-02", "2024-01-01"),
        ("earlier this month", "earlier this month", "2024-11-01", "2024-11-12"),
        ("last week's vote", "last week", "2024-11-04", "2024-11-11"),
        ("over the weekend", "over the weekend", "2024-11-09", "2024-11-11"),
        ("this weekend", "this weekend", "2024-11-16", "2024-11-18"),
        ("in the past three days", "the past three days", "2024-11-08", "2024-11-12"),
        ("three days ago", "three days ago", "2024-11-08", "2024-11-09"),
        ("two years ago", "two years ago", "2022-05-13", "2023-05-13"),
        ("since August", "since August", "2024-08-01", "2024-11-12"),
        ("before 2018", "before 2018", "0001-01-01", "2018-01-01"),
        ("after Monday's vote", "after Monday", "2024-11-11", "9999-12-31"),
        ("2 weeks before May 13, 1999", "2 weeks before May 13, 1999", "1999-04-26", "1999-05-03"),
        ("from Nov. 5 to Nov. 7", "from Nov. 5 to Nov. 7", "2024-11-05", "2024-11-08"),
        ("between November and March 2020", "between November and March 2020", "2019-11-01", "2020-04-01"),
        ("will run from Thursday to Friday", "from Thursday to Friday", "2024-11-14", "2024-11-16"),
        ("Nov. 5-7, 2020", "Nov. 5-7, 2020", "2020-11-05", "2020-11-08"),
        ("from 2014 to 2018", "2014 to 2018", "2014-01-01", "2019-01-01"),
        ("Between 2006 and 2012", "Between 2006 and 2012", "2006-01-01", "2013-01-01"),
        ("the fourth of July 1995", "the fourth of July 1995", "1995-07-04", "1995-07-05"),
        ("In March first reports came", "March", "2024-03-01", "2024-04-01"),
        ("on April ninth, he said", "April ninth", "2024-04-09", "2024-04-10"),
        ("born in nineteen seventy-two", "nineteen seventy-two", "1972-01-01", "1973-01-01"),
        ("on 15/Sep/2020", "15/Sep/2020", "2020-09-15", "2020-09-16"),
        ("from 5/1-5/7", "5/1-5/7", "2024-05-01", "2024-05-08"),
        ("on 10/30", "10/30", "2024-10-30", "2024-10-31"),
        ("Tuesday the 13th", "Tuesday the 13th", "2024-08-13", "2024-08-14"),
        ("On the 5th, he left.", "the 5th", "2024-11-05", "2024-11-06"),
        ("in Q1 2019", "Q1 2019", "2019-01-01", "2019-04-01"),
        ("last year's Q2", "last year's Q2", "2023-04-01", "2023-07-01"),
        ("in the first three months of 2019", "the first three months of 2019", "2019-01-01", "2019-04-01"),
        ("the second half of the year", "the second half of the year", "2024-07-01", "2025-01-01"),
        ("the last week of October", "the last week of October", "2024-10-28", "2024-11-04"),
        ("the first Monday of next month", "the first Monday of next month", "2024-12-02", "2024-12-03"),
        ("by the end of the year", "by the end of the year", "0001-01-01", "2025-01-01"),
        ("before the end of the month", "before the end of the month", "0001-01-01", "2024-12-01"),
        ("for the rest of the week", "the rest of the week", "2024-11-11", "2024-11-18"),
        ("in the summer of 2010", "summer of 2010", "2010-06-01", "2010-09-24"),
        ("last spring", "last spring", "2024-03-01", "2024-06-21"),
        ("of the 19th century", "19th century", "1800-01-01", "1900-01-01"),
        ("in the seventies", "seventies", "1970-01-01", "1980-01-01"),
        ("in June of last year", "June of last year", "2023-06-01", "2023-07-01"),
        ("the week of Nov. 5", "the week of Nov. 5", "2024-11-04", "2024-11-11"),
        ("two weeks starting May 20, 2019", "two weeks starting May 20, 2019", "2019-05-20", "2019-06-03"),
        ("on Thursday last week", "Thursday last week", "2024-11-07", "2024-11-08"),
        ("next week on Friday", "next week on Friday", "2024-11-22", "2024-11-23"),
        ("voters asked Wednesday through Sunday", "Wednesday through Sunday", "2024-11-06", "2024-11-11"),
        ("open from today until Friday", "from today until Friday", "2024-11-11", "2024-11-16"),
        ("It will run Nov.-Feb. 5, 2017", "Nov.-Feb. 5, 2017", "2016-11-01", "2017-02-06"),
        ("next Friday, Nov. 22", "next Friday, Nov. 22", "2024-11-22", "2024-11-23"),
        ("between May 2019 and now", "between May 2019 and now", "2019-05-01", "2024-11-12"),
        ("They will leave in two weeks.", "in two weeks", "2024-11-22", "2024-11-29"),
        ("over the past year", "the past year", "2023-11-11", "2024-11-12"),
        ("in the past few days", "the past few days", "2024-11-02", "2024-11-12"),
        ("more than two weeks ago", "more than two weeks ago", "0001-01-01", "2024-10-29"),
        ("less than two weeks ago", "less than two weeks ago", "2024-10-28", "2024-11-12"),
        ("a year and two months ago", "a year and two months ago", "2023-08-27", "2023-09-27"),
        ("the day after the Nov. 5 vote", "the day after the Nov. 5", "2024-11-06", "2024-11-07"),
        ("on St. Patrick's Day 2010", "St. Patrick's Day 2010", "2010-03-17", "2010-03-18"),
        ("on Thanksgiving", "Thanksgiving", "2023-11-23", "2023-11-24"),
        ("on New Year's Eve", "New Year's Eve", "2023-12-31", "2024-01-01"),
        ("since Easter 2018", "since Easter 2018", "2018-04-01", "2024-11-12"),
        # Days and months.
        ("on Friday (Nov. 8)", "Friday (Nov. 8)", "2024-11-08", "2024-11-09"),
        ("on Sunday 10, he said", "Sunday 10", "2024-11-10", "2024-11-11"),
        ("on Nov. 5 and 6, he said", "Nov. 5 and 6", "2024-11-05", "2024-11-07"),
        ("from the 5th to the 7th, he said", "the 5th to the 7th", "2024-11-05", "2024-11-08"),
        ("the first of next month", "the first of next month", "2024-12-01", "2024-12-02"),
        ("the 5th to the 7th of this month", "the 5th to the 7th of this month", "2024-11-05", "2024-11-08"),
        ("on 05-May-19", "05-May-19", "2019-05-05", "2019-05-06"),
        ("on 2020/23/Sep", "2020/23/Sep", "2020-09-23", "2020-09-24"),
        ("Wed Oct 26 15:50:06 2016", "Wed Oct 26 15:50:06 2016", "2016-10-26", "2016-10-27"),
        ("2019 November 14", "2019 November 14", "2019-11-14", "2019-11-15"),
        (
            "twenty five January nineteen eighty six",
            "twenty five January nineteen eighty six",
            "1986-01-25",
            "1986-01-26",
        ),
        ("from April the ninth till the tenth", "April the ninth till the tenth", "2024-04-09", "2024-04-11"),
        ("in May '68", "May '68", "1968-05-01", "1968-06-01"),
        ("in October two thousand and later", "October two thousand and later", "2000-10-01", "9999-12-31"),
        ("elections are held this December", "December", "2024-12-01", "2025-01-01"),
        ("last year's June", "last year's June", "2023-06-01", "2023-07-01"),
        ("since last June", "since last June", "2024-06-01", "2024-11-12"),
        ("by end-June", "by end-June", "0001-01-01", "2024-07-01"),
        # Quarters, seasons, years.
        ("1H 2019", "1H 2019", "2019-01-01", "2019-07-01"),
        ("3Q 2019", "3Q 2019", "2019-07-01", "2019-10-01"),
        ("Q1-Q3 2019", "Q1-Q3 2019", "2019-01-01", "2019-10-01"),
        ("late spring of 2020", "late spring of 2020", "2020-04-26", "2020-06-22"),
        ("the winter of 2019-20", "winter of 2019-20", "2019-12-01", "2020-03-21"),
        ("the spring of last year", "spring of last year", "2023-03-01", "2023-06-22"),
        ("the 2018/19 season", "2018/19", "2018-01-01", "2020-01-01"),
        ("hits of '90s bands", "'90s", "1990-01-01", "2000-01-01"),
        ("at year-end", "year-end", "2024-07-02", "2025-01-01"),
        ("by year's end", "by year's end", "0001-01-01", "2025-01-01"),
        ("2016 was a good year", "2016", "2016-01-01", "2017-01-01"),
        ("born nineteen ninety-nine", "nineteen ninety-nine", "1999-01-01", "2000-01-01"),
        ("the year ended Dec. 31, 2019", "the year ended Dec. 31, 2019", "2019-01-01", "2020-01-01"),
        ("in the three months to June", "the three months to June", "2024-04-01", "2024-07-01"),
        ("two months starting May 20, 2019", "two months starting May 20, 2019", "2019-05-20", "2019-07-20"),
        # Weekdays and weeks.
        ("the Friday before last", "the Friday before last", "2024-11-01", "2024-11-02"),
        ("the week after next", "the week after next", "2024-11-25", "2024-12-02"),
        ("the Friday before Christmas", "Friday before Christmas", "2023-12-22", "2023-12-23"),
        ("the Monday after Easter", "Monday after Easter", "2024-04-01", "2024-04-02"),
        ("open Mon-Fri", "Mon-Fri", "2024-11-04", "2024-11-09"),
        ("on Sat, he said", "Sat", "2024-11-09", "2024-11-10"),
        ("last week's Friday", "last week's Friday", "2024-11-08", "2024-11-09"),
        ("two Fridays ago", "two Fridays ago", "2024-11-01", "2024-11-02"),
        ("three weekends ago", "three weekends ago", "2024-10-26", "2024-10-28"),
        ("the upcoming weekend", "the upcoming weekend", "2024-11-16", "2024-11-18"),
        # Distances.
        ("a year ago today", "a year ago today", "2023-11-11", "2023-11-12"),
        ("ten years ago this week", "ten years ago this week", "2014-11-10", "2014-11-17"),
        ("two weeks ago Friday", "two weeks ago Friday", "2024-11-01", "2024-11-02"),
        ("a year and a half ago", "a year and a half ago", "2023-02-09", "2023-08-11"),
        ("two and a half years ago", "two and a half years ago", "2022-02-09", "2022-08-11"),
        ("two or three days ago", "two or three days ago", "2024-11-08", "2024-11-10"),
        ("a day or two ago", "a day or two ago", "2024-11-09", "2024-11-11"),
        ("in three weeks' time", "in three weeks' time", "2024-11-29", "2024-12-06"),
        ("She will be back in two days.", "in two days", "2024-11-13", "2024-11-14"),
        ("It will vote within two days.", "within two days", "2024-11-11", "2024-11-14"),
        ("in the past 48 hours", "the past 48 hours", "2024-11-09", "2024-11-12"),
        ("in the days ahead", "the days ahead", "2024-11-11", "2024-11-21"),
        ("his best film to date.", "to date", "0001-01-01", "2024-11-12"),
        ("on or before March 1", "on or before March 1", "0001-01-01", "2024-03-02"),
        ("on or after March 1", "on or after March 1", "2024-03-01", "9999-12-31"),
        ("On March 1, and after it was done", "March 1", "2024-03-01", "2024-03-02"),
        ("in the days leading up to Friday", "Friday", "2024-11-08", "2024-11-09"),
        # Holidays.
        ("on Memorial Day weekend", "Memorial Day weekend", "2024-05-25", "2024-05-28"),
        ("Labor Day 2021 weekend", "Labor Day 2021 weekend", "2021-09-04", "2021-09-07"),
        ("on Palm Sunday", "Palm Sunday", "2024-03-24", "2024-03-25"),
        ("on Black Friday 2010", "Black Friday 2010", "2010-11-26", "2010-11-27"),
    ],
)
def test_date_resolves_against_the_day_of_the_article(text: str, expression: str, start: str, end: str) -> None:
    assert periods(text) == [(expression, start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march 3,000 troops through May Street.",
        "2,000 troops and 1000 people fled the 2000 villages",
        "on Feb. 30, 2023",
        "Bloody Sunday, Black Friday and the Sunday Times",
        "the last day of talks",
        "the two days of talks",
        "at 11:56 AM, 3-1 up",
        "999 decades ago",
        "He promised to end it in one day; it was over in two weeks",
        "two thirds of the 21st-century novels, Christmas trees and Easter eggs",
        "24/7, 9/11 and 50/50",
        "the other day and the week",
        "every Friday and each Monday",
        "in '20 days'",
        "and the next day; the following Friday, the day before",
        "people in his '80s",
        "on May Street 5 and 6",
        "The aid came within two days of it",
    ],
)
def test_what_looks_like_a_date_and_is_none_is_left_alone(text: str) -> None:
    assert periods(text) == []


def test_distance_counts_from_the_period_before_it() -> None:
    assert periods("The vote was on Nov. 5; three days earlier the polls had closed.")[1] == (
        "three days earlier",
        "2024-11-02",
        "2024-11-03",
    )


@pytest.mark.parametrize(
    ("text", "expression", "start"),
    [
        ("He quit on Nov. 5; the next day, she did.", "the next day", "2024-11-06"),
        ("He quit on Nov. 5. On the following Friday it ended.", "the following Friday", "2024-11-08"),
        ("He quit in June 2019, she the following month.", "the following month", "2019-07-01"),
        ("In 2019 he won, the year before, he lost.", "the year before", "2018-01-01"),
    ],
)
def test_following_day_counts_from_the_one_just_named(text: str, expression: str, start: str) -> None:
    assert (expression, start) in [(found, first) for found, first, _ in periods(text)]


def test_following_day_needs_a_day_before_it_in_its_paragraph() -> None:
    assert len(periods("He quit on Nov. 5.\nThe next day, she did.")) == 1
    assert len(periods("He quit in 2019; the next day, she did.")) == 1


def test_years_in_a_row_are_years() -> None:
    assert [start for _, start, _ in periods("in 2004, 2008 and 2012, not the 2,016 people")] == [
        "2004-01-01",
        "2008-01-01",
        "2012-01-01",
    ]


def test_without_a_reference_only_dates_with_a_year_are_resolved() -> None:
    text = "On Thursday, on Nov. 7, last week, in August and in June 2019, since 2022."
    assert periods(text, None) == [
        ("June 2019", "2019-06-01", "2019-07-01"),
        ("since 2022", "2022-01-01", "9999-12-31"),
    ]


@pytest.mark.parametrize(
    ("text", "expression", "low", "high", "unit"),
    [
        ("a force of 50,000 enemy troops", "50,000 enemy troops", 50_000, 50_000, "troop"),
        ("10,000 North Korean soldiers", "10,000 North Korean soldiers", 10_000, 10_000, "soldier"),
        ("50,000 North Koreans", "50,000 North Koreans", 50_000, 50_000, "korean"),
        ("two people familiar with it", "two people", 2, 2, "person"),
        ("and three generals.", "three generals", 3, 3, "general"),
        ("with about 70 world leaders since", "about 70 world leaders", 63, 77, "leader"),
        ("nearly 50,000 men", "nearly 50,000 men", 45_000, 50_000, "man"),
        ("more than 14,000 dead", "more than 14,000", 14_000, math.inf, None),
        ("fewer than 5 cases", "fewer than 5 cases", 0, 5, "case"),
        ("over 0 cases", "over 0 cases", 0, math.inf, "case"),
        ("over 300 homes", "over 300 homes", 300, math.inf, "home"),
        ("fears over two arrests", "two arrests", 2, 2, "arrest"),
        ("dozens of buses", "dozens of buses", 24, 120, "bus"),
        ("tens of billions of dollars", "tens of billions of dollars", 2e10, 1e11, "USD"),
        ("several hundred homes", "several hundred homes", 200, 1000, "home"),
        ("the unspent $7 billion in aid", "$7 billion", 7e9, 7e9, "USD"),
        ("$16.4 million", "$16.4 million", 16_400_000, 16_400_000, "USD"),
        ("€2.5bn", "€2.5bn", 2.5e9, 2.5e9, "EUR"),
        ("5 million euros", "5 million euros", 5e6, 5e6, "EUR"),
        ("USD 200", "USD 200", 200, 200, "USD"),
        ("by 36 percentage points", "36 percentage points", 36, 36, "percentage point"),
        ("6 percent of", "6 percent", 6, 6, "percent"),
        ("almost 7.5% of", "almost 7.5%", 6.75, 7.5, "percent"),
        ("in one day", "one day", 1, 1, "day"),
        ("within a day", "within a day", 0, 1, "day"),
        ("its two-year assault", "two-year", 2, 2, "year"),
        ("a boy aged 16.", "16", 16, 16, "year"),
        ("half a million eggs", "half a million eggs", 500_000, 500_000, "egg"),
        ("two hundred and fifty thousand", "two hundred and fifty thousand", 250_000, 250_000, None),
        ("10 to 15 million barrels", "10 to 15 million barrels", 10e6, 15e6, "barrel"),
        ("between 5 and 7 ships", "between 5 and 7 ships", 5, 7, "ship"),
        ("between $5 million and $7 million", "between $5 million and $7 million", 5e6, 7e6, "USD"),
        ("$5m to $10m", "$5m to $10m", 5e6, 10e6, "USD"),
        ("30 Canadian dollars", "30 Canadian dollars", 30, 30, "CAD"),
        ("A$5 million", "A$5 million", 5e6, 5e6, "AUD"),
        ("470 pence a share", "470 pence", 4.7, 4.7, "GBP"),
        ("thirteen dollars and five cents", "thirteen dollars and five cents", 13.05, 13.05, "USD"),
        ("hundreds of euros", "hundreds of euros", 200, 2_000, "EUR"),
        ("100 Chinese yuan", "100 Chinese yuan", 100, 100, "CNY"),
        ("200 rupees", "200 rupees", 200, 200, "rupee"),
        ("35 lakh votes", "35 lakh votes", 3_500_000, 3_500_000, "vote"),
        ("seven and a half years", "seven and a half years", 7.5, 7.5, "year"),
        ("six point two five percent", "six point two five percent", 6.25, 6.25, "percent"),
        ("a million and a half voters", "a million and a half voters", 1.5e6, 1.5e6, "voter"),
        ("10 USD million", "10 USD million", 10e6, 10e6, "USD"),
        ("10 000 homes", "10 000 homes", 10_000, 10_000, "home"),
        ("several hundred thousand homes", "several hundred thousand homes", 200_000, 10**6, "home"),
        ("a couple of hundred homes", "a couple of hundred homes", 200, 300, "home"),
        ("a few dozen homes", "a few dozen homes", 24, 120, "home"),
        ("40-odd homes", "40-odd homes", 40, 49, "home"),
        ("100-odd homes", "100-odd homes", 100, 199, "home"),
        ("100+ homes", "100+ homes", 100, math.inf, "home"),
        ("a 10,000-strong crowd", "10,000-strong", 10_000, 10_000, None),
        ("two-and-a-half years", "two-and-a-half years", 2.5, 2.5, "year"),
        ("5 ½ years", "5 ½ years", 5.5, 5.5, "year"),
        ("2-1/2 years", "2-1/2 years", 2.5, 2.5, "year"),
        ("three and two-thirds miles", "three and two-thirds miles", 11 / 3, 11 / 3, "mile"),
        ("one billion and a half million", "one billion and a half million", 1_000_500_000, 1_000_500_000, None),
        ("one point two million", "one point two million", 1.2e6, 1.2e6, None),
        ("nought point oh five", "nought point oh five", 0.05, 0.05, None),
        ("three lakh crore", "three lakh crore", 3e12, 3e12, None),
        ("12,34,567 votes", "12,34,567 votes", 1_234_567, 1_234_567, "vote"),
        ("1.234.567 votes", "1.234.567 votes", 1_234_567, 1_234_567, "vote"),
        ("10 000,5", "10 000,5", 10_000.5, 10_000.5, None),
        ("an average of .312", ".312", 0.312, 0.312, None),
        ("10 tln", "10 tln", 1e13, 1e13, None),
        ("minus five degrees", "minus five degrees", -5, -5, "degree"),
        ("fell to -0.5%", "-0.5%", -0.5, -0.5, "percent"),
        ("-12 people died", "12 people", 12, 12, "person"),
        ("a margin of plus or minus 3 points", "3 points", 3, 3, "point"),
        ("half a percentage point", "half a percentage point", 0.5, 0.5, "percentage point"),
        ("up 3pc", "3pc", 3, 3, "percent"),
        ("29km away", "29km", 29, 29, "kilometer"),
        ("30 feet", "30 feet", 30, 30, "foot"),
        ("Rs 500 crore", "Rs 500 crore", 5e9, 5e9, "rupee"),
        ("a loss of 120 MEUR", "120 MEUR", 120e6, 120e6, "EUR"),
        ("MSEK 60", "MSEK 60", 60e6, 60e6, "SEK"),
        ("thirteen dollars forty five.", "thirteen dollars forty five", 13.45, 13.45, "USD"),
        ("15 USD 50 each", "15 USD 50", 15.5, 15.5, "USD"),
        ("two in 10 days", "10 days", 10, 10, "day"),
    ],
)
def test_number_is_read_as_bounds_with_its_unit(
    text: str, expression: str, low: float, high: float, unit: str | None
) -> None:
    found, least, most, what = quantities(text)[-1]
    assert (found, what) == (expression, unit)
    assert (least, most) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text",
    [
        "on Nov. 7, 2024, two years ago",
        "at 11:56 AM, 5 p.m. and nine o'clock",
        "the first and the 15th",
        "the G20, an F-16 and a Boeing 737 under Article 5",
        "no one, the one who left, one of them, another one, one of several",
        "one-half, one eighth and two fifths",
        "two-thirds won 3-1",
        "his 2016 Democratic rival",
        "see https://example.org/3?q=30%25",
        "up to " + "9" * 400,
        "one in four, 1 in 5 and nine out of ten voters, about six in 10",
    ],
)
def test_number_that_counts_nothing_is_left_alone(text: str) -> None:
    assert quantities(text) == []


def test_numbers_in_a_row_are_several_but_two_may_be_a_decimal() -> None:
    assert [low for _, low, _, _ in quantities("Exercises 22,24,26.")] == [22, 24, 26]
    assert [low for _, low, _, _ in quantities("playing three-nought-four")] == [3, 0, 4]
    assert quantities("is 1,3") == []


@pytest.mark.parametrize(
    "piece",
    (
        "hundred |one hundred and |half a |12 000 |22,|1.234.|a million and a half |twenty - |one |a year and |"
        "2008 and |week or two |May 5 and |the 5th to |Q1-|1 1/2 |point one "
    ).split("|"),
)
def test_work_grows_with_the_text_and_never_ends_in_an_error(piece: str) -> None:
    def work(times: int) -> float:
        text, start = piece * times, time.process_time()
        find_periods(text, reference=MONDAY)
        find_quantities(text)
        return time.process_time() - start

    assert work(1_000) < 20 * max(work(200), 0.01)


def test_only_the_stretch_asked_for_is_read_and_offsets_are_those_of_the_text() -> None:
    text = "On Nov. 5 two men left. On Nov. 7 three women came."
    start = text.index(".", 10) + 2
    [period], [quantity] = find_periods(text, start, reference=MONDAY), find_quantities(text, start)
    assert (period.span.text, quantity.span.text) == ("Nov. 7", "three women")
    assert period.span.stands_in(text)
    assert find_periods(text, 0, 3, reference=MONDAY) == []


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("12 people", "13 people", True),
        ("nearly 13 people", "at least 12 people", False),
        ("12 people", "13 buses", False),
        ("12", "13", False),
    ],
)
def test_quantities_conflict_only_in_one_known_unit(a: str, b: str, *, expected: bool) -> None:
    [first], [second] = find_quantities(a), find_quantities(b)
    assert disjoint(first, second) is disjoint(second, first) is expected


def test_periods_conflict_when_no_day_is_common() -> None:
    thursday, friday, week = find_periods("On Thursday, on Friday and last week", reference=MONDAY)
    assert disjoint(thursday, friday)
    assert not disjoint(thursday, week)


def test_period_and_quantity_cannot_be_compared() -> None:
    [period], [quantity] = find_periods("in 2016", reference=None), find_quantities("two men")
    with pytest.raises(TypeError, match="give two of one kind"):
        disjoint(period, quantity)  # type: ignore[type-var]  # the very mistake that is tested


WORDS = st.sampled_from(
    (
        "nearly about over under since until from to between and the last next early mid will said two 12 1,000 30 of "
        "2016 Nov. May March 11 , - . 's % $ € one a hundred million dozens weekend weeks days ago earlier Monday aged "
        "first second fourth quarter half spring winter century 5/1 Q1 now starting end rest past few Christmas "
        "Easter week from than or ½ 1/2 minus point few couple dozen hundred "
        "’80s following before next day odd plus + 2008 "
        "$ pence within percentage points troops people before after 999 decades month year 0 "
        "29 Feb. th : p.m."
    ).split()
)
NEWSLIKE = st.lists(WORDS, max_size=25).flatmap(
    lambda words: st.sampled_from([" ", "", "-"]).map(lambda s: s.join(words))
)
DAYS = st.dates() | st.sampled_from([dt.date.min, dt.date.max])


@given(st.text() | NEWSLIKE, DAYS | st.none(), st.integers(0, 30), st.integers(0, 60))
def test_spans_stand_in_the_text_in_order_and_disjoint_whatever_the_text(
    text: str, reference: dt.date | None, start: int, length: int
) -> None:
    end = start + length
    found: list[list[Period] | list[Quantity]] = [
        find_periods(text, start, end, reference=reference),
        find_quantities(text, start, end),
    ]
    for records in found:
        spans = [r.span for r in records]
        assert all(s.stands_in(text) and start <= s.start < s.end <= end for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


@given(NEWSLIKE, DAYS | st.none())
def test_intervals_are_never_empty_and_never_conflict_with_themselves(text: str, reference: dt.date | None) -> None:
    for p in find_periods(text, reference=reference):
        assert p.start < p.end
        assert not disjoint(p, p)
    for q in find_quantities(text):
        assert q.low <= q.high
        assert not disjoint(q, q)


@pytest.mark.parametrize("words", ["since Monday", "since Friday", "on Friday", "until tomorrow", "in three weeks"])
def test_the_last_day_of_the_calendar_is_a_day_to_write_on(words: str) -> None:
    found = find_periods(f"It was closed {words}.", reference=dt.date.max)
    assert all(period.start < period.end for period in found)
    if words == "since Monday":
        assert [(period.start, period.end) for period in found] == [(dt.date(9999, 12, 27), dt.date.max)]
