"""Groups of claims stay as they are whatever stands beside them, and hold nothing that can't be true at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, combinations

import numpy as np
import pytest
from factories import case
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import MonkeyPatch

from newsclaims import grouping
from newsclaims.claims import Claim, Step, Title
from newsclaims.exclusion import excluded
from newsclaims.grouping import group_claims, groups_alike
from newsclaims.holders import Holder
from newsclaims.likeness import Odds, name_words, what_is_said
from newsclaims.quantities import find_quantities
from newsclaims.text import Span

FLOOD = (
    "The flood killed 12 people in the valley",
    "The flood killed 20 people in the valley",
    "In the valley, 12 people died in the flood",
    "The mayor closed the old bridge over the Lenn",
    "The old bridge over the Lenn was closed by the mayor",
    "The bridge over the Lenn has been shut",
    "Ann Lee resigned as mayor of Riverton",
    "Ann Lee stepped down as mayor of Riverton",
    "Schools in Riverton reopened on Friday",
    "Schools in Riverton reopened on Monday",
)
ELSEWHERE = (
    "Striker Paul Kerr scored twice against Norwich",
    "Norwich lost to two goals by striker Paul Kerr",
    "Interest rates rose again, economists warned",
)


def made(texts: Sequence[str], article: str = "a") -> list[Claim]:
    return [
        Claim(f"{article}{n}", article, (), text, (), "asserts", quantities=tuple(find_quantities(text)))
        for n, text in enumerate(texts)
    ]


def said(groups: Sequence[Sequence[Claim]], texts: Sequence[str] = FLOOD) -> set[frozenset[str]]:
    """What the groups hold of some texts."""
    found = (frozenset(claim.proposition for claim in group if claim.proposition in texts) for group in groups)
    return {group for group in found if group}


def test_the_example_has_groups() -> None:
    assert max(map(len, said(groups_alike(made(FLOOD))))) > 1


@settings(deadline=None, max_examples=30)
@given(st.permutations(FLOOD))
def test_the_order_of_claims_changes_no_group(texts: list[str]) -> None:
    assert said(groups_alike(made(texts))) == said(groups_alike(made(FLOOD)))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(FLOOD)))
def test_copies_change_no_group_and_stay_together(copies: list[str]) -> None:
    groups = groups_alike([*made(FLOOD), *made(copies, "b")])
    assert said(groups) == said(groups_alike(made(FLOOD)))
    of = {claim.proposition: {n for n, g in enumerate(groups) if claim in g} for group in groups for claim in group}
    assert all(len(places) == 1 for places in of.values())


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(ELSEWHERE), unique=True), st.integers(0, len(FLOOD)))
def test_another_event_changes_no_group(others: list[str], at: int) -> None:
    claims = made(FLOOD)
    groups = groups_alike([*claims[:at], *made(others, "b"), *claims[at:]])
    assert said(groups) == said(groups_alike(claims))
    assert not any({"a", "b"} <= {claim.article_id for claim in group} for group in groups)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from((*FLOOD, *ELSEWHERE)), max_size=12))
def test_every_claim_is_in_one_group_and_no_two_of_a_group_rule_each_other_out(texts: list[str]) -> None:
    claims = made(texts)
    groups = groups_alike(claims)
    assert sorted(c.id for group in groups for c in group) == sorted(c.id for c in claims)
    assert not any(excluded(a, b) for group in groups for a, b in combinations(group, 2))
    assert [group[0].id for group in groups] == sorted((g[0].id for g in groups), key=lambda id: int(id[1:]))


def test_what_a_number_alone_keeps_apart_clashes() -> None:
    clashes = group_claims(made(FLOOD[:2]))[1]
    assert [[claim.proposition for claim in side] for pair in clashes for side in pair] == [[FLOOD[0]], [FLOOD[1]]]


def test_an_opinion_is_not_what_a_denial_denies() -> None:
    words = "Ann Lee said: The report of the flood is pure fiction"
    told = Claim("0", "a", (), words, (), "asserts", speaker=Holder("Ann Lee", "person"))
    again, denied = replace(told, id="1", article_id="b"), Claim("2", "b", (), words, (), "denies")
    assert [[c.id for c in group] for group in groups_alike([told, again, denied])] == [["0", "1"], ["2"]]
    plain = [replace(claim, speaker=None) for claim in (told, again, denied)]
    assert len(groups_alike(plain)) == 1


def test_what_somebody_is_told_to_say_is_compared_without_who_says_it() -> None:
    lee = Holder("Ann Lee", "person")
    told = Claim("0", "a", (), "Ann Lee said: They ruined the town", (), "asserts", speaker=lee)
    held = Claim("1", "b", (), "They have destroyed the town", (lee,), "asserts")
    pair, first, second = [told, held], np.array([0]), np.array([1])
    assert Odds(pair)(first, second) > Odds([replace(told, speaker=None), held])(first, second) + 1


def test_two_articles_dispute_in_their_own_words_only_what_is_closely_alike() -> None:
    shown, denied = ("The report blames the mayor of Riverton", "The report mentions the old mayor by name")
    pair = [Claim("0", "a", (), shown, (), "asserts"), Claim("1", "b", (), denied, (), "denies")]
    police = (Holder("police", "group"),)
    assert len(groups_alike(pair)) == 2
    assert len(groups_alike([pair[0], replace(pair[1], holders=police)])) == 1
    plain = [replace(claim, proposition="The bridge over the Lenn fell") for claim in pair]
    assert len(groups_alike(plain)) == 1


def test_what_one_voice_asserts_and_denies_in_one_article_is_two_things() -> None:
    lee, police = (Holder("Ann Lee", "person"),), (Holder("police", "group"),)
    has = Claim("0", "a", (), "They have time for the inquiry", lee, "asserts")
    lacks = Claim("1", "a", (), "They have time to look into it", lee, "denies")
    assert len(groups_alike([has, lacks])) == 2
    assert len(groups_alike([has, replace(lacks, holders=police)])) == 1
    assert len(groups_alike([has, replace(lacks, article_id="b")])) == 1


def test_what_is_only_supposed_is_not_what_a_denial_denies() -> None:
    words = "if the council closes the old bridge over the Lenn"
    supposed = Claim("0", "a", (Span(0, len(words), words),), words, (), "asserts")
    denied = Claim("1", "b", (), "The council closes the old bridge over the Lenn", (), "denies")
    assert len(groups_alike([supposed, denied])) == 2
    assert len(groups_alike([supposed, replace(denied, stance="asserts")])) == 1
    plain = replace(supposed, spans=(Span(3, len(words), words[3:]),), proposition=words[3:])
    assert len(groups_alike([plain, denied])) == 1


@pytest.mark.parametrize(
    ("told", "denied", "titled"),
    [
        ("You are not welcome in Riverton", "Ann Lee is welcome in Riverton", False),
        ("Ann Lee is mayor of Riverton", "Mayor Ann Lee of Riverton is leaving", True),
    ],
    ids=["as it was said", "a title"],
)
def test_what_is_not_the_positive_form_of_a_denial_is_none_of_its_group(told: str, denied: str, titled: bool) -> None:
    steps = (Step("title", told, told),) if titled else ()
    pair = [Claim("0", "a", (), told, (), "asserts", steps=steps), Claim("1", "b", (), denied, (), "denies")]
    plain = [replace(pair[0], proposition=told.replace(" not", ""), steps=()), pair[1]]
    assert (len(groups_alike(pair)), len(groups_alike(plain))) == (2, 1)


@pytest.mark.parametrize(
    ("articles", "one", "other", "groups"),
    [
        ("ab", "The mayor of Riverton resigned", "The mayor stepped down after the vote", 1),
        ("aa", "The mayor of Riverton resigned", "The mayor stepped down after the vote", 2),
        ("aa", "The council approved the budget", "The budget passed the council after a long debate", 1),
    ],
)
def test_one_article_says_a_thing_twice_only_in_much_the_same_words(
    articles: str, one: str, other: str, groups: int
) -> None:
    pair = [replace(c, article_id=id) for c, id in zip(with_words(one, other), articles, strict=True)]
    assert len(groups_alike(pair)) == groups


def test_two_events_are_not_alike_for_having_taken_place() -> None:
    (event,) = made(("The election of Ann Lee took place",))
    assert what_is_said(event) == "The election of Ann Lee"


def test_a_claim_and_what_is_claimed_within_it_are_two() -> None:
    whole, other = with_words("The council approved the budget", "The council approved the budget on Monday")
    place = other.spans[0].start, other.spans[0].start + len(whole.proposition)
    inner = replace(whole, article_id="a1", spans=(Span(*place, whole.proposition),))
    assert len(groups_alike([whole, other, inner])) == 2
    assert len(groups_alike([whole, other, replace(inner, article_id="a2")])) == 1


def test_one_odd_pair_parts_no_group(monkeypatch: MonkeyPatch) -> None:
    whole = said(groups_alike(made(FLOOD)))
    monkeypatch.setattr(grouping, "UNLIKE", -100.0)
    assert all(any(group <= larger for larger in whole) for group in said(groups_alike(made(FLOOD))))


def test_titles_join_to_the_letter_alone() -> None:
    offices = ("mayor", "mayor", "governor")
    claims = [
        Claim(str(n), "a", (), f"Ann Lee is {held}", (), "asserts", title=Title("Ann Lee", held))
        for n, held in enumerate(offices)
    ]
    plain = Claim("3", "b", (), "Ann Lee is mayor", (), "asserts")
    assert [[c.id for c in group] for group in groups_alike([*claims, plain])] == [["0", "1"], ["2"], ["3"]]


def test_a_part_that_is_too_large_is_cut_where_it_is_weakest(monkeypatch: MonkeyPatch) -> None:
    whole = said(groups_alike(made(FLOOD)))
    monkeypatch.setattr(grouping, "LARGEST", 1)
    for group in said(groups_alike(made(FLOOD))):
        assert any(group <= larger for larger in whole)


def test_with_few_neighbours_what_is_next_to_each_other_is_still_found(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "NEIGHBOURS", 1)
    assert frozenset(FLOOD[6:8]) in said(groups_alike(made(FLOOD)))


def test_odds_of_pairs_are_those_of_the_square() -> None:
    odds = Odds(made(FLOOD))
    left, right = np.triu_indices(len(FLOOD), 1)
    assert np.allclose(odds(left, right), odds.square(np.arange(len(FLOOD)))[left, right], atol=1e-4)


SAME = [
    case("another verb", "Ann Lee resigned as mayor of Riverton", "Ann Lee stepped down as mayor of Riverton"),
    case("passive", "The mayor closed the old bridge", "The old bridge was closed by the mayor"),
    case("passive of names", "Ann Lee sued Tom Hale", "Tom Hale was sued by Ann Lee"),
    case("one number of two", "They gained six seats and now hold 94 seats", "They gained six seats"),
    case("both sides changed", "Ann Lee met Tom Hale", "Tom Hale met Ann Lee"),
    case(
        "no word in common",
        "He would not let go of her wrist",
        "The man kept holding the woman's arm",
        expect="fail",
        because="claims are compared where they have a word in common",
    ),
]
DIFFERENT = [
    case("who", "Ann Lee met Tom Hale in Riverton", "Rosa Lind met Paul Kerr in Riverton"),
    case("when", "The council met on Friday", "The council met on Saturday"),
    case("how many", "The flood killed 12 people", "The flood killed 20 people"),
    case(
        "one of two numbers",
        "The flood killed 12 people and hurt 30 people",
        "The flood killed 20 people and hurt 30 people",
    ),
    case("who does it to whom", "Ann Lee sued Tom Hale", "Tom Hale sued Ann Lee"),
    case("who does it by whom", "Ann Lee sued Tom Hale", "Ann Lee was sued by Tom Hale"),
    case(
        "to whom it was told",
        "Ann Lee told Tom Hale",
        "Ann Lee told Rosa Lind",
        expect="fail",
        because="one of two full names in common makes no strangers",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_other_words_is_joined(one: str, other: str) -> None:
    assert len(groups_alike(with_words(one, other))) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_differs_in_who_when_or_how_many_is_kept_apart(one: str, other: str) -> None:
    assert len(groups_alike(with_words(one, other))) == 2


def with_words(*texts: str) -> list[Claim]:
    """Claims with the spans that carry them, one behind the other."""
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    return [
        Claim(str(n), f"a{n}", (Span(at, at + len(t), t),), t, (), "asserts", quantities=tuple(find_quantities(t)))
        for n, (at, t) in enumerate(zip(starts, texts, strict=False))
    ]


def test_a_common_first_word_is_no_name() -> None:
    assert name_words("Police left. Then Lee's car") == {"lee"} | name_words("x Then")
