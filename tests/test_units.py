"""Units of discourse begin where a perceptron says so, and it can be taught again."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from factories import case
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.text import tokens
from newsclaims.units import unit_starts

UNITS = [
    case("joined", "The mayor resigned and left the town.", "The mayor resigned | and left the town ."),
    case("told", "The mayor said that the dam broke.", "The mayor said | that the dam broke ."),
    case("a reason", "The road is closed because it rained.", "The road is closed | because it rained ."),
    case("a purpose", "The council met to save the bridge.", "The council met | to save the bridge ."),
    case("things joined are one", "The mayor and the council resigned.", "The mayor and the council resigned ."),
    case(
        "behind a semicolon",
        "The mayor resigned; the town cheered.",
        "The mayor resigned ; | the town cheered .",
        expect="fail",
        because="GUM's sentences seldom hold one: clauses.py knows it by rule",
    ),
]


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_a_unit_begins_where_something_else_is_said(text: str, expected: str) -> None:
    row = tokens(text)
    starts = unit_starts(row)
    assert " ".join("| " * (i in starts) + token.text for i, token in enumerate(row)) == expected


@settings(deadline=None, max_examples=40)
@given(st.text())
def test_units_begin_within_any_text_and_in_order(text: str) -> None:
    row = tokens(text)
    starts = unit_starts(row)
    assert starts == sorted(set(starts))
    assert all(0 < start < len(row) for start in starts)


@pytest.fixture(scope="module")
def train_units() -> ModuleType:
    sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
    try:
        return import_module("train_units")
    finally:
        del sys.path[0]


GUM = """# text = He fell because it rained.
1\tHe\t_\t_\t_\t_\t_\t_\t_\tDiscourse=cause:1
2\tfell\t_\t_\t_\t_\t_\t_\t_\t_
3\tbecause\t_\t_\t_\t_\t_\t_\t_\tDiscourse=cause:2
4\tit\t_\t_\t_\t_\t_\t_\t_\t_
5\trained\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
6\t.\t_\t_\t_\t_\t_\t_\t_\t_
"""


def test_the_script_learns_where_units_begin(train_units: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "GUM_news_rain.conllu"
    path.write_text(GUM, encoding="utf-8")
    ((row, starts),) = train_units.read(path)
    assert [row[start].text for start in starts] == ["because"]
    weights = train_units.train([(row, starts)] * 5, rounds=3, seed=0, evidence=5)
    assert weights["w because"] > 0
    assert weights == train_units.train([(row, starts)] * 5, rounds=3, seed=0, evidence=5)
