from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from factories import article, bridge, claim, comparison, span
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.compare import Cluster, Origin
from newsclaims.drawings import MOST_CLAIMS, MOST_ORIGINS, WIDTH, draw_origins, draw_timeline
from newsclaims.labels import Label, ems, wrap
from newsclaims.periods import Period

WORDS = "The bridge is closed."


def dated(day: dt.date, number: int = 1) -> Cluster:
    """A claim of a day, in an article of its own."""
    told = article(f"a{number}", WORDS)
    period = Period(day, day + dt.timedelta(1), span(WORDS, "closed"))
    return Cluster(f"c{number}", f"{WORDS} {number}", (claim(told, WORDS, period=period),))


def timeline(*clusters: Cluster, **rest: dt.date):
    articles = [article(c.articles[0], WORDS, **rest) for c in clusters]
    return draw_timeline(comparison(*articles, clusters=clusters))


def boxes(*labels: Label) -> list[tuple[float, float]]:
    return sorted((label.y, label.y + label.height) for label in labels)


def test_tie_counts_the_claims_that_an_article_has_from_an_origin():
    told = bridge()
    lind = [claim.id for claim in told.claims if [holder.name for holder in claim.holders] == ["Rosa Lind"]]
    graph = draw_origins(replace(told, origins=(Origin("Rosa Lind", ("c1", "c3"), ("gazette",), tuple(lind)),)))
    assert [(tie.article.text, tie.origin.text, tie.claims) for tie in graph.ties] == [("Lenn Gazette", "Rosa Lind", 2)]


def test_origin_of_several_articles_is_told_from_that_of_one():
    told = [article(id, WORDS) for id in "ab"]
    origins = Origin("Rosa Lind", ("c1", "c2"), ("a", "b")), Origin("Tom Hale", ("c1", "c2"), ("b",))
    graph = draw_origins(comparison(*told, origins=origins))
    assert [(tie.origin.text, tie.common) for tie in graph.ties] == [
        ("Rosa Lind", True),
        ("Rosa Lind", True),
        ("Tom Hale", False),
    ]


def test_origin_of_one_claim_is_shown_where_there_is_no_other():
    told = article("a", WORDS)
    graph = draw_origins(comparison(told, origins=[Origin("Tom Hale", ("c1",), ("a",))]))
    assert [label.lines for label in graph.origins] == [("Tom Hale", "1 claim, 1 article")]


def test_graph_of_many_origins_shows_the_first():
    told = article("a", WORDS)
    graph = draw_origins(comparison(told, origins=[Origin(f"Lee {n}", ("c1", "c2"), ("a",)) for n in range(50)]))
    assert [label.text for label in graph.origins] == [f"Lee {n}" for n in range(MOST_ORIGINS)]


def test_dates_stand_in_order_and_further_apart_where_more_time_lies_between_them():
    days = dt.date(2031, 5, 6), dt.date(2031, 5, 7), dt.date(2032, 5, 7)
    first, second, third = timeline(*(dated(day, n) for n, day in enumerate(reversed(days)))).moments
    assert [moment.start for moment in (first, second, third)] == [*days]
    assert third.label.y - second.label.y > second.label.y - first.label.y


def test_date_names_its_claim_and_who_has_it_and_leads_to_its_words():
    cluster = dated(dt.date(2031, 5, 6))
    [moment] = timeline(cluster).moments
    assert (moment.label.text, moment.day) == ("6 May 2031", True)
    assert [(entry.label.text, entry.claim) for entry in moment.entries] == [(f"{WORDS} 1 (a1)", cluster.claims[0])]


def test_date_of_many_claims_says_how_many_more_there_are():
    [moment] = timeline(*(dated(dt.date(2031, 5, 6), n) for n in range(MOST_CLAIMS + 2))).moments
    assert moment.entries[-1].label.text == "and 2 more"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (dt.date(2031, 5, 6), dt.date(2031, 5, 7), "6 May 2031"),
        (dt.date(2031, 5, 6), dt.date(2031, 5, 8), "6 May 2031 to 7 May 2031"),
        (dt.date(2031, 5, 1), dt.date(2031, 6, 1), "May 2031"),
        (dt.date(2031, 1, 1), dt.date(2032, 1, 1), "2031"),
        (dt.date(2031, 1, 1), dt.date(2031, 4, 1), "1 Jan 2031 to 31 Mar 2031"),
        (dt.date.min, dt.date(2031, 5, 7), "until 6 May 2031"),
        (dt.date(2031, 5, 6), dt.date.max, "from 6 May 2031"),
    ],
)
def test_stretch_of_days_is_written_as_readers_do(start, end, words):
    cluster = dated(start)
    period = Period(start, end, span(WORDS, "closed"))
    [moment] = timeline(replace(cluster, claims=(replace(cluster.claims[0], period=period),))).moments
    assert moment.label.text == words


def test_article_of_the_calendar_s_last_day_is_no_obstacle():
    assert [moment.start for moment in timeline(dated(dt.date.min), published=dt.date.max).moments] == [dt.date.min]


def test_nothing_is_drawn_of_nothing():
    assert draw_timeline(comparison()).moments == ()
    assert draw_origins(comparison()).ties == ()


HARD = (
    st.text(max_size=400)
    | st.text("WMm@%", max_size=90)
    | st.sampled_from(["x" * 2_000, "\u0301" * 2_000, "漢字" * 99])
)


@given(st.lists(HARD, min_size=1, max_size=6))
def test_labels_never_overlap_and_stay_within_the_picture(names):
    told = [article(f"a{n}", WORDS, outlet=name) for n, name in enumerate(names)]
    origins = [Origin(name, ("c1", "c2"), (f"a{n}",)) for n, name in enumerate(names)]
    clusters = [replace(dated(dt.date(2031, 5, 6 + n), n), proposition=name) for n, name in enumerate(names)]
    drawn = comparison(*told, origins=origins, clusters=clusters)
    graph, moments = draw_origins(drawn), draw_timeline(drawn).moments
    entries = [entry.label for moment in moments for entry in moment.entries]
    for column in (graph.articles, graph.origins, entries, [moment.label for moment in moments]):
        ends = boxes(*column)
        assert all(a[1] <= b[0] for a, b in pairwise(ends))
    for label in (*graph.origins, *entries):
        assert all(label.x + 13 * ems(line) <= WIDTH for line in label.lines)


@given(HARD, st.integers(1, 3))
def test_wrapped_text_fits_and_says_when_something_is_cut_off(text, most):
    text = " ".join(text.split())
    lines = wrap(text, 12, most)
    assert len(lines) <= most
    assert all(ems(line) <= 12 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "") or lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("Police", ("Police",)),
        ("Police closed the old bridge", ("Police closed", "the old bridge")),
        ("Police closed the old bridge over the Lenn", ("Police closed", "the old bridge …")),
    ],
)
def test_lines_are_broken_between_words(text, lines):
    assert wrap(text, 10, 2) == lines
