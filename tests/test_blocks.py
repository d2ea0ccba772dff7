from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.articles import make_article, read_articles
from newsclaims.blocks import byline, label_blocks
from newsclaims.bylines import written_date

SEEDS = Path(__file__).parents[1] / "data" / "seeds"
GOLD = json.loads((SEEDS / "gold" / "claims.json").read_text("utf-8"))

LEAD = "The old bridge over the river will stay closed for two weeks, the mayor of Riverside said on Monday."
NEXT = "Engineers found cracks in three of its five piers last week, according to a report that the council published."
LAST = "Residents told the council that they had warned of it for years, and asked who would pay for the detour."
REPORT = f"{LEAD}\n{NEXT}\n{LAST}"


def kinds(text: str) -> list[str]:
    return [block.kind for block in label_blocks(text)]


@pytest.mark.parametrize(
    "line",
    [
        "date 2024-11-11 Skip to content",
        "by The Riverside Herald news desk November 11, 2024 11:56 AM 2 min read",
        "By Ann Lee and Bo Li",
        "Updated 3:14 PM EST, Mon November 11, 2024",
        "4 minute read",
        "Log In | Sign Up",
        "Facebook Tweet Email Link",
        "ADVERTISEMENT",
        "This audio is created with AI assistance",
        "Share this article",
        "Related: Five bridges that never reopened",
        "Sign up for our free newsletter",
        "Subscribe to The Riverside Herald Newsletter",
        "Stay updated with the latest news!",
        "Thank you for signing up for this newsletter. A confirmation is on its way.",
        "Bo Li contributed to this report.",
        "(Reporting by Ann Lee; Editing by Bo Li.)",
        "\N{COPYRIGHT SIGN} 2024 The Riverside Herald. All rights reserved.",
        "Most popular",
        "- News",
        "The Riverside Herald",
        "* * *",
    ],
)
def test_furniture_between_paragraphs_is_boilerplate(line: str) -> None:
    assert kinds(f"Bridge closed\n{LEAD}\n{line}\n{NEXT}") == ["title", "body", "boilerplate", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "The mayor attends a meeting in Riverside on June 28, 2024 (Bo Li / AFP)",
        "The mayor at the bridge on Sunday. (photo credit: REUTERS/BO LI)",
        "The mayor at the bridge. (Bo Li/The Riverside Herald)",
        "FILE PHOTO: The bridge in 2019",
        "Image caption, The bridge on Monday",
        "Bo Li/Getty Images",
        "Photo: Bo Li",
    ],
)
def test_a_line_with_a_credit_is_a_caption(line: str) -> None:
    assert kinds(f"Bridge closed\n{line}\n{LEAD}") == ["title", "caption", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "What we know",
        '"I am sorry\N{HORIZONTAL ELLIPSIS}"',
        "By Monday, November 11, 2024, police had closed the bridge.",
        "On November 11, the council met at 6:15 p.m.",
        "The poll was taken by the Herald (AP/NORC).",
        "Subscribers to the newspaper asked the mayor about the photo.",
        '"Sign up for the detour plan," she said.',
        "Read the mayor's letter in full:",
        "Three engineers contributed to this report, which the council will discuss on Friday.",
        "Related costs are not known.",
        "Copyright law was changed on Monday, the ministry said.",
        "Reporting by The Riverside Herald shows that the cracks are old.",
        "This audio was recorded by police.",
        "Image, not safety, drove the decision.",
        "More on that later.",
        "This report was first questioned by engineers.",
        "The Washington Post first reported the cracks.",
        "- The bridge was built in 1931.",
    ],
)
def test_what_reports_something_stays_body(line: str) -> None:
    assert kinds(f"Bridge closed\n{LEAD}\n{line}\n{NEXT}") == ["title", "body", "body", "body"]


def test_a_caption_repeated_without_its_credit_is_a_caption() -> None:
    line = "The mayor shakes hands with an engineer."
    assert kinds(f"Bridge closed\n{line} (photo credit: BO LI)\n{line}\n(photo credit: BO LI)\n{LEAD}") == [
        "title",
        *["caption"] * 3,
        "body",
    ]


