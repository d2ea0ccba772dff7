"""What somebody thinks, wants or asks, and what only tells that he spoke."""

from __future__ import annotations

import re

import pytest
from factories import case, claims, in_lines, shown

from newsclaims.articles import make_article
from newsclaims.attributions import Attribution
from newsclaims.claims import normalize_claims
from newsclaims.text import Span

ACTS = [
    case("a question", "Bo Ek asked: “Is the bridge safe?”", "Bo Ek asked: “Is the bridge safe?”"),
    case("one that is told", "Bo Ek asked whether the bridge was safe.", "Bo Ek asked whether the bridge was safe"),
    case("an exclamation", "“No,” Bo Ek said.", "“No,” Bo Ek said"),
    case("what somebody feels", "“I regret it,” Bo Ek said.", "“I regret it,” Bo Ek said"),
    case("when it was said", "On Monday, Bo Ek said that it was safe.", "On Monday, Bo Ek said that it was safe"),
]


@pytest.mark.parametrize(("text", "words"), ACTS)
def test_an_act_of_speaking_is_carried_by_the_words_that_tell_it(text: str, words: str) -> None:
    carried = [set(re.findall(r"\w+", " ".join(span.text for span in claim.spans))) for claim in claims(text)]
    assert set(re.findall(r"\w+", words)) - {"that"} in [found - {"that"} for found in carried]


TOLD = [
    case("a judgement", "“It is a disgrace,” Lee said.", "Lee said: It is a disgrace"),
    case("a judgement, told", "Lee said that the plan is ridiculous.", "Lee said: The plan is ridiculous"),
    case(
        "a superlative", "“This is the worst storm in years,” Lee said.", "Lee said: This is the worst storm in years"
    ),
    case("the most useful", "“It is the most useful plan,” Lee said.", "Lee said: It is the most useful plan"),
    case("what we accept", "“We don't accept the plan,” Lee said.", "Lee said: We don't accept the plan"),
    case("what we do not want", "“In this town, we don't want it,” Lee said.", "Lee said: We don't want it"),
    case("respect", "“I have great respect for farmers,” Lee said.", "Lee said: I have great respect for farmers"),
    case("a refusal", "“I am not going to resign,” Lee said.", "Lee said: I am not going to resign"),
    case("a refusal, quoted in part", "Lee said that he would “never resign.”", "Lee said: He would never resign"),
    case("seen as", "“She will be seen as a traitor,” Lee said.", "Lee said: She will be seen as a traitor"),
    case("a risk", "“The town is taking a huge risk,” Lee said.", "Lee said: The town is taking a huge risk"),
    case("no way to see it", "“I don't see how it can work,” Lee said.", "Lee said: I don't see how it can work"),
    case("what somebody deserves", "“They deserve it,” Lee said.", "Lee said: They deserve it"),
    case("how cruel", "“I see how cruel the plan was,” Lee said.", "Lee said: I see how cruel the plan was"),
    case("behind an adverb", "“Frankly, I regret it,” Lee said.", "Lee said: Frankly, I regret it"),
    case("a stressed word", "“He has a very loyal team,” Lee said.", "Lee said: He has a very loyal team"),
    case("what should be", "The town should be rebuilt, Lee said.", "Lee said: The town should be rebuilt"),
    case("a feeling", "“I deeply regret it,” Lee said.", "Lee said: I deeply regret it"),
    case("an intention", "“We didn't mean to close it,” Lee said.", "Lee said: We didn't mean to close it"),
    case("a promise", "“We pledge to rebuild the town,” Lee said.", "Lee said: We pledge to rebuild the town"),
    case(
        "a promise that goes on", "“I apologized to all, and pledge to help,” Lee said.", "Lee said: I pledge to help"
    ),
    case("advice", "“Roe might want to think twice,” Lee said.", "Lee said: Roe might want to think twice"),
    case("a command", "“Act like it matters,” Lee said.", "Lee said: Act like it matters"),
    case("in a participle", "Ann Lee left, saying they should stay.", "Ann Lee said: They should stay"),
    case("a wish", "“I would like to thank the crew,” Lee said.", "Lee said: I would like to thank the crew"),
    case("what is denied", "“The crew do not deserve this, it is unfair,” Lee said.", "Lee said: It is unfair"),
]


@pytest.mark.parametrize(("text", "proposition"), TOLD)
def test_what_somebody_thinks_or_wants_is_the_article_s_claim_about_its_speaker(text: str, proposition: str) -> None:
    (told,) = [claim for claim in claims(text) if claim.proposition == proposition]
    assert (told.holders, told.stance, told.speaker and told.speaker.name) == (
        (),
        "asserts",
        proposition.partition(" said:")[0],
    )


