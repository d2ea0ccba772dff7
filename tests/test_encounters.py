"""Talks that a noun names, and who is meant in them, become sentences that stand alone."""

from __future__ import annotations

import pytest
from factories import case, claims, shown, side_by_side


def test_something_alleged_that_is_named_between_whom_is_unsure() -> None:
    meeting, _ = shown("Reports surfaced of an alleged meeting between Ann Lee and Bo Ek.")
    assert meeting == " | unsure | Ann Lee and Bo Ek met"


def test_the_two_leaders_are_whom_the_nearest_sentence_names() -> None:
    lines = shown("Ann Lee met Bo Ek. Tom Roe left. The two leaders discussed the dam.")
    assert lines[-1] == " | asserts | Ann Lee and Bo Ek discussed the dam"


def test_the_two_leaders_stay_as_they_are_where_three_are_named() -> None:
    assert shown("Ann Lee, Bo Ek and Tom Roe met. The two leaders left.")[-1] == " | asserts | The two leaders left"


def test_a_meeting_to_come_does_not_stand_for_the_call_that_was_denied() -> None:
    lines = shown("The ministry denied that Ann Lee called Bo Ek. The meeting will take place in Lenn.")
    assert lines[-1] == " | unsure | The meeting will take place in Lenn"


def test_what_took_place_is_the_talk_that_was_reported_not_what_was_denied_last() -> None:
    lines = shown(
        "The ministry denied that Ann Lee spoke to Bo Ek. Police denied that the town was told of the call."
        " The alleged call took place in May."
    )
    assert lines[-1] == " | unsure | Ann Lee spoke to Bo Ek"


def test_the_day_of_what_came_before_is_not_the_claim_s() -> None:
    told = {claim.proposition: claim.period for claim in claims("Lee left after the vote on Friday. Roe left Friday.")}
    assert [bool(period) for period in told.values()] == [False, True]


IN_QUOTATIONS = [
    case("he is another one", "he lied to the town", "Bo Ek lied to the town"),
    case("I am the speaker", "I met the mayor", "Ann Lee met the mayor"),
    case("and agrees", "I have met the mayor", "Ann Lee has met the mayor"),
    case("a verb that would not agree", "I know the mayor", "I know the mayor"),
]


@pytest.mark.parametrize(("words", "proposition"), IN_QUOTATIONS)
def test_a_pronoun_in_a_quotation_is_named_from_the_speaker_s_side(words: str, proposition: str) -> None:
    text = f"Bo Ek left in May. “{words[0].upper()}{words[1:]},” Ann Lee said."
    assert shown(text)[-1] == f"Ann Lee | asserts | {proposition}"


def test_a_form_of_address_goes_where_the_name_is_given_in_full() -> None:
    lines = shown("Mr. Bo Ek met Mrs. Ann Lee. Mr. Ek closed a dam.", "Mr. Roe died.")
    assert [line.rpartition(" | ")[2] for line in lines] == ["Bo Ek met Ann Lee", "Bo Ek closed a dam", "Mr. Roe died"]


def test_the_two_leaders_are_not_who_is_named_beside_them() -> None:
    lines = shown("Ann Lee met Bo Ek. Tom Roe met Ann Lee. Roe's denial leaves contact between the two leaders open.")
    assert lines[-1].endswith("leaves contact between Ann Lee and Bo Ek open")


def test_whoever_denied_a_talk_does_not_go_on_where_it_only_came() -> None:
    lines = shown("The ministry denied that Ann Lee spoke to Bo Ek. The reported call came days later.")
    assert lines == ["ministry | denies | Ann Lee spoke to Bo Ek", " | unsure | Ann Lee spoke to Bo Ek"]


@pytest.mark.parametrize("opening", ["The mayor", "The mayor stands out in that she"])
def test_what_is_not_spoken_of_need_not_have_taken_place(opening: str) -> None:
    assert not any("took place" in line for line in shown(f"{opening} does not talk about Lenn's defeat."))
    assert any("took place" in line for line in shown(f"{opening} talks about Lenn's defeat."))


def test_a_talk_with_its_topic_says_that_it_took_place_and_what_it_was_about() -> None:
    lines = shown("Ministry denies Lee-Ek call on bridge tolls\nAnn Lee and Bo Ek are mayors.")
    assert lines[:2] == [
        "Ministry | denies | Ann Lee and Bo Ek discussed bridge tolls by phone",
        "Ministry | denies | Ann Lee and Bo Ek spoke by phone",
    ]


@pytest.mark.parametrize("when", ["on Monday", "on 4 May", "in Oslo", "last week"])
def test_when_and_where_a_talk_took_place_is_no_topic(when: str) -> None:
    lines = shown(f"Reports surfaced of an alleged call between Ann Lee and Bo Ek {when}.")
    assert lines[0].startswith(" | unsure | Ann Lee and Bo Ek spoke by phone ")


def test_who_took_part_in_a_talk_likens_no_claim_that_tells_something_else_of_it() -> None:
    told, discussed = (
        "The town was told of the call between Ann Lee and Bo Ek.",
        "Ann Lee and Bo Ek discussed the town.",
    )
    assert len(side_by_side(told, discussed).clusters) == 2


def test_the_two_leaders_are_not_two_of_whom_a_comma_parts_the_sentence() -> None:
    lines = shown("Ann Lee's plan is unclear, as Bo Ek's denial leaves contact between the two leaders open.")
    assert lines[-1].endswith("between the two leaders open")


def test_hearsay_is_told_by_the_stance_and_not_by_the_proposition() -> None:
    assert shown("Ann Lee allegedly met Bo Ek.") == [" | unsure | Ann Lee met Bo Ek"]
