"""What a clause says besides is found: who somebody is, which one is meant, what happened, each of two objects."""

from __future__ import annotations

import pytest
from factories import case

from newsclaims.asides import alternatives, appositions, events, reasons, restrictions
from newsclaims.text import tokens

APPOSITIONS = [
    case("what somebody is", "Ann Lee, the mayor of Lenn, resigned.", ["Ann Lee , the mayor of Lenn"]),
    case("and was not before", "Bo Ek, now a member of the council, left.", ["Bo Ek , now a member of the council"]),
    case("whose", "Bo Ek, the city's former mayor, left.", ["Bo Ek , the city 's former mayor"]),
    case("who that is", "The mayor met her deputy, Jo Roe.", ["her deputy , Jo Roe"]),
    case("how old", "Bo Ek, 31, left.", ["Bo Ek , 31"]),
    case("of which party", "Bo Ek (D-Ohio) left.", ["Bo Ek ( D-Ohio"]),
    case("no title needs an article", "Bo Ek, Democrat of Ohio, left.", ["Bo Ek , Democrat of Ohio"]),
    case("a list says nothing of its first", "They met Ann Lee, Bo Ek and Jo Roe.", []),
    case("nor does a subject of a day", "On Monday, the mayor left.", []),
    case("a place of its country", "They met in Oslo, Norway.", []),
    case(
        "a list of people and offices",
        "They met Ann Lee, the mayor and Bo Ek.",
        [],
        expect="fail",
        because="without a parser “the mayor and Bo Ek” looks like two offices of hers",
    ),
]


@pytest.mark.parametrize(("text", "expected"), APPOSITIONS)
def test_what_stands_behind_a_name_says_who_that_is(text: str, expected: list[str]) -> None:
    row = tokens(text)
    assert [" ".join(t.text for t in row[name:end]) for name, _, end in appositions(row)] == expected


OBJECTS = [
    case("two things", "He sued the mayor and the council.", ["He sued the mayor", "He sued the council"]),
    case("two names", "He lied to Lee and Roe.", ["He lied to Lee", "He lied to Roe"]),
    case("two with one surname", "He wrote to Ann and Bo Ek.", ["He wrote to Ann and Bo Ek"]),
    case("an act on both", "He spoke of the mayor and the council.", ["He spoke of the mayor and the council"]),
    case("subjects", "The mayor and the council left.", ["The mayor and the council left"]),
    case(
        "three things",
        "He sued the mayor, the council and the town.",
        ["He sued the mayor", "He sued the council", "He sued the town"],
        expect="fail",
        because="only two things with “and” between them are told apart",
    ),
]
REASONS = [
    case("blamed", "Lee was sued for closing the bridge.", ["closing the bridge"]),
    case("admitted", "Lee pleaded guilty on Friday to lying to the council.", ["lying to the council"]),
    case("only wished", "Lee is looking forward to opening the bridge.", []),
    case("none", "Lee paid for the bridge.", []),
]


@pytest.mark.parametrize(("text", "expected"), REASONS)
def test_what_somebody_is_blamed_for_or_admits_is_taken_for_granted(text: str, expected: list[str]) -> None:
    assert [" ".join(t.text for t in one) for one in reasons(tokens(text.rstrip(".")))] == expected


EVENTS = [
    case("of a name", "It closed after Ann Lee's victory in May.", ["Ann Lee | 's victory in May"]),
    case("of a pronoun", "The town spoke of his arrest on Monday.", ["his | arrest on Monday"]),
    case("two", "Her win came before Lee's arrest.", ["Her | win", "Lee | 's arrest"]),
    case("of nobody", "The town spoke of a victory.", []),
    case("what may never be", "The town spoke of her plan.", []),
    case("whoever has to do with it", "His election campaign failed.", []),
    case(
        "what is only hoped for",
        "They hope for Lee's victory.",
        [],
        expect="fail",
        because="what a verb leaves open is not told from what it takes for granted",
    ),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_what_a_clause_names_with_its_owner_has_happened(text: str, expected: list[str]) -> None:
    row = tokens(text.rstrip("."))
    parts = [(row[start:mid], row[mid:end]) for start, mid, end in events(row)]
    assert [" | ".join(" ".join(t.text for t in part) for part in pair) for pair in parts] == expected


@pytest.mark.parametrize(("text", "expected"), OBJECTS)
def test_each_of_two_objects_can_be_false_alone(text: str, expected: list[str]) -> None:
    assert [" ".join(t.text for t in one) for one in alternatives(tokens(text.rstrip(".")))] == expected


TELLING_WHICH = [
    case(
        "who did it",
        "On Friday, a clerk at the town hall received a letter that criticized the mayor",
        ["a letter that criticized the mayor"],
    ),
    case(
        "without a pronoun",
        "The council of Lenn voted on Monday for a plan to sell the house she built on the hill",
        ["the house she built on the hill"],
    ),
    case(
        "a participle",
        "The council of Lenn voted on Monday for a plan to close the bridge built by the army",
        ["the bridge built by the army"],
    ),
    case("in a short clause", "She read a letter that criticized the mayor", []),
    case("who somebody is", "On Friday, a clerk at the town hall said he was the one who wrote the letter", []),
    case("nothing in particular", "The council of Lenn voted on Monday against any plan that might close it", []),
    case("a day before a clause", "The clerk at the town hall told the council of Lenn on Monday he left it", []),
    case("how something is", "On Friday, a clerk at the town hall of Lenn left with his face covered in mud", []),
]


@pytest.mark.parametrize(("text", "expected"), TELLING_WHICH)
def test_which_one_is_meant_is_a_claim_in_a_long_clause(text: str, expected: list[str]) -> None:
    row = tokens(text)
    assert [" ".join(t.text for t in row[start:end]) for start, _, end in restrictions(row)] == expected


def test_an_apposition_that_opens_a_list_is_read_no_further() -> None:
    assert appositions(tokens("It was sent to The Root, a news, opinion and culture site")) == []
