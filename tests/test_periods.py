"""Dates as newspapers write them."""

from __future__ import annotations

import datetime as dt

import pytest

from newsclaims.periods import find_periods

MONDAY = dt.date(2024, 11, 11)


def periods(text: str, reference: dt.date | None = MONDAY) -> list[tuple[str, str, str]]:
    return [(p.span.text, str(p.start), str(p.end)) for p in find_periods(text, reference=reference)]


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
