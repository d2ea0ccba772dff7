"""What the shipped marker takes for claims in an article, and what is never one."""

from __future__ import annotations

from itertools import combinations

import pytest

from newsclaims.articles import make_article
from newsclaims.marker import ALIKE, Mark, Marks, alike, load
from newsclaims.model import RESOURCES

LEAD = "Mayor Ann Lee denied on Monday that the old bridge had been closed, and said that it was safe."
STORY = f"Bridge is safe, mayor says\n\n{LEAD}\n\nThe bridge, which was built in 1932, carries 12,000 cars a day.\n"


@pytest.fixture(scope="module")
def marks() -> Marks:
    return Marks(make_article("a", STORY))


def words(mark: Mark) -> tuple[int, int]:
    """The numbers of a mark's words among those between blanks."""
    return len(STORY[: mark.start].split()), len(STORY[: mark.end].split())


def test_what_ships_is_small() -> None:
    assert (RESOURCES / "marker.onnx").stat().st_size < 12e6


@pytest.mark.parametrize("claim", ["the old bridge had been closed", "Mayor Ann Lee", "Bridge is safe"])
def test_contents_titles_and_headlines_are_claims(marks: Marks, claim: str) -> None:
    assert claim in [STORY[mark.start : mark.end] for mark in marks.found(0, len(STORY), 0.3)]


def test_what_is_found_lies_in_the_stretch_and_in_one_paragraph(marks: Marks) -> None:
    first, end = STORY.index(LEAD), STORY.index(LEAD) + len(LEAD)
    found = marks.found(first, end, 0.1)
    assert found
    assert all(first <= mark.start < mark.end <= end for mark in found)
    assert not any("\n" in STORY[mark.start : mark.end] for mark in marks.found(0, len(STORY), 0.01))


def test_the_likeliest_come_first_none_under_the_least(marks: Marks) -> None:
    found = [mark.probability for mark in marks.found(0, len(STORY), 0.05)]
    assert found == sorted(found, reverse=True)
    assert 0.05 <= found[-1] < found[0] <= 1


def test_of_what_is_nearly_the_same_one_is_found(marks: Marks) -> None:
    found = [words(mark) for mark in marks.found(STORY.index(LEAD), STORY.index(LEAD) + len(LEAD), 0.02)]
    assert len(found) > 3
    assert all(alike(one, other) < ALIKE for one, other in combinations(found, 2))


def test_an_article_without_words_has_no_claims() -> None:
    assert Marks(make_article("a", "…\n\n***\n")).found(0, 10, 0.5) == []


def test_a_paragraph_of_many_windows_is_read_to_its_end() -> None:
    text = "The council closed the old bridge on Monday. " * 60 + "Ann Lee is the mayor of Riverton."
    last = Marks(make_article("a", text)).found(text.index("Ann Lee"), len(text), 0.3)
    assert "Ann Lee is the mayor of Riverton" in [text[mark.start : mark.end] for mark in last]


def test_marks_do_not_depend_on_what_was_read_before() -> None:
    text = f"{STORY}\n{'It rained on the old bridge in Riverton. ' * 80}\n"
    article, marker = make_article("a", text), load(RESOURCES)
    one, other = Marks(article, marker), Marks(article, marker)
    places = [(0, len(STORY)), (len(text) - 300, len(text)), (len(STORY), len(STORY) + 400)]
    forward = [one.found(*place, 0.05) for place in places]
    assert [other.found(*place, 0.05) for place in reversed(places)] == forward[::-1]
    assert all(forward)
