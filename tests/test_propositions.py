"""The steps from an article's words to a proposition can be run again."""

from __future__ import annotations

import pytest
from factories import case, claims, replayed, shown

from newsclaims.propositions import Step, replay

REPLAYED = [
    "Mayor Ann Lee said on Monday that she did not close the bridge on Nov. 5.",
    "The bridge, which opened in August, collapsed on Thursday and “killed nobody”, Lee said.",
    "The ministry denied reports that the bridge had not collapsed. Ann Lee, the mayor, met Bo Ek. Lee said so.",
    "\ufeffThe ministry\r\ndenied that no bridge\u00a0fell.\r\n",
]


@pytest.mark.parametrize("text", REPLAYED)
def test_the_steps_lead_from_the_words_to_the_proposition(text: str) -> None:
    found = claims(text)
    assert found
    assert [replayed(claim, text) for claim in found] == [claim.proposition for claim in found]


def test_the_steps_say_what_the_report_stands_for() -> None:
    text = "The Lenn Herald reported that the bridge had collapsed. The ministry denied the report."
    assert [replayed(claim, text) for claim in claims(text)] == [claim.proposition for claim in claims(text)]


def test_steps_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="'positive form' starts from 'It did not rain', not from 'It rained'"):
        replay([Step("positive form", "It did not rain", "It did rain")], "It rained")


SENTENCES = [
    case("he is named", '"I am old," Bo Ek said. He denied that he slept.', ["Bo Ek | denies | Bo Ek slept"]),
    case(
        "she is named who has not spoken yet",
        "Mayor Ann Lee resigned. She said that she was tired.",
        ["Ann Lee | asserts | Ann Lee was tired"],
    ),
    case(
        "a subject is carried over",
        "The bridge collapsed on Thursday and reopened on Saturday.",
        [" | asserts | The bridge collapsed on 7 November 2024", " | asserts | The bridge reopened on 9 November 2024"],
    ),
    case("yesterday", "It collapsed on Sunday.", [" | asserts | It collapsed on 10 November 2024"]),
    case("a date", "It collapsed on Nov. 5.", [" | asserts | It collapsed on 5 November 2024"]),
    case("a month stays one", "It collapsed in August.", [" | asserts | It collapsed in August"]),
    case(
        "a relative clause speaks of what stands before it",
        "Ann Lee, who lost the vote, has resigned.",
        [" | asserts | Ann Lee has resigned", " | asserts | Ann Lee lost the vote"],
    ),
    case("an apposition, too", "Bo Ek, the mayor of Lenn, fled.", [" | asserts | Bo Ek is the mayor of Lenn"]),
    case("an age, too", "Bo Ek, 31, fled.", [" | asserts | Bo Ek is 31", " | asserts | Bo Ek fled"]),
    case(
        "what somebody is blamed for",
        "Lee apologized for closing the bridge.",
        [" | asserts | Closing the bridge", " | asserts | Lee apologized for closing the bridge"],
    ),
    case("a place in front", "In the photo, Lee shakes his hand.", [" | asserts | Lee shakes his hand"]),
    case("a dateline", "OSLO — Lee has resigned.", [" | asserts | Lee has resigned"]),
    case(
        "a headline",
        "Town Mayor Apologizes For Broken Bridge",
        [" | asserts | Town Mayor Apologizes For Broken Bridge"],
    ),
    case("a past tense that the tagger does not know", "Lee wore a hat.", [" | asserts | Lee wore a hat"]),
    case(
        "two things said",
        "Lee said that the bridge is safe and that the road is closed.",
        ["Lee | asserts | The bridge is safe", "Lee | asserts | The road is closed"],
    ),
    case("what cannot be", "Lee cannot close the bridge.", [" | denies | Lee can close the bridge"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_proposition_stands_alone(text: str, expected: list[str]) -> None:
    found = shown(text)
    assert [row for row in found if row in expected] == expected
