"""Whom "he" and "she" mean: persons of that gender who stand out."""

from __future__ import annotations

import pytest
from factories import case

from newsclaims.articles import make_article
from newsclaims.attributions import extract_attributions
from newsclaims.entities import find_entities
from newsclaims.holders import name_sources
from newsclaims.names import Names
from newsclaims.pronouns import antecedents
from newsclaims.text import Span


def meant(text: str) -> list[tuple[str, str]]:
    """Each pronoun with the person it is taken for."""
    article = make_article("a", text)
    found = antecedents(article, Names(find_entities([article])).of("a"))
    return [(text[at : at + 4].strip(" .,"), entity.name) for at, (entity, _) in found.items()]


MEANT = [
    case("the only one", "Bo Ek left. He was ill.", [("He w", "Bo Ek")]),
    case("by first names", "Bob Ek met Ann Lee. She left.", [("She", "Ann Lee")]),
    case("by titles", "Mr. Ruud met Mrs. Ek. She left.", [("She", "Ek")]),
    case("by a woman's office", "Congresswoman Tal Ruud met Bob Ek. She left.", [("She", "Tal Ruud")]),
    case("the subject first", "Bob Ek met Carl Ruud. He left.", [("He l", "Bob Ek")]),
    case("not the possessor", "Bob Ek's lawyer met Carl Ruud. He left.", [("He l", "Carl Ruud")]),
    case("what pronouns have said", "Tal Ruud left. She was ill. Bob Ek came. She slept.",
         [("She", "Tal Ruud"), ("She", "Tal Ruud")]),
    case("the first of his sentence", "Carl Ruud sang. Carl Ruud left. Bob Ek wept when he heard.",
         [("he h", "Bob Ek")]),
    case("whom a quotation has named", "Bo Ek sang. Bo Ek left. Ann Lee wrote: “We let Tom Roe go because he lied.”",
         [("he l", "Tom Roe")]),
    case("named behind", "When she left, Ann Lee was ill.", [("she", "Ann Lee")]),
    case("nobody", "He left.", []),
    case("of another gender", "Ann Lee came. He left.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MEANT)
def test_a_pronoun_means_the_person_of_its_gender_who_stands_out(text: str, expected: list[tuple[str, str]]) -> None:
    assert meant(text) == expected


def test_whoever_speaks_in_a_quotation_is_not_he_in_it() -> None:
    text = "Bob Ek met Carl Ruud. “He lies,” Ek said."
    article = make_article("a", text)
    names = Names(find_entities([article]))
    ek = next(e for _, e in names.of("a") if e.name == "Bob Ek")
    quotation = Span.cut(text, text.index("“"), text.index("”") + 1)
    at = text.index("He lies")
    assert antecedents(article, names.of("a"))[at][0].name == "Bob Ek"
    assert antecedents(article, names.of("a"), speaking={quotation: ek})[at][0].name == "Carl Ruud"


def test_he_does_not_name_himself_in_what_he_says() -> None:
    text = "Carl Ruud met Bob Ek. “It was Mr. Ruud,” he said."
    article = make_article("a", text)
    found = name_sources(article, extract_attributions(article), Names(find_entities([article])))
    assert [holder.name for holder in found if holder] == ["Bob Ek"]


def test_he_behind_the_subject_of_his_sentence_is_not_whoever_spoke_last() -> None:
    text = "Carl Ruud said it rained. Bob Ek has a habit of denying things; most recently, he said it was dry."
    article = make_article("a", text)
    found = name_sources(article, extract_attributions(article), Names(find_entities([article])))
    assert [holder.name for holder in found if holder and holder.source and holder.source.text == "he"] == ["Bob Ek"]
