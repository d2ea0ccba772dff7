"""Which articles are about one event: whatever the order in which they come, all at once or some at a time."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.articles import Article, make_article
from newsclaims.openings import LEAD, Opening, alike, opening
from newsclaims.stories import group_stories, members, read_stories, write_stories

# Stories are told by the first letter of an id.
TEXTS = {
    "b1": """Bridge over the Lenn closed, mayor says
Mayor Rosa Lind said the bridge over the Lenn was closed on Monday. Cracks were found in a pillar.
Forty people were moved to a school.""",
    "b2": """Police deny that the bridge is closed
Police spokesman Tom Hale denied that the bridge over the Lenn was closed.
Mayor Rosa Lind had said that forty people were moved.""",
    "b3": """Cracks in Lenn bridge
A pillar of the bridge over the Lenn is cracked, engineers told Mayor Rosa Lind.""",
    "m1": """Miners strike at Karsk pit
Miners at the Karsk coal pit went on strike for higher pay, the union said.
Union leader Ivo Brandt called the offer a joke.""",
    "m2": """Karsk coal company calls strike illegal
The owner of the Karsk pit will sue the miners' union and its leader Ivo Brandt over the strike.""",
    "v1": """Vaccine against swamp fever passes trial
A vaccine against swamp fever protected nine in ten volunteers, researchers at Ostmark University reported.""",
    "v2": """Ostmark researchers hail swamp fever shot
Volunteers who got the vaccine did not fall ill with swamp fever, Ostmark University said.""",
    "o1": """Opera house names first conductor
The Vellin opera has hired Clara Moss, who will conduct a season of Verdi.""",
}
MONDAY = dt.date(2024, 5, 6)
UNDATED = [make_article(id, text) for id, text in TEXTS.items()]
DATED = [replace(article, published=MONDAY + dt.timedelta(n % 3)) for n, article in enumerate(UNDATED)]
MIXED = [article if n % 2 else UNDATED[n] for n, article in enumerate(DATED)]
# Reports that go over into each other: what is joined first decides what is not joined.
ROLLING = [
    make_article(f"r{n}", f"{who} {did} over {what}.", published=MONDAY + dt.timedelta(3 * n))
    for n, (who, did, what) in enumerate(
        (who, did, what)
        for who in ("Mayor Rosa Lind", "Tom Hale of the police")
        for did in ("is under fire", "spoke to reporters", "stepped down")
        for what in ("the Lenn bridge", "the cracked pillar")
    )
]


def groups(stories: Mapping[str, str]) -> set[frozenset[str]]:
    return {frozenset(articles) for articles in members(stories).values()}


@pytest.mark.parametrize("articles", [UNDATED, DATED, MIXED], ids=["undated", "dated", "mixed"])
def test_reports_on_one_event_are_one_story(articles: list[Article]) -> None:
    by_letter = {frozenset(id for id in TEXTS if id[0] == letter) for letter in "bmvo"}
    assert groups(group_stories(articles)) == by_letter


def test_stories_are_numbered_by_the_day_on_which_they_begin() -> None:
    late = replace(UNDATED[0], published=MONDAY + dt.timedelta(9))
    assert group_stories([late, DATED[3], UNDATED[7]]) == {"m1": "s1", "b1": "s2", "o1": "s3"}


def test_articles_that_are_too_far_apart_are_two_stories() -> None:
    pair = [replace(UNDATED[0], published=MONDAY), replace(UNDATED[1], published=MONDAY + dt.timedelta(8))]
    assert len(groups(group_stories(pair))) == 2
    assert len(groups(group_stories(pair, days=8))) == 1


def test_no_articles_are_no_stories_and_an_empty_one_is_alone() -> None:
    assert group_stories([]) == {}
    assert groups(group_stories([make_article("empty", ""), make_article("blank", "\n"), UNDATED[0]])) == {
        frozenset({id}) for id in ("empty", "blank", "b1")
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data(), articles=st.sampled_from([UNDATED, DATED, MIXED, ROLLING]))
def test_articles_that_come_some_at_a_time_give_the_stories_of_all_at_once(
    data: st.DataObject, articles: list[Article]
) -> None:
    order = data.draw(st.permutations(articles))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(order) - 1))))
    same = data.draw(st.sampled_from([0.4, 0.5, 0.6, 0.7]))
    stories: dict[str, str] = {}
    for cut in [*cuts, len(order)]:
        stories = group_stories(order[:cut], earlier=stories, same=same)
    assert groups(stories) == groups(group_stories(articles, same=same))


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(MIXED))
def test_the_order_of_the_articles_changes_nothing(order: list[Article]) -> None:
    assert group_stories(order) == group_stories(MIXED)


