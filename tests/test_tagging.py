"""Headlines in capitals are read as if in small letters."""

from __future__ import annotations

import pytest
from factories import case

from newsclaims.tagging import tagged
from newsclaims.text import Span

BODY = "On Monday the mayor, Ann Lee, spoke of the bridge in Lenn.\n"
VERBS = [
    case("before a name", "Council Sues Ann Lee Over Bridge", ["Sues"]),
    case("two headlines in one", "Ann Lee Leaves Town: Council Takes Over Bridge", ["Leaves", "Takes"]),
    case("a plural that must be one", "Council Overrides Lee's Veto Of Bridge Bill", ["Overrides"]),
    case("none in a list of nouns", "Questions About Bridges And Roads", []),
    case("a participle", "Lee, Blamed For Bridge, Protests", ["Blamed"]),
]


@pytest.mark.parametrize(("headline", "verbs"), VERBS)
def test_a_headline_in_capitals_has_its_verbs(headline: str, verbs: list[str]) -> None:
    text = f"{headline}\n\n{BODY}"
    row = tagged(text, Span.cut(text, 0, len(headline)))
    assert [token.text for token in row if token.tag.startswith("V")] == verbs
    assert [token.text for token in row if token.text in {"Ann", "Lee"} and token.tag[:3] != "NNP"] == []


def test_a_sentence_with_names_is_read_as_it_stands() -> None:
    text = "Ann Lee backs Bridge Repairs of Lenn."
    assert [token.tag for token in tagged(text, Span.cut(text, 0, len(text)))][3:5] == ["NNP", "NNP"]


def test_what_somebody_does_with_an_object_is_a_verb() -> None:
    text = "The mayor called ten towns, with Bo Ek joining that call."
    assert "joining" in [token.text for token in tagged(text, Span.cut(text, 0, len(text))) if token.tag == "VBG"]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        case("a relative clause", "The mayor, who has not answered, plans a dam.", ["has", "answered", "plans"]),
        case("an age", "Bo Ek, 47, lives in a house near the dam.", ["lives"]),
        case("a list", "The lake, which feeds rivers, lakes in the south and canals, is dry.", ["feeds", "is"]),
    ],
)
def test_a_subject_with_no_other_verb_has_the_plural_for_one(text: str, verbs: list[str]) -> None:
    row = tagged(text, Span.cut(text, 0, len(text)))
    assert [token.text for token in row if token.tag.startswith("V")] == verbs
