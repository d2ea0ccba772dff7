"""A day that some articles name and others leave out is a claim of its own."""

from __future__ import annotations

from factories import MONDAY, carriers, published, side_by_side

from newsclaims.articles import make_article
from newsclaims.compare import Comparison, compare_articles
from newsclaims.drawings import draw_timeline
from newsclaims.plots import plot_timeline

DAY = "The bridge over the Lenn fell on Nov. 7, Lee said."
WEEKDAY = "The bridge over the Lenn fell on Thursday, police said."
NO_DAY = "The bridge over the Lenn fell, the mayor said."


def of_days(found: Comparison) -> list[tuple[str, ...]]:
    """The articles of each row for a day."""
    return [cluster.articles for cluster in found.clusters if cluster.claims[0].id.endswith("-day")]


def test_a_day_that_two_of_three_name_has_a_row_beside_that_of_what_happened() -> None:
    found = side_by_side(DAY, WEEKDAY, NO_DAY)
    assert carriers(found) == [("a0", "a1", "a2"), ("a0", "a1")]
    assert found.clusters[1].proposition == "The bridge over the Lenn fell on 7 November 2024"


def test_a_day_that_one_or_all_name_has_none() -> None:
    assert of_days(side_by_side(DAY, NO_DAY, NO_DAY.replace("mayor", "council"))) == []
    assert of_days(side_by_side(DAY, WEEKDAY)) == []


def test_one_text_printed_twice_is_not_two_that_name_the_day() -> None:
    assert of_days(side_by_side(DAY, DAY, NO_DAY)) == []


def test_a_weekday_in_an_article_without_a_date_is_the_day_of_that_name_that_another_dates() -> None:
    articles = [
        make_article("a0", DAY, published=MONDAY),
        make_article("a1", WEEKDAY),
        make_article("a2", NO_DAY, published=MONDAY),
    ]
    found = compare_articles(articles)
    assert of_days(found) == [("a0", "a1")]
    last = found.clusters[1].claims[1]
    assert (last.proposition, last.steps[-1].rule) == ("The bridge over the Lenn fell on 7 November 2024", "day named")
    assert last.period is not None
    assert (last.period.span.text, last.period.start.day) == ("Thursday", 7)
    assert articles[1].text[last.period.span.start : last.period.span.end] == "Thursday"


def test_a_timeline_shows_the_day_of_a_thing_once() -> None:
    found = side_by_side(DAY, WEEKDAY, NO_DAY)
    told = [entry.label.text for moment in draw_timeline(found).moments for entry in moment.entries]
    assert [words for words in told if "fell" in words] == ["The bridge over the Lenn fell on 7 November 2024 (a0, a1)"]
    assert [text.get_text() for text in plot_timeline(found).texts] == ["a0: “Nov. 7”\na1: “Thursday”"]


def test_who_denies_what_happened_on_a_day_disputes_it() -> None:
    denied = "Police denied that the bridge over the Lenn fell on Nov. 7."
    _, day = published(DAY, denied, NO_DAY).clusters[:2]
    assert day.claims[0].id.endswith("-day")
    assert day.disputed
