"""The report page in a real browser: what a click opens, what it asks for, what a screen reader and a phone get."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from factories import article, claim, comparison, span

from newsclaims.articles import read_articles
from newsclaims.compare import Cluster, Comparison, Conflict, Origin, Variant, Wording, compare_articles
from newsclaims.findings import Evidence, Finding, derive_findings
from newsclaims.report import write_report
from newsclaims.text import visible

pytestmark = pytest.mark.browser

SEEDS = Path(__file__).parents[1] / "data" / "seeds"
PHONE = {"viewport": {"width": 360, "height": 740}}
DARK = {"color_scheme": "dark"}
LOOKS = pytest.mark.parametrize("look", [{}, PHONE, DARK, PHONE | DARK], ids=["desk", "phone", "dark", "dark phone"])
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": '"onload="alert(1)" onmouseover=\'alert(1)\' <img src=http://x.example/ onerror=alert(1)>',
    "end": "</style></script></svg></title></mark><svg onload=alert(1)>",
    "direction": "abc\N{RIGHT-TO-LEFT OVERRIDE}fed\N{RIGHT-TO-LEFT MARK} \N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET}",
    "long": "W" * 10_000,
}
WORDS = """(parts) => parts.map((part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll("sup").forEach((note) => note.remove());
    return copy.textContent;
}).join("")"""  # without the numbers of claims
LABELS = """() => [...document.querySelectorAll(".drawing text")].map((text) => {
    const box = text.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
})"""

Open = Callable[..., Any]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", visible(text))


def words_of(page: Any, selector: str) -> str:
    """What the elements have written in them, without white space."""
    return squeezed(page.locator(selector).evaluate_all(WORDS))


EVIDENCE = "#beside .evidence"


def hostile(words: str) -> tuple[Comparison, list[Finding]]:
    """Words as title, body, byline, outlet, name, proposition and note."""
    text = f"He said {words} twice. {words}"
    one, two = (article(id, text, outlet=words, title=words, byline=words, url=words) for id in (words, "b"))
    claims = tuple(claim(a, words, words, words, stance=s) for a, s in ((one, "asserts"), (two, "denies")))
    clusters = [Cluster(id, words, claims) for id in ("<c>", "<d>")]
    compared = comparison(
        one, two, claims=claims, clusters=clusters, conflicts=[Conflict(("<c>", "<d>"), "fact", words)],
        wordings=[Wording(words, (Variant("b", (span(text, words),)), Variant(words, (span(text, words, nth=1),))))],
        origins=[Origin(words, ("<c>", "<d>"), (words, "b")), Origin("Lee", ("<c>", "<d>"), ("b",))],
    )  # fmt: skip
    return compared, [Finding("disputed", words, (Evidence("b", (span(text, words),)),))]


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    return compare_articles(read_articles(SEEDS))


@pytest.fixture(scope="module")
def report(seeds: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(seeds, derive_findings(seeds), tmp_path_factory.mktemp("report"))


@pytest.fixture
def visit(chromium: Any) -> Iterator[Open]:
    """Opens a page; at the end of the test it must have raised no error, shown no dialog and asked for nothing else."""
    trouble: list[str] = []
    contexts = []

    def opened(path: Path, **options: Any) -> Any:
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(120_000)
        page.on("console", lambda message: trouble.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: trouble.append(asked.url) if asked.url != path.as_uri() else None)
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


def serious(page: Any) -> list[str]:
    """What axe finds that keeps people out, with the element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe: pip install -e '.[browser]'")
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {node['html'][:200]} {node.get('failureSummary')}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]


def test_each_cell_of_the_matrix_opens_the_words_of_its_claim_beside_it(
    visit: Open, report: Path, seeds: Comparison
) -> None:
    page = visit(report)
    stances = {"says": "asserts", "denies": "denies", "unsure": "unsure"}
    seen = 0
    for number, cluster in enumerate(seeds.clusters, 1):
        if not cluster.notable:
            continue
        for column, told in enumerate(seeds.articles):
            for link in page.locator(f"#claim-{number} > td").nth(column).locator("a").all():
                stance = stances[link.inner_text()]
                [first, *_] = [c for c in cluster.claims if (c.article_id, c.stance) == (told.id, stance)]
                link.click()
                assert words_of(page, EVIDENCE) == squeezed("".join(s.text for s in first.spans))
                assert page.locator("#beside h3").inner_text() == seeds.labels[told.id]
                assert page.locator(EVIDENCE).first.is_visible()
                seen += 1
    assert seen > 50


def test_without_scripts_a_cell_is_a_link_to_the_words(visit: Open, report: Path, seeds: Comparison) -> None:
    page = visit(report, java_script_enabled=False)
    page.locator("#claim-1 a").first.click()
    claim = next(c for c in seeds.clusters[0].claims if c.article_id == seeds.articles[0].id)
    assert squeezed(claim.spans[0].text) in words_of(page, "mark:target")
    assert page.locator("#beside").is_hidden()


def test_article_beside_can_be_opened_and_closed_from_the_keyboard(visit: Open, report: Path) -> None:
    page = visit(report)
    link = page.locator("#claim-1 a").first
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "beside"
    page.keyboard.press("Escape")
    assert page.locator("#beside").is_hidden()
    assert link.evaluate("link => link === document.activeElement")


def test_click_beside_the_word_of_a_cell_opens_it_and_the_button_closes_it(visit: Open, report: Path) -> None:
    page = visit(report)
    cell = page.locator("#claim-1 > td").first
    box = cell.bounding_box()
    cell.click(position={"x": box["width"] - 3, "y": box["height"] - 3})
    page.get_by_role("button", name="Close").click()
    assert page.locator("#beside").is_hidden()


@LOOKS
def test_nobody_is_kept_out(visit: Open, report: Path, look: dict[str, Any]) -> None:
    page = visit(report, **look)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.locator("#claim-1 a").first.click()
    assert serious(page) == []


@LOOKS
def test_page_is_never_wider_than_the_screen(visit: Open, report: Path, look: dict[str, Any]) -> None:
    page = visit(report, **look)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_print_has_the_quotations_and_no_article_beside(visit: Open, report: Path) -> None:
    page = visit(report)
    page.locator("#claim-1 a").first.click()
    page.emulate_media(media="print")
    assert page.locator("#beside").is_hidden()
    assert page.locator("#findings details .quotes").first.is_visible()
    assert page.pdf().startswith(b"%PDF")


def assert_apart(boxes: list[tuple[float, float, float, float]]) -> None:
    boxes = [box for box in boxes if box[2] > box[0]]  # a box is a little higher than its line
    for n, a in enumerate(boxes):
        for b in boxes[:n]:
            assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] - 2 or b[1] >= a[3] - 2, (
                a,
                b,
            )


def test_labels_of_the_pictures_lie_apart(visit: Open, report: Path) -> None:
    boxes = visit(report).evaluate(LABELS)
    assert len(boxes) > 20
    assert_apart(boxes)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_shown_as_words(visit: Open, tmp_path: Path, words: str) -> None:
    page = visit(write_report(*hostile(words), tmp_path), **PHONE)
    page.locator("#claim-1 a").first.click()
    for part in ("#article-2", "#beside .article"):
        assert squeezed(f"He said {words} twice.") in words_of(page, part)
    assert words_of(page, EVIDENCE) == squeezed(words)
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert_apart(page.evaluate(LABELS))
    assert serious(page) == []
