from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from factories import COURIER, GAZETTE, article, bridge, bridge_findings, claim, comparison, span
from hypothesis import given
from hypothesis import strategies as st

import newsclaims
from newsclaims.compare import Cluster, Conflict, Variant, Wording
from newsclaims.findings import Evidence, Finding
from newsclaims.holders import Holder
from newsclaims.report import plain_markdown, render_findings, render_report, write_report
from newsclaims.text import Span, visible

SCRIPT = Path(newsclaims.__file__).with_name("templates").joinpath("report.js").read_text(encoding="utf-8")
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """What a page is made of; an end tag that does not match its start is an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}  # of each element with an id
        self.text = ""
        self.scripts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []
        self.ids = [attributes["id"] for _, attributes in self.tags if "id" in attributes]
        self.links = [attributes["href"] for _, attributes in self.tags if "href" in attributes]

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "script":
            self.scripts.append(data)
        if any(tag in ("style", "script", "sup") for tag, _ in self.open):
            return
        self.text += data
        for id in (attributes["id"] for _, attributes in self.open if "id" in attributes):
            self.texts[id] = self.texts.get(id, "") + data


def page_of(compared=None, found=()) -> Page:
    return Page(render_report(compared or bridge(), found))


def assert_sound(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert {f"#{id}" for id in page.ids} >= set(page.links)
    assert page.scripts == [SCRIPT]
    assert not {"img", "iframe", "object", "embed", "link", "form", "base"} & {tag for tag, _ in page.tags}
    loads = {"src", "srcset", "action", "data", "poster", "background"}
    assert not [a for _, a in page.tags if loads & set(a) or any(name.startswith("on") for name in a)]


def test_page_is_well_formed_and_asks_for_nothing_outside(compared, found):
    html = render_report(compared, found)
    assert_sound(Page(html))
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'; style-src 'unsafe-inline'" in html


def test_policy_of_the_page_lets_its_own_script_run_and_no_other(compared):
    policy = dict(Page(render_report(compared, [])).tags[3][1])["content"]
    [allowed] = re.findall(r"script-src ([^;]*);", policy)
    assert allowed == f"'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"


def test_page_of_nothing_is_sound_too():
    page = page_of(comparison())
    assert_sound(page)
    assert "There is no article to compare" in page.text


def test_link_from_a_finding_leads_to_the_words_that_back_it(compared, found):
    page = page_of(compared, found)
    start = COURIER.index("denied that the bridge is closed")
    id = f"a2-{start}-{start + len('denied that the bridge is closed')}"
    assert f"#{id}" in page.links
    assert page.texts[id] == "denied that the bridge is closed"


def test_cell_of_the_matrix_leads_to_the_words_of_the_claim(compared):
    page = page_of(compared)
    start = GAZETTE.index("the bridge over the Lenn is closed")
    assert page.texts[f"a1-{start}-{start + 34}"] == "the bridge over the Lenn is closed"
    row = page.texts["claim-1"].split()
    assert row[-3:] == ["says", "denies", "unsure"]
    assert page.texts["claim-2"].split()[-3:] == ["says", "\N{EN DASH}", "says"]


def test_claim_of_one_article_has_a_row_apart(compared):
    page = page_of(compared)
    assert "2 claims that one article alone carries" in page.text
    assert page.texts["claim-3"].split("\n")[1:] == ["Lenn Gazette", "says "]


def test_a_row_whose_mentions_may_be_of_several_things_says_so(compared):
    first, *rest = compared.clusters
    marks = [
        render_report(replace(compared, clusters=(replace(first, score=score), *rest)), []) for score in (0.6, 0.9)
    ]
    assert [page.count(">loosely joined<") for page in marks] == [1, 0]


def test_disputed_claim_shows_both_sides_with_their_holders(compared):
    disputed = page_of(compared).texts["disputed"]
    assert re.search(r"says\s+the bridge over the Lenn is closed\s+Lenn Gazette, from Rosa Lind", disputed)
    assert re.search(r"denies\s+the bridge is closed\s+The Courier, from Tom Hale", disputed)
    assert "Can't both be true (number): forty or sixty people" in disputed


def test_holder_chain_and_own_voice_are_told_apart(compared):
    own = compared.clusters[0].claims[0]
    chain = replace(own, holders=(Holder("Lenn Gazette", "outlet"), Holder("Rosa Lind", "person")))
    claims = (chain, replace(own, holders=()), *compared.clusters[0].claims[1:])
    page = page_of(replace(compared, clusters=(replace(compared.clusters[0], claims=claims),), conflicts=()))
    assert "from Lenn Gazette → Rosa Lind" in page.texts["disputed"]
    assert "Lenn Gazette, in its own voice" in page.texts["disputed"]


def test_second_mention_by_the_same_holder_is_folded_away(compared):
    first, *rest = compared.clusters[0].claims
    again = replace(first, id="again", spans=(span(GAZETTE, "closed"),))
    page = page_of(
        replace(compared, clusters=(replace(compared.clusters[0], claims=(first, again, *rest)),), conflicts=())
    )
    assert "1 more from the same" in page.texts["disputed"]


def test_soft_conflict_is_not_called_impossible(compared):
    page = page_of(replace(compared, conflicts=(Conflict(("c3", "c4"), "number", "forty or sixty", soft=True),)))
    assert "Hard to reconcile (number)" in page.text
    assert "Can't both be true (number)" not in page.text


def test_reworded_quotation_marks_what_was_left_out_and_put_in(compared):
    html = render_report(compared, [])
    section = html[html.index('id="wordings"') : html.index('id="origins"')]
    rendering = section[section.rindex("<li>") :]
    assert "very" in " ".join(re.findall("<del>(.*?)</del>", rendering))
    assert "the" in " ".join(re.findall("<ins>(.*?)</ins>", rendering)).split()


def test_finding_on_a_wording_shows_its_marks_as_struck_out_and_underlined(compared):
    told = Finding("wording", "“It is [-very-]{+rather+} bad <today>”.", (Evidence("herald", ()),))
    html = render_report(compared, [told])
    assert "“It is <del>very</del> <ins>rather</ins> bad &lt;today&gt;”." in html
    other = render_report(compared, [replace(told, kind="alone")])
    assert "[-very-]{+rather+}" in other


@pytest.mark.parametrize("words", ["[- {+ -] +}", "{+ [- +} -]", "[-<del>-]", "[-[-a-]-]", "-] {+"])
def test_marks_of_a_finding_in_disorder_leave_the_page_sound(compared, words):
    page = Page(render_report(compared, [Finding("wording", words, (Evidence("herald", ()),))]))
    assert page.open == []


def test_rendering_without_what_it_leaves_out_is_the_article_s_own_words(compared):
    html = render_report(compared, [])
    section = html[html.index('id="wordings"') : html.index('id="origins"')]
    rendering = re.search(r"<span[^>]*>(.*?)</span>", section[section.rindex("<li>") :])[1]
    kept = re.sub("<[^>]*>", "", re.sub("<del>.*?</del>", "", rendering))
    assert unescape(kept).split() == '"It\'s a bad day for the town,"'.split()


def test_rendering_in_other_words_is_not_shown_as_a_diff():
    one, two = article("a", "The road is shut for good, he said."), article("b", "No way through.")
    wording = Wording(
        None, (Variant("a", (span(one.text, "The road is shut for good"),)), Variant("b", (span(two.text, two.text),)))
    )
    html = render_report(comparison(one, two, wordings=[wording]), [])
    section = html[html.index("<h3>Speaker not named") : html.index('id="origins"')]
    assert "<del>" not in section
    assert "No way through." in section


def test_articles_are_shown_in_full_with_boilerplate_labelled(compared):
    page = page_of(compared)
    shown = page.texts["article-1"]
    for line in GAZETTE.split("\n"):
        assert line in shown
    assert "boilerplateSign up for our newsletter!" in shown
    assert "captionThe bridge on an earlier day." in shown


def test_text_that_no_block_holds_is_shown_nevertheless():
    bare = replace(article("a", "First line.\n\nSecond line."), blocks=())
    assert "First line.\n\nSecond line." in page_of(comparison(bare)).texts["article-1"]


def test_checksum_is_that_of_the_text(compared):
    assert hashlib.sha256(COURIER.encode()).hexdigest() in page_of(compared).text


def test_nothing_in_the_page_depends_on_when_it_was_made(compared, found):
    assert render_report(compared, found) == render_report(bridge(), bridge_findings())


HOSTILE = [
    "<script>alert(1)</script>",
    "</style></mark></p><img src=http://x.example/ onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "{{ 7 * 7 }}{% raw %}<!--",
    "&lt;b&gt; &amp;",
    "abc\N{RIGHT-TO-LEFT OVERRIDE}fed\N{POP DIRECTIONAL ISOLATE}",
    "nul\x00 bell\x07 escape\x1b",
    "a\ud800b",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_as_words_wherever_they_stand(words):
    text = f"He said {words} twice. {words}"
    one = article(words, text, outlet=words, title=words, byline=words, url="javascript:alert(1)")
    two = article("b", text)
    claims = tuple(claim(a, words, words, words, stance=s) for a, s in ((one, "asserts"), (two, "denies")))
    hostile = comparison(
        one, two, claims=claims, clusters=[Cluster("<c>", words, claims), Cluster("<d>", words, claims)],
        conflicts=[Conflict(("<c>", "<d>"), "fact", words)],
        wordings=[Wording(words, (Variant("b", (span(text, words),)), Variant(words, (span(text, words, nth=1),))))],
    )  # fmt: skip
    findings = [Finding("disputed", words, (Evidence("b", (span(text, words),)),))]
    page = page_of(hostile, findings)
    assert_sound(page)
    assert f"He said {visible(words)} twice. {visible(words)}" in page.texts["article-2"]
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069\ud800]", page.text)
    markdown = render_findings(hostile, findings)
    assert not re.search(r"(?<!\\)<|[\x00-\x08\x1b\u202e\ud800]", markdown)


@st.composite
def stretches(draw):
    text = draw(st.text("ab \n", min_size=1, max_size=30))
    cuts = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(cuts, cuts).map(sorted), max_size=8))
    return text, [(start, end) for start, end in pairs if text[start:end].strip()]


@given(stretches())
def test_stretches_that_nest_and_overlap_leave_the_text_whole_and_every_link_alive(drawn):
    text, pairs = drawn
    one = article("a", text)
    evidence = tuple(Evidence("a", (Span.cut(text, *pair),)) for pair in pairs)
    page = page_of(comparison(one), [Finding("alone", "It says so.", evidence)])
    assert_sound(page)
    assert {f"a1-{start}-{end}" for start, end in pairs} <= set(page.ids)
    for line in filter(str.strip, text.split("\n")):
        assert line in page.texts["article-1"]


def test_nested_stretch_is_marked_whole():
    one = article("a", "The mayor said that the bridge is closed.")
    spans = [
        span(one.text, words)
        for words in ("The mayor said that the bridge is closed", "the bridge", "bridge is closed.")
    ]
    page = page_of(comparison(one), [Finding("alone", "So.", tuple(Evidence("a", (s,)) for s in spans))])
    assert page.texts["a1-0-40"] == "The mayor said that the bridge is closed"
    assert page.texts["a1-20-30"] == "the bridge"
    assert page.texts["a1-24-41"] == "bridge"  # it runs over an end, and goes on in a mark without an id


def test_evidence_in_pieces_names_all_its_marks(compared):
    pieces = tuple(span(COURIER, words) for words in ("Tom Hale", "sixty people"))
    page = page_of(compared, [Finding("alone", "So.", (Evidence("courier", pieces),))])
    [marks] = [a["data-marks"] for tag, a in page.tags if tag == "a" and " " in (a.get("data-marks") or "")]
    assert [page.texts[id] for id in marks.split()] == ["Tom Hale", "sixty people"]


def test_versions_and_models_that_made_the_page_are_named(compared):
    methods = page_of(compared).texts["methods"]
    assert re.search(rf"newsclaims\s*{re.escape(newsclaims.__version__)}\b", methods)
    assert re.search(r"reader\.onnx\s*[0-9a-f]{64}\b", methods)


def test_evidence_without_words_leads_to_the_article(compared):
    page = page_of(compared, [Finding("omission", "The Herald leaves it out.", (Evidence("herald", ()),))])
    assert_sound(page)
    assert "#article-3" in page.links


def test_span_that_does_not_stand_in_its_article_stops_the_report(compared, tmp_path):
    wrong = Finding("alone", "Nobody says so.", (Evidence("herald", (span(COURIER, "Tom Hale"),)),))
    with pytest.raises(ValueError, match="article 'herald' reads"):
        write_report(compared, [wrong], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_report_is_a_page_and_a_list_of_findings(compared, found, tmp_path):
    assert write_report(compared, found, tmp_path / "out") == tmp_path / "out" / "report.html"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["findings.md", "report.html"]


def test_markdown_findings_give_quotation_and_place(compared, found):
    assert (GAZETTE[76:110], COURIER[53:85]) == (
        "the bridge over the Lenn is closed",
        "denied that the bridge is closed",
    )
    assert render_findings(compared, found).split("\n\n")[2:] == [
        "## Said by some, denied by others",
        "- Rosa Lind says that the bridge over the Lenn is closed; Tom Hale denies it.\n"
        "  - “the bridge over the Lenn is closed” (Lenn Gazette, 76:110)\n"
        "  - “denied that the bridge is closed” (The Courier, 53:85)\n",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plain words, 3.5 per cent (so)", "plain words, 3.5 per cent (so)"),
        ("# no heading", r"\# no heading"),
        ("12. no list", r"12\. no list"),
        ("- no list", r"\- no list"),
        ("[a](javascript:b)", r"\[a\](javascript:b)"),
        ("a_b _c_ *d* `e`", r"a_b \_c\_ \*d\* \`e\`"),
        ("two\n\nlines", "two lines"),
    ],
)
def test_words_stay_words_in_markdown(words, expected):
    assert plain_markdown(words) == expected