def test_whoever_tells_of_an_opinion_holds_that_it_was_said() -> None:
    text = "The Lenn Herald reported that Mayor Ann Lee told the council that the plan was ridiculous."
    assert "The Lenn Herald | asserts | Ann Lee said: The plan was ridiculous" in shown(text)


HELD = [
    case(
        "a fact in quotation marks", "“It rained on Monday,” Lee said.", "Lee | asserts | It rained on 11 November 2024"
    ),
    case("a plain adjective", "“The road is closed,” Lee said.", "Lee | asserts | The road is closed"),
    case("a measure", "“It is the longest bridge,” Lee said.", "Lee | asserts | It is the longest bridge"),
    case("what must have been", "“He must have left,” Lee said.", "Lee | asserts | He must have left"),
    case("behind idle words", "“You know, it rained in Lenn,” Lee said.", "Lee | asserts | It rained in Lenn"),
    case("what I did", "“I closed the road,” Lee said.", "Lee | asserts | I closed the road"),
    case(
        "several who say it",
        "Ann Lee and Bo Ek denied that the dam broke.",
        "Bo Ek | denies | The dam broke",
    ),
    case("each of them", "Ann Lee and Bo Ek denied that the dam broke.", "Ann Lee | denies | The dam broke"),
    case(
        "words in quotation marks among its own",
        "Lee said his rival “cheated” the council.",
        "Lee | asserts | His rival cheated the council",
    ),
    case(
        "two subjects",
        "The mayor said that he and Bo Ek both “cheated” the council.",
        "mayor | asserts | He and Bo Ek both cheated the council",
    ),
]


@pytest.mark.parametrize(("text", "expected"), HELD)
def test_what_can_be_checked_is_held_by_each_who_says_it(text: str, expected: str) -> None:
    assert expected in shown(text)


def test_a_subject_with_a_verb_of_saying_claims_nothing_by_itself() -> None:
    article = make_article("a", "It rained. Lee said. Lee left.")
    assert [claim.proposition for claim in normalize_claims([article], [])] == ["It rained", "Lee left"]


def attributed(text: str, cue: str, content: str, source: str = "") -> list[str]:
    """Holders, stance and proposition of the claims of a text with one attribution."""
    roles = [
        (Span(text.index(words), text.index(words) + len(words), words),) for words in (source, cue, content) if words
    ]
    found = Attribution("a", roles[0] if source else (), roles[-2], roles[-1], "indirect")
    made = normalize_claims([make_article("a", text)], [found])
    return in_lines(made)


def test_what_is_expected_by_nobody_the_text_names_is_left_open_by_the_article() -> None:
    text = "It is expected that the bridge reopens."
    assert attributed(text, "is expected", "that the bridge reopens") == [" | unsure | The bridge reopens"]


def test_what_somebody_is_charged_with_by_nobody_is_told_by_the_article() -> None:
    text = "Lee was charged with closing the bridge."
    assert not any("media reports" in line for line in attributed(text, "was charged with", "closing the bridge"))


@pytest.mark.parametrize("text", ["Lee left, saying it rained.", "On Friday, the mayor, Lee, left, saying it rained."])
def test_who_adds_something_in_a_participle_is_whom_the_sentence_opens_with(text: str) -> None:
    assert "Lee | asserts | It rained" in attributed(text, "saying", "it rained")


def test_a_participle_is_not_said_by_who_is_named_in_passing() -> None:
    text = "In a letter to Ann Lee, the town closed the bridge, saying it rained."
    assert "media reports | asserts | It rained" in attributed(text, "saying", "it rained")


def test_that_something_does_not_mean_it_leaves_it_open() -> None:
    text = "That does not mean that the bridge is safe."
    assert attributed(text, "does not mean", "that the bridge is safe") == [" | unsure | The bridge is safe"]


def test_what_is_requested_is_not_said_to_be_so() -> None:
    text = "Lee requested that the town close the bridge."
    assert attributed(text, "requested", "that the town close the bridge", "Lee") == [f" | asserts | {text[:-1]}"]


def test_whom_somebody_turns_to_says_nothing() -> None:
    text = "Lee hasn't turned to the crew affected."
    made = attributed(text, "hasn't turned", "the crew affected", "Lee")
    assert made == [" | denies | Lee has turned to the crew affected"]


def test_a_title_is_no_claim_of_whoever_gave_it() -> None:
    text = 'Lee wrote an article titled "The bridge is falling down" on Monday.'
    made = attributed(text, "titled", '"The bridge is falling down"', "Lee")
    assert all(row.startswith(" | asserts") for row in made)


def test_a_question_that_nobody_is_said_to_ask_claims_nothing() -> None:
    assert claims("Is the bridge safe?") == []


def test_that_nobody_asks_is_the_article_s_claim_all_the_same() -> None:
    assert shown("The mayor was asked whether it rained.") == [" | asserts | The mayor was asked whether it rained"]
