"""Findings say what sources say, and stand or fall with their evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from factories import article, bridge, case, comparison, published, span
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims.articles import Article, make_article, read_articles
from newsclaims.compare import Comparison, compare_articles
from newsclaims.findings import Evidence, Finding, UnbackedFindingError, derive_findings, find_evidence, verify

SEEDS = Path(__file__).parents[1] / "data" / "seeds"
GAZETTE = (
    "Mayor Ann Lee said on Monday that the bridge over the Lenn is closed. The flood killed 12 people, Lee said. "
    "“It is a bad day, a very bad day for this town,” Lee said. The floods worried President Heorhiy Tyshchenko. "
    "The old ferry runs again."
)
COURIER = (
    "Police denied that the bridge over the Lenn is closed. The flood killed 20 people, police said. "
    "“It is a bad day for the town,” Ann Lee told the Gazette. Schools in Riverton reopened after two weeks. "
    "The old ferry runs again."
)
HERALD = (
    "The bridge over the Lenn is closed, according to Ann Lee. The flood killed 12 people, Lee said. "
    "The floods worried Prime Minister Heorhii Tyshchenko. The old ferry runs again."
)


@pytest.fixture(scope="module")
def three() -> Comparison:
    return published(GAZETTE, COURIER, HERALD)


EXPECTED = [
    case(
        "disputed",
        "disputed",
        r"Lenn is closed” is asserted by Ann Lee, in Gazette and Herald, and denied by police, in Courier",
    ),
    case("titles", "conflict", r"Gazette has “.* is president”, Herald has “.* is prime minister”"),
    case(
        "wording",
        "wording",
        r"Gazette and Courier give a statement of Ann Lee in different words: “It is a bad.*\[-this-\]\{\+the\+\} town",
    ),
    case("naming", "naming", r"Heorhiy Tyshchenko \(Gazette\) and Heorhii Tyshchenko \(Herald\)"),
    case("origin", "origin", r"in three articles go back to Ann Lee, the only origin of \w+ that several"),
    case("shared", "shared", r"All three articles carry “The old ferry runs again”"),
    case("left out", "omission", r"Herald alone leaves out “Ann Lee said: It is a bad day for the town”"),
    case("alone", "alone", r"Courier alone carries .*“Schools in Riverton reopened"),
]


@pytest.mark.parametrize(("kind", "says"), EXPECTED)
def test_what_a_comparison_shows_is_said(three: Comparison, kind: str, says: str) -> None:
    statements = [finding.statement for finding in derive_findings(three) if finding.kind == kind]
    assert [s for s in statements if re.search(says, s)], statements


def test_every_finding_is_backed_by_words_that_stand_in_the_articles(three: Comparison) -> None:
    findings = derive_findings(three)
    assert len(findings) > 5
    for finding in findings:
        assert finding.evidence
        assert all(evidence.spans for evidence in finding.evidence)
        verify(finding, three.articles)


def test_a_finding_falls_when_a_word_of_its_evidence_changes(three: Comparison) -> None:
    for finding in derive_findings(three):
        place = finding.evidence[0].spans[0]
        id = finding.evidence[0].article_id
        changed = [
            replace(a, text=f"{a.text[: place.start]}{'~' * len(place.text)}{a.text[place.end :]}") if a.id == id else a
            for a in three.articles
        ]
        with pytest.raises(UnbackedFindingError, match=re.escape(f"article {id!r} no longer reads")):
            verify(finding, changed)


@pytest.fixture(scope="module", params=["three", "seeds"])
def told(request: pytest.FixtureRequest) -> tuple[Sequence[Article], list[Finding]]:
    """The articles of an event, and the findings on them."""
    read = compare_articles(read_articles(SEEDS)) if request.param == "seeds" else published(GAZETTE, COURIER, HERALD)
    return read.articles, derive_findings(read)


def touched(finding: Finding, edits: dict[tuple[str, int], str]) -> bool:
    """Whether an edit changes a character of the finding's evidence."""
    return any(
        evidence.article_id == id and span.start <= at < span.end
        for evidence in finding.evidence
        for span in evidence.spans
        for id, at in edits
    )