def test_a_teaser_is_a_heading_broken_off_words_and_names() -> None:
    teaser = (
        "Five bridges that never reopened\nAll over the land they shut for goo\N{HORIZONTAL ELLIPSIS}\nHeraldAnn Lee"
    )
    assert kinds(f"Bridge closed\n{LEAD}\n{teaser}\n{NEXT}") == ["title", "body", *["boilerplate"] * 3, "body"]


@pytest.mark.parametrize("opening", ["News Feed\n6:15 AM", "Most read", "6:15 AM (Updated: )"])
def test_a_feed_after_the_report_goes_on_to_the_end(opening: str) -> None:
    feed = f"{opening}\nCat found.\nThe cat sat on a tree.\n7:00 AM\nDog found.\nThe dog did not."
    labels = kinds(f"Bridge closed\n{REPORT}\n{feed}")
    assert labels[:4] == ["title", "body", "body", "body"]
    assert set(labels[4:]) == {"boilerplate"}


def test_a_feed_in_the_middle_ends_where_prose_begins_again() -> None:
    text = f"Bridge closed\n{LEAD}\nMost popular\nMan bites dog\nDog bites man\n{NEXT}\n{LAST}"
    assert kinds(text) == ["title", "body", *["boilerplate"] * 3, "body", "body"]


def test_entries_of_a_live_blog_are_no_feed() -> None:
    entries = "\n".join(f"{hour}:15 p.m.\n{LEAD}\n{NEXT}" for hour in (5, 4, 3, 2, 1))
    assert kinds(f"The latest on the bridge\n{entries}").count("body") == 10


def test_navigation_above_the_title_is_not_the_title() -> None:
    text = f"Home\nCity Hall\nMayor keeps old bridge closed\n{LEAD}"
    assert kinds(text) == ["boilerplate", "boilerplate", "title", "body"]


def test_navigation_above_a_title_that_a_table_gives_is_not_body() -> None:
    text = f"Home\nCity Hall\nMayor keeps old bridge closed\nThe detour\n{LEAD}"
    given = [block.kind for block in label_blocks(text, title="Mayor keeps old bridge closed")]
    assert given == kinds(text) == ["boilerplate", "boilerplate", "title", "body", "body"]


def test_a_given_title_is_found_where_no_rule_would_look() -> None:
    given = [block.kind for block in label_blocks(f"{LEAD}\nOpinion\n{NEXT}", title=" Opinion ")]
    assert given == ["body", "title", "body"]


@pytest.mark.parametrize("text", [LEAD, REPORT, "Bridge closed", f"date 2024-11-11\n{REPORT}"])
def test_without_a_heading_above_the_report_there_is_no_title(text: str) -> None:
    assert make_article("a", text).title is None


LINES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "News Feed",
                "6:15 AM",
                "Related",
                "By Ann Lee",
                "Goes on\N{HORIZONTAL ELLIPSIS}",
                LEAD,
                "Bridge closed",
                "\r",
            ]
        ),
    )
)


