"""Numbers as newspapers write them, and what must hold of numbers and dates in any text."""

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

    fewest = min(work(1_000) for _ in range(3))  # a busy machine may slow one down, not the quickest of three
    assert fewest < 20 * max(work(200), 0.01)


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
