"""What an attribution holds, and whether its source can hold it, is read off its words."""

from __future__ import annotations

import pytest
from factories import article, attribution, case

from newsclaims.contents import is_clausal, is_mute
from newsclaims.stance import doubts

SOURCES = [
    case("a demonstrative", "That does not mean the dam is safe.", "That", "does not mean", "the dam is safe", True),
    case("what happened", "The second call showed the dam is safe.", "The second call", "showed", "the dam", True),
    case("somebody", "The mayor said the dam is safe.", "The mayor", "said", "the dam is safe", False),
    case("who called", "The caller said the dam is safe.", "The caller", "said", "the dam is safe", False),
]
CONTENTS = [
    case("what all see", "Lee is seen on the dam.", "", "is seen", "Lee", False),
    case("how somebody appears", "Lee appeared calm to the guard.", "", "appeared calm", "Lee … the guard", False),
    case(
        "what a text refers to", "The note was referring to the dam.", "The note", "was referring to", "the dam", False
    ),
    case("what somebody is sorry for", "Lee apologized for the dam.", "Lee", "apologized for", "the dam", False),
    case("what is spread", "Her views were shared by Lee.", "Lee", "were shared", "Her views", False),
    case("what is said in front", "The dam is safe, Lee said.", "Lee", "said", "The dam is safe", True),
    case("what is said", "Lee said the dam is safe.", "Lee", "said", "the dam is safe", True),
    case(
        "what is said of whom more is told",
        "They said the mayor, who never went, could be a judge.",
        "They",
        "said",
        "the mayor, who never went, could be a judge",
        True,
    ),
    case("whom more is told of", "They praised the mayor, who left.", "They", "praised", "the mayor, who left", False),
    case("a thing that is turned down", "Lee rejected the new dam.", "Lee", "rejected", "the new dam", False),
    case("a claim that is rejected", "Lee rejected the claim.", "Lee", "rejected", "the claim", True),
    case("a thing that is denied", "Lee denied a meeting.", "Lee", "denied", "a meeting", True),
    case("what nobody is named for", "It was said that the dam is safe.", "", "was said", "that the dam is safe", True),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "mute"), SOURCES)
def test_what_happened_and_what_is_pointed_at_say_nothing(
    text: str, source: str, cue: str, content: str, mute: bool
) -> None:
    assert is_mute(attribution(article(text=text), source, cue, content)) is mute


@pytest.mark.parametrize(("text", "source", "cue", "content", "clausal"), CONTENTS)
def test_a_mere_object_is_no_proposition(text: str, source: str, cue: str, content: str, clausal: bool) -> None:
    assert is_clausal(text, attribution(article(text=text), source, cue, content)) is clausal


def test_what_something_does_not_mean_is_left_open() -> None:
    text = "That does not mean the dam is safe. Lee did not mean the dam is safe."
    said = article(text=text)
    assert doubts(attribution(said, "That", "does not mean", "the dam is safe"))
    assert not doubts(attribution(said, "Lee", "did not mean", "the dam is safe"))