def test_what_no_new_article_is_near_keeps_its_story_and_its_name() -> None:
    earlier = {"m1": "strike", "m2": "pay", "b1": "s4", "gone": "s7"}
    found = group_stories([a for a in UNDATED if a.id[0] in "bmo"], earlier=earlier)
    assert found == earlier | {"b2": "s4", "b3": "s4", "o1": "s8"}


def test_a_story_that_falls_apart_keeps_its_name_where_most_of_it_is() -> None:
    earlier = dict.fromkeys(["b1", "b2", "m1"], "s1")
    found = group_stories([a for a in UNDATED if a.id in {"b1", "b2", "b3", "m1", "m2"}], earlier=earlier)
    assert members(found) == {"s1": ["b1", "b2", "b3"], "s2": ["m1", "m2"]}


def test_two_stories_that_a_new_article_shows_to_be_one_have_the_name_of_the_larger() -> None:
    earlier = {"b1": "s1", "b2": "s2", "m1": "s3"}
    assert group_stories([*UNDATED[:4]], earlier=earlier) == dict.fromkeys(["b1", "b2", "b3"], "s1") | {"m1": "s3"}


def test_an_opening_is_the_title_and_the_first_sentences() -> None:
    text = "Bridge closed\n" + " ".join(f"Sentence {n} is about the bridge." for n in range(9))
    lines = opening(make_article("a", text)).lines
    assert (lines[0], lines[-1], len(lines)) == ("Bridge closed", f"Sentence {LEAD - 2} is about the bridge.", LEAD)
    assert opening(make_article("a", "It rained.", title="Rain")).lines == ("Rain", "It rained.")


def test_how_alike_two_openings_are_depends_on_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    openings = [*map(opening, UNDATED)]
    asked = np.ones(len(openings), dtype=bool)

    def values(some: list[Opening]) -> dict[tuple[str, str], float]:
        left, right, likeness = alike(some, asked[: len(some)], days=7, least=0.0)
        return {(some[i].id, some[j].id): v for i, j, v in zip(left, right, likeness.tolist(), strict=True)}

    every = values(openings)
    assert values(openings[:2]) == {("b1", "b2"): every["b1", "b2"]}
    monkeypatch.setattr("newsclaims.openings.ROWS", 3)
    monkeypatch.setattr("newsclaims.openings.COLUMNS", 2)
    assert values(openings) == every


def test_stories_are_the_same_when_read_back(tmp_path: Path) -> None:
    stories = {"b2": "s10", "b1": "s10", 'a "quoted" id': "s2", "x": "bridge"}
    path = write_stories(stories, tmp_path / "stories.tsv")
    assert path.read_text(encoding="utf-8").splitlines()[1:] == ["x\tbridge", 'a "quoted" id\ts2', "b1\ts10", "b2\ts10"]
    assert read_stories(path) == stories


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,story\na,s1\n", "needs article and story"),
        ("", "needs article and story"),
        ("article\tstory\na\n", "line 2: article 'a' needs a story"),
        ("article\tstory\ncaf\udce9\ts1\n", "is no table of stories .'utf-8' codec can't decode byte 0xe9"),
        ("article\tstory\na\ts1\na\ts2\n", "line 3: article 'a' needs a story, and one only"),
    ],
)
def test_a_bad_table_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "stories.tsv"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(ValueError, match=message):
        read_stories(path)


def test_a_table_with_a_cell_too_long_says_so(tmp_path: Path) -> None:
    path = tmp_path / "stories.tsv"
    path.write_text("article\tstory\n" + "a" * 200, encoding="utf-8")
    before = csv.field_size_limit(100)  # readers of tables of articles raise it for the whole process
    try:
        with pytest.raises(ValueError, match="is no table of stories"):
            read_stories(path)
    finally:
        csv.field_size_limit(before)


def test_an_id_that_would_break_the_table_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="rename the article"):
        write_stories({"a\tb": "s1"}, tmp_path / "stories.tsv")
    assert not (tmp_path / "stories.tsv").exists()
