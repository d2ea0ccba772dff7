"""What is highlighted stays the text that it was, and its labels tell the same with and without colours."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from factories import GAZETTE, article, attribution, case, span
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.highlights import highlight
from newsclaims.text import Span, visible

TOLD = "Rosa Lind said that the police deny that it is open."
HERE = article("a", TOLD)
LIND = attribution(HERE, "Rosa Lind", "said", "that the police deny that it is open")
POLICE = attribution(HERE, "the police", "deny", "that it is open", parent=LIND)


class Page(HTMLParser):
    """The text outside of labels; an end tag that does not match its start is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.titles: list[str | None] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.titles += [value for name, value in attrs if name == "title"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "small" not in self.open:
            self.text += data


def pieces(*edges: int) -> tuple[Span, ...]:
    return tuple(Span.cut(TOLD, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))


@pytest.mark.parametrize(
    ("attributions", "shown"),
    [
        case("none", [], TOLD),
        case(
            "one",
            [LIND],
            "[1 source: Rosa Lind] [1 cue: said] [1 content: that the police deny that it is open].",
        ),
        case(
            "one inside another",
            [LIND, POLICE],
            "[1 source: Rosa Lind] [1 cue: said] "
            "[1 content: that [1.1 source: the police] [1.1 cue: deny] [1.1 content: that it is open]].",
        ),
        case(
            "an inner one before its parent",
            [POLICE, LIND],
            "[1 source: Rosa Lind] [1 cue: said] "
            "[1 content: that [1.1 source: the police] [1.1 cue: deny] [1.1 content: that it is open]].",
        ),
        case(
            "an inner one without its parent",
            [POLICE],
            "Rosa Lind said that [1 source: the police] [1 cue: deny] [1 content: that it is open].",
        ),
        case(
            "the same words twice: the outer one is outside",
            [LIND, replace(POLICE, source=(), cue=(), content=LIND.content)],
            "[1 source: Rosa Lind] [1 cue: said] [1 content: [1.1 content: that the police deny that it is open]].",
        ),
        case(
            "a content in pieces",
            [Attribution("a", pieces(20, 30), pieces(31, 35), pieces(0, 9, 36, 51), "indirect")],
            "[1 content: Rosa Lind] said that [1 source: the police] [1 cue: deny] [1 content: that it is open].",
        ),
        case(
            "stretches that cross",
            [Attribution("a", pieces(0, 14), pieces(10, 19), (), "indirect")],
            "[1 source: Rosa Lind [1 cue: said]][1 cue:  that] the police deny that it is open.",
        ),
        case("another article's", [replace(LIND, article_id="b")], TOLD),
        case("the same one twice", [POLICE, POLICE], repr(highlight(HERE, [POLICE]))),
    ],
)
def test_labels_say_which_role_of_which_attribution_words_have(attributions: list[Attribution], shown: str) -> None:
    assert str(highlight(HERE, attributions)) == shown


def test_numbers_follow_the_order_given() -> None:
    other = attribution(HERE, "", "open", "it is")
    assert "[2.1 source: the police]" in str(highlight(HERE, [other, LIND, POLICE]))


def test_what_is_not_read_says_so() -> None:
    shown = str(highlight(article("gazette", GAZETTE, "tbbcx"), [])).split("\n\n")
    assert shown[0] == GAZETTE.split("\n")[0]
    assert [line.split("]")[0] for line in shown if "not read" in line] == [
        "[caption, not read",
        "[boilerplate, not read",
    ]


def test_paragraphs_without_marks_can_be_left_out() -> None:
    gazette = article("gazette", GAZETTE, "tbbcx")
    said = attribution(gazette, "Lind", "said", '"It is a bad day, a very bad day for this town,"')
    said = replace(said, source=(span(GAZETTE, "Lind", nth=1),), cue=(span(GAZETTE, "said", nth=2),))
    assert str(highlight(gazette, [said], whole=False)).split("\n\n") == [
        "[…]",
        '[1 content: "It is a bad day, a very bad day for this town,"] [1 source: Lind] [1 cue: said].',
        "[…]",
    ]


def test_a_content_that_runs_on_in_the_next_paragraph_is_marked_in_both() -> None:
    two = article("a", "“We go,” Lee said.\n“We stay.”")
    said = Attribution("a", (), (span(two.text, "said"),), (Span.cut(two.text, 0, len(two.text)),), "direct")
    assert str(highlight(two, [said])) == ("[1 content: “We go,” Lee [1 cue: said].]\n\n[1 content: “We stay.”]")


def test_markup_in_a_text_stays_text() -> None:
    bad = article("a", "<b>Lee</b> said &amp; “<script>alert(1)</script>”")
    said = attribution(bad, "<b>Lee", "said", "“<script>alert(1)</script>”")
    assert "<script" not in highlight(bad, [said])._repr_html_()
    assert (
        str(highlight(bad, [said]))
        == "[1 source: <b>Lee]</b> [1 cue: said] &amp; [1 content: “<script>alert(1)</script>”]"
    )


def test_the_kind_is_told_on_hovering() -> None:
    assert set(Page(highlight(HERE, [replace(LIND, kind="mixed")]).html).titles) == {"mixed"}


def test_a_span_that_does_not_stand_in_the_article_is_an_error() -> None:
    with pytest.raises(ValueError, match="reads 'Rosa'"):
        highlight(HERE, [replace(LIND, source=(Span(0, 4, "Lind"),))])


def test_a_text_without_blocks_is_an_error() -> None:
    with pytest.raises(ValueError, match="make_article"):
        highlight(Article("a", TOLD), [LIND])


ALPHABET = st.sampled_from("ab <>&\"'[]“”;#\n\x00\u202e")


@st.composite
def marked(draw: st.DrawFn) -> tuple[Article, list[Attribution]]:
    """An article and attributions whose stretches lie anywhere, one inside another or not."""
    here = article("a", draw(st.text(ALPHABET, max_size=40)))
    edges = st.lists(st.integers(0, len(here.text)), max_size=4, unique=True).map(sorted)
    roles = edges.map(lambda cuts: tuple(Span.cut(here.text, *pair) for pair in [*pairwise(cuts)][::2]))
    found: list[Attribution] = []
    for _ in range(draw(st.integers(0, 4))):
        parent = draw(st.sampled_from([None, *found]))
        found.append(
            Attribution("a", draw(roles), draw(roles), draw(roles), draw(st.sampled_from(["direct", "mixed"])), parent)
        )
    return here, draw(st.permutations(found))


@given(marked(), st.booleans())
def test_outside_of_the_labels_there_is_the_text(given: tuple[Article, list[Attribution]], whole: bool) -> None:
    here, found = given
    page = Page(highlight(here, found, whole=whole).html)
    touched = [
        block.span
        for block in here.blocks
        if whole or any(s.overlaps(block.span) for a in found for s in (*a.source, *a.cue, *a.content))
    ]
    assert [line for line in page.text.split("\n") if line] == [visible(span.text) for span in touched]


@given(marked())
def test_brackets_and_marks_are_the_same(given: tuple[Article, list[Attribution]]) -> None:
    shown = highlight(*given)
    assert shown.html.count("<mark ") == len(re.findall(r"\[[\d.]+ (?:source|cue|content): ", str(shown)))
    assert shown.html == highlight(*given).html
