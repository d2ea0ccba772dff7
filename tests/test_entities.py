"""Names become entities: spellings of one joined, people of one surname kept apart."""

from __future__ import annotations

import pytest
from factories import case
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.articles import make_article
from newsclaims.entities import Entity, alike, find_entities
from newsclaims.mentions import find_mentions, is_title, office


def entities(*texts: str) -> list[Entity]:
    return find_entities([make_article(f"a{n}", text) for n, text in enumerate(texts)])


def groups(*texts: str) -> set[frozenset[str]]:
    """The spellings of each entity."""
    return {frozenset((e.name, *e.aliases)) for e in entities(*texts)}


GROUPS = [
    case("a surname", ["Ann Lee met the mayor. Lee left early."], "Ann Lee, Lee"),
    case("across articles", ["Ann Lee met the mayor.", "It was Lee who left early."], "Ann Lee, Lee"),
    case(
        "a transliteration",
        ["Minister Heorhiy Tyshchenko met the mayor.", "Heorhii Tyshchenko denied it."],
        "Heorhiy Tyshchenko, Heorhii Tyshchenko",
    ),
    case(
        "another",
        ["Alexander Petrov spoke.", "Aleksander Petrov spoke. Mr. Petrov left."],
        "Alexander Petrov, Aleksander Petrov, Petrov",
    ),
    case("a possessive", ["Ann Lee spoke about Lee's lawyer."], "Ann Lee, Lee"),
    case("a title before it", ["Sen. Carla Dunn spoke. Senator Dunn left early."], "Carla Dunn, Dunn"),
    case(
        "an abbreviation in brackets",
        ["The National Dam Authority (NDA) denied it. The NDA said so twice."],
        "The National Dam Authority, NDA, The NDA",
    ),
    case("dots", ["The U.S. Senate voted twice.", "The US Senate voted twice."], "The U.S. Senate, The US Senate"),
    case("siblings", ["Ann Lee and her brother Bo Lee met. Lee said nothing."], "Ann Lee | Bo Lee | Lee"),
    case("near surnames", ["Jane Johnson spoke while Jane Jonas listened."], "Jane Johnson | Jane Jonas"),
    case(
        "father and son",
        ["The mayor was John Marsh Sr. until the spring, when John Marsh Jr. followed."],
        "John Marsh Sr. | John Marsh Jr.",
    ),
    case("one with Jr. and without it", ["John Marsh Jr. met John Marsh."], "John Marsh Jr. | John Marsh"),
    case("Jr. left out elsewhere", ["John Marsh Jr. left.", "John Marsh left."], "John Marsh Jr., John Marsh"),
    case("husband and wife", ["Bill Marsh met Ann Marsh. Marsh left."], "Bill Marsh | Ann Marsh | Marsh"),
    case(
        "husband and wife by title",
        ["Bill Marsh met Ann Marsh. Mr. Marsh left and Mrs. Marsh stayed."],
        "Bill Marsh, Marsh | Ann Marsh, Marsh",
    ),
    case(
        "an office by surname",
        ["President Bo Lee met Ann Lee. President Lee left."],
        "Bo Lee, Lee | Ann Lee",
    ),
    case(
        "one far better known",
        ["Bo Lee spoke. Bo Lee met Ann Lee. Lee left."],
        "Bo Lee, Lee | Ann Lee",
    ),
    case("a short first name", ["Robert Marsh left.", "Bob Marsh left."], "Robert Marsh, Bob Marsh"),
    case("a first name", ["Anna Marsh left. Anna was ill."], "Anna Marsh, Anna"),
    case("a middle initial", ["Michael T. Marsh left.", "Michael Marsh left."], "Michael T. Marsh, Michael Marsh"),
    case(
        "transliterations of a surname",
        ["Oleh Ruzhinsky left.", "Oleh Ruzhinskyy left.", "Mr. Ruzhinskiy left."],
        "Oleh Ruzhinsky, Oleh Ruzhinskyy, Ruzhinskiy",
    ),
    case("an outlet by its last word", ["The Lenn Post reported it. The Post said so."], "The Lenn Post, The Post"),
    case("initials", ["The Lenn Post reported it. The LP said so."], "The Lenn Post, The LP"),
    case("another's initials", ["The Lenn Post reported it. The BBC said so."], "The Lenn Post | The BBC"),
    case("a party in brackets", ["Rep. Ann Lee (D-N.C.) left."], "Ann Lee"),
    case("a party behind a comma", ["Rep. Ann Lee, D-Ohio, left."], "Ann Lee"),
    case(
        "near first names",
        ["Michael Stone spoke while Michelle Stone listened."],
        "Michael Stone | Michelle Stone",
    ),
    case(
        "names in a row",
        ["Mayor Ann Lee met Sen. Carla Dunn and Gov. Bo Ek."],
        "Ann Lee | Carla Dunn | Bo Ek",
    ),
]


