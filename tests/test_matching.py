"""Attributions are compared by their words and paired one to one."""

from __future__ import annotations

import pytest
from factories import article, attribution, attributions_of, case
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.attributions import Attribution
from newsclaims.matching import Pair, mark, overlap, pair, readings, word_places, words_in

TEXT = 'Ann Lee\'s aide said: "Rain, $5 and 3% more." Bo Ek denied it.'
HERE = article("a", TEXT)

STRETCHES = [
    case("one word", [(0, 3)], ["Ann"]),
    case("part of a word", [(1, 2)], ["Ann"]),
    case("an apostrophe within", [(4, 9)], ["Lee's"]),
    case("signs that are said as words", [(28, 36)], ["$", "5", "and", "3"]),
    case("marks alone", [(19, 22)], []),
    case("nothing", [(3, 3)], []),
    case("pieces in any order", [(22, 26), (0, 3)], ["Ann", "Rain"]),
    case("pieces that overlap", [(0, 8), (4, 14)], ["Ann", "Lee's", "aide"]),
]


@pytest.mark.parametrize(("stretches", "words"), STRETCHES)
def test_a_stretch_has_the_words_that_it_touches(stretches: list[tuple[int, int]], words: list[str]) -> None:
    places = word_places(TEXT)
    assert [TEXT[slice(*places[i])] for i in sorted(words_in(stretches, places))] == words


ENDS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(st.lists(ENDS))
def test_words_are_found_as_by_looking_at_each(stretches: list[list[int]]) -> None:
    places = word_places(TEXT)
    looked = {i for i, (s, e) in enumerate(places) if any(s < end and start < e for start, end in stretches)}
    assert words_in(stretches, places) == looked


def found(*contents: str, cue: str = "said") -> list[Attribution]:
    return [attribution(HERE, "", cue, content) for content in contents]


PAIRS = [
    case("the best first", found("Rain, $5"), found("Rain", "Rain, $5 and"), [(0, 1)]),
    case("each once", found("Rain", "Rain"), found("Rain"), [(0, 0)]),
    case("the same cue before another", found("Rain"), [*found("Rain", cue="denied"), *found("Rain")], [(0, 1)]),
    case("what is left to one", found("Rain, $5", "$5 and"), found("Rain, $5", "and 3"), [(0, 0), (1, 1)]),
    case("not a word in common", found("Rain"), found("more"), []),
    case("no content", found(""), found(""), []),
]


@pytest.mark.parametrize(("gold", "ours", "expected"), PAIRS)
def test_contents_that_share_words_are_paired(
    gold: list[Attribution], ours: list[Attribution], expected: list[tuple[int, int]]
) -> None:
    assert [(p.gold, p.found) for p in pair(mark(gold, TEXT), mark(ours, TEXT))] == expected


def test_a_pair_says_how_far_contents_and_sources_are_the_same() -> None:
    one = attribution(HERE, "Ann Lee's aide", "said", "Rain, $5")
    other = attribution(HERE, "aide", "said", "Rain")
    assert pair(mark([one], TEXT), mark([other], TEXT)) == [Pair(0, 0, content=1 / 3, source=1 / 3)]


@given(st.lists(attributions_of(HERE)), st.lists(attributions_of(HERE)))
def test_no_pair_is_better_than_both_that_it_would_part(gold: list[Attribution], ours: list[Attribution]) -> None:
    g, f = mark(gold, TEXT), mark(ours, TEXT)
    pairs = pair(g, f)
    of_gold, of_found = {p.gold: p.content for p in pairs}, {p.found: p.content for p in pairs}
    assert len(of_gold) == len(of_found) == len(pairs)
    for i, one in enumerate(g):
        for k, other in enumerate(f):
            if one.words["content"] & other.words["content"]:
                alike = overlap(one.words["content"], other.words["content"])
                assert alike <= max(of_gold.get(i, 0), of_found.get(k, 0))


def test_readings_come_in_the_order_of_ids_with_all_their_annotators() -> None:
    texts = {"b": TEXT, "a": TEXT, "a_b": TEXT}
    gold = {key: found("Rain") for key in ("b_two", "a_b", "b_one", "c")}
    read = list(readings(gold, found("more"), texts))
    assert [len(reading.views) for reading in read] == [1, 2]
    assert [len(reading.found) for reading in read] == [0, 0]