def edited(articles: Sequence[Article], edits: dict[tuple[str, int], str]) -> list[Article]:
    """The articles with some characters replaced, so that every place stays where it was."""
    return [
        replace(a, text="".join(edits.get((a.id, at), character) for at, character in enumerate(a.text)))
        for a in articles
    ]


@settings(deadline=None)
@given(st.data())
def test_findings_fall_with_an_edit_of_their_evidence_and_with_no_other(
    told: tuple[Sequence[Article], list[Finding]], data: st.DataObject
) -> None:
    articles, findings = told
    edits: dict[tuple[str, int], str] = {}
    for _ in range(data.draw(st.integers(1, 4))):
        changed = data.draw(st.sampled_from(articles))
        at = data.draw(st.integers(0, len(changed.text) - 1))
        edits[changed.id, at] = data.draw(st.characters(exclude_characters=changed.text[at]))
    after = edited(articles, edits)
    for finding in findings:
        if touched(finding, edits):
            with pytest.raises(UnbackedFindingError, match=re.escape(finding.statement)):
                verify(finding, after)
        else:
            verify(finding, after)


@given(st.data())
def test_evidence_that_moved_by_one_character_no_longer_backs(data: st.DataObject) -> None:
    text = "The bridge over the Lenn is closed."
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    finding = Finding("alone", "It is closed.", (Evidence("a", (span(text, text[start:end]),)),))
    verify(finding, [article("a", text)])
    with pytest.raises(UnbackedFindingError):
        verify(finding, [article("a", f"~{text.replace(' ', '~')}")])


BROKEN = [
    case("no evidence", (), "no evidence"),
    case("another article", (Evidence("b", (span("It rained.", "rained"),)),), "there is no article 'b'"),
    case("other words", (Evidence("a", (span("It rained.", "rained"),)),), "no longer reads 'rained' at 3:9"),
]


@pytest.mark.parametrize(("evidence", "message"), BROKEN)
def test_an_unbacked_finding_names_itself_and_what_is_missing(evidence: tuple[Evidence, ...], message: str) -> None:
    with pytest.raises(UnbackedFindingError, match=f"^(?=.*It rains\\.).*{message}"):
        verify(Finding("alone", "It rains.", evidence), [article("a", "It snowed.")])


def test_one_article_or_none_gives_nothing_to_find() -> None:
    assert derive_findings(published(GAZETTE)) == []
    assert derive_findings(comparison()) == []


def test_articles_without_a_claim_in_common_are_only_told_apart() -> None:
    findings = derive_findings(published("It rained in Riverton.", "The council elected Bo Ek."))
    assert [finding.kind for finding in findings] == ["alone", "alone"]


def test_a_soft_conflict_is_kept_back() -> None:
    soft = bridge()
    soft = replace(soft, conflicts=tuple(replace(conflict, soft=True) for conflict in soft.conflicts))
    assert [finding.kind for finding in derive_findings(bridge())].count("conflict") == 1
    assert [finding.kind for finding in derive_findings(soft)].count("conflict") == 0


def test_the_same_articles_give_the_same_findings(three: Comparison) -> None:
    assert derive_findings(published(GAZETTE, COURIER, HERALD)) == derive_findings(three)


def test_a_conflict_is_shown_with_the_words_of_both_sides() -> None:
    found = derive_findings(
        published("President Ann Lee spoke. Prime Minister Ann Lee left.", "Prime Minister Ann Lee came early.")
    )
    conflict = next(finding for finding in found if finding.kind == "conflict")
    words = {span.text for evidence in conflict.evidence for span in evidence.spans}
    assert words == {"President Ann Lee", "Prime Minister Ann Lee"}