@given(
    LINES,
    st.sampled_from(["", "\N{ZERO WIDTH NO-BREAK SPACE}", "\N{ZERO WIDTH NO-BREAK SPACE} "]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_blocks_stand_in_order_apart_and_hold_all_that_is_not_white_space(
    lines: list[str], mark: str, end: str
) -> None:
    text = mark + end.join(lines)
    blocks = label_blocks(text)
    edges = [edge for block in blocks for edge in (block.span.start, block.span.end)]
    assert edges == sorted(edges)
    assert all(block.span.stands_in(text) and block.span.text for block in blocks)
    outside = set(range(len(mark), len(text))) - {i for b in blocks for i in range(b.span.start, b.span.end)}
    assert not "".join(text[i] for i in outside).strip("\N{ZERO WIDTH NO-BREAK SPACE} \t").strip()


def test_a_giant_line_is_one_block_of_body() -> None:
    text = "word " * 4_000_000
    (block,) = label_blocks(text)
    assert (block.kind, block.span.start, block.span.end) == ("body", 0, len(text) - 1)


@pytest.mark.parametrize(
    "line", ["A.-' ", "1", "on ", "(", "By A ", "photo credit ", "A/", "\N{COPYRIGHT SIGN} 2020 A "]
)
def test_lines_made_to_mislead_a_pattern_are_read_all_the_same(line: str) -> None:
    text = "\n".join([(line * 300)[:295]] * 50)
    assert len(label_blocks(text)) == 50
    assert make_article("a", text).text == text


def test_the_labels_of_the_seeds_agree_with_the_gold() -> None:
    right = wrong = missed = 0
    for article in read_articles(SEEDS):
        gold = {i for start, end in GOLD["boilerplate"].get(article.id, []) for i in range(start, end)}
        found = {
            i for b in article.blocks if b.kind in ("caption", "boilerplate") for i in range(b.span.start, b.span.end)
        }
        found, gold = ({i for i in each if not article.text[i].isspace()} for each in (found, gold))
        right, wrong, missed = right + len(found & gold), wrong + len(found - gold), missed + len(gold - found)
    assert 2 * right / (2 * right + wrong + missed) > 0.99  # 1.0 when written


# What the text says of itself


def test_the_seeds_say_of_themselves_what_the_gold_says_of_them() -> None:
    said = {
        a.id: {"outlet": a.outlet, "date": a.published and a.published.isoformat(), "title": a.title}
        for a in read_articles(SEEDS)
    }
    assert said == GOLD["articles"]


@pytest.mark.parametrize(
    ("above", "below", "expect"),
    [
        ("date 2024-11-11", "", dt.date(2024, 11, 11)),
        ("By Ann Lee November 11, 2024 11:56 AM", "", dt.date(2024, 11, 11)),
        ("Published: Nov. 11, 2024", "", dt.date(2024, 11, 11)),
        ("Mon 11 Nov 2024 14.20 GMT", "", dt.date(2024, 11, 11)),
        ("2024-11-11T08:30:00Z", "", dt.date(2024, 11, 11)),
        ("Updated: Nov. 12, 2024\nNov. 11, 2024", "", dt.date(2024, 11, 11)),
        ("", "Published 11 November 2024", dt.date(2024, 11, 11)),
        ("", "\N{COPYRIGHT SIGN} 2024 The Riverside Herald", None),
        ("", "November 11, 2024", None),  # a correction's date as likely as the article's
        ("November 31, 2024", "", None),
        ("On November 11, 2024, the bridge was closed.", "", None),
    ],
)
def test_the_day_of_publication_stands_around_the_report_never_in_it(
    above: str, below: str, expect: dt.date | None
) -> None:
    assert make_article("a", f"Bridge closed\n{above}\n{LEAD}\n{NEXT}\n{below}").published == expect


def test_a_dateline_with_a_year_gives_the_day() -> None:
    article = make_article("a", f"RIVERSIDE, Nov. 11, 2024 (Reuters) - {LEAD}")
    assert (article.published, article.outlet) == (dt.date(2024, 11, 11), "Reuters")


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("by The Riverside Herald news desk", "The Riverside Herald"),
        ("Subscribe to The Riverside Herald Newsletter", "The Riverside Herald"),
        ("\N{COPYRIGHT SIGN} 2024 The Riverside Herald. All rights reserved.", "The Riverside Herald"),
        ("Copyright 2024 Riverside Media, Inc.", "Riverside Media"),
        ("The Riverside Herald", "The Riverside Herald"),
        ("Sign up for our free newsletter", None),
        ("The Riverside Herald reported the cracks first.", None),
    ],
)
def test_the_outlet_is_named_by_lines_about_the_page(line: str, outlet: str | None) -> None:
    assert make_article("a", f"Bridge closed\n{LEAD}\n{NEXT}\n{line}").outlet == outlet


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("By: Ann Lee and Bo Li | Nov. 11, 2024, 6:00 p.m.", "Ann Lee and Bo Li"),
        ("by The Riverside Herald news desk 2 min read", "The Riverside Herald news desk"),
        ("By the time police came, the bridge was closed", None),
        ("Bystanders", None),
    ],
)
def test_a_byline_holds_names_and_a_date_at_most(line: str, who: str | None) -> None:
    assert byline(line) == who


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_date_is_read_however_it_is_written(day: dt.date) -> None:
    month = day.strftime("%B")
    for written in (day.isoformat(), f"{month} {day.day}, {day.year}", f"{day.day} {month[:3]}. {day.year}"):
        assert written_date(f"on {written}") == day
