"""What the shipped marker says of stretches of an article, and of those that it can't say anything of."""

from __future__ import annotations

from itertools import combinations

import pytest

from newsclaims.articles import make_article
from newsclaims.marker import ALIKE, Marks, alike, load
from newsclaims.model import RESOURCES

LEAD = "Mayor Ann Lee denied on Monday that the old bridge had been closed, and said that it was safe."
STORY = f"Bridge is safe, mayor says\n\n{LEAD}\n\nThe bridge, which was built in 1932, carries 12,000 cars a day.\n"


@pytest.fixture(scope="module")
def marks() -> Marks:
    return Marks(make_article("a", STORY))


def test_what_ships_is_small() -> None:
    assert (RESOURCES / "marker.onnx").stat().st_size < 12.5e6


def test_a_clause_is_likelier_a_claim_than_a_piece_of_it(marks: Marks) -> None:
    at = STORY.index("the old bridge had")
    whole, piece = marks.of(at, STORY.index(", and said")), marks.of(at, at + len("the old"))
    assert whole and piece
    assert whole.claim > 0.3 > 0.1 > piece.claim


def test_what_somebody_says_is_held_and_what_the_article_says_is_not(marks: Marks) -> None:
    said = marks.of(STORY.index("it was safe"), STORY.index("safe.") + 4)
    told = marks.of(STORY.index("The bridge, which"), STORY.index(" carries"))
    assert said and told
    assert said.held > 0.5 > told.held


def test_probabilities_are_probabilities(marks: Marks) -> None:
    for start, end in marks.found(0, len(STORY), 0.01):
        mark = marks.of(start, end)
        assert mark
        assert 0.01 <= mark.claim <= 1
        assert 0 <= mark.held <= 1
        assert 0 <= mark.denies + mark.unsure <= 1


def test_what_is_found_lies_in_the_stretch_and_in_one_paragraph(marks: Marks) -> None:
    first, end = STORY.index(LEAD), STORY.index(LEAD) + len(LEAD)
    found = marks.found(first, end, 0.1)
    assert found
    assert all(first <= a < b <= end for a, b in found)
    assert not any("\n" in STORY[a:b] for a, b in marks.found(0, len(STORY), 0.01))


def test_the_likeliest_come_first_and_none_is_nearly_another(marks: Marks) -> None:
    first, end = STORY.index(LEAD), STORY.index(LEAD) + len(LEAD)
    found = marks.found(first, end, 0.02)
    words = [(STORY[:a].count(" "), STORY[:b].count(" ") + 1) for a, b in found]
    assert all(alike(one, other) < ALIKE + 0.1 for one, other in combinations(words, 2))
    sure = [mark.claim for a, b in found if (mark := marks.of(a, b))]
    assert sure == sorted(sure, reverse=True) or len(sure) > len(set(sure))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (len(STORY), len(STORY) + 5), (26, 28)])
def test_a_stretch_without_a_word_has_no_mark(marks: Marks, start: int, end: int) -> None:
    assert marks.of(start, end) is None


def test_a_stretch_over_two_paragraphs_is_no_claim(marks: Marks) -> None:
    mark = marks.of(0, STORY.index(LEAD) + 20)
    assert mark is None or mark.claim < 0.01


def test_an_article_without_words_has_no_marks() -> None:
    marks = Marks(make_article("a", "…\n\n***\n"))
    assert marks.found(0, 10, 0.0) == []
    assert marks.of(0, 10) is None


def test_marks_do_not_depend_on_what_was_read_before() -> None:
    article, marker = make_article("a", STORY), load(RESOURCES)
    one = Marks(article, marker)
    Marks(make_article("b", "It rained. " * 200), marker)
    other = Marks(article, marker)
    assert one.found(0, len(STORY), 0.05) == other.found(0, len(STORY), 0.05)
