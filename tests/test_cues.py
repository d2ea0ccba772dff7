"""Cues are words that were counted as cues, before the complements they were counted with."""

from __future__ import annotations

import pytest
from factories import case

from newsclaims.cues import complement, content_end, counts, cue_share, is_cue, retagged
from newsclaims.phrases import verb_groups
from newsclaims.text import tokens

SAYING = [
    ("verb", "said", "that"),
    ("verb", "said", "quote"),
    ("verb", "says", "clause"),
    ("verb", "denied", "that"),
    ("verb", "denied", "np"),
    ("verb", "told", "np that"),
    ("verb", "believes", "that"),
    ("verb", "warned", "that"),
    ("noun", "claims", "that"),
    ("noun", "report", "that"),
    ("noun", "allegations", "of"),
]
NOT_SAYING = [
    ("verb", "walked", "np"),
    ("verb", "made", "np"),
    ("verb", "closed", "np"),
    ("noun", "bridge", "of"),
    ("noun", "table", "that"),
    ("verb", "xyzzied", "that"),
]


@pytest.mark.parametrize(("part", "word", "kind"), SAYING)
def test_a_word_of_saying_is_a_cue(part: str, word: str, kind: str) -> None:
    assert is_cue(part, word, kind)


@pytest.mark.parametrize(("part", "word", "kind"), NOT_SAYING)
def test_any_other_word_is_none(part: str, word: str, kind: str) -> None:
    assert not is_cue(part, word, kind)


def test_a_word_that_was_never_counted_has_no_share() -> None:
    assert counts("verb", "xyzzied") == (0, 0)
    assert cue_share("verb", "xyzzied", "that") == 0.0


def test_a_clause_makes_a_cue_likelier_than_an_object_does() -> None:
    assert cue_share("verb", "found", "that") > cue_share("verb", "found", "np")


COMPLEMENTS = [
    ("She said that it rained.", "said", "that"),
    ("She said the road was closed.", "said", "clause"),
    ("She said on Monday that it rained.", "said", "that"),
    ("She said, in an interview on Friday, nothing.", "said", "end"),
    ("She wondered whether it rained.", "wondered", "that"),
    ("She told him that it rained.", "told", "np that"),
    ("She told him to leave.", "told", "np to"),
    ("She promised to leave.", "promised", "to"),
    ("She promised not to leave.", "promised", "to"),
    ("She denied the report.", "denied", "np"),
    ("She denied leaving early.", "denied", "ing"),
    ("She spoke about the flood.", "spoke", "about"),
    ("It rained, she said.", "said", "end"),
    ("She added: it rained.", "added", "colon"),
]


@pytest.mark.parametrize(("text", "word", "kind"), COMPLEMENTS)
def test_the_complement_of_a_verb_is_told_by_what_follows(text: str, word: str, kind: str) -> None:
    row = tokens(text)
    behind = next(i for i, token in enumerate(row) if token.text == word) + 1
    assert complement(row, behind)[0] == kind


ENDS = [
    case("a clause ends with its sentence", "She said that the road near the dam is closed.", "closed"),
    case("at another act of saying", "She said that the road is closed, adding that it rained.", "closed"),
    case("at a semicolon", "She said that the road is closed; nobody left.", "closed"),
    case("at what the writer holds against it", "She said that the road is closed, although cars passed.", "closed"),
    case("not at a relative clause", "She said that the road that he built is closed.", "closed"),
]


@pytest.mark.parametrize(("text", "last"), ENDS)
def test_a_content_ends_before_what_is_the_writers_own(text: str, last: str) -> None:
    row = [token for token in tokens(text) if token.text not in ".!?"]
    assert row[content_end(row, 2, verb_groups(row), phrase=False) - 1].text == last


def test_a_headline_s_verb_of_saying_is_no_plural_noun() -> None:
    row = tokens("Ministry claims victory")
    assert [token.tag for token in retagged(row)][1] == "VBZ"


def test_a_long_row_of_noun_phrases_has_a_complement() -> None:
    assert complement(tokens("said " + "it " * 2000), 1)[0] in {"np", "other"}
