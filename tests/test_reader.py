"""The trained reader: who says what in plain sentences, and what holds for any text."""

from __future__ import annotations

import pytest
from factories import FURNITURE, TEXTS, case, roles
from hypothesis import given, settings

from newsclaims.articles import make_article
from newsclaims.attributions import Attribution
from newsclaims.reader import LEAST, extract_attributions


def found(text: str, *, threads: int = 1) -> list[Attribution]:
    return extract_attributions(make_article("a", text), threads=threads)


PLAIN = [
    case("direct", "direct", "“It is safe,” said Ann Lee, the mayor.", "Ann Lee, the mayor | said | “It is safe,”"),
    case("interrupted", "direct", '"The dam," she said, "is safe."', 'she | said | "The dam," … "is safe."'),
    case("indirect", "indirect", "The mayor said that it is safe.", "The mayor | said | that it is safe"),
    case("behind", "indirect", "The dam is safe, the mayor said.", "the mayor | said | The dam is safe"),
    case("two sources", "indirect", "Lee and Roe said that it is safe.", "Lee and Roe | said | that it is safe"),
    case(
        "behind a dash",
        "direct",
        "“It is safe and it will hold for a hundred years.” \N{HORIZONTAL BAR} Ann Lee",
        "Ann Lee | \N{HORIZONTAL BAR} | “It is safe and it will hold for a hundred years.”",
        expect="fail",
        because="a dash is hardly ever a cue in the training articles",
    ),
]


@pytest.mark.parametrize(("kind", "text", "expected"), PLAIN)
def test_one_act_of_saying_is_read_off_its_sentence(kind: str, text: str, expected: str) -> None:
    assert [(roles(a), a.kind) for a in found(text)] == [(expected, kind)]


def test_what_is_said_within_a_content_has_it_as_its_parent() -> None:
    outer, inner = found("The Herald reported that the mayor told the council that the dam was unsafe.")
    assert (roles(inner), inner.parent) == ("the mayor | told | that the dam was unsafe", outer)
    assert inner.confidence is not None
    assert inner.confidence >= LEAST


def test_captions_and_furniture_hold_no_attributions() -> None:
    assert [a.source[0].text for a in found(FURNITURE)] == ["mayor", "Mayor Ann Lee"]


def test_a_quotation_that_is_never_closed_is_recorded() -> None:
    assert [a.unclosed for a in found('The dam is old.\n"The dam is safe, Ann Lee said.')] == [True]


def test_threads_change_nothing() -> None:
    text = "\n".join(f"Mayor number {n} said that the dam was built in {1900 + n}." for n in range(60))
    assert found(text) == found(text, threads=2) != []


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_is_read_and_every_span_stands_in_it(text: str) -> None:
    attributions = found(text)
    for a in attributions:
        assert a.cue
        assert a.content
        assert a.confidence is not None
        assert 0 <= a.confidence <= 1
        assert all(s.stands_in(text) and s.start < s.end for s in (*a.source, *a.cue, *a.content))
        assert all(list(role) == sorted(role) for role in (a.source, a.cue, a.content))
        if a.parent:
            assert any(a.parent is other for other in attributions)
            assert all(any(outer.covers(inner) for outer in a.parent.content) for inner in a.content)
