"""Verbs of saying are known where a tagger sees nouns, and nouns stay nouns."""

from __future__ import annotations

import pytest
from factories import case

from newsclaims.cues import retagged, stem
from newsclaims.reports import CALLED_FALSE
from newsclaims.text import Token, tokens

TAGS = [
    case("a headline's verb of saying", "Ministry claims victory", "claims", "VBZ"),
    case("a plural at the start", "Claims of the ministry were heard.", "Claims", "NNS"),
    case("a noun that is no word of saying", "The ministry bridges were closed.", "bridges", "NNS"),
]


@pytest.mark.parametrize(("text", "word", "tag"), TAGS)
def test_a_verb_of_saying_behind_a_noun_is_no_plural(text: str, word: str, tag: str) -> None:
    assert next(token.tag for token in retagged(tokens(text)) if token.text == word) == tag


def test_a_verb_of_saying_may_be_a_common_noun_too_where_it_closes_a_sentence_behind_a_comma() -> None:
    tags = [("dam", "NN"), (",", ","), ("the", "DT"), ("agency", "NN"), ("reports", "NNS"), (".", ".")]
    row = [Token(10 * i, 10 * i + len(word), word, tag) for i, (word, tag) in enumerate(tags)]
    assert [token.tag for token in retagged(row)][4] == "VBZ"
    assert [token.tag for token in retagged(row[2:])][2] == "NNS"


def test_a_stem_is_the_same_for_a_word_s_forms() -> None:
    assert {stem(word) for word in ("deny", "denies", "denied", "Denying")} == {"deni"}


@pytest.mark.parametrize("words", ["are false", "is completely untrue", "were baseless"])
def test_a_report_is_called_false(words: str) -> None:
    assert CALLED_FALSE.match(words)