@pytest.mark.parametrize(("texts", "expected"), GROUPS)
def test_spellings_of_one_are_joined_and_others_kept_apart(texts: list[str], expected: str) -> None:
    assert groups(*texts) == {frozenset(group.split(", ")) for group in expected.split(" | ")}


ALIKE = [
    case("letters swapped", "Dmitry Orlov", "Dimitry Orlov", True),
    case("an ending", "Olena Zelenko", "Olena Zelenkoh", True),
    case("a middle initial", "Ann B. Lee", "Ann Lee", True),
    case("another first name", "Ann Stone", "Bob Stone", False),
    case("another surname", "Ann Stone", "Ann Miller", False),
    case("a name and its surname", "Ann Stone", "Stone", False),
    case("two single words", "Stone", "Store", False),
]


@pytest.mark.parametrize(("a", "b", "expected"), ALIKE)
def test_two_full_names_are_one_where_each_word_is_nearly_the_same(a: str, b: str, expected: bool) -> None:
    assert alike(a, b) is alike(b, a) is expected


KINDS = [
    ("Mayor Ann Lee opened the bridge.", "Ann Lee", "person"),
    ("The report was in the Lenn Herald.", "Lenn Herald", "outlet"),
    ("He has lived in Riverton since the spring.", "Riverton", "place"),
    ("The Ministry of Transport denied it.", "The Ministry of Transport", "organisation"),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_what_is_named_is_told_by_its_words_and_those_around(text: str, name: str, kind: str) -> None:
    assert {e.name: e.kind for e in entities(text)}[name] == kind


ROLES = [
    case("titles", "The floods worried Senator Ann Lee, and former Mayor Ann Lee too.", ("Senator", "former Mayor")),
    case("a portfolio", "It was Norwegian Foreign Minister Ann Lee who spoke.", ("Norwegian Foreign Minister",)),
    case("none", "The floods worried Ann Lee.", ()),
    case(
        "a day in front",
        "On Monday Senator Ann Lee spoke about floods.",
        ("Senator",),
    ),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_roles_are_the_titles_that_stand_before_a_name(text: str, roles: tuple[str, ...]) -> None:
    assert [entity.roles for entity in entities(text)] == [roles]


def test_a_headline_in_title_case_names_nobody() -> None:
    assert find_mentions(make_article("a", "Mayor Lee Denies Second Report About Dam")) == []


def test_days_and_months_are_no_names() -> None:
    assert entities("It was closed on Monday and reopened in December.") == []


@pytest.mark.parametrize(
    ("word", "expected"), [("Sen.", True), ("President-elect", True), ("ex-minister", True), ("Bridge", False)]
)
def test_a_title_is_told_with_and_without_prefix(word: str, expected: bool) -> None:
    assert is_title(word) is expected


OFFICES = [
    ("Sen.", "senator"),
    ("Senator", "senator"),
    ("Norwegian Prime Minister", "prime minister"),
    ("President-elect", "president-elect"),
    ("former President", None),
    ("then-Mayor", None),
    ("Mr.", None),
    ("", None),
]


@pytest.mark.parametrize(("title", "expected"), OFFICES)
def test_an_office_is_named_without_country_and_only_while_it_is_held(title: str, expected: str | None) -> None:
    assert office(title) == expected


PIECES = st.sampled_from(
    "Ann Lee Bo Lee's Mr. Sen. Mayor (NDA) The Herald said met . , of & İ ’s 🙂 Jr. A. \n".split(" ")
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text() | st.lists(PIECES, max_size=30).map(" ".join), max_size=3))
def test_every_mention_belongs_to_one_entity_and_stands_in_its_article(texts: list[str]) -> None:
    articles = [make_article(f"a{n}", text) for n, text in enumerate(texts)]
    found = find_entities(articles)
    placed = [mention for entity in found for mention in entity.mentions]
    assert sorted(placed) == sorted((m.article_id, m.span) for article in articles for m in find_mentions(article))
    assert all(span.stands_in(texts[int(id[1:])]) for id, span in placed)
    assert all(entity.name not in entity.aliases for entity in found)