def test_a_claim_that_is_only_denied_is_told_as_a_denial() -> None:
    found = derive_findings(published("The bridge has not collapsed.", "The river is high.", "Schools are closed."))
    assert [f.statement for f in found if "bridge" in f.statement] == [
        "Gazette alone carries one claim: “The bridge has not collapsed”."
    ]


WIRE = (
    "Three workers were hurt when the old crane fell on the quay early on Monday, and two of them were taken to "
    "hospital by boat. "
)
OWN = "The mayor had asked for a new crane in spring, but the council put it off until after the vote in autumn. "


def test_what_is_copied_is_told_with_both_places() -> None:
    found = [f for f in derive_findings(published(WIRE, f"{WIRE}{OWN}{OWN}")) if f.kind == "copy"]
    assert len(found) == 1  # 25 words of the 25 + 2 * 22
    assert found[0].statement == "Courier prints 36% of its words as Gazette has them, word for word or nearly."
    assert [evidence.article_id for evidence in found[0].evidence] == ["a1", "a0"]


def test_articles_that_print_one_text_have_one_origin() -> None:
    found = derive_findings(published(f"{WIRE}{OWN}", f"{WIRE}{OWN}", f"Crane falls. {WIRE}{OWN}"))
    copies = [f.statement for f in found if f.kind == "copy"]
    assert len(copies) == 2
    assert all("counts as a reprint of it, not as a second source" in statement for statement in copies)
    shared = [f.statement for f in found if f.kind == "shared"]
    assert shared
    assert all(statement.endswith("all from one origin, Gazette.") for statement in shared)


SEARCHED = [
    case("several places", "the bridge", ["The bridge", "the bridge"]),
    case("other marks", '"It isn\'t open," she', ["“It isn’t open,” she"]),
    case("other white space", "bridge   was\tclosed", ["bridge was\u00a0closed"]),
    case("marks at the ends", "“It isn’t open,”", ["“It isn’t open,”"]),
    case("whole words", "open", ["open"]),
    case("not a pattern", "was.closed", None),
    case("not over a paragraph's end", "closed. “It", None),
    case("not in a caption", "in spring", None),
]


@pytest.mark.parametrize(("words", "expected"), SEARCHED)
def test_evidence_is_found_by_its_words_as_the_article_prints_them(words: str, expected: list[str] | None) -> None:
    text = "The bridge was\u00a0closed.\n“It isn’t open,” she said; opening the bridge takes weeks.\nThe quay in spring"
    searched = [article("a", text, "tbc"), article("b", "It rained.")]
    if expected is None:
        with pytest.raises(ValueError, match=f"no title or body has {re.escape(repr(words))}"):
            find_evidence(searched, words)
    else:
        [evidence] = find_evidence(searched, words)
        assert (evidence.article_id, [span.text for span in evidence.spans]) == ("a", expected)
        verify(Finding("alone", "So they say.", (evidence,)), searched)


def test_each_article_that_has_the_words_gives_evidence_in_order(three: Comparison) -> None:
    assert [evidence.article_id for evidence in find_evidence(three.articles, "the flood killed")] == ["a0", "a1", "a2"]


@pytest.mark.parametrize("words", ["", " \n"])
def test_no_words_are_no_evidence(three: Comparison, words: str) -> None:
    with pytest.raises(ValueError, match="words to search for"):
        find_evidence(three.articles, words)


@given(st.data())
def test_what_was_found_stands_and_repeats_the_words_that_were_searched_for(data: st.DataObject) -> None:
    text = "“The bridge,” Ann Lee said,\n  “isn’t  open”; the Gazette's man didn’t ask."
    read = make_article("a", text)
    passage = data.draw(st.sampled_from(read.passages()))
    places = [match.span() for match in re.finditer(r"\S+", passage.text)]
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    words = passage.text[places[first][0] : places[last][1]]
    [evidence] = find_evidence([read], words)
    assert words in [span.text for span in evidence.spans]
    assert all(span.stands_in(text) for span in evidence.spans)
