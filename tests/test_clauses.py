"""Verb groups, noun phrases and clauses are read off tags from left to right."""

from __future__ import annotations

import pytest
from factories import case
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.clauses import clauses
from newsclaims.phrases import noun_phrase_from, subject_before, verb_groups
from newsclaims.text import tokens

GROUPS = [
    ("The mayor resigned.", "resigned", True, False, False),
    ("The mayor has not yet resigned.", "has not yet resigned", True, True, False),
    ("The mayor didn't resign.", "didn't resign", True, True, False),
    ("The mayor never said so.", "never said", True, True, False),
    ("The mayor was elected.", "was elected", True, False, True),
    ("The mayor may have been elected.", "may have been elected", True, False, True),
    ("Leaving the town, nobody spoke.", "Leaving", False, False, False),
]


@pytest.mark.parametrize(("text", "words", "finite", "negated", "passive"), GROUPS)
def test_a_verb_group_takes_its_auxiliaries_adverbs_and_negation(
    text: str, words: str, finite: bool, negated: bool, passive: bool
) -> None:
    row = tokens(text)
    group = verb_groups(row)[0]
    assert text[row[group.start].start : row[group.end - 1].end] == words
    assert (group.finite, group.negated, group.passive) == (finite, negated, passive)


def test_a_participle_before_its_noun_is_no_verb() -> None:
    row = tokens("The alleged call worried them.")
    assert [row[group.head].text for group in verb_groups(row)] == ["worried"]


PHRASES = [
    ("The old stone bridge fell.", "The old stone bridge"),
    ("A spokesman for the ministry said no.", "A spokesman for the ministry"),
    ("Two people familiar with the matter said no.", "Two people familiar with the matter"),
    ("She said no.", "She"),
    ("The report by officials and residents fell.", "The report by officials and residents"),
    ("Quickly, she left.", ""),
]


@pytest.mark.parametrize(("text", "phrase"), PHRASES)
def test_a_noun_phrase_takes_what_hangs_on_it(text: str, phrase: str) -> None:
    row = tokens(text)
    end = noun_phrase_from(row, 0)
    assert text[: row[end - 1].end if end else 0] == phrase


SUBJECTS = [
    case("a plain one", "The mayor resigned.", "resigned", "The mayor"),
    case("with its apposition", "Ann Lee, the mayor, resigned.", "resigned", "Ann Lee, the mayor"),
    case("without a participle clause", "The Herald, citing officials, reported it.", "reported", "The Herald"),
    case("without the day", "The minister on Monday denied it.", "denied", "The minister"),
    case("behind an adverb", "The mayor also resigned.", "resigned", "The mayor"),
    case("none before a participle that opens", "Leaving town, nobody spoke.", "Leaving", None),
]


@pytest.mark.parametrize(("text", "verb", "subject"), SUBJECTS)
def test_the_subject_of_a_verb_is_the_phrase_before_it(text: str, verb: str, subject: str | None) -> None:
    row = tokens(text)
    at = next(group.start for group in verb_groups(row) if row[group.head].text == verb)
    while row[at].tag == "RB":
        at += 1
    found = subject_before(row, at)
    assert (text[row[found[0]].start : row[found[1] - 1].end] if found else None) == subject


CLAUSES = [
    case("one", "The mayor resigned on Monday.", ["The mayor resigned on Monday"]),
    case("two verbs joined", "The mayor resigned and left the town.", ["The mayor resigned", "left the town"]),
    case(
        "two sentences joined",
        "The mayor resigned, and the council voted.",
        ["The mayor resigned", "the council voted"],
    ),
    case("behind a semicolon", "The mayor resigned; the town cheered.", ["The mayor resigned", "the town cheered"]),
    case(
        "a relative clause between commas",
        "The mayor, who lost the vote, resigned.",
        ["The mayor resigned", "who lost the vote"],
        expect="fail",
        because="a subject that has no verb yet goes with the relative clause behind it",
    ),
    case("things joined are one", "The mayor and the council resigned.", ["The mayor and the council resigned"]),
    case("a reason", "The mayor resigned because the bridge fell.", ["The mayor resigned", "because the bridge fell"]),
    case(
        "when it was stays", "The mayor resigned after the bridge fell.", ["The mayor resigned after the bridge fell"]
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_a_sentence_is_cut_into_its_clauses(text: str, expected: list[str]) -> None:
    assert [" ".join(token.text for token in clause) for clause in clauses(tokens(text))] == expected


WORDS = st.sampled_from(
    "the a mayor Ann Lee bridge said fell closed which who that and but , ; : — . not after because citing to".split()
)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_no_word_is_in_two_clauses_and_order_holds_in_each(text: str) -> None:
    found = clauses(tokens(text))
    assert all(clause and clause == sorted(clause) for clause in found)
    in_one = [token for clause in found for token in clause]
    assert len(in_one) == len(set(in_one))
