from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsclaims.articles import make_article
from newsclaims.copying import find_copies

WIRE = (
    "Three workers were hurt when the old crane fell on the quay early on Monday, and two of them were taken to "
    "hospital by boat, because the road along the river had been flooded since the weekend."
)
OTHER = "The mayor had asked for a new crane in spring, but the council put the matter off until after the vote."


def pairs(*texts: str) -> list[tuple[str, str, str]]:
    articles = [make_article(f"a{n}", text) for n, text in enumerate(texts)]
    return [(copy.article_id, copy.earlier_id, copy.span.text) for copy in find_copies(articles)]


def test_what_two_articles_share_word_for_word_is_one_stretch() -> None:
    assert pairs(f"{WIRE} {OTHER}", f"Accident. {WIRE}") == [("a1", "a0", WIRE[:-1])]
    assert pairs(WIRE, OTHER) == []


def test_a_changed_word_does_not_tear_the_stretch() -> None:
    edited = WIRE.replace("old crane", "rusty crane").replace("two of them", "two")
    ((_, _, found),) = pairs(WIRE, edited)
    assert found.startswith("crane fell on the quay")
    assert found.endswith("since the weekend")


def test_to_quote_the_same_words_is_not_to_copy() -> None:
    assert pairs(f"“{WIRE}” the port said.", f"“{WIRE}” That is what the port told us.") == []


def test_captions_are_left_out() -> None:
    caption = f"{WIRE} (AP Photo/Ann Lee)"
    article = make_article("a", f"Crane falls\n{caption}\n{OTHER}")
    assert [block.kind for block in article.blocks][1] == "caption"
    assert find_copies([article, replace(article, id="b")])[0].span.text == OTHER[:-1]


def test_the_one_of_the_earlier_day_is_the_one_copied_from() -> None:
    late, early = (make_article(f"a{day}", WIRE, published=dt.date(2024, 5, day)) for day in (9, 2))
    undated = make_article("b", WIRE)
    found = find_copies([undated, late, early])
    assert [(copy.article_id, copy.earlier_id) for copy in found] == [("b", "a2"), ("a9", "a2")]
    assert [copy.share for copy in found] == [1, 1]


@given(st.lists(st.lists(st.sampled_from([WIRE, OTHER, "Short.", "“", "\n"])).map(" ".join), max_size=4))
def test_stretches_stand_in_their_articles(texts: list[str]) -> None:
    articles = {f"a{n}": make_article(f"a{n}", text) for n, text in enumerate(texts)}
    for copy in find_copies(list(articles.values())):
        assert copy.span.stands_in(articles[copy.article_id].text)
        assert copy.earlier.stands_in(articles[copy.earlier_id].text)
        assert 0 < copy.share <= 1
        assert copy.article_id > copy.earlier_id
