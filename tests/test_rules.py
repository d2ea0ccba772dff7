"""What the rules lean on: complements, units and cues."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from factories import case

from newsclaims import rules, rules_cues, rules_units
from newsclaims.articles import make_article
from newsclaims.attributions import Attribution
from newsclaims.text import tokens


def found(text: str) -> list[Attribution]:
    return rules.extract_attributions(make_article("a", text))


def roles(attribution: Attribution) -> str:
    """Source, cue and content as words, pieces joined with " … "."""
    parts = (attribution.source, attribution.cue, attribution.content)
    return " | ".join(" … ".join(span.text for span in spans) for spans in parts)


ONE = [
    case("direct", '"It is safe," Ann Lee said.', 'Ann Lee | said | "It is safe,"'),
    case("inverted", "“It is safe,” said Ann Lee, the mayor.", "Ann Lee, the mayor | said | “It is safe,”"),
    case("interrupted", '"The dam," she said, "is safe."', 'she | said | "The dam," … "is safe."'),
    case("that", "The mayor said that it is safe.", "The mayor | said | that it is safe"),
    case("behind", "The dam is safe, the mayor said.", "the mayor | said | The dam is safe"),
    case("told on a day", "The mayor told him on Monday that it is safe.", "The mayor | told | that it is safe"),
    case("a plan", "The mayor promised to rebuild the dam.", "The mayor | promised | to rebuild the dam"),
    case("passive", "The report was denied by the ministry.", "the ministry | was denied | The report"),
    case("a noun", "There were reports that the dam had collapsed.", " | reports | that the dam had collapsed"),
    case(
        "told, in front",
        'The mayor told reporters: "It is safe."',
        'The mayor | told | "It is safe."',
        expect="fail",
        because="a colon behind who is told is no complement of a verb of telling",
    ),
    case(
        "a place between",
        "The company said in its report that profits fell.",
        "The company | said | that profits fell",
        expect="fail",
        because="a phrase between cue and “that” is taken for the content",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_one_act_of_saying_is_read_off_its_sentence(text: str, expected: str) -> None:
    assert [(roles(a), a.confidence) for a in found(text)] == [(expected, None)]


SEVERAL = [
    case(
        "a denial of reports",
        "The ministry denied reports that the dam had collapsed.",
        {
            "The ministry | denied | reports that the dam had collapsed": None,
            " | reports | that the dam had collapsed": "denied",
        },
    ),
    case(
        "side by side",
        "The mayor said that the dam is safe, adding that nobody should worry.",
        {
            "The mayor | said | that the dam is safe": None,
            "The mayor | adding | that nobody should worry": None,
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_one_inside_another_s_content_has_it_as_its_parent(text: str, expected: dict[str, str | None]) -> None:
    assert {roles(a): a.parent.cue[0].text if a.parent else None for a in found(text)} == expected


def test_a_quotation_goes_on_in_the_next_paragraph_with_the_same_speaker() -> None:
    (only,) = found('"The dam is safe," Ann Lee said. "We have checked it.\n"It will hold for a hundred years."')
    assert roles(only).endswith('"The dam is safe," … "We have checked it. … "It will hold for a hundred years."')


def test_a_speaker_s_sentences_are_one_content_where_the_article_has_lost_all_marks() -> None:
    (only,) = found("The dam is safe, said Mayor Ann Lee. We have checked it twice.\nNobody cheered.")
    assert roles(only) == "Mayor Ann Lee | said | The dam is safe … We have checked it twice."


def test_narration_says_nothing_in_anybody_s_name() -> None:
    assert found("The dam broke on Monday. Nobody was hurt. The engineers opened the gates.") == []


def test_a_long_row_of_noun_phrases_has_a_complement() -> None:
    assert rules_cues.complement(tokens("said " + "it " * 2000), 1)[0] in {"np", "other"}


@pytest.mark.parametrize("module", [rules, rules_cues, rules_units], ids=lambda module: module.__name__)
def test_the_examples_hold(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert (tried.attempted > 0, tried.failed) == (True, 0)
