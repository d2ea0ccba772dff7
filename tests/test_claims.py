"""What is said becomes claims: one proposition each, who holds it, and with which stance."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from factories import case, claims, replayed, shown
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsclaims.claims import normalize_claims
from newsclaims.propositions import as_sentence
from newsclaims.segment import Segment
from newsclaims.text import tokens

CHAINS = [
    case(
        "a paper about a mayor",
        "The Lenn Herald reported that Mayor Ann Lee told the council that the bridge was unsafe.",
        ["The Lenn Herald > Ann Lee | asserts | The bridge was unsafe"],
    ),
    case("a number", "12 people were moved, the mayor said.", ["mayor | asserts | 12 people were moved"]),
    case(
        "a hedged number, behind",
        "About 40 people were moved, the mayor said.",
        ["mayor | asserts | About 40 people were moved"],
    ),
    case(
        "a hedged number, in front",
        "The mayor said about 40 people were moved.",
        ["mayor | asserts | About 40 people were moved"],
    ),
    case(
        "a day first",
        "On Friday the road will close, the mayor said.",
        ["mayor | asserts | On 15 November 2024 the road will close"],
    ),
    case(
        "a condition first",
        "Although it rained, the road was open, the mayor said.",
        ["mayor | asserts | The road was open"],
    ),
    case("according to", "According to the ministry, it collapsed.", ["ministry | asserts | It collapsed"]),
    case(
        "a paper citing others",
        "The Lenn Herald, citing people familiar with the matter, reported that the bridge had collapsed.",
        ["The Lenn Herald > people familiar with the matter | asserts | The bridge had collapsed"],
    ),
    case(
        "a denial in what a paper heard from others",
        "The Lenn Herald, citing sources, reported that Lee denied that the dam broke.",
        ["The Lenn Herald > people familiar with the matter > Lee | denies | The dam broke"],
    ),
    case(
        "others who told a paper",
        "People familiar with the matter told the Lenn Herald that the bridge had collapsed.",
        ["Lenn Herald > people familiar with the matter | asserts | The bridge had collapsed"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_holders_run_from_the_article_inwards(text: str, expected: list[str]) -> None:
    assert expected[0] in shown(text)


def test_the_first_to_speak_is_named_in_what_a_pronoun_says() -> None:
    assert "Ann Lee | asserts | Ann Lee will resign next week" in shown(
        "Mayor Ann Lee said that she will resign next week."
    )


def test_dates_stay_relative_where_the_article_has_none() -> None:
    (claim,) = claims("The bridge collapsed on Thursday.", published=None)
    assert (claim.proposition, claim.period) == ("The bridge collapsed on Thursday", None)


def test_numbers_and_days_in_the_words_are_those_of_the_claim() -> None:
    (claim,) = claims("On Thursday, 40 people were injured.")
    assert [(q.low, q.high) for q in claim.quantities] == [(40, 40)]
    assert claim.period is not None
    assert claim.period.start == dt.date(2024, 11, 7)


def test_titles_are_claims_where_articles_give_one_person_two() -> None:
    one, other = "The floods worried President Ann Lee.", "The floods worried Prime Minister Ann Lee."
    titles = [(c.article_id, c.title.office) for c in claims(one, other) if c.title]
    assert titles == [("a0", "president"), ("a1", "prime minister")]
    assert [c for c in claims(one, one) if c.title] == []


def test_an_office_that_stands_for_a_name_is_a_title_where_it_says_whose_it_is() -> None:
    one, other = "Norwegian President Ann Lee left.", "Prime Minister Ann Lee left. The Norwegian president was ill."
    assert [(c.article_id, c.title.office) for c in claims(one, other) if c.title] == [
        ("a0", "president"),
        ("a1", "prime minister"),
        ("a1", "president"),
    ]
    vague = other.replace("Norwegian ", "")
    assert len([c for c in claims(one, vague) if c.title]) == 2


def test_captions_and_furniture_claim_nothing() -> None:
    text = (
        "The bridge over the Lenn has been closed since Friday and cars take the road along the river.\n"
        "The bridge on Monday. (photo credit: Bo Ek)\n"
        "Sign up for our newsletter, and the bridge will reopen!"
    )
    assert {c.spans[0].start < text.index("\n") for c in claims(text)} == {True}


def test_ids_follow_the_articles_and_their_order_in_the_text() -> None:
    found = claims("The bridge fell. The road was closed.", "The mayor resigned.")
    assert [(c.id, c.article_id) for c in found] == [("m001", "a0"), ("m002", "a0"), ("m003", "a1")]


def test_nothing_claims_nothing() -> None:
    assert normalize_claims([], []) == []
    assert claims("") == []


NEWS = st.sampled_from(
    "the mayor Ann Lee said denied reported reports that it this is was not no never may false and which who"
    " on Monday 40 people , . : “ ” \" ' \n President İ 🙂 he she".split(" ")
)


@settings(deadline=None, max_examples=60)
@given(st.text() | st.lists(NEWS, max_size=50).map(" ".join))
@example("THAT SAID“0")  # a mere quotation of nobody who can speak
def test_any_text_gives_claims_whose_spans_stand_in_it(text: str) -> None:
    found = claims(text)
    assert len({claim.id for claim in found}) == len(found)
    for claim in found:
        assert claim.spans
        assert claim.proposition
        assert all(span.stands_in(text) for span in claim.spans)
        assert list(claim.spans) == sorted(claim.spans)
        if claim.steps:
            assert replayed(claim, text) == claim.proposition
        assert as_sentence(claim.proposition) == claim.proposition or not claim.steps
    assert claims(text) == found


@settings(deadline=None, max_examples=40)
@given(st.lists(NEWS, max_size=40).map(" ".join))
def test_the_claims_of_an_article_do_not_depend_on_one_that_names_nobody_of_it(text: str) -> None:
    beside = claims(text, "A farmer in Oslo said that the harvest was poor. It had rained for weeks.")
    alone = [replace(claim, id="") for claim in claims(text)]
    assert [replace(claim, id="") for claim in beside if claim.article_id == "a0"] == alone


def test_whoever_is_spoken_to_holds_nothing() -> None:
    told = shown("“You may have heard that Lee chose his running mate,” Mayor Ann Hale said.")
    assert "Ann Hale | asserts | Lee chose his running mate" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ann Lee dismissed claims that the bridge was closed.", True),
        ("Happy Birthday Ann Lee was sung on Monday.", False),
    ],
)
def test_a_title_before_a_name_is_a_claim_and_no_other_word_is(text: str, expected: bool) -> None:
    assert any(" | asserts | Ann Lee is " in each for each in shown(text)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Reports of a fire are 'pure fiction'", "Reports of a fire are 'pure fiction'"),
        ("The fire in the '90s was 'arson'", "The fire in the '90s was 'arson'"),
        ("“It was ‘arson’”", "It was ‘arson’"),
    ],
)
def test_a_mark_that_a_clause_opens_is_closed_with_it(text: str, words: str) -> None:
    row = [token for token in tokens(text) if token.text not in "“”"]
    [piece] = Segment(row[:-1], (), None).pieces(text)
    assert piece.text == words
