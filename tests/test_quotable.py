"""What can be read without its article is a whole sentence that names what it speaks of."""

from __future__ import annotations

import pytest
from factories import case
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.quotable import stands_alone, verb_of

WHOLE = [
    case("a statement", "The bridge over the Lenn is closed"),
    case("a day before it", "On Monday, the mayor opened the new school"),
    case("what is said to be", "There is no plan for a new bridge"),
    case("a report of words", "Ann Lee said that the bridge is closed"),
    case("whose words they are", "Ann Lee said: We have no plan"),
    case("a month that is spelt like an auxiliary", "The crane had been inspected in May"),
    case("a headline", "Council Overrides Mayor's Veto Of Bridge Bill"),
    case("a name that looks like a pronoun", "The mayor spoke to US officials"),
    case("a passive of telling", "The council was informed in advance of the vote"),
    case("a participle behind the subject", "A child born in the town has a right to a place at school"),
    case("a relative clause before the verb", "The idea that the bridge could fall is not new"),
]
BROKEN = [
    case("a pronoun", "It is closed"),
    case("an owner", "Her bridge is closed"),
    case("something shown", "That interview hurt the mayor"),
    case("words without their speaker", "We are closed on Monday"),
    case("a participle", "Asked about the bridge, the mayor left"),
    case("a reason", "Because the bridge is closed"),
    case("a noun", "The long row over the bridge"),
    case("a gerund", "The Herald citing sources"),
    case("a dangling preposition", "The mayor was looking for"),
    case("a dangling verb of saying", "That night the mayor said"),
    case("mere telling", "Ann Lee told the Herald on Monday"),
    case("mere telling in a statement", "Real estate tycoon Bo Ek said Thursday"),
    case("a question", "The bridge is closed?"),
    case("half a bracket", "The police) are at the bridge"),
    case("a relative clause alone", "A position that the council would not take"),
    case("the contents of a question", "Ann Lee said: Why is the bridge closed"),
    case("nothing", ""),
]


@pytest.mark.parametrize("words", WHOLE)
def test_a_whole_sentence_stands_alone(words: str) -> None:
    assert stands_alone(words)


@pytest.mark.parametrize("words", BROKEN)
def test_what_needs_its_article_does_not(words: str) -> None:
    assert not stands_alone(words)


@given(st.text())
def test_any_words_can_be_asked_about(words: str) -> None:
    assert stands_alone(words) in (True, False)
    assert verb_of(words) is None or verb_of(words) in words.lower()
