"""Quotations are found whatever their marks, and one that is never closed harms its own paragraph alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from factories import case
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.quotations import quotations

MARKED = [
    case("straight", '"We won," she said.', ['"We won,"']),
    case("curly", "“We won,” she said.", ["“We won,”"]),
    case("angled", "«We won», she said.", ["«We won»"]),
    case("single curly", "‘We won,’ she said.", ["‘We won,’"]),
    case("single straight", "'We won,' she said.", ["'We won,'"]),
    case("opened curly, closed straight", '“We won," she said.', ['“We won,"']),
    case("opened straight, closed curly", '"We won,” she said.', ['"We won,”']),
    case("several in a row", '"We won," she said. "It is over."', ['"We won,"', '"It is over."']),
    case("an inner one belongs to the outer", "“He said ‘no’ twice,” she said.", ["“He said ‘no’ twice,”"]),
    case("an apostrophe inside", "“We didn’t lose,” she said.", ["“We didn’t lose,”"]),
    case("an apostrophe inside single marks", "‘We didn’t lose,’ she said.", ["‘We didn’t lose,’"]),
    case("one word", 'They called it a "win" at noon.', ['"win"']),
    case("inches are no marks", 'The 12" pipe broke.', []),
    case("none at all", "They won.", []),
]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_a_quotation_reaches_from_mark_to_mark(text: str, expected: list[str]) -> None:
    found = quotations(text)
    assert [text[q.start : q.end] for q in found] == expected
    assert all(q.closed for q in found)


APOSTROPHES = [
    "The workers' bridge is the mayor's, and it isn't the workers' fault.",
    "The workers’ bridge is the mayor’s, and it isn’t the workers’ fault.",
    "In the '90s they didn't build 'em.",
    "The O'Neil hall is the O’Neil hall.",
    "It was the farmers' and the miners' day.",
]


@pytest.mark.parametrize("text", APOSTROPHES)
def test_apostrophes_open_and_close_nothing(text: str) -> None:
    assert quotations(text) == []


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph_and_is_recorded() -> None:
    text = '"We won. It is over.\nThey cheered. "Yes," he said.'
    end = text.index("\n")
    (first,) = quotations(text, 0, end)
    assert (first.start, first.end, first.closed) == (0, end, False)
    assert [text[q.start : q.end] for q in quotations(text, end + 1)] == ['"Yes,"']


def test_offsets_are_those_of_the_whole_text() -> None:
    text = 'Nobody knew. "We won," she said.'
    assert [(q.start, q.end) for q in quotations(text, 13)] == [(13, 22)]


@given(st.text(st.sampled_from("\"'“”‘’«» aZs.,\n")), st.data())
def test_quotations_lie_in_their_stretch_apart_and_only_the_last_is_open(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = quotations(text, start, end)
    assert all(start <= q.start < q.end <= end for q in found)
    assert all(a.end <= b.start and a.closed for a, b in pairwise(found))
